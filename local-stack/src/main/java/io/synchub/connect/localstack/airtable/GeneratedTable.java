/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.Map;

/** A large table of six columns, with the time of the last edit of any, in a base of its own. */
public final class GeneratedTable {
    private static final String[] STATES = {"Open", "Paid", "Closed"};

    private GeneratedTable() {}

    /** Made in one action; the same names and numbers each time. */
    public static Table fill(AirtableSimulator airtable, int records) {
        Table table = airtable.createBase("Generated")
                .createTable(
                        "Generated",
                        Field.text("Name"),
                        Field.number("Amount", 2),
                        Field.singleSelect("Status", STATES),
                        Field.checkbox("Urgent"),
                        Field.date("Due"),
                        Field.lastModifiedTime("Modified"));
        table.fill(records, GeneratedTable::cells);
        return table;
    }

    private static Map<String, ?> cells(int record) {
        return Map.of(
                "Name",
                "Row " + record,
                "Amount",
                record / 4.0,
                "Status",
                STATES[record % STATES.length],
                "Urgent",
                record % 7 == 0,
                "Due",
                String.format("2026-%02d-%02d", record % 12 + 1, record % 28 + 1));
    }
}
