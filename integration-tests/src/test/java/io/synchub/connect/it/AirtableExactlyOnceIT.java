/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synchub.connect.localstack.airtable.AirtableFaults;
import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.AirtableSimulator;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.http.Fault;
import io.synchub.connect.localstack.http.ReceivedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The promise with exactly once: however often the worker dies, committed records hold each version of a row, and each delete,
 * once at most.
 */
@Tag("alone")
class AirtableExactlyOnceIT {
    private static final int ROWS = 1_500;
    private static final int KILLS = 2;
    private static final int IN_AN_ACTION = 120;

    private static AirtableStack stack;

    @BeforeAll
    static void start() {
        stack = AirtableStack.start(
                "airtable-exactly-once",
                AirtableSimulator.builder().recordsPerPayload(10_000),
                builder -> SourceStack.exactlyOnce(builder).workerInOwnJvm());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void kills_in_a_snapshot_in_edits_and_in_a_large_payload_leave_each_version_once_and_the_newest_of_all()
            throws Exception {
        Base base = stack.airtable.createBase("Once");
        List<Edited> tables = List.of(new Edited(base, "Left"), new Edited(base, "Right"));
        // A snapshot of a few seconds, so that there is a middle of it to be killed in.
        stack.airtable.faults().always(AirtableFaults.listings(), Fault.slow(Duration.ofMillis(20)));
        AtomicBoolean killing = new AtomicBoolean(true);
        CompletableFuture<Void> edits =
                CompletableFuture.runAsync(() -> edit(tables, killing), action -> new Thread(action, "edits").start());

        FollowingSource connector = stack.connector("once");
        connector.put(stack.config(
                "once",
                base,
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
        tables.get(0).assertNewest(connector);
        killInLargePayload(connector, base, tables.get(0));
        stack.airtable.faults().clear();

        for (Edited table : tables) {
            table.assertNewest(connector);
            table.assertOnce(connector);
        }
        assertThat(base.webhooksCreated()).isEqualTo(1);
    }

    /** The position stays before a payload until its last row is sent: what was sent of it is told again. */
    private static void killInLargePayload(FollowingSource connector, Base base, Edited table) {
        Predicate<ReceivedRequest> reads = AirtableRequests.byIds(base.table(table.name));
        int before = stack.topics.count(connector.topic(table.name));
        // A batch is what half a second brings: many writes of state come after those with the deletes.
        stack.airtable.faults().clear();
        Kill kill = new Kill(stack, reads, 60);
        stack.airtable.faults().always(reads, Fault.slow(Duration.ofMillis(100)));
        table.editAllButDelete(100);
        kill.strike(connector, table.name, before + 1_000);
    }

    private static int records(FollowingSource connector) {
        return stack.topics.count(connector.topic("Left")) + stack.topics.count(connector.topic("Right"));
    }

    /** Until told otherwise, gives many rows at once a version that they never had, and deletes some. */
    private static void edit(List<Edited> tables, AtomicBoolean goOn) {
        Random random = new Random(42);
        while (goOn.get()) {
            tables.get(random.nextInt(tables.size())).action(random);
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        }
    }

    /** A table with the newest version of each row. */
    private static final class Edited {
        private final Base base;
        private final String name;
        private final List<AirtableRecord> rows;
        private final Map<String, Integer> versions = new HashMap<>();

        Edited(Base base, String name) {
            this.base = base;
            this.name = name;
            Table table = base.createTable(name, Field.text("Name"), Field.number("Version", 0));
            this.rows = new ArrayList<>(table.createRecords(ROWS, row -> Map.of("Name", "row " + row, "Version", 1)));
            rows.forEach(row -> versions.put(row.id(), 1));
        }

        void action(Random random) {
            base.action(() -> {
                for (int edit = 0; edit < IN_AN_ACTION; edit++) {
                    AirtableRecord row = rows.get(random.nextInt(rows.size()));
                    row.update("Version", versions.merge(row.id(), 1, Integer::sum));
                }
                for (int delete = 0; delete < 3; delete++) {
                    AirtableRecord row = rows.remove(random.nextInt(rows.size()));
                    versions.remove(row.id());
                    row.delete();
                }
            });
        }

        void editAllButDelete(int deletes) {
            base.action(() -> {
                for (AirtableRecord row : rows.subList(0, deletes)) {
                    versions.remove(row.id());
                    row.delete();
                }
                for (AirtableRecord row : rows.subList(deletes, rows.size())) {
                    row.update("Version", versions.merge(row.id(), 1, Integer::sum));
                }
            });
        }

        void assertNewest(FollowingSource connector) {
            connector.awaitAsserted(() -> {
                Map<String, Integer> sent = new HashMap<>();
                connector
                        .rows(name)
                        .forEach((id, row) -> sent.put(id, row.path("Version").asInt()));
                assertThat(sent.equals(versions))
                        .as("the newest versions of " + name)
                        .isTrue();
            });
        }

        /** Each version, and each delete. */
        void assertOnce(FollowingSource connector) {
            Set<String> seen = new HashSet<>();
            List<String> twice = connector.messages(name).stream()
                    .map(message -> message.id() + " "
                            + message.value()
                                    .map(value -> value.path("Version").asText())
                                    .orElse("deleted"))
                    .filter(version -> !seen.add(version))
                    .toList();
            assertThat(twice).isEmpty();
        }
    }
}
