/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.DateValue;
import io.synchub.connect.localstack.notion.Page;
import io.synchub.connect.localstack.notion.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Columns that are renamed, added, removed or changed, none of which moves a page's edit time. No sweep is due in these tests. */
class NotionSchemaIT {
    private static NotionStack stack;

    @BeforeAll
    static void start() {
        stack = NotionStack.start("notion-schema");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_renamed_column_keeps_its_name_and_sends_nothing_again() {
        DataSource table = table("Pinned", Property.number("Cost"));
        Page page = table.createPage(Map.of("Name", "one", "Cost", 1));
        try (FollowingSource connector = stack.follow("pinned", table)) {
            connector.awaitTitles("Pinned", "one");
            table.renameProperty("Cost", "Price");
            SourceRequests.awaitMore(stack.notion, NotionRequests.changes(table), 3);
            page.update("Price", 2);
            connector.awaitAsserted(() ->
                    assertThat(connector.row("Pinned").path("Cost").asDouble()).isEqualTo(2));
            assertThat(connector.row("Pinned").has("Price")).isFalse();
            assertThat(connector.history("Pinned")).containsExactly("r one", "u one");
            assertThat(Set.copyOf(versions(connector, "Pinned"))).hasSize(1);
        }
    }

    @Test
    void with_current_names_a_renamed_column_has_its_new_name_in_all_rows() {
        DataSource table = table("Current", Property.number("Cost"));
        table.createPage(Map.of("Name", "one", "Cost", 1));
        table.createPage(Map.of("Name", "two", "Cost", 2));
        try (FollowingSource connector = stack.follow("current", table, "field.names", "current")) {
            connector.awaitTitles("Current", "one", "two");
            table.renameProperty("Cost", "Price");
            connector.awaitMessages("Current", 4);
            assertThat(connector.rows("Current").values())
                    .allMatch(row -> !row.has("Cost"))
                    .extracting(row -> row.path("Price").asInt())
                    .containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void a_renamed_option_is_sent_with_every_row_that_has_it_and_no_other() {
        DataSource table =
                table("Options", Property.select("State", "open", "done"), Property.multiSelect("Tags", "a"));
        table.createPage(Map.of("Name", "one", "State", "open"));
        table.createPage(Map.of("Name", "two", "State", "done"));
        table.createPage(Map.of("Name", "three", "Tags", List.of("a", "b")));
        try (FollowingSource connector = stack.follow("options", table)) {
            connector.awaitTitles("Options", "one", "two", "three");
            table.renameOption("State", "open", "to do");
            connector.awaitMessages("Options", 4);
            table.renameOption("Tags", "b", "c");
            connector.awaitMessages("Options", 5);
            assertThat(connector.history("Options").subList(3, 5)).containsExactly("u one", "u three");
            Map<String, JsonNode> rows = byTitle(connector, "Options");
            assertThat(rows.get("one").path("State").asText()).isEqualTo("to do");
            assertThat(rows.get("two").path("State").asText()).isEqualTo("done");
            assertThat(rows.get("three").path("Tags"))
                    .extracting(JsonNode::asText)
                    .containsExactly("a", "c");
        }
    }

    @Test
    void added_removed_and_changed_columns_only_ever_add_to_the_schema() {
        DataSource table = table("Drift", Property.number("Cost"), Property.checkbox("Done"));
        Page page = table.createPage(Map.of("Name", "one", "Cost", 1, "Done", true));
        try (FollowingSource connector = stack.follow("drift", table)) {
            connector.awaitTitles("Drift", "one");
            List<String> first = fields(connector, "Drift");

            table.addProperty(Property.richText("Note"));
            page.update("Note", "new");
            connector.awaitAsserted(() ->
                    assertThat(connector.row("Drift").path("Note").asText()).isEqualTo("new"));

            table.removeProperty("Done");
            connector.awaitAsserted(() ->
                    assertThat(connector.row("Drift").path("Done").isNull()).isTrue());

            table.changeProperty("Cost", Property.richText("Cost"));
            page.update("Cost", "much");
            connector.awaitAsserted(() -> {
                assertThat(connector.row("Drift").path("Cost").isNull()).isTrue();
                assertThat(connector.row("Drift").path("Cost_text").asText()).isEqualTo("much");
            });

            List<String> last = new ArrayList<>(first);
            last.addAll(List.of("Note", "Cost_text"));
            assertThat(fields(connector, "Drift")).containsExactlyElementsOf(last);
            assertThat(versions(connector, "Drift")).isSorted();
        }
    }

    @Test
    void a_formula_whose_type_differs_by_row_has_a_column_for_each() {
        DataSource table = table(
                "Formula", Property.formula("F", row -> switch (row.get("Name").toString()) {
                    case "number" -> 1.5;
                    case "text" -> "words";
                    case "boolean" -> true;
                    case "date" -> DateValue.of("2026-07-25");
                    default -> null;
                }));
        Page page = table.createPage("number");
        for (String type : List.of("text", "boolean", "date", "none")) {
            table.createPage(type);
        }
        try (FollowingSource connector = stack.follow("formula", table)) {
            connector.awaitRows("Formula", 5);
            Map<String, JsonNode> rows = byTitle(connector, "Formula");
            assertThat(rows.get("number").path("F").asDouble()).isEqualTo(1.5);
            assertThat(rows.get("text").path("F").isNull()).isTrue();
            assertThat(rows.get("text").path("F_text").asText()).isEqualTo("words");
            assertThat(rows.get("boolean").path("F_boolean").asBoolean()).isTrue();
            assertThat(rows.get("date").path("F_period").asLong()).isEqualTo(1_784_937_600_000L);

            page.update("Name", "text");
            connector.awaitAsserted(() -> assertThat(connector
                            .rows("Formula")
                            .get(page.id().toString())
                            .path("F_text")
                            .asText())
                    .isEqualTo("words"));
        }
    }

    @Test
    void what_a_formula_makes_of_other_pages_is_found_by_a_sweep_though_no_edit_time_moves() {
        double[] rate = {1};
        DataSource table = table("Computed", Property.formula("F", row -> rate[0]));
        table.createPage("one");
        try (FollowingSource connector = stack.follow("computed", table, "sweep", "every(1s)")) {
            connector.awaitTitles("Computed", "one");
            rate[0] = 2;
            connector.awaitAsserted(() ->
                    assertThat(connector.row("Computed").path("F").asDouble()).isEqualTo(2));
            NotionRequests.awaitPasses(stack.notion, table, 2);
            assertThat(connector.history("Computed")).containsExactly("r one", "u one");
        }
    }

    @Test
    void a_type_that_nobody_knows_yet_arrives_as_json() throws Exception {
        JsonNode config = new ObjectMapper().readTree("{\"unit\":\"kg\"}");
        DataSource table = table("Future", Property.custom("Weight", "measure", config));
        table.createPage(Map.of("Name", "one", "Weight", Map.of("value", 3.25, "exact", true)));
        try (FollowingSource connector = stack.follow("future", table)) {
            connector.awaitTitles("Future", "one");
            JsonNode weight = new ObjectMapper()
                    .readTree(connector.row("Future").path("Weight").asText());
            assertThat(weight.path("value").asDouble()).isEqualTo(3.25);
            assertThat(weight.path("exact").asBoolean()).isTrue();
        }
    }

    private static DataSource table(String name, Property... properties) {
        List<Property> all = new ArrayList<>(List.of(properties));
        all.add(Property.title("Name"));
        return stack.notion.createDataSource(name, all.toArray(Property[]::new));
    }

    private static Map<String, JsonNode> byTitle(FollowingSource connector, String table) {
        return connector.rows(table).values().stream()
                .collect(Collectors.toMap(row -> row.path("Name").asText(), row -> row));
    }

    /** The columns of the newest schema. */
    private static List<String> fields(FollowingSource connector, String table) {
        List<String> fields = new ArrayList<>();
        lastSchema(connector, table)
                .path("fields")
                .forEach(field -> fields.add(field.path("field").asText()));
        return fields;
    }

    private static JsonNode lastSchema(FollowingSource connector, String table) {
        List<TopicReader.Message> messages = connector.messages(table);
        return messages.get(messages.size() - 1).schema().orElseThrow();
    }

    private static List<Integer> versions(FollowingSource connector, String table) {
        return connector.messages(table).stream()
                .map(message -> message.schema().orElseThrow().path("version").asInt())
                .toList();
    }
}
