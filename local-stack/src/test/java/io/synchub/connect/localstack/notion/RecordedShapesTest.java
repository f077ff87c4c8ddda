/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.SharedFiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Whether the simulator's answers have the members and types that recorded answers of the API have. */
class RecordedShapesTest {
    /** Answers to writes that give something other than what a read gives: the blocks just appended. */
    private static final Set<String> OTHER_WRITES = Set.of("blocks_children");

    @Test
    void every_kind_of_object_looks_as_recorded() {
        Shapes recorded = new Shapes();
        for (JsonNode file : SharedFiles.recorded("notion")) {
            boolean write = !file.at("/request/method").asText().equals("GET");
            if (!write || !OTHER_WRITES.contains(file.get("category").asText())) {
                JsonNode body = file.at("/response/body");
                assertThat(body.has("request_id")).isTrue();
                recorded.add(body);
            }
        }
        Shapes simulated = simulated();
        SoftAssertions softly = new SoftAssertions();
        recorded.kinds().forEach((kind, expected) -> {
            Shapes.Shape actual = simulated.kinds().get(kind);
            softly.assertThat(actual).as("an object of kind %s", kind).isNotNull();
            if (actual != null) {
                softly.assertThat(actual.members()).as("members of %s", kind).isEqualTo(expected.members());
                softly.assertThat(actual.always)
                        .as("members always in %s", kind)
                        .isEqualTo(expected.always);
                actual.typesByMember.forEach(
                        (member, types) -> softly.assertThat(expected.typesByMember.getOrDefault(member, Set.of()))
                                .as("types of %s in %s", member, kind)
                                .containsAll(types));
            }
        });
        softly.assertAll();
    }

    private static Shapes simulated() {
        Shapes shapes = new Shapes();
        try (NotionSimulator notion = NotionSimulator.start()) {
            NotionClient client = new NotionClient(notion);
            SampleTables tables = new SampleTables(notion);
            DataSource plain = plainTable(notion);
            Page related = relatedPage(notion);
            tables.empty.as(notion.bot()).update("Name", "Edited by the bot");
            Page made = tables.all.createPage("Child's parent");
            Page child = made.createChild(Map.of("Name", "Child"));
            for (String path : List.of(
                    "/v1/users",
                    "/v1/users/me",
                    "/v1/users/745e79dd-3e43-40de-9d51-39357c1c428f",
                    "/v1/pages/12345678-1234-1234-1234-123456789abc",
                    "/v1/pages/7855b161-f63e-4683-b7c7-8ca6e97ee266",
                    "/v1/databases/" + plain.database().id(),
                    "/v1/data_sources/" + tables.all.id(),
                    "/v1/data_sources/" + tables.contacts.id(),
                    "/v1/blocks/" + tables.full.id() + "/children",
                    "/v1/pages/" + notion.createPage("Alone").id(),
                    "/v1/pages/" + related.id() + "/properties/" + "Relation")) {
                shapes.add(client.get(path).json());
            }
            addParents(shapes, client, child);
            addQueries(shapes, client, plain);
            addPropertyItems(shapes, client, tables);
            shapes.add(client.post("/v1/search", "{\"filter\":{\"property\":\"object\",\"value\":\"data_source\"}}")
                    .json());
        }
        return shapes;
    }

    /** Of a page in a wiki only what is outside its properties: their types' recorded values are fewer than the sample's. */
    private static void addParents(Shapes shapes, NotionClient client, Page child) {
        shapes.add(client.get("/v1/pages/" + child.id() + "?filter_properties=title")
                .json());
    }

    private static void addQueries(Shapes shapes, NotionClient client, DataSource plain) {
        shapes.add(client.query(plain, "{}").json());
        shapes.add(client.query(plain, "{'page_size':1}").json());
    }

    private static void addPropertyItems(Shapes shapes, NotionClient client, SampleTables tables) {
        for (String property : List.of(
                "Text",
                "Files",
                "Phone",
                "Url",
                "Button",
                "Checkbox",
                "Multi",
                "Other text",
                "Creator",
                "Editor",
                "Rollup",
                "Number",
                "ID")) {
            String path = "/v1/pages/" + tables.empty.id() + "/properties/" + tables.all.propertyId(property);
            shapes.add(client.get(path).json());
        }
    }

    private static DataSource plainTable(NotionSimulator notion) {
        DataSource plain = notion.createDataSource(
                "Plain",
                Property.title("Name"),
                Property.date("Date"),
                Property.select("Select"),
                Property.status("Status", "Open"),
                Property.formula("Formula", row -> "text"),
                Property.createdTime("Created"),
                Property.lastEditedTime("Edited"));
        plain.createPage(Map.of("Name", "a", "Select", "x", "Status", "Open"));
        plain.createPage(Map.of("Name", "b", "Date", "2026-11-20", "Select", "x", "Status", "Open"));
        return plain;
    }

    private static Page relatedPage(NotionSimulator notion) {
        DataSource target = notion.createDataSource("Target", Property.title("Name"));
        DataSource source = notion.createDataSource(
                "Source", Property.title("Name"), Property.relation("Relation", target, "Back"));
        return source.createPage(Map.of("Name", "a", "Relation", List.of(target.createPage("b"))));
    }
}
