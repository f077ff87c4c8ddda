/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.AirtableSimulator;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.airtable.Webhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The promise without exactly once: a worker that dies at any point loses nothing, and finds its webhook again. And what such a
 * worker has said by then: neither the token nor what stands in rows.
 */
@Tag("alone")
class AirtableKillIT {
    private static final String TOKEN = "pat4713.not_for_anybody";
    private static final String CONTENT = "words-of-a-row";
    private static final Path LOG = Path.of("target", "airtable-kill-worker.log");
    private static final int ROWS = 3_000;
    /** The engine sends a batch of 800 rows; this is after the second. */
    private static final int PAGE = 20;

    private static AirtableStack stack;

    @BeforeAll
    static void start() throws IOException {
        Files.deleteIfExists(LOG);
        stack = AirtableStack.start(
                "airtable-kill", AirtableSimulator.builder().token(TOKEN), builder -> builder.workerInOwnJvm()
                        .worker(options -> options.log(LOG)));
        logEverything();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void kills_in_a_snapshot_in_a_large_payload_and_in_a_sweep_lose_nothing() throws Exception {
        Base base = stack.airtable.createBase("Killed");
        Table table = base.createTable("Killed", Field.text("Name"), Field.number("Version", 0));
        List<AirtableRecord> rows = table.createRecords(ROWS, row -> Map.of("Name", CONTENT + " " + row, "Version", 1));
        FollowingSource connector = stack.connector("killed");

        Kill inSnapshot = new Kill(stack, AirtableRequests.passes(table), PAGE);
        connector.put(stack.config("killed", base));
        strike(inSnapshot, connector, 1_000);
        connector.awaitRows("Killed", ROWS);
        int sent = stack.topics.count(connector.topic("Killed"));
        // Rows that had been sent and were known from the offsets are not sent again.
        assertThat(sent).isLessThan(2 * ROWS);

        Kill inPayload = new Kill(stack, AirtableRequests.byIds(table), PAGE);
        base.action(() -> {
            rows.forEach(row -> row.update("Version", 2));
            rows.subList(0, 500).forEach(AirtableRecord::delete);
        });
        strike(inPayload, connector, sent + 1_000);
        assertVersions(connector, ROWS - 500, 2);

        Webhook lost = base.webhooks().get(0);
        connector.stop();
        base.action(() -> {
            rows.subList(500, ROWS).forEach(row -> row.update("Version", 3));
            rows.subList(500, 1_000).forEach(AirtableRecord::delete);
        });
        lost.vanish();
        sent = stack.topics.count(connector.topic("Killed"));
        Kill inSweep = new Kill(stack, AirtableRequests.passes(table), PAGE - 3);
        connector.resume();
        strike(inSweep, connector, sent + 1_000);
        assertVersions(connector, ROWS - 1_000, 3);

        assertThat(base.webhooks()).hasSize(1);
        assertThat(base.webhooksCreated()).isEqualTo(2);
        assertThat(Files.readString(LOG))
                .contains("io.synchub", "known rows restored")
                .doesNotContain(TOKEN, CONTENT);
    }

    private static void assertVersions(FollowingSource connector, int rows, int version) {
        connector.awaitAsserted(() -> {
            assertThat(stack.topics.countLatest(connector.topic("Killed"))).isEqualTo(rows);
            assertThat(connector.rows("Killed").values())
                    .allMatch(row -> row.path("Version").asInt() == version);
        });
    }

    private static void strike(Kill kill, FollowingSource connector, int records) {
        kill.strike(connector, "Killed", records);
        logEverything();
    }

    private static void logEverything() {
        WorkerHttp.logAll(stack.stack.worker(), "io.synchub");
    }
}
