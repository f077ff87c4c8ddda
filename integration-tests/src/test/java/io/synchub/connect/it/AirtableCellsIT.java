/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.synchub.connect.localstack.airtable.AiText;
import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.Attachment;
import io.synchub.connect.localstack.airtable.Barcode;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.CellError;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Row;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.airtable.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every type of field through the worker's converter into the topic: values, errors, empty cells, and what differs on each read. */
@ExtendWith(SharedAirtable.class)
class AirtableCellsIT {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");
    /** What users fill in: field and value. */
    private static final Map<String, Object> PLAIN = Map.ofEntries(
            Map.entry("Name", "full"),
            Map.entry("Multiline", "two\nlines"),
            Map.entry("Rich", "**bold**"),
            Map.entry("Email", "a@example.invalid"),
            Map.entry("Url", "https://example.invalid"),
            Map.entry("Phone", "+49 1"),
            Map.entry("Number", 1.25),
            Map.entry("Currency", 3),
            Map.entry("Percent", 0.5),
            Map.entry("Duration", 5400),
            Map.entry("Rating", 4),
            Map.entry("Checkbox", true),
            Map.entry("Date", "2026-11-20"),
            Map.entry("Time", NOON),
            Map.entry("Select", "open"),
            Map.entry("Selects", List.of("a", "b")),
            Map.entry("Source", "CRM"),
            Map.entry("Barcode", new Barcode("4711", "upce")),
            Map.entry("Ai", AiText.generated("written")),
            Map.entry("Custom", Map.of("value", 3.25, "exact", true)));

    private static final AirtableStack STACK = AirtableStack.shared();

    private Base base;
    private Table others;
    private Table table;
    private User person;
    private AirtableRecord other;
    private AirtableRecord full;

    @BeforeEach
    void fill() {
        base = STACK.airtable.createBase("Cells");
        others = base.createTable("Others", Field.text("Name"), Field.number("Amount", 1));
        table = base.createTable(
                "All",
                Field.text("Name"),
                Field.multilineText("Multiline"),
                Field.richText("Rich"),
                Field.email("Email"),
                Field.url("Url"),
                Field.phoneNumber("Phone"),
                Field.number("Number", 2),
                Field.currency("Currency", 2, "€"),
                Field.percent("Percent", 1),
                Field.duration("Duration"),
                Field.rating("Rating", 5),
                Field.checkbox("Checkbox"),
                Field.date("Date"),
                Field.dateTime("Time"),
                Field.singleSelect("Select", "open", "done"),
                Field.multipleSelects("Selects", "a", "b"),
                Field.externalSyncSource("Source", "CRM"),
                Field.collaborator("Person"),
                Field.collaborators("People"),
                Field.link("Links", others),
                Field.attachments("Files"),
                Field.barcode("Barcode"),
                Field.aiText("Ai", "Name"),
                Field.button("Button", row -> "https://example.invalid/" + row.get("Name")),
                Field.custom("Custom", "measure", null),
                Field.formula("FormulaNumber", Field.number("", 2), AirtableCellsIT::computed, "Name"),
                Field.formula("FormulaText", Field.text(""), row -> row.get("Name") + "!", "Name"),
                Field.formula("FormulaDate", Field.date(""), row -> "2026-11-21"),
                Field.invalidFormula("Invalid"),
                Field.sum("Sum", "Links", "Amount"),
                Field.lookup("LookupText", "Links", "Name"),
                Field.lookup("LookupNumber", "Links", "Amount"),
                Field.count("Count", "Links"),
                Field.autoNumber("Auto"),
                Field.createdTime("Created"),
                Field.createdBy("CreatedBy"),
                Field.lastModifiedTime("Modified"),
                Field.lastModifiedBy("ModifiedBy"));
        person = STACK.airtable.person("Ann", "ann@example.invalid");
        other = others.createRecord(Map.of("Name", "other", "Amount", 2.5));
        Map<String, Object> cells = new HashMap<>(PLAIN);
        cells.put("Person", person);
        cells.put("People", List.of(person, STACK.airtable.owner()));
        cells.put("Links", List.of(other));
        cells.put(
                "Files",
                List.of(Attachment.image("a.png", "image/png", 12, 3, 4), Attachment.file("b.txt", "text/plain", 5)));
        full = table.createRecord(cells);
    }

    private static Object computed(Row row) {
        return switch (String.valueOf(row.get("Name"))) {
            case "error" -> CellError.ERROR;
            case "nan" -> CellError.NAN;
            case "infinite" -> Double.NEGATIVE_INFINITY;
            default -> 1.5;
        };
    }

    @Test
    void each_type_of_field_has_its_value() {
        try (FollowingSource connector = STACK.follow("cells", base, "airtable.tables", table.id())) {
            connector.awaitTitles("All", "full");
            JsonNode row = connector.row("All");
            for (String text : List.of("Name", "Multiline", "Rich", "Email", "Url", "Phone", "Select", "Source")) {
                assertThat(row.path(text).asText()).isEqualTo(PLAIN.get(text));
            }
            for (String number : List.of("Number", "Currency", "Percent", "Duration", "Rating")) {
                assertThat(row.path(number).isNumber()).isTrue();
                assertThat(row.path(number).asDouble()).isEqualTo(((Number) PLAIN.get(number)).doubleValue());
            }
            assertThat(row.path("Checkbox").booleanValue()).isTrue();
            assertThat(row.path("Date").asLong())
                    .isEqualTo(LocalDate.of(2026, 11, 20).toEpochDay());
            assertThat(row.path("Time").asLong()).isEqualTo(NOON.toEpochMilli());
            assertThat(texts(row, "Selects")).containsExactly("a", "b");
            assertThat(row.path("Person").asText()).isEqualTo(person.id());
            assertThat(texts(row, "People"))
                    .containsExactly(person.id(), STACK.airtable.owner().id());
            assertThat(texts(row, "Links")).containsExactly(other.id());
            assertThat(json(row, "Files"))
                    .extracting(file -> file.path("filename").asText())
                    .containsExactly("a.png", "b.txt");
            assertThat(json(row, "Files").at("/0/thumbnails/small/url").asText())
                    .isNotEmpty();
            assertThat(json(row, "Barcode").path("text").asText()).isEqualTo("4711");
            assertThat(row.path("Ai").asText()).isEqualTo("written");
            assertThat(json(row, "Button").path("url").asText()).endsWith("/full");
            assertThat(json(row, "Custom").path("value").asDouble()).isEqualTo(3.25);
            assertThat(row.path("FormulaNumber").asDouble()).isEqualTo(1.5);
            assertThat(row.path("FormulaText").asText()).isEqualTo("full!");
            assertThat(row.path("FormulaDate").asLong())
                    .isEqualTo(LocalDate.of(2026, 11, 21).toEpochDay());
            assertThat(row.path("Sum").asDouble()).isEqualTo(2.5);
            assertThat(texts(row, "LookupText")).containsExactly("other");
            assertThat(json(row, "LookupNumber").path(0).asDouble()).isEqualTo(2.5);
            assertThat(row.path("Count").asDouble()).isEqualTo(1);
            assertThat(row.path("Auto").asDouble()).isEqualTo(1);
            assertThat(row.path("Created").asLong())
                    .isEqualTo(full.createdTime().toEpochMilli());
            assertThat(row.path("CreatedBy").asText())
                    .isEqualTo(STACK.airtable.owner().id());
            assertThat(row.get("Modified").isNull()).isTrue();
        }
    }

    @Test
    void what_a_formula_cannot_compute_is_null_and_fails_nothing() {
        table.createRecord("error");
        table.createRecord("nan");
        AirtableRecord infinite = table.createRecord("infinite");
        try (FollowingSource connector = STACK.follow("errors", base, "airtable.tables", "All")) {
            connector.awaitTitles("All", "full", "error", "nan", "infinite");
            for (JsonNode row : connector.rows("All").values()) {
                assertThat(row.get("FormulaNumber").isNull())
                        .isEqualTo(!row.path("Name").asText().equals("full"));
                assertThat(row.path("Invalid").isNull() || row.path("Invalid").isMissingNode())
                        .isTrue();
            }
            infinite.update("Name", "finite");
            connector.awaitAsserted(() -> assertThat(connector
                            .rows("All")
                            .get(infinite.id())
                            .path("FormulaNumber")
                            .asDouble())
                    .isEqualTo(1.5));
        }
    }

    @Test
    void empty_and_cleared_cells_are_null_and_an_empty_checkbox_is_false() {
        AirtableRecord empty = table.createRecord("empty");
        try (FollowingSource connector = STACK.follow("empty", base, "airtable.tables", "All")) {
            connector.awaitTitles("All", "full", "empty");
            Map<String, Object> cleared = new HashMap<>();
            PLAIN.keySet().forEach(field -> cleared.put(field, null));
            Set.of("Person", "People", "Links", "Files").forEach(field -> cleared.put(field, null));
            cleared.put("Name", "cleared");
            full.update(cleared);
            connector.awaitTitles("All", "cleared", "empty");
            for (String id : List.of(full.id(), empty.id())) {
                JsonNode row = connector.rows("All").get(id);
                for (String field : cleared.keySet()) {
                    if (field.equals("Checkbox")) {
                        assertThat(row.get(field).isBoolean() && !row.get(field).booleanValue())
                                .isTrue();
                    } else if (!field.equals("Name")) {
                        assertThat(row.get(field).isNull()).as(field).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void addresses_of_attachments_that_differ_on_each_read_send_nothing() {
        try (FollowingSource connector =
                        STACK.follow("files", base, "airtable.tables", "All", "sweep", "every(400ms)");
                FollowingSource strings = STACK.follow(
                        "filenames",
                        base,
                        "airtable.tables",
                        "All",
                        "airtable.cell.format",
                        "string",
                        "sweep",
                        "every(400ms)")) {
            connector.awaitTitles("All", "full");
            strings.awaitTitles("All", "full");
            AirtableRequests.awaitPasses(STACK.airtable, table, 6);
            assertThat(connector.history("All")).containsExactly("r full");
            assertThat(strings.history("All")).containsExactly("r full");
            full.update("Files", List.of(Attachment.file("c.txt", "text/plain", 5)));
            connector.awaitAsserted(() -> assertThat(json(connector.row("All"), "Files"))
                    .extracting(file -> file.path("filename").asText())
                    .containsExactly("c.txt"));
            strings.awaitAsserted(
                    () -> assertThat(strings.row("All").path("Files").asText()).isEqualTo("c.txt"));
        }
    }

    @Test
    void as_strings_all_columns_are_texts_as_people_see_them() {
        try (FollowingSource connector =
                STACK.follow("strings", base, "airtable.tables", "All", "airtable.cell.format", "string")) {
            connector.awaitTitles("All", "full");
            JsonNode row = connector.row("All");
            List<String> others = new ArrayList<>();
            row.fieldNames().forEachRemaining(field -> {
                if (!field.equals("created_time")
                        && !row.get(field).isNull()
                        && !row.get(field).isTextual()) {
                    others.add(field);
                }
            });
            assertThat(others).isEmpty();
            assertThat(row.path("Number").asText()).isEqualTo("1.25");
            assertThat(row.path("Currency").asText()).isEqualTo("€3.00");
            assertThat(row.path("Percent").asText()).isEqualTo("50.0%");
            assertThat(row.path("Duration").asText()).isEqualTo("1:30:00");
            assertThat(row.path("Checkbox").asText()).isEqualTo("checked");
            assertThat(row.path("Date").asText()).isEqualTo("11/20/26");
            assertThat(row.path("Selects").asText()).isEqualTo("a, b");
            assertThat(row.path("Person").asText()).isEqualTo("Ann");
            assertThat(row.path("Links").asText()).isEqualTo("other");
            assertThat(row.path("Files").asText()).contains("a.png", "b.txt").doesNotContain("http");
            assertThat(row.path("Button").asText()).isEqualTo("Button");
            assertThat(row.path("Sum").asText()).isEqualTo("2.50");
            full.update("Currency", 4);
            connector.awaitAsserted(() ->
                    assertThat(connector.row("All").path("Currency").asText()).isEqualTo("€4.00"));
        }
    }

    @Test
    void only_the_fields_that_are_wanted_are_columns_also_after_one_is_renamed() {
        try (FollowingSource connector = STACK.follow(
                "some", base, "airtable.tables", "All", "airtable.fields", "Name,Number," + table.fieldId("Select"))) {
            connector.awaitTitles("All", "full");
            assertThat(connector.row("All").fieldNames())
                    .toIterable()
                    .containsExactly("id", "created_time", "Name", "Number", "Select");
            table.renameField("Select", "State");
            full.update("State", "done");
            connector.awaitAsserted(() ->
                    assertThat(connector.row("All").path("Select").asText()).isEqualTo("done"));
        }
    }

    private static List<String> texts(JsonNode row, String field) {
        List<String> texts = new ArrayList<>();
        row.path(field).forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static JsonNode json(JsonNode row, String field) {
        try {
            return new ObjectMapper().readTree(row.path(field).asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
