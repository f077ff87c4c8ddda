/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.airtable.AirtableFaults;
import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.http.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A base's tables become topics that follow them by the webhook's log: no sweep is due while these tests run. */
@ExtendWith(SharedAirtable.class)
class AirtableSourceIT {
    private static final AirtableStack STACK = AirtableStack.shared();

    @Test
    void records_edits_computed_cells_deletes_and_restores_of_two_tables_follow() {
        Base base = STACK.airtable.createBase("Shop");
        Table customers = base.createTable("My customers", Field.text("Name"), Field.checkbox("Active"));
        Table orders = base.createTable(
                "Orders", Field.text("Name"), Field.number("Amount", 2), Field.link("Customer", customers, "Orders"));
        customers.addField(Field.sum("Total", "Orders", "Amount"));
        AirtableRecord ann = customers.createRecord(Map.of("Name", "Ann", "Active", true));
        customers.createRecord("Bob");
        AirtableRecord first = orders.createRecord(Map.of("Name", "first", "Amount", 1.5, "Customer", List.of(ann)));
        try (FollowingSource connector = STACK.follow("shop", base, "sweep", "once", "tasks.max", "3")) {
            connector.awaitTitles("My_customers", "Ann", "Bob");
            connector.awaitTitles("Orders", "first");
            assertThat(connector.status().tasks()).hasSize(1);
            JsonNode row = connector.rows("My_customers").get(ann.id());
            assertThat(row.path("Active").isBoolean()).isTrue();
            assertThat(row.path("Total").asDouble()).isEqualTo(1.5);
            assertThat(row.path("Orders")).extracting(JsonNode::asText).containsExactly(first.id());
            assertThat(row.path("created_time").asLong())
                    .isEqualTo(ann.createdTime().toEpochMilli());
            TopicReader.Message message = connector.messages("Orders").get(0);
            assertThat(message.id()).isEqualTo(first.id());
            assertThat(message.headers()).containsEntry("synchub.op", "r").containsKey("synchub.run");
            assertThat(types(message))
                    .containsEntry("Name", "string")
                    .containsEntry("Amount", "double")
                    .containsEntry("Customer", "array")
                    .containsEntry("created_time", "int64");

            first.update(Map.of("Amount", 4, "Name", "first, edited"));
            AirtableRecord second = orders.createRecord("second");
            connector.awaitTitles("Orders", "first, edited", "second");
            connector.awaitAsserted(() -> assertThat(connector
                            .rows("My_customers")
                            .get(ann.id())
                            .path("Total")
                            .asDouble())
                    .isEqualTo(4));

            second.delete();
            connector.awaitTitles("Orders", "first, edited");
            second.restore();
            connector.awaitTitles("Orders", "first, edited", "second");
            first.update("Amount", null);
            connector.awaitAsserted(() -> assertThat(connector
                            .rows("Orders")
                            .get(first.id())
                            .get("Amount")
                            .isNull())
                    .isTrue());

            connector.awaitAsserted(() ->
                    assertThat(connector.history("My_customers")).containsExactly("r Ann", "r Bob", "u Ann", "u Ann"));
            assertThat(connector.history("Orders"))
                    .containsExactly("r first", "u first, edited", "c second", "d", "c second", "u first, edited");
            assertThat(base.webhooksCreated()).isEqualTo(1);
        }
    }

    @Test
    void what_happens_while_the_connector_is_stopped_is_read_from_the_log_of_the_same_webhook() {
        Base base = STACK.airtable.createBase("Stopped");
        Table table = base.createTable("Tasks", Field.text("Name"));
        AirtableRecord edited = table.createRecord("edited");
        AirtableRecord deleted = table.createRecord("deleted");
        table.createRecord("same");
        try (FollowingSource connector = STACK.follow("stopped", base)) {
            connector.awaitTitles("Tasks", "edited", "deleted", "same");
            connector.stop();
            edited.update("Name", "edited twice");
            edited.update("Name", "edited");
            edited.update("Name", "edited thrice");
            deleted.delete();
            table.createRecord("came and went").delete();
            table.createRecord("new");
            int passes = SourceRequests.count(STACK.airtable, AirtableRequests.passes(table));
            connector.resume();

            connector.awaitTitles("Tasks", "edited thrice", "same", "new");
            AirtableRequests.awaitPolls(STACK.airtable, base, 2);
            assertThat(SourceRequests.count(STACK.airtable, AirtableRequests.passes(table)))
                    .isEqualTo(passes);
            assertThat(base.webhooksCreated()).isEqualTo(1);
            // Of a row that nobody knows there is a tombstone: it might have been sent in the moments before a crash.
            assertThat(connector.history("Tasks").subList(3, 7))
                    .containsExactlyInAnyOrder("u edited thrice", "c new", "d", "d");
        }
    }

    @Test
    void all_connectors_of_a_base_share_its_webhook() {
        Base base = STACK.airtable.createBase("Shared");
        Table one = base.createTable("One", Field.text("Name"));
        Table two = base.createTable("Two", Field.text("Name"));
        one.createRecord("one");
        two.createRecord("two");
        try (FollowingSource first = STACK.follow("share1", base, "airtable.tables", "One");
                FollowingSource second = STACK.follow("share2", base, "airtable.tables", "One," + two.id())) {
            first.awaitTitles("One", "one");
            second.awaitTitles("One", "one");
            second.awaitTitles("Two", "two");
            one.records().get(0).update("Name", "edited");
            first.awaitTitles("One", "edited");
            second.awaitTitles("One", "edited");
            assertThat(first.messages("Two")).isEmpty();
            assertThat(base.webhooks()).hasSize(1);
        }
    }

    @Test
    void a_webhook_whose_creation_was_not_answered_is_found_and_not_made_again() {
        Base base = STACK.airtable.createBase("Unanswered");
        Table table = base.createTable("Tasks", Field.text("Name"));
        table.createRecord("one");
        STACK.airtable
                .faults()
                .next(
                        1,
                        AirtableRequests.about(base).and(AirtableFaults.hookCreations()),
                        Fault.afterwards(AirtableFaults.serverError(502)));
        try (FollowingSource connector = STACK.follow("unanswered", base)) {
            connector.awaitTitles("Tasks", "one");
            table.createRecord("two");
            connector.awaitTitles("Tasks", "one", "two");
            assertThat(base.webhooksCreated()).isEqualTo(1);
        }
    }

    private static Map<String, String> types(TopicReader.Message message) {
        Map<String, String> types = new HashMap<>();
        message.schema()
                .orElseThrow()
                .path("fields")
                .forEach(field -> types.put(
                        field.path("field").asText(), field.path("type").asText()));
        return types;
    }
}
