/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fields and tables that are made, renamed, changed or deleted while the connector runs. No sweep is due in these tests. */
@ExtendWith(SharedAirtable.class)
class AirtableSchemaIT {
    private static final AirtableStack STACK = AirtableStack.shared();

    @Test
    void a_renamed_field_keeps_its_name_and_sends_nothing_again() {
        Base base = STACK.airtable.createBase("Pinned");
        Table table = base.createTable("Tasks", Field.text("Name"), Field.number("Cost", 0));
        AirtableRecord one = table.createRecord(Map.of("Name", "one", "Cost", 1));
        try (FollowingSource connector = STACK.follow("pinned", base)) {
            connector.awaitTitles("Tasks", "one");
            table.renameField("Cost", "Price");
            AirtableRequests.awaitPolls(STACK.airtable, base, 3);
            one.update("Price", 2);
            connector.awaitAsserted(() ->
                    assertThat(connector.row("Tasks").path("Cost").asDouble()).isEqualTo(2));
            assertThat(connector.row("Tasks").has("Price")).isFalse();
            connector.stop();
            connector.resume();
            one.update("Price", 3);
            connector.awaitAsserted(() ->
                    assertThat(connector.row("Tasks").path("Cost").asDouble()).isEqualTo(3));
            assertThat(connector.history("Tasks")).containsExactly("r one", "u one", "u one");
            assertThat(Set.copyOf(versions(connector, "Tasks"))).hasSize(1);
        }
    }

    @Test
    void with_current_names_a_renamed_field_has_its_new_name_in_all_rows() {
        Base base = STACK.airtable.createBase("Current");
        Table table = base.createTable("Tasks", Field.text("Name"), Field.number("Cost", 0));
        table.createRecord(Map.of("Name", "one", "Cost", 1));
        table.createRecord(Map.of("Name", "two", "Cost", 2));
        try (FollowingSource connector = STACK.follow("current", base, "field.names", "current")) {
            connector.awaitTitles("Tasks", "one", "two");
            table.renameField("Cost", "Price");
            connector.awaitMessages("Tasks", 4);
            assertThat(connector.rows("Tasks").values())
                    .allMatch(row -> !row.has("Cost"))
                    .extracting(row -> row.path("Price").asInt())
                    .containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void added_changed_and_deleted_fields_only_ever_add_to_the_schema() {
        Base base = STACK.airtable.createBase("Drift");
        Table table = base.createTable(
                "Tasks", Field.text("Name"), Field.number("Cost", 0), Field.singleSelect("State", "x"));
        AirtableRecord one = table.createRecord(Map.of("Name", "one", "Cost", 1, "State", "x"));
        try (FollowingSource connector = STACK.follow("drift", base)) {
            connector.awaitTitles("Tasks", "one");
            List<String> first = fields(connector, "Tasks");

            table.addField(Field.text("Note"));
            one.update("Note", "new");
            connector.awaitAsserted(() ->
                    assertThat(connector.row("Tasks").path("Note").asText()).isEqualTo("new"));

            table.deleteField("State");
            connector.awaitAsserted(() ->
                    assertThat(connector.row("Tasks").path("State").isNull()).isTrue());

            table.changeField("Cost", Field.text("Cost"));
            one.update("Cost", "much");
            connector.awaitAsserted(() -> {
                assertThat(connector.row("Tasks").path("Cost").isNull()).isTrue();
                assertThat(connector.row("Tasks").path("Cost_text").asText()).isEqualTo("much");
            });

            List<String> last = new ArrayList<>(first);
            last.addAll(List.of("Note", "Cost_text"));
            assertThat(fields(connector, "Tasks")).containsExactlyElementsOf(last);
            assertThat(versions(connector, "Tasks")).isSorted();
        }
    }

    @Test
    void a_changed_type_shows_in_rows_that_nobody_edits() {
        Base base = STACK.airtable.createBase("Converted");
        Table table = base.createTable("Tasks", Field.text("Name"), Field.number("Cost", 0));
        table.createRecord(Map.of("Name", "one", "Cost", 1));
        try (FollowingSource connector = STACK.follow("converted", base)) {
            connector.awaitTitles("Tasks", "one");
            table.changeField("Cost", Field.text("Cost"));
            connector.awaitAsserted(() -> {
                assertThat(connector.row("Tasks").path("Cost").isNull()).isTrue();
                assertThat(connector.row("Tasks").path("Cost_text").asText()).isEqualTo("1");
            });
        }
    }

    @Test
    void a_renamed_choice_is_sent_with_every_row_that_has_it_and_no_other() {
        Base base = STACK.airtable.createBase("Choices");
        Table table = base.createTable(
                "Tasks",
                Field.text("Name"),
                Field.singleSelect("State", "open", "done"),
                Field.multipleSelects("Tags", "a", "b"));
        table.createRecord(Map.of("Name", "one", "State", "open"));
        table.createRecord(Map.of("Name", "two", "State", "done"));
        table.createRecord(Map.of("Name", "three", "Tags", List.of("a", "b")));
        try (FollowingSource connector = STACK.follow("choices", base)) {
            connector.awaitTitles("Tasks", "one", "two", "three");
            table.renameChoice("State", "open", "to do");
            connector.awaitMessages("Tasks", 4);
            table.renameChoice("Tags", "b", "c");
            connector.awaitMessages("Tasks", 5);
            assertThat(connector.history("Tasks").subList(3, 5)).containsExactly("u one", "u three");
            Map<String, JsonNode> rows = byTitle(connector, "Tasks");
            assertThat(rows.get("one").path("State").asText()).isEqualTo("to do");
            assertThat(rows.get("three").path("Tags"))
                    .extracting(JsonNode::asText)
                    .containsExactly("a", "c");

            connector.stop();
            table.renameChoice("State", "done", "finished");
            connector.resume();
            connector.awaitMessages("Tasks", 6);
            assertThat(byTitle(connector, "Tasks").get("two").path("State").asText())
                    .isEqualTo("finished");
        }
    }

    @Test
    void names_that_become_the_same_column_or_topic_are_kept_apart() {
        Base base = STACK.airtable.createBase("Collisions");
        Table one = base.createTable("A b", Field.text("Name"), Field.number("Cost €", 0), Field.number("Cost $", 0));
        Table two = base.createTable("A.b", Field.text("Name"));
        AirtableRecord record = one.createRecord(Map.of("Name", "one", "Cost €", 1, "Cost $", 2));
        two.createRecord("two");
        Table first = one.id().compareTo(two.id()) < 0 ? one : two;
        Table second = first == one ? two : one;
        String topicOfOne = first == one ? "A_b" : "A_b_" + second.id();
        String topicOfTwo = first == two ? "A_b" : "A_b_" + second.id();
        try (FollowingSource connector = STACK.follow("collisions", base)) {
            connector.awaitTitles(topicOfOne, "one");
            connector.awaitTitles(topicOfTwo, "two");
            assertThat(connector.row(topicOfOne).path("Cost").asInt()).isEqualTo(1);
            assertThat(connector
                            .row(topicOfOne)
                            .path("Cost_" + one.fieldId("Cost $"))
                            .asInt())
                    .isEqualTo(2);
            one.renameField("Cost €", "Price");
            one.renameField("Cost $", "Cost");
            record.update("Cost", 3);
            connector.awaitAsserted(() -> assertThat(connector
                            .row(topicOfOne)
                            .path("Cost_" + one.fieldId("Cost"))
                            .asInt())
                    .isEqualTo(3));
            assertThat(connector.row(topicOfOne).path("Cost").asInt()).isEqualTo(1);
        }
    }

    @Test
    void a_renamed_table_keeps_its_topic_and_one_that_is_new_appears_without_a_restart() {
        Base base = STACK.airtable.createBase("Tables");
        Table table = base.createTable("Tasks", Field.text("Name"));
        AirtableRecord one = table.createRecord("one");
        try (FollowingSource connector = STACK.follow("tables", base)) {
            connector.awaitTitles("Tasks", "one");
            table.rename("Chores");
            Table added = base.createTable("Tasks", Field.text("Name"));
            AirtableRecord other = added.createRecord("other");
            String topic = "Tasks_" + added.id();
            connector.awaitTitles(topic, "other");
            one.update("Name", "edited");
            other.update("Name", "other, edited");
            connector.awaitTitles("Tasks", "edited");
            connector.awaitTitles(topic, "other, edited");
            connector.stop();
            connector.resume();
            one.update("Name", "edited again");
            other.delete();
            connector.awaitTitles("Tasks", "edited again");
            connector.awaitTitles(topic);
            assertThat(connector.messages("Chores")).isEmpty();
            assertThat(base.webhooksCreated()).isEqualTo(1);
        }
    }

    @Test
    void a_table_that_is_named_and_not_there_yet_is_followed_as_soon_as_it_is() {
        Base base = STACK.airtable.createBase("Later");
        base.createTable("Tasks", Field.text("Name")).createRecord("one");
        Table plans = base.createTable("Plans", Field.text("Name"));
        try (FollowingSource connector = STACK.follow("later", base, "airtable.tables", "Tasks,Plans")) {
            connector.awaitTitles("Tasks", "one");
            connector.stop();
            plans.rename("Projects");
            connector.resume();
            AirtableRequests.awaitPolls(STACK.airtable, base, 2);
            plans.rename("Plans");
            plans.createRecord("plan");
            connector.awaitTitles("Plans", "plan");
        }
    }

    @Test
    void a_deleted_table_ends_its_stream_with_a_report_and_the_others_go_on() {
        Base base = STACK.airtable.createBase("Deleted");
        Table doomed = base.createTable("Doomed", Field.text("Name"));
        doomed.createRecord("kept downstream");
        Table other = base.createTable("Other", Field.text("Name"), Field.link("Links", doomed), Field.number("N", 0));
        AirtableRecord record = other.createRecord(Map.of("Name", "other", "Links", doomed.records(), "N", 1));
        try (FollowingSource connector = STACK.follow("deleted", base, "status.topic", "deleted-status")) {
            connector.awaitTitles("Doomed", "kept downstream");
            connector.awaitTitles("Other", "other");
            doomed.delete();
            assertReported(connector, "deleted-status", doomed, "is not in base", "airtable.tables");
            record.update("N", 2);
            connector.awaitAsserted(
                    () -> assertThat(connector.row("Other").path("N").asInt()).isEqualTo(2));
            // The links have become text, with which the rows of the other table were compared.
            connector.awaitAsserted(
                    () -> assertThat(connector.row("Other").path("Links_text").asText())
                            .isEqualTo("kept downstream"));
            assertThat(connector.history("Doomed")).containsExactly("r kept downstream");
            assertThat(connector.gauge(doomed.id(), "paused")).isEqualTo(1);
            assertThat(connector.gauge(other.id(), "paused")).isZero();

            connector.stop();
            connector.resume();
            record.update("N", 3);
            connector.awaitAsserted(
                    () -> assertThat(connector.row("Other").path("N").asInt()).isEqualTo(3));
        }
    }

    @Test
    void a_deleted_field_that_the_user_wants_is_null_and_the_rest_goes_on() {
        Base base = STACK.airtable.createBase("Wanted");
        Table table = base.createTable("Tasks", Field.text("Name"), Field.number("Cost", 0), Field.number("N", 0));
        AirtableRecord one = table.createRecord(Map.of("Name", "one", "Cost", 1, "N", 1));
        try (FollowingSource connector = STACK.follow("wanted", base, "airtable.fields", "Name,Cost")) {
            connector.awaitTitles("Tasks", "one");
            table.deleteField("Cost");
            one.update("Name", "edited");
            connector.awaitTitles("Tasks", "edited");
            connector.awaitAsserted(() ->
                    assertThat(connector.row("Tasks").path("Cost").isNull()).isTrue());
        }
    }

    @Test
    void a_view_that_vanishes_pauses_its_table_until_it_is_back() {
        Base base = STACK.airtable.createBase("View");
        Table table = base.createTable("Tasks", Field.text("Name"));
        AirtableRecord one = table.createRecord("one");
        Table other = base.createTable("Other", Field.text("Name"));
        other.createRecord("other");
        table.addView("Mine", row -> true);
        try (FollowingSource connector = STACK.follow(
                "view",
                base,
                "airtable.view",
                "{\"Tasks\":\"Mine\"}",
                "sweep",
                "every(1s)",
                "status.topic",
                "view-status")) {
            connector.awaitTitles("Tasks", "one");
            connector.awaitTitles("Other", "other");
            table.deleteView("Mine");
            one.update("Name", "edited");
            assertReported(connector, "view-status", table, "view", "airtable.view");
            other.createRecord("goes on");
            connector.awaitTitles("Other", "other", "goes on");
            assertThat(connector.history("Tasks")).containsExactly("r one");
            table.addView("Mine", row -> true);
            connector.awaitTitles("Tasks", "edited");
        }
    }

    @Test
    void a_formula_that_stops_parsing_pauses_its_table_until_it_does_again() {
        Base base = STACK.airtable.createBase("Formula");
        Table table = base.createTable("Tasks", Field.text("Name"), Field.number("Cost", 0));
        AirtableRecord one = table.createRecord(Map.of("Name", "one", "Cost", 2));
        Table other = base.createTable("Other", Field.text("Name"));
        other.createRecord("other");
        try (FollowingSource connector = STACK.follow(
                "formula",
                base,
                "airtable.filter.formula",
                "{\"" + table.id() + "\":\"{Cost}>1\"}",
                "sweep",
                "every(1s)",
                "status.topic",
                "formula-status")) {
            connector.awaitTitles("Tasks", "one");
            connector.awaitTitles("Other", "other");
            table.renameField("Cost", "Price");
            one.update("Name", "edited");
            assertReported(connector, "formula-status", table, "airtable.filter.formula");
            other.createRecord("goes on");
            connector.awaitTitles("Other", "other", "goes on");
            assertThat(connector.history("Tasks")).containsExactly("r one");
            table.renameField("Price", "Cost");
            connector.awaitTitles("Tasks", "edited");
        }
    }

    /** Waits until the status topic tells that a table's stream has failed. */
    private static void assertReported(FollowingSource connector, String topic, Table table, String... says) {
        connector.awaitAsserted(() -> assertThat(STACK.topics.all(topic))
                .extracting(event -> event.value().orElseThrow())
                .filteredOn(event -> event.path("event").asText().equals("failed")
                        && event.path("stream").asText().equals(table.id()))
                .extracting(event -> event.path("message").asText())
                .anySatisfy(message -> assertThat(message).contains(says)));
    }

    private static Map<String, JsonNode> byTitle(FollowingSource connector, String table) {
        return connector.rows(table).values().stream()
                .collect(Collectors.toMap(row -> row.path("Name").asText(), row -> row));
    }

    /** The columns of the newest schema. */
    private static List<String> fields(FollowingSource connector, String table) {
        List<TopicReader.Message> messages = connector.messages(table);
        List<String> fields = new ArrayList<>();
        messages.get(messages.size() - 1)
                .schema()
                .orElseThrow()
                .path("fields")
                .forEach(field -> fields.add(field.path("field").asText()));
        return fields;
    }

    private static List<Integer> versions(FollowingSource connector, String table) {
        return connector.messages(table).stream()
                .map(message -> message.schema().orElseThrow().path("version").asInt())
                .toList();
    }
}
