/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Role;
import io.synchub.connect.localstack.airtable.Scope;
import io.synchub.connect.localstack.airtable.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How changes are found where the webhook may not be used, and how a user gets to know. */
@ExtendWith(SharedAirtable.class)
class AirtableDetectionIT {
    private static final String NO_HOOKS = "pat_that_may_only_read";
    private static final String NO_CREATOR = "pat_of_somebody_who_may_not_create";

    private static final AirtableStack STACK = AirtableStack.shared();

    @BeforeAll
    static void allowTokens() {
        STACK.airtable.allowToken(NO_HOOKS, Role.READ, Scope.RECORDS_READ, Scope.SCHEMA_READ);
        STACK.airtable.allowToken(NO_CREATOR, Role.EDIT, Scope.values());
    }

    @Test
    void auto_tells_that_it_uses_the_webhook() {
        Base base = STACK.airtable.createBase("Hook");
        base.createTable("Tasks", Field.text("Name")).createRecord("one");
        try (FollowingSource connector = STACK.follow("hook", base, "status.topic", "hook-status")) {
            connector.awaitTitles("Tasks", "one");
            assertTold(
                    connector,
                    "hook-status",
                    "snapshot",
                    "the base's webhook " + base.webhooks().get(0).id());
        }
    }

    @Test
    void without_the_scope_for_webhooks_edits_and_new_records_are_found_by_the_time_of_the_last_edit() {
        Base base = STACK.airtable.createBase("Times");
        Table table = base.createTable("Tasks", Field.text("Name"), Field.lastModifiedTime("Changed"));
        AirtableRecord one = table.createRecord("one");
        try (FollowingSource connector =
                STACK.follow("times", base, "airtable.token", NO_HOOKS, "status.topic", "times-status")) {
            connector.awaitTitles("Tasks", "one");
            one.update("Name", "edited");
            table.createRecord("never edited");
            connector.awaitTitles("Tasks", "edited", "never edited");
            // What was edited a short time ago is read at each slot, and not sent again.
            SourceRequests.awaitMore(STACK.airtable, AirtableRequests.sinceTime(table), 3);
            assertThat(connector.history("Tasks"))
                    .startsWith("r one")
                    .containsExactlyInAnyOrder("r one", "u edited", "c never edited");
            assertThat(SourceRequests.count(STACK.airtable, AirtableRequests.passes(table)))
                    .isEqualTo(1);
            assertThat(base.webhooksCreated()).isZero();
            assertTold(
                    connector,
                    "times-status",
                    "snapshot",
                    "the times in its field " + table.fieldId("Changed"),
                    "its webhook cannot be used",
                    "webhook:manage");
        }
    }

    @Test
    void deletes_and_what_other_records_compute_are_found_by_sweeps_where_times_tell_the_changes() {
        Base base = STACK.airtable.createBase("Swept");
        Table customers = base.createTable("Customers", Field.text("Name"), Field.lastModifiedTime("Changed"));
        Table orders = base.createTable(
                "Orders", Field.text("Name"), Field.number("Amount", 0), Field.link("Customer", customers, "Orders"));
        customers.addField(Field.sum("Total", "Orders", "Amount"));
        AirtableRecord ann = customers.createRecord("Ann");
        AirtableRecord bob = customers.createRecord("Bob");
        AirtableRecord order = orders.createRecord(Map.of("Name", "order", "Amount", 1, "Customer", List.of(ann)));
        try (FollowingSource connector = STACK.follow(
                "swept", base, "airtable.token", NO_CREATOR, "airtable.tables", "Customers", "sweep", "every(1s)")) {
            connector.awaitTitles("Customers", "Ann", "Bob");
            bob.delete();
            order.update("Amount", 7);
            connector.awaitTitles("Customers", "Ann");
            connector.awaitAsserted(() ->
                    assertThat(connector.row("Customers").path("Total").asInt()).isEqualTo(7));
            assertThat(base.webhooksCreated()).isZero();
        }
    }

    @Test
    void a_table_without_such_a_field_is_compared_as_a_whole_at_each_slot() {
        Base base = STACK.airtable.createBase("Full");
        Table table = base.createTable("Tasks", Field.text("Name"), Field.lastModifiedTime("Renamed", "Name"));
        AirtableRecord one = table.createRecord("one");
        table.createRecord("two");
        try (FollowingSource connector =
                STACK.follow("full", base, "airtable.token", NO_CREATOR, "status.topic", "full-status")) {
            connector.awaitTitles("Tasks", "one", "two");
            one.delete();
            table.createRecord("three");
            connector.awaitTitles("Tasks", "two", "three");
            AirtableRequests.awaitPasses(STACK.airtable, table, 3);
            assertThat(connector.history("Tasks")).containsExactlyInAnyOrder("r one", "r two", "d", "c three");
            assertTold(
                    connector,
                    "full-status",
                    "sweep",
                    "comparing all records at each slot",
                    "its webhook cannot be used",
                    "the role of a creator",
                    "nor has it a field");
        }
    }

    @Test
    void what_a_user_chooses_is_used_though_the_webhook_could_be() {
        Base base = STACK.airtable.createBase("Chosen");
        Table table = base.createTable("Tasks", Field.text("Name"), Field.lastModifiedTime("Changed"));
        AirtableRecord one = table.createRecord("one");
        try (FollowingSource times = STACK.follow("chosen1", base, "airtable.change.detection", "modified-time");
                FollowingSource full = STACK.follow("chosen2", base, "airtable.change.detection", "full")) {
            times.awaitTitles("Tasks", "one");
            full.awaitTitles("Tasks", "one");
            one.update("Name", "edited");
            times.awaitTitles("Tasks", "edited");
            full.awaitTitles("Tasks", "edited");
            assertThat(base.webhooksCreated()).isZero();
        }
    }

    @Test
    void another_way_of_finding_changes_compares_all_rows_and_sends_what_differs() {
        Base base = STACK.airtable.createBase("Switch");
        Table table = base.createTable("Tasks", Field.text("Name"), Field.lastModifiedTime("Changed"));
        AirtableRecord one = table.createRecord("one");
        table.createRecord("two");
        try (FollowingSource connector = STACK.follow("switch", base)) {
            connector.awaitTitles("Tasks", "one", "two");
            connector.stop();
            one.delete();
            connector.put(STACK.config("switch", base, "airtable.token", NO_HOOKS));
            connector.resume();
            connector.awaitTitles("Tasks", "two");
            connector.stop();
            table.createRecord("three");
            connector.put(STACK.config("switch", base));
            connector.resume();
            connector.awaitTitles("Tasks", "two", "three");
            assertThat(connector.history("Tasks")).containsExactlyInAnyOrder("r one", "r two", "d", "c three");
        }
    }

    /** Waits for the status event of a run that began which tells how changes are found. */
    private static void assertTold(FollowingSource connector, String topic, String kind, String... says) {
        connector.awaitAsserted(() -> assertThat(STACK.topics.all(topic))
                .extracting(event -> event.value().orElseThrow())
                .filteredOn(event -> event.path("event").asText().equals("started")
                        && event.path("kind").asText().equals(kind))
                .extracting(AirtableDetectionIT::message)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message).contains(says)));
    }

    private static String message(JsonNode event) {
        return event.path("message").asText();
    }
}
