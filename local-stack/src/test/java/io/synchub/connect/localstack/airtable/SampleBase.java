/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.synchub.connect.localstack.http.JsonHttp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A base with a field of every type. */
final class SampleBase {
    static final JsonNode UNKNOWN_OPTIONS = JsonHttp.parse("{\"something\":\"wacky\",\"and\":[\"unusual\"]}");

    final Base base;
    final Table people;
    final Table all;
    final AirtableRecord ada;
    final AirtableRecord full;
    final AirtableRecord empty;

    SampleBase(AirtableSimulator airtable) {
        base = airtable.createBase("Sample");
        people = base.createTable("People", Field.text("Name"), Field.number("Age", 0), Field.multipleSelects("Tags"));
        ada = people.createRecord(Map.of("Name", "Ada", "Age", 36, "Tags", List.of("x", "y")));
        all = base.createTable(
                "All",
                Field.text("Name").describedAs("What it is called"),
                Field.multilineText("Notes"),
                Field.richText("Rich"),
                Field.email("Email"),
                Field.url("Url"),
                Field.phoneNumber("Phone"),
                Field.number("Number", 2),
                Field.currency("Price", 2, "$"),
                Field.percent("Share", 1),
                Field.duration("Duration"),
                Field.rating("Stars", 5),
                Field.checkbox("Done"),
                Field.date("Day"),
                Field.dateTime("Time"),
                Field.singleSelect("State", "Open", "Closed"),
                Field.multipleSelects("Labels", "A", "B"),
                Field.externalSyncSource("Source", "One"),
                Field.collaborator("Owner"),
                Field.collaborators("Watchers"),
                Field.attachments("Files"),
                Field.barcode("Code"),
                Field.aiText("Summary", "Notes"),
                Field.button("Open", row -> "https://example.invalid/" + row.id()),
                Field.autoNumber("Nr"),
                Field.createdTime("Created"),
                Field.lastModifiedTime("Modified"),
                Field.createdBy("Creator"),
                Field.lastModifiedBy("Editor"),
                Field.custom("Unknown", "somethingUnrecognizable", UNKNOWN_OPTIONS),
                Field.custom("Sorting", "manualSort", NullNode.getInstance()));
        all.addField(Field.link("People", people, "Backlink"));
        all.addField(Field.lookup("Ages", "People", "Age"));
        all.addField(Field.lookup("All tags", "People", "Tags"));
        all.addField(Field.sum("Sum of ages", "People", "Age"));
        all.addField(Field.count("How many", "People"));
        all.addField(Field.formula("Double", Field.number("", 0), row -> row.number("Number") * 2, "Number"));
        all.addField(Field.formula("Broken", Field.number("", 0), row -> CellError.ERROR));
        all.addField(Field.formula("Quotient", Field.number("", 0), row -> 1 / row.number("Number")));
        all.addField(Field.invalidFormula("Invalid"));
        all.addField(Field.link("Self", all));
        full = all.createRecord(cells(airtable));
        empty = all.createRecord(Map.of());
    }

    private Map<String, Object> cells(AirtableSimulator airtable) {
        Map<String, Object> cells = new HashMap<>();
        cells.put("Name", "Full");
        cells.put("Notes", "Two\nlines");
        cells.put("Rich", "**bold**");
        cells.put("Email", "ada@example.invalid");
        cells.put("Url", "https://example.invalid");
        cells.put("Phone", "+1 555");
        cells.put("Number", 2.5);
        cells.put("Price", 12.3);
        cells.put("Share", 0.123);
        cells.put("Duration", 3661);
        cells.put("Stars", 4);
        cells.put("Done", true);
        cells.put("Day", "2026-02-03");
        cells.put("Time", "2026-02-03T04:05:06Z");
        cells.put("State", "Open");
        cells.put("Labels", List.of("A", "New"));
        cells.put("Source", "One");
        cells.put("Owner", airtable.owner());
        cells.put("Watchers", List.of(airtable.owner(), airtable.person("Bob", "bob@example.invalid")));
        cells.put(
                "Files",
                List.of(
                        Attachment.file("a.pdf", "application/pdf", 10),
                        Attachment.image("b.png", "image/png", 5, 3, 4)));
        cells.put("Code", new Barcode("0123", "upce"));
        cells.put("Summary", AiText.generated("Short"));
        cells.put("Unknown", JsonHttp.parse("{\"any\":1}"));
        cells.put("People", List.of(ada));
        return cells;
    }
}
