/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.synchub.connect.localstack.http.ReceivedRequest;
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.NotionSimulator;
import io.synchub.connect.localstack.notion.Page;
import io.synchub.connect.localstack.notion.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The promise without exactly once: a worker that dies at any point loses nothing, and a restart goes on near where it was. And
 * what such a worker has said by then: neither the token nor what stands in rows.
 */
@Tag("alone")
class NotionKillIT {
    private static final String TOKEN = "ntn_4713_not_for_anybody";
    private static final String CONTENT = "words-of-a-row";
    private static final Path LOG = Path.of("target", "notion-kill-worker.log");
    private static final String CONNECTOR = "killed";
    private static final int PAGE = 25;
    private static final int PAGES = 200;
    private static final int ROWS = PAGE * PAGES;
    private static final int ROWS_IN_A_MINUTE = 5;

    private static NotionStack stack;

    @BeforeAll
    static void start() throws IOException {
        Files.deleteIfExists(LOG);
        stack = NotionStack.start(
                "notion-kill", NotionSimulator.builder().token(TOKEN), builder -> builder.workerInOwnJvm()
                        .worker(options -> options.log(LOG)));
        logEverything();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_kill_in_a_snapshot_and_one_in_a_sweep_lose_nothing_and_go_on_near_where_they_were() throws Exception {
        DataSource table = stack.notion.createDataSource("Killed", Property.title("Name"), Property.number("Version"));
        Instant first = stack.notion.clock().instant().minus(Duration.ofHours(20));
        List<Page> rows = IntStream.range(0, ROWS)
                .mapToObj(row -> table.createPage(
                        first.plus(Duration.ofMinutes(row / ROWS_IN_A_MINUTE)),
                        Map.of("Name", CONTENT + " " + row, "Version", 1)))
                .toList();
        String[] settings = {"page.size", Integer.toString(PAGE), "sweep", "once"};

        CompletableFuture<Void> inSnapshot = killAtPage(150, table, first);
        FollowingSource connector = stack.connector(CONNECTOR);
        connector.put(stack.config(CONNECTOR, table.id().toString(), settings));
        restart(inSnapshot);
        connector.awaitRows("Killed", ROWS);
        assertThat(pagesSinceRestart(table)).isLessThan(PAGES * 3 / 4);
        assertThat(stack.topics.count(connector.topic("Killed"))).isLessThan(ROWS * 3 / 2);

        connector.stop();
        stack.notion.quietly(() -> rows.forEach(row -> row.update("Version", 2)));
        for (int row = 0; row < ROWS; row += ROWS / 5) {
            rows.get(row).trash();
        }
        CompletableFuture<Void> inSweep = killAtPage(180, table, first);
        connector.resume();
        restart(inSweep);
        connector.awaitRows("Killed", ROWS - 5);
        connector.awaitAsserted(() -> assertThat(connector.rows("Killed").values())
                .allMatch(row -> row.path("Version").asInt() == 2));
        assertThat(pagesSinceRestart(table)).isLessThan(PAGES * 3 / 4);

        assertThat(Files.readString(LOG))
                .contains("io.synchub", "known rows restored")
                .doesNotContain(TOKEN, CONTENT);
    }

    /** How many pages of rows were asked for since the restart, when the pass that went on is over. */
    private static int pagesSinceRestart(DataSource table) {
        SourceRequests.awaitMore(stack.notion, NotionRequests.changes(table), 2);
        return SourceRequests.count(stack.notion, NotionRequests.passes(table));
    }

    /** Kills the worker when a pass asks for this page, once the offsets say that it has come past two fifths of the rows. */
    private static CompletableFuture<Void> killAtPage(int page, DataSource table, Instant first) {
        long twoFifths =
                first.plus(Duration.ofMinutes(ROWS / ROWS_IN_A_MINUTE * 2 / 5)).getEpochSecond() / 60;
        AtomicInteger pages = new AtomicInteger();
        Predicate<ReceivedRequest> there = NotionRequests.passes(table).and(request -> pages.incrementAndGet() == page);
        CompletableFuture<Void> killed = new CompletableFuture<>();
        stack.notion.faults().next(1, there, (request, right) -> {
            try {
                await().atMost(SourceStack.PATIENCE).until(() -> furthest() >= twoFifths);
                stack.stack.childWorker().kill();
                killed.complete(null);
            } catch (RuntimeException e) {
                killed.completeExceptionally(e);
            }
            return right.get();
        });
        return killed;
    }

    /** The minute up to which the running pass has come, as the newest of the stored offsets tells; 0 when none runs. */
    private static long furthest() throws IOException {
        JsonNode newest = MissingNode.getInstance();
        for (JsonNode stored : stack.stack.rest().offsets(CONNECTOR).path("offsets")) {
            JsonNode offset = stored.path("offset");
            boolean newer = offset.path("epoch").asLong() > newest.path("epoch").asLong()
                    || offset.path("epoch").asLong() == newest.path("epoch").asLong()
                            && offset.path("seq").asLong() > newest.path("seq").asLong();
            newest = offset.has("progress") && newer ? offset : newest;
        }
        return new ObjectMapper()
                .readTree(newest.path("progress").asText("{}"))
                .path("running")
                .path("from")
                .asLong();
    }

    private static void restart(CompletableFuture<Void> killed) throws Exception {
        killed.get(SourceStack.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(stack.stack.childWorker().isRunning()).isFalse();
        stack.notion.requests().clear();
        stack.stack.childWorker().start();
        logEverything();
    }

    private static void logEverything() {
        WorkerHttp.logAll(stack.stack.worker(), "io.synchub");
    }
}
