/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synchub.connect.localstack.http.Fault;
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.NotionFaults;
import io.synchub.connect.localstack.notion.NotionSimulator;
import io.synchub.connect.localstack.notion.Page;
import io.synchub.connect.localstack.notion.Property;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The promise with exactly once: however often the worker dies, committed records hold each version of a row once at most. */
@Tag("alone")
class NotionExactlyOnceIT {
    private static final int ROWS = 1_500;
    private static final int KILLS = 3;

    private static NotionStack stack;

    @BeforeAll
    static void start() {
        stack = NotionStack.start(
                "notion-exactly-once", NotionSimulator.builder(), builder -> SourceStack.exactlyOnce(builder)
                        .workerInOwnJvm());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void three_kills_during_a_snapshot_and_edits_leave_each_version_once_and_the_newest_of_all() throws Exception {
        Map<String, Map<Page, Integer>> tables = new HashMap<>();
        DataSource left = table("Left", tables);
        DataSource right = table("Right", tables);
        // A snapshot of a few seconds, so that there is a middle of it to be killed in.
        stack.notion.faults().always(NotionFaults.queries(), Fault.slow(Duration.ofMillis(20)));
        AtomicBoolean killing = new AtomicBoolean(true);
        CompletableFuture<Void> edits =
                CompletableFuture.runAsync(() -> edit(tables, killing), action -> new Thread(action, "edits").start());

        FollowingSource connector = stack.connector("once");
        connector.put(stack.config(
                "once",
                left.id() + "," + right.id(),
                "tasks.max",
                "2",
                "page.size",
                "20",
                "exactly.once.support",
                "required",
                // A worker that starts waits for the open transactions of one that died.
                "producer.override.transaction.timeout.ms",
                "5000"));
        for (int kill = 0; kill < KILLS; kill++) {
            int before = records(connector);
            await().atMost(SourceStack.PATIENCE).until(() -> records(connector) > before + 300);
            stack.stack.childWorker().kill();
            assertThat(kill > 0 || records(connector) < 2 * ROWS)
                    .as("the first in the snapshot")
                    .isTrue();
            stack.stack.childWorker().start();
        }
        killing.set(false);
        edits.get(SourceStack.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        stack.notion.faults().clear();

        for (String table : tables.keySet()) {
            Map<String, Integer> newest = new HashMap<>();
            tables.get(table).forEach((page, version) -> newest.put(page.id().toString(), version));
            connector.awaitAsserted(() -> {
                Map<String, Integer> sent = new HashMap<>();
                connector
                        .rows(table)
                        .forEach((id, row) -> sent.put(id, row.path("Version").asInt()));
                assertThat(sent.equals(newest))
                        .as("the newest versions of " + table)
                        .isTrue();
            });
            List<String> versions = connector.messages(table).stream()
                    .map(message -> message.id() + " "
                            + message.value().orElseThrow().path("Version").asInt())
                    .toList();
            assertThat(versions.stream().distinct().count()).isEqualTo(versions.size());
        }
        assertThat(connector.status().tasks()).hasSize(2);
    }

    private static int records(FollowingSource connector) {
        return stack.topics.count(connector.topic("Left")) + stack.topics.count(connector.topic("Right"));
    }

    /** Until told otherwise, gives rows a version that they never had. */
    private static void edit(Map<String, Map<Page, Integer>> tables, AtomicBoolean goOn) {
        Random random = new Random(42);
        List<List<Page>> pages = tables.values().stream()
                .map(versions -> List.copyOf(versions.keySet()))
                .toList();
        List<Map<Page, Integer>> versions = List.copyOf(tables.values());
        while (goOn.get()) {
            int table = random.nextInt(pages.size());
            Page page = pages.get(table).get(random.nextInt(ROWS));
            page.update("Version", versions.get(table).merge(page, 1, Integer::sum));
            await().pollDelay(Duration.ofMillis(5)).until(() -> true);
        }
    }

    private static DataSource table(String name, Map<String, Map<Page, Integer>> tables) {
        DataSource table = stack.notion.createDataSource(name, Property.title("Name"), Property.number("Version"));
        Instant first = stack.notion.clock().instant().minus(Duration.ofHours(10));
        Map<Page, Integer> versions = new HashMap<>();
        IntStream.range(0, ROWS)
                .mapToObj(row -> table.createPage(
                        first.plus(Duration.ofMinutes(row / 5)), Map.of("Name", "row " + row, "Version", 1)))
                .forEach(page -> versions.put(page, 1));
        tables.put(name, versions);
        return table;
    }
}
