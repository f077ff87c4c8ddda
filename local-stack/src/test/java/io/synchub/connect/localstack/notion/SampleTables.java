/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.List;
import java.util.Map;

/** Tables with a column of every type. */
final class SampleTables {
    final DataSource contacts;
    final DataSource all;
    final Page full;
    final Page empty;

    SampleTables(NotionSimulator notion) {
        contacts = notion.createDataSource("Contacts", Property.title("Name"), Property.number("Age"));
        contacts.describe("People");
        Page ada = contacts.createPage(Map.of("Name", "Ada", "Age", 36));
        all = notion.createDataSource(
                "All",
                Property.title("Name"),
                Property.richText("Text").describedAs("Words"),
                Property.richText("Other text"),
                Property.number("Number", "dollar"),
                Property.checkbox("Checkbox"),
                Property.select("Select", "One"),
                Property.status("Status", "To do", "Doing", "Done"),
                Property.multiSelect("Multi", "A", "B"),
                Property.date("Date"),
                Property.people("People"),
                Property.files("Files"),
                Property.url("Url"),
                Property.email("Email"),
                Property.phoneNumber("Phone"),
                Property.relation("Relation", contacts, "Back"),
                Property.formula("Formula", row -> row.get("Number") == null ? "none" : "some"),
                Property.rollup("Rollup", "Relation", "Name", "count"),
                Property.createdTime("Created"),
                Property.lastEditedTime("Edited"),
                Property.createdBy("Creator"),
                Property.lastEditedBy("Editor"),
                Property.uniqueId("ID"),
                Property.verification("Verification"),
                Property.place("Place"),
                Property.button("Button"));
        full = all.createPage(Map.ofEntries(
                Map.entry("Name", "Full"),
                Map.entry("Text", "Words"),
                Map.entry("Number", 2),
                Map.entry("Checkbox", true),
                Map.entry("Select", "One"),
                Map.entry("Status", "Done"),
                Map.entry("Multi", List.of("A", "B")),
                Map.entry("Date", new DateValue("2026-07-25T16:57:00.000+00:00", null, null)),
                Map.entry("People", List.of(notion.person("Bob", "bob@example.invalid"), notion.group("Team"))),
                Map.entry(
                        "Files", List.of(FileValue.hosted("a b.txt"), FileValue.external("c", "https://c.invalid/c"))),
                Map.entry("Url", "https://example.invalid"),
                Map.entry("Email", "a@example.invalid"),
                Map.entry("Phone", "+49 1"),
                Map.entry("Relation", List.of(ada)),
                Map.entry("Verification", new VerificationValue("verified", DateValue.of("2026-07-25"), null)),
                Map.entry("Place", new PlaceValue(52.5, 13.4, "Berlin", "Berlin, Germany", null))));
        full.body("# Heading\n\nWords");
        empty = all.createPage(Map.of("Name", "Empty", "Number", 2, "Text", "Words"));
    }
}
