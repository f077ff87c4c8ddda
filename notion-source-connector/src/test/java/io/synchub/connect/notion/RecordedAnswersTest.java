/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.http.ApiRequest;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.schema.Field;
import io.synchub.connect.common.schema.Json;
import io.synchub.connect.common.schema.Kind;
import io.synchub.connect.common.schema.Period;
import io.synchub.connect.common.schema.Table;
import io.synchub.connect.notion.api.NotionApi;
import io.synchub.connect.notion.api.NotionFailures;
import io.synchub.connect.notion.catalog.NotionCatalog;
import io.synchub.connect.notion.property.Layout;
import io.synchub.connect.notion.property.NotionPage;
import io.synchub.connect.notion.property.PageReader;
import io.synchub.connect.notion.property.PropertyType;
import io.synchub.connect.notion.query.QueryPage;
import io.synchub.connect.notion.read.NotionTableReader;
import io.synchub.connect.notion.schema.DataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the API really answers is read, and every value of it is found again in the row. */
class RecordedAnswersTest {
    @Test
    void queries_lose_nothing() throws IOException {
        for (Recorded.Answer answer : Recorded.answers("data_sources_query").toList()) {
            Layout layout = layout(answer.body().get("results"));
            QueryPage page;
            try (JsonParser parser = FakeNotion.JSON.createParser(answer.body().toString())) {
                page = QueryPage.read(parser, new PageReader(layout, true));
            }
            assertThat(page.cursor().orElse(null))
                    .isEqualTo(answer.body().path("next_cursor").textValue());
            assertThat(page.capped()).isFalse();
            assertThat(page.pages()).hasSize(answer.body().get("results").size());
            for (int i = 0; i < page.pages().size(); i++) {
                assertSame(answer.body().get("results").get(i), page.pages().get(i), layout);
            }
        }
    }

    @Test
    void pages_lose_nothing() throws IOException {
        for (Recorded.Answer answer : Recorded.answers("pages__").toList()) {
            Layout layout = layout(FakeNotion.JSON.createArrayNode().add(answer.body()));
            try (JsonParser parser = FakeNotion.JSON.createParser(answer.body().toString())) {
                parser.nextToken();
                NotionPage page = new PageReader(layout, true).read(parser).orElseThrow();
                assertSame(answer.body(), page, layout);
            }
        }
    }

    @Test
    void data_sources_become_tables() {
        for (Recorded.Answer answer : Recorded.answers("data_sources__").toList()) {
            JsonNode body = answer.body();
            Table table = DataSource.read(body.get("id").asText(), body, new DataSource.Look(false, false, ""))
                    .layout()
                    .table();
            assertThat(table.fields().stream().filter(f -> !f.system()).map(Field::name))
                    .containsExactlyInAnyOrderElementsOf(names(body.get("properties")));
            assertThat(table.fields().get(4).id()).isEqualTo("title");
            assertThat(table.fields()).filteredOn(f -> f.id().equals("%5Ckxk")).allMatch(f -> f.declared()
                    .isEmpty());
        }
    }

    @Test
    void property_items_complete_a_row() {
        for (Recorded.Answer answer : Recorded.answers("property_item").toList()) {
            JsonNode body = answer.body();
            boolean list = body.get("object").asText().equals("list");
            JsonNode item = list ? body.get("property_item") : body;
            String type = item.get("type").asText();
            if (type.equals("button")) {
                continue;
            }
            FakeNotion notion = new FakeNotion();
            FakeNotion.Page page = notion.add(29_000_000, 29_000_000);
            String id = item.get("id").asText();
            describe(notion, id, type);
            ObjectNode cut = FakeNotion.JSON.createObjectNode();
            cut.put("object", "page").put("id", page.id);
            cut.put("created_time", FakeNotion.text(page.created)).put("last_edited_time", FakeNotion.text(1));
            cut.putObject("parent").put("type", "data_source_id").put("data_source_id", FakeNotion.DATA_SOURCE);
            cut.putObject("properties")
                    .putObject("P")
                    .put("id", id)
                    .put("type", type)
                    .put("has_more", true);
            notion.answers.put("/v1/pages/" + page.id, cut.toString());
            notion.answers.put("/v1/pages/" + page.id + "/properties/" + id + "?page_size=100", body.toString());
            NotionTableReader reader = new NotionTableReader(
                    new NotionApi(notion),
                    FakeNotion.DATA_SOURCE,
                    new NotionTableReader.Options(Optional.empty(), 100, false, false, Runnable::run, () -> true));

            Row row = reader.complete(
                    reader.confirm(List.of(page.id)).get(page.id).row().orElseThrow());

            assertThat(row.cut()).isFalse();
            assertThat(row.cell(4)).as(answer.file()).isEqualTo(expectedItem(type, list, body));
        }
    }

    private static Object expectedItem(String type, boolean list, JsonNode body) {
        if (!list) {
            return expected(type, body.get(type));
        }
        List<String> entries = new ArrayList<>();
        body.get("results")
                .forEach(result -> entries.add(result.get(type)
                        .path(type.equals("relation") ? "id" : "plain_text")
                        .asText()));
        return switch (type) {
            case "relation" -> entries;
            case "rollup" -> expected(type, body.get("property_item").get(type));
            default -> String.join("", entries);
        };
    }

    private static void describe(FakeNotion notion, String id, String type) {
        ObjectNode schema = FakeNotion.JSON.createObjectNode();
        schema.putObject("properties")
                .putObject("P")
                .put("id", id)
                .put("name", "P")
                .put("type", type);
        notion.answers.put("/v1/data_sources/" + FakeNotion.DATA_SOURCE, schema.toString());
    }

    @Test
    void searches_and_databases_name_their_data_sources() {
        for (Recorded.Answer answer : Recorded.answers("search").toList()) {
            FakeNotion notion = new FakeNotion();
            notion.answers.put("/v1/search", answer.body().toString());
            long dataSources = StreamSupport.stream(answer.body().get("results").spliterator(), false)
                    .filter(result -> result.get("object").asText().equals("data_source"))
                    .filter(result -> !result.path("in_trash").asBoolean())
                    .map(result -> result.get("id").asText())
                    .distinct()
                    .count();
            assertThat(new NotionCatalog(new NotionApi(notion)).shared()).hasSize((int) dataSources);
        }
        for (Recorded.Answer answer : Recorded.answers("databases__").toList()) {
            FakeNotion notion = new FakeNotion();
            String id = answer.body().get("id").asText();
            notion.answers.put("/v1/databases/" + id, answer.body().toString());
            assertThat(new NotionCatalog(new NotionApi(notion)).ofDatabase(id))
                    .hasSameSizeAs(answer.body().get("data_sources"))
                    .isNotEmpty();
        }
    }

    @Test
    void errors_are_known() {
        for (Recorded.Answer answer : Recorded.answers("error_").toList()) {
            ApiFailure failure = new NotionFailures()
                    .sort(
                            ApiRequest.get(answer.request().get("path").asText()),
                            answer.body().get("status").asInt(),
                            answer.body().toString().getBytes(StandardCharsets.UTF_8),
                            Optional.empty());
            assertThat(failure.code()).isEqualTo(answer.body().get("code").asText());
            assertThat(failure.scope()).isNotEqualTo(Scope.PASSING);
        }
    }

    private static Layout layout(JsonNode pages) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (JsonNode page : pages) {
            page.get("properties").fields().forEachRemaining(p -> {
                String id = p.getValue().get("id").asText();
                Optional<Kind> kind = PropertyType.of(p.getValue().get("type").asText())
                        .map(PropertyType::kind)
                        .orElse(Optional.of(Kind.JSON));
                fields.put(id, new Field(id, p.getKey(), kind, false));
            });
        }
        List<Field> all = new ArrayList<>(Layout.systemFields(false));
        all.addAll(fields.values());
        return new Layout(new Table("id", "name", all, ""));
    }

    private static void assertSame(JsonNode json, NotionPage page, Layout layout) {
        Row row = page.row().orElseThrow();
        assertThat(row.id()).isEqualTo(json.get("id").asText());
        assertThat(row.cell(0)).isEqualTo(Instant.parse(json.get("created_time").asText()));
        assertThat(row.cell(1))
                .isEqualTo(Instant.parse(json.get("last_edited_time").asText()));
        assertThat(row.cell(2)).isEqualTo(json.get("url").asText());
        assertThat(row.cell(3)).isEqualTo(json.get("in_trash").asBoolean());
        assertThat(page.parent().orElseThrow().type())
                .isEqualTo(json.get("parent").get("type").asText());
        json.get("properties").forEach(property -> {
            String type = property.get("type").asText();
            assertThat(row.cell(layout.property(property.get("id").asText())))
                    .isEqualTo(expected(type, property.get(type)));
        });
    }

    /** The cell by another, slower way. */
    private static Object expected(String type, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return switch (type) {
            case "title", "rich_text" -> String.join("", value.findValuesAsText("plain_text"));
            case "select", "status" -> value.get("name").asText();
            case "multi_select" -> value.findValuesAsText("name");
            case "relation", "people" -> value.findValuesAsText("id");
            case "created_by", "last_edited_by" -> value.get("id").asText();
            case "created_time", "last_edited_time" -> Instant.parse(value.asText());
            case "number" -> value.asDouble();
            case "checkbox", "boolean" -> value.asBoolean();
            case "url", "email", "phone_number", "string" -> value.asText();
            case "unique_id" -> value.get("number").asText();
            case "formula", "rollup" ->
                expected(value.get("type").asText(), value.get(value.get("type").asText()));
            case "date" -> period(value);
            default -> Json.of(value.toString());
        };
    }

    private static Period period(JsonNode date) {
        String start = date.get("start").asText();
        boolean day = start.length() == 10;
        return new Period(
                instant(start),
                date.get("end").isNull() ? null : instant(date.get("end").asText()),
                day
                        ? null
                        : date.get("time_zone").isNull()
                                ? start.substring(23)
                                : date.get("time_zone").asText());
    }

    private static Instant instant(String text) {
        return Instant.from(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(
                text.length() == 10 ? text + "T00:00:00Z" : text));
    }

    private static List<String> names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.forEach(property -> {
            if (!property.get("type").asText().equals("button")) {
                names.add(property.get("name").asText());
            }
        });
        return names;
    }
}
