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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What it costs: requests of a snapshot, of polls that find nothing, of many changes, of sweeps. */
@ExtendWith(SharedAirtable.class)
class AirtableCostIT {
    private static final AirtableStack STACK = AirtableStack.shared();

    @Test
    void a_poll_that_finds_nothing_costs_one_request_for_a_base_of_five_tables() {
        Duration slot = Duration.ofMillis(300);
        Base base = STACK.airtable.createBase("Idle");
        for (int table = 1; table <= 5; table++) {
            base.createTable("T" + table, Field.text("Name")).createRecord("one");
        }
        try (FollowingSource connector = STACK.follow("idle", base, "schedule", "every(" + slot.toMillis() + "ms)")) {
            for (int table = 1; table <= 5; table++) {
                connector.awaitTitles("T" + table, "one");
            }
            AirtableRequests.awaitPolls(STACK.airtable, base, 2);
            int before = SourceRequests.count(STACK.airtable, AirtableRequests.about(base));
            AirtableRequests.awaitPolls(STACK.airtable, base, 8);

            List<ReceivedRequest> all = STACK.airtable.requests().requests(AirtableRequests.about(base));
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
        Base base = STACK.airtable.createBase("Thousand");
        Table table = base.createTable("Thousand", Field.text("Name"), Field.number("Cost", 0));
        List<AirtableRecord> rows = table.createRecords(1_000, row -> Map.of("Name", "row " + row));
        try (FollowingSource connector = STACK.follow("thousand", base)) {
            connector.awaitRows("Thousand", 1_000);
            assertThat(SourceRequests.count(STACK.airtable, AirtableRequests.passes(table)))
                    .isEqualTo(10);
            AirtableRequests.awaitPolls(STACK.airtable, base, 2);

            int[] before = new int[1];
            // All of them between two polls, each an action of its own: the worst that can be in 20 answers of the log.
            STACK.airtable.afterPayloadAnswer(base, 1, () -> {
                rows.forEach(row -> row.update("Cost", 1));
                before[0] = SourceRequests.count(STACK.airtable, AirtableRequests.about(base));
            });
            connector.awaitMessages("Thousand", 2_000);
            List<ReceivedRequest> all = STACK.airtable.requests().requests(AirtableRequests.about(base));
            List<ReceivedRequest> cost = all.subList(before[0], all.size());
            int firstRows = IntStream.range(0, cost.size())
                    .filter(index -> AirtableRequests.rows(table).test(cost.get(index)))
                    .findFirst()
                    .orElseThrow();
            // The log is read to its end first. Reads of it between those of rows are the next slots'.
            assertThat(cost.subList(0, firstRows)).hasSize(20).allMatch(AirtableRequests.payloads(base));
            assertThat(cost.stream().filter(AirtableRequests.payloads(base).negate()))
                    .hasSize(10)
                    .allMatch(AirtableRequests.rows(table));
        }
    }

    @Test
    void a_row_that_is_edited_many_times_between_two_polls_is_read_once() {
        Base base = STACK.airtable.createBase("Often");
        Table table = base.createTable("Often", Field.text("Name"));
        AirtableRecord row = table.createRecord("one");
        try (FollowingSource connector = STACK.follow("often", base)) {
            connector.awaitTitles("Often", "one");
            STACK.airtable.afterPayloadAnswer(
                    base, 1, () -> IntStream.range(0, 200).forEach(edit -> row.update("Name", "edit " + edit)));
            connector.awaitTitles("Often", "edit 199");
            AirtableRequests.awaitPolls(STACK.airtable, base, 3);
            assertThat(connector.history("Often")).containsExactly("r one", "u edit 199");
            assertThat(SourceRequests.count(STACK.airtable, AirtableRequests.byIds(table)))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_sweep_of_unchanged_rows_costs_a_request_for_each_page_and_sends_nothing() {
        Base base = STACK.airtable.createBase("Swept");
        Table table = base.createTable("Swept", Field.text("Name"));
        table.fill(500, row -> Map.of("Name", "row " + row));
        try (FollowingSource connector = STACK.follow("cost-swept", base, "sweep", "every(500ms)")) {
            connector.awaitRows("Swept", 500);
            AirtableRequests.awaitPasses(STACK.airtable, table, 3);
            assertThat(connector.messages("Swept").size()).isEqualTo(500);
            assertThat(SourceRequests.count(STACK.airtable, AirtableRequests.byIds(table)))
                    .isZero();
        }
    }
}
