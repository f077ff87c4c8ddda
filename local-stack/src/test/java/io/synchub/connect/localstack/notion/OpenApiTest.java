/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.localstack.SharedFiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether the simulator's answers satisfy the API's own description, which is older and knows fewer members. */
class OpenApiTest {
    /** Columns that recorded tables have and the description does not know. */
    private static final List<String> NEWER_COLUMNS = List.of("Button", "Verification", "Place");

    /** Nor does it know groups among the items of people. */
    private static final String GROUP_AS_ITEM = "propertyItemListResponse.results[].people.object is not \"user\"";

    @Test
    void objects_satisfy_the_description() {
        JsonNode description = SharedFiles.json("reference/notion-openapi.json");
        try (NotionSimulator notion = NotionSimulator.start()) {
            NotionClient client = new NotionClient(notion);
            SampleTables tables = new SampleTables(notion);
            Check check = new Check(description);
            check.object(
                    "pageObjectResponse",
                    client.get("/v1/pages/" + tables.full.id()).json());
            check.object(
                    "pageObjectResponse",
                    client.get("/v1/pages/" + tables.empty.id()).json());
            JsonNode table = client.get("/v1/data_sources/" + tables.all.id()).json();
            JsonNode known = table.deepCopy();
            ((ObjectNode) known.get("properties")).remove(NEWER_COLUMNS);
            check.object("dataSourceObjectResponse", known);
            check.object(
                    "databaseObjectResponse",
                    client.get("/v1/databases/" + tables.all.database().id()).json());
            check.object(
                    "pageMarkdownResponse",
                    client.get("/v1/pages/" + tables.full.id() + "/markdown").json());
            for (JsonNode property : table.get("properties")) {
                JsonNode answer = client.get("/v1/pages/" + tables.full.id() + "/properties/"
                                + property.get("id").asText())
                        .json();
                boolean list = answer.get("object").asText().equals("list");
                check.object(list ? "propertyItemListResponse" : "propertyItemObjectResponse", answer);
            }
            check.faults.remove(GROUP_AS_ITEM);
            assertThat(check.faults).isEmpty();
        }
    }

    /** A validator of as much of JSON Schema as the description needs; members it does not know may be there. */
    private static final class Check {
        private final JsonNode description;
        private final List<String> faults = new ArrayList<>();

        Check(JsonNode description) {
            this.description = description;
        }

        void object(String schema, JsonNode value) {
            faults.addAll(faults(description.at("/components/schemas/" + schema), value, schema));
        }

        private List<String> faults(JsonNode schema, JsonNode value, String place) {
            if (schema.has("$ref")) {
                return faults(description.at(schema.get("$ref").asText().substring(1)), value, place);
            }
            List<String> found = new ArrayList<>();
            for (String choice : List.of("anyOf", "oneOf")) {
                if (schema.has(choice)) {
                    found.addAll(best(schema.get(choice), value, place));
                }
            }
            schema.path("allOf").forEach(part -> found.addAll(faults(part, value, place)));
            if (schema.has("const") && !schema.get("const").equals(value)) {
                found.add(0, place + " is not " + schema.get("const"));
            }
            if (schema.has("type") && !isOf(schema.get("type"), value)) {
                found.add(place + " is not of type " + schema.get("type"));
            }
            schema.path("required").forEach(member -> {
                if (!value.has(member.asText())) {
                    found.add(place + " lacks " + member.asText());
                }
            });
            schema.path("properties").fields().forEachRemaining(member -> {
                if (value.has(member.getKey())) {
                    found.addAll(faults(member.getValue(), value.get(member.getKey()), place + "." + member.getKey()));
                }
            });
            if (value.isObject() && schema.path("additionalProperties").isObject()) {
                value.fields()
                        .forEachRemaining(member -> found.addAll(faults(
                                schema.get("additionalProperties"), member.getValue(), place + "." + member.getKey())));
            }
            if (value.isArray() && schema.has("items")) {
                value.forEach(item -> found.addAll(faults(schema.get("items"), item, place + "[]")));
            }
            return found;
        }

        /** The faults under the alternative that fits best. */
        private List<String> best(JsonNode alternatives, JsonNode value, String place) {
            List<String> fewest = null;
            for (JsonNode alternative : alternatives) {
                List<String> found = faults(alternative, value, place);
                if (fewest == null || found.size() < fewest.size()) {
                    fewest = found;
                }
            }
            return fewest == null ? List.of() : fewest;
        }

        private static boolean isOf(JsonNode type, JsonNode value) {
            if (type.isArray()) {
                for (JsonNode one : type) {
                    if (isOf(one, value)) {
                        return true;
                    }
                }
                return false;
            }
            return switch (type.asText()) {
                case "object" -> value.isObject();
                case "array" -> value.isArray();
                case "string" -> value.isTextual();
                case "boolean" -> value.isBoolean();
                case "number" -> value.isNumber();
                case "integer" -> value.isIntegralNumber();
                default -> value.isNull();
            };
        }
    }
}
