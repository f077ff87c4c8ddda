/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages, their cells, bodies and tables' schemas as the API shows them. */
class PagesTest {
    private final NotionSimulator notion =
            NotionSimulator.builder().at(Instant.parse("2026-11-20T12:00:30Z")).start();
    private final NotionClient client = new NotionClient(notion);

    @AfterEach
    void stop() {
        notion.close();
    }

    @Test
    void long_lists_are_cut_and_the_property_endpoint_gives_the_rest() {
        DataSource things = notion.createDataSource("Things", Property.title("Name"));
        DataSource tasks = notion.createDataSource(
                "Tasks",
                Property.title("Name"),
                Property.relation("Things", things),
                Property.richText("Text").withId("a}^%"),
                Property.people("People"));
        List<Page> many =
                Stream.generate(() -> things.createPage("x")).limit(26).toList();
        List<String> words = IntStream.range(0, 30).mapToObj(Integer::toString).toList();
        List<User> people = Stream.generate(() -> notion.person("P", "p@example.invalid"))
                .limit(25)
                .toList();
        Page page = tasks.createPage(Map.of("Name", "a", "Things", many, "Text", words, "People", people));
        JsonNode properties = client.get("/v1/pages/" + page.id()).json().get("properties");
        assertThat(properties.at("/Things/relation")).hasSize(25);
        assertThat(properties.at("/Things/has_more").booleanValue()).isTrue();
        assertThat(properties.at("/Text/rich_text")).hasSize(25);
        assertThat(properties.at("/Text/has_more").booleanValue()).isTrue();
        assertThat(properties.at("/People").has("has_more")).isFalse();
        assertThat(properties.at("/Text/id").textValue()).isEqualTo("a%7D%5E%25");
        String path = "/v1/pages/" + page.id() + "/properties/a%7D%5E%25?page_size=20";
        JsonNode first = client.get(path).json();
        assertThat(first.get("results")).hasSize(20);
        assertThat(first.at("/property_item/next_url").isTextual()).isTrue();
        JsonNode second = client.get(
                        path + "&start_cursor=" + first.get("next_cursor").textValue())
                .json();
        assertThat(second.get("results")).hasSize(10);
        assertThat(second.at("/results/9/rich_text/plain_text").textValue()).isEqualTo("29");
        assertThat(second.get("has_more").booleanValue()).isFalse();
    }

    @Test
    void a_two_way_relation_shows_on_the_other_side_without_an_edit() {
        DataSource things = notion.createDataSource("Things", Property.title("Name"));
        DataSource tasks = notion.createDataSource(
                "Tasks",
                Property.title("Name"),
                Property.relation("Things", things, "Tasks"),
                Property.rollup("Names", "Things", "Name", "show_original"),
                Property.rollup("How many", "Things", "Name", "count"));
        Page thing = things.createPage("Thing");
        notion.clock().advance(Duration.ofMinutes(5));
        Page task = tasks.createPage(Map.of("Name", "Task", "Things", thing));
        JsonNode other = client.get("/v1/pages/" + thing.id()).json();
        assertThat(other.at("/properties/Tasks/relation/0/id").textValue())
                .isEqualTo(task.id().toString());
        assertThat(other.get("last_edited_time").textValue()).isEqualTo("2026-11-20T12:00:00.000Z");
        tasks.renameProperty("Things", "Needs");
        JsonNode own = client.get("/v1/pages/" + task.id()).json().get("properties");
        assertThat(own.at("/How many/rollup/number").intValue()).isEqualTo(1);
        assertThat(own.at("/Names/rollup/array/0/title/0/plain_text").textValue())
                .isEqualTo("Thing");
        task.update("Needs", null);
        assertThat(client.get("/v1/pages/" + thing.id()).json().at("/properties/Tasks/relation"))
                .isEmpty();
    }

    @Test
    void schema_changes_touch_no_page() {
        DataSource tasks = notion.createDataSource(
                "Tasks", Property.title("Name"), Property.number("Effort"), Property.select("Status", "Open"));
        Page page = tasks.createPage(Map.of("Name", "a", "Effort", 3, "Status", "Open"));
        String id = tasks.propertyId("Effort");
        notion.clock().advance(Duration.ofMinutes(5));
        tasks.renameProperty("Effort", "Cost");
        tasks.changeProperty("Cost", Property.richText("Cost"));
        tasks.renameOption("Status", "Open", "New");
        tasks.addProperty(Property.uniqueId("ID", "T"));
        JsonNode shown = client.get("/v1/pages/" + page.id()).json();
        assertThat(shown.get("last_edited_time").textValue()).isEqualTo("2026-11-20T12:00:00.000Z");
        assertThat(shown.at("/properties/Cost/id").textValue()).isEqualTo(id);
        assertThat(shown.at("/properties/Cost/rich_text/0/plain_text").textValue())
                .isEqualTo("3");
        assertThat(shown.at("/properties/Status/select/name").textValue()).isEqualTo("New");
        assertThat(shown.at("/properties/ID/unique_id/number").intValue()).isEqualTo(1);
        tasks.removeProperty("Status");
        JsonNode table = client.get("/v1/data_sources/" + tasks.id()).json();
        assertThat(table.get("properties").fieldNames()).toIterable().containsExactlyInAnyOrder("Name", "Cost", "ID");
        assertThat(table.get("last_edited_time").textValue()).isEqualTo("2026-11-20T12:05:00.000Z");
    }

    @Test
    void formulas_give_what_they_are_told_or_compute() {
        DataSource tasks = notion.createDataSource(
                "Tasks",
                Property.title("Name"),
                Property.number("Effort"),
                Property.formula(
                        "Formula",
                        row -> row.get("Effort") instanceof Number n ? (Object) (n.intValue() * 2) : "none"));
        JsonNode unsupported = JsonNodeFactory.instance.objectNode().put("type", "unsupported");
        Page computed = tasks.createPage(Map.of("Name", "a", "Effort", 2));
        Page text = tasks.createPage("b");
        Page given = tasks.createPage(Map.of("Name", "c", "Formula", unsupported));
        assertThat(formula(computed)).hasToString("{\"type\":\"number\",\"number\":4}");
        assertThat(formula(text)).hasToString("{\"type\":\"string\",\"string\":\"none\"}");
        assertThat(formula(given)).isEqualTo(unsupported);
    }

    @Test
    void a_formula_that_fails_is_an_error_of_the_server() {
        DataSource tasks = notion.createDataSource(
                "Tasks", Property.title("Name"), Property.formula("Formula", row -> row.get("Nothing")));
        NotionClient.Reply reply =
                client.get("/v1/pages/" + tasks.createPage("a").id());
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.message()).contains("There is no property Nothing");
    }

    @Test
    void a_relation_may_lead_to_the_same_table() {
        DataSource tasks = notion.createDataSource("Tasks", Property.title("Name"), Property.relation("Needs"));
        JsonNode table = client.get("/v1/data_sources/" + tasks.id()).json();
        assertThat(table.at("/properties/Needs/relation/data_source_id").textValue())
                .isEqualTo(tasks.id().toString());
    }

    @Test
    void an_unknown_type_is_shown_as_it_is_given() {
        JsonNode config = JsonNodeFactory.instance.objectNode().put("level", 1);
        DataSource tasks =
                notion.createDataSource("Tasks", Property.title("Name"), Property.custom("Mood", "mood", config));
        Page page = tasks.createPage(Map.of("Name", "a", "Mood", Map.of("smile", true)));
        assertThat(client.get("/v1/data_sources/" + tasks.id()).json().at("/properties/Mood/mood"))
                .isEqualTo(config);
        JsonNode mood = client.get("/v1/pages/" + page.id()).json().at("/properties/Mood");
        assertThat(mood.get("type").textValue()).isEqualTo("mood");
        assertThat(mood.at("/mood/smile").booleanValue()).isTrue();
    }

    @Test
    void addresses_of_files_differ_on_each_read() {
        DataSource tasks = notion.createDataSource("Tasks", Property.title("Name"), Property.files("Files"));
        Page page = tasks.createPage(Map.of("Name", "a", "Files", List.of(FileValue.hosted("x"))));
        JsonNode file = client.get("/v1/pages/" + page.id()).json().at("/properties/Files/files/0/file");
        assertThat(file.get("expiry_time").textValue()).isEqualTo("2026-11-20T13:00:30.000Z");
        assertThat(client.get("/v1/pages/" + page.id()).json().at("/properties/Files/files/0/file"))
                .isNotEqualTo(file);
    }

    @Test
    void a_page_moves_with_the_cells_that_fit() {
        DataSource from = notion.createDataSource("From", Property.title("Name"), Property.select("Status"));
        DataSource to = notion.createDataSource("To", Property.title("Title"), Property.select("Status"));
        Page page = from.createPage(Map.of("Name", "a", "Status", "Open"));
        page.moveTo(to);
        JsonNode shown = client.get("/v1/pages/" + page.id()).json();
        assertThat(shown.at("/parent/data_source_id").textValue())
                .isEqualTo(to.id().toString());
        assertThat(shown.at("/properties/Status/select/name").textValue()).isEqualTo("Open");
        assertThat(client.titles(from, "{}")).isEmpty();
        assertThat(to.size()).isEqualTo(1);
    }

    @Test
    void a_child_in_a_wiki_is_a_row_below_its_page() {
        DataSource wiki =
                notion.createDataSource("Wiki", Property.title("Page"), Property.verification("Verification"));
        Page parent = wiki.createPage("Parent");
        Page child = parent.createChild(Map.of("Page", "Child"));
        assertThat(client.titles(wiki, "{}")).containsExactly("Child", "Parent");
        JsonNode above = client.get("/v1/pages/" + child.id()).json().get("parent");
        assertThat(above).hasToString("{\"type\":\"page_id\",\"page_id\":\"" + parent.id() + "\"}");
    }

    @Test
    void a_page_tells_its_state_and_its_editor() {
        DataSource tasks = notion.createDataSource("Tasks", Property.title("Name"));
        Page page = tasks.createPage("a");
        page.as(notion.bot()).lock().archive().trash();
        JsonNode shown = client.get("/v1/pages/" + page.id()).json();
        assertThat(shown.get("is_locked").booleanValue()).isTrue();
        assertThat(shown.get("is_archived").booleanValue()).isTrue();
        assertThat(shown.get("in_trash").booleanValue()).isTrue();
        assertThat(shown.at("/last_edited_by/id").textValue())
                .isEqualTo(notion.bot().id().toString());
    }

    @Test
    void quiet_edits_move_no_time() {
        DataSource tasks = notion.createDataSource("Tasks", Property.title("Name"));
        Page page = tasks.createPage("a");
        notion.clock().advance(Duration.ofMinutes(1));
        notion.quietly(() -> page.update("Name", "b"));
        JsonNode shown = client.get("/v1/pages/" + page.id()).json();
        assertThat(shown.get("last_edited_time").textValue()).isEqualTo("2026-11-20T12:00:00.000Z");
        assertThat(client.titles(tasks, "{}")).containsExactly("b");
    }

    @Test
    void a_body_is_shown_as_markdown_and_as_blocks() {
        Page page = notion.createPage("Alone");
        UUID unknown = UUID.randomUUID();
        page.truncatedBody("# Title\n\nText\n- one", unknown);
        JsonNode markdown = client.get("/v1/pages/" + page.id() + "/markdown").json();
        assertThat(markdown.get("markdown").textValue()).startsWith("# Title");
        assertThat(markdown.get("truncated").booleanValue()).isTrue();
        assertThat(markdown.at("/unknown_block_ids/0").textValue()).isEqualTo(unknown.toString());
        JsonNode blocks =
                client.get("/v1/blocks/" + page.id() + "/children?page_size=2").json();
        assertThat(blocks.get("results"))
                .extracting(block -> block.get("type").textValue())
                .containsExactly("heading_1", "paragraph");
        String rest = "/v1/blocks/" + page.id() + "/children?start_cursor="
                + blocks.get("next_cursor").textValue();
        assertThat(client.get(rest)
                        .json()
                        .at("/results/0/bulleted_list_item/rich_text/0/plain_text")
                        .textValue())
                .isEqualTo("one");
    }

    @Test
    void search_finds_by_words_and_leaves_out_what_is_hidden() {
        DataSource tasks = notion.createDataSource("Tasks", Property.title("Name"));
        Page page = tasks.createPage("Some tasks");
        String words = "{\"query\":\"tasks\"}";
        assertThat(client.post("/v1/search", words).json().get("results")).hasSize(2);
        notion.hideFromSearch(page.id());
        JsonNode results = client.post("/v1/search", words).json().get("results");
        assertThat(results).hasSize(1);
        assertThat(results.at("/0/id").textValue()).isEqualTo(tasks.id().toString());
    }

    private JsonNode formula(Page page) {
        return client.get("/v1/pages/" + page.id()).json().at("/properties/Formula/formula");
    }
}
