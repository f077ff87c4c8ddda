/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.List;
import java.util.Map;

/**
 * A table of any size with ten columns of common types, and the time of the last edit of any, in a base of its own. For benchmarks
 * and for tests of large tables.
 */
public final class GeneratedTable {
    private static final String[] STATES = {"Open", "Paid", "Closed"};
    private static final String[] TAGS = {"New", "Large", "Abroad", "Gift"};

    private GeneratedTable() {}

    /** Made in one action; the same names and numbers each time. */
    public static Table fill(AirtableSimulator airtable, int records) {
        User owner = airtable.person("Grace", "grace@example.invalid");
        Table table = airtable.createBase("Generated")
                .createTable(
                        "Generated",
                        Field.text("Name"),
                        Field.number("Amount", 2),
                        Field.singleSelect("Status", STATES),
                        Field.multipleSelects("Tags", TAGS),
                        Field.checkbox("Urgent"),
                        Field.date("Due"),
                        Field.collaborator("Owner"),
                        Field.multilineText("Note"),
                        Field.url("Link"),
                        Field.email("Contact"),
                        Field.lastModifiedTime("Modified"));
        table.fill(records, record -> cells(record, owner));
        return table;
    }

    private static Map<String, ?> cells(int record, User owner) {
        return Map.of(
                "Name",
                "Row " + record,
                "Amount",
                record / 4.0,
                "Status",
                STATES[record % STATES.length],
                "Tags",
                List.of(TAGS[record % TAGS.length], TAGS[(record + 1) % TAGS.length]),
                "Urgent",
                record % 7 == 0,
                "Due",
                String.format("2026-%02d-%02d", record % 12 + 1, record % 28 + 1),
                "Owner",
                owner,
                "Note",
                "A note of some length for row " + record,
                "Link",
                "https://example.org/rows/" + record,
                "Contact",
                "row" + record + "@example.org");
    }
}
