/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.http.ReceivedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What it costs: requests of a snapshot, of polls that find nothing, of many changes, of sweeps. */
class AirtableCostIT {
    private static AirtableStack stack;

    @BeforeAll
    static void start() {
        stack = AirtableStack.start("airtable-cost");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_poll_that_finds_nothing_costs_one_request_for_a_base_of_five_tables() {
        Duration slot = Duration.ofMillis(300);
        Base base = stack.airtable.createBase("Idle");
        for (int table = 1; table <= 5; table++) {
            base.createTable("T" + table, Field.text("Name")).createRecord("one");
        }
        try (FollowingSource connector = stack.follow("idle", base, "schedule", "every(" + slot.toMillis() + "ms)")) {
            for (int table = 1; table <= 5; table++) {
                connector.awaitTitles("T" + table, "one");
            }
            AirtableRequests.awaitPolls(stack.airtable, base, 2);
            int before = SourceRequests.count(stack.airtable, AirtableRequests.about(base));
            AirtableRequests.awaitPolls(stack.airtable, base, 8);

            List<ReceivedRequest> all = stack.airtable.requests().requests(AirtableRequests.about(base));
            List<ReceivedRequest> idle = all.subList(before, all.size());
            assertThat(idle).allMatch(AirtableRequests.payloads(base));
            Duration took = Duration.between(
                    idle.get(0).receivedAt(), idle.get(idle.size() - 1).receivedAt());
            // Both ends may be a little early or late.
            assertThat(idle.size()).isBetween(8, (int) (took.toMillis() / slot.toMillis()) + 2);
        }
    }

    @Test
    void a_snapshot_of_1000_rows_costs_10_row_requests_and_1000_changed_rows_20_and_10() {
        Base base = stack.airtable.createBase("Thousand");
        Table table = base.createTable("Thousand", Field.text("Name"), Field.number("Cost", 0));
        List<AirtableRecord> rows = table.createRecords(1_000, row -> Map.of("Name", "row " + row));
        try (FollowingSource connector = stack.follow("thousand", base)) {
            connector.awaitRows("Thousand", 1_000);
            assertThat(SourceRequests.count(stack.airtable, AirtableRequests.passes(table)))
                    .isEqualTo(10);
            AirtableRequests.awaitPolls(stack.airtable, base, 2);

            int[] before = new int[1];
            // All of them between two polls, each an action of its own: the worst that can be in 20 answers of the log.
            stack.airtable.afterPayloadAnswer(base, 1, () -> {
                rows.forEach(row -> row.update("Cost", 1));
                before[0] = SourceRequests.count(stack.airtable, AirtableRequests.about(base));
            });
            connector.awaitMessages("Thousand", 2_000);
            List<ReceivedRequest> all = stack.airtable.requests().requests(AirtableRequests.about(base));
            int lastRows = IntStream.range(0, all.size())
                    .filter(index -> AirtableRequests.rows(table).test(all.get(index)))
                    .max()
                    .orElseThrow();
            List<ReceivedRequest> cost = all.subList(before[0], lastRows + 1);
            assertThat(cost.stream().filter(AirtableRequests.rows(table))).hasSize(10);
            // One more where the next slot comes while the rows are read.
            assertThat(cost.stream().filter(AirtableRequests.payloads(base))).hasSizeBetween(20, 21);
            assertThat(cost).hasSizeBetween(30, 31);
        }
    }

    @Test
    void a_row_that_is_edited_many_times_between_two_polls_is_read_once() {
        Base base = stack.airtable.createBase("Often");
        Table table = base.createTable("Often", Field.text("Name"));
        AirtableRecord row = table.createRecord("one");
        try (FollowingSource connector = stack.follow("often", base)) {
            connector.awaitTitles("Often", "one");
            stack.airtable.afterPayloadAnswer(
                    base, 1, () -> IntStream.range(0, 200).forEach(edit -> row.update("Name", "edit " + edit)));
            connector.awaitTitles("Often", "edit 199");
            AirtableRequests.awaitPolls(stack.airtable, base, 3);
            assertThat(connector.history("Often")).containsExactly("r one", "u edit 199");
            assertThat(SourceRequests.count(stack.airtable, AirtableRequests.byIds(table)))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_sweep_of_unchanged_rows_costs_a_request_for_each_page_and_sends_nothing() {
        Base base = stack.airtable.createBase("Swept");
        Table table = base.createTable("Swept", Field.text("Name"));
        table.fill(500, row -> Map.of("Name", "row " + row));
        try (FollowingSource connector = stack.follow("swept", base, "sweep", "every(500ms)")) {
            connector.awaitRows("Swept", 500);
            AirtableRequests.awaitPasses(stack.airtable, table, 3);
            assertThat(connector.messages("Swept").size()).isEqualTo(500);
            assertThat(SourceRequests.count(stack.airtable, AirtableRequests.byIds(table)))
                    .isZero();
        }
    }
}
