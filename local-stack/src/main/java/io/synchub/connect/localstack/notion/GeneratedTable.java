/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.List;
import java.util.Map;

/** A table of any size with ten columns of common types, for benchmarks and for tests of large tables. */
public final class GeneratedTable {
    private static final int ROWS_PER_MINUTE = 1_000;
    private static final String[] STATES = {"Open", "Paid", "Closed"};
    private static final String[] TAGS = {"New", "Large", "Abroad", "Gift"};

    private GeneratedTable() {}

    /** Its rows were created in the last minutes, so many in each that no query's cap hides any. */
    public static DataSource fill(NotionSimulator notion, int rows) {
        User owner = notion.person("Ada", "ada@example.org");
        DataSource table = notion.createDataSource(
                "Generated",
                Property.title("Name"),
                Property.number("Amount"),
                Property.select("Status", STATES),
                Property.multiSelect("Tags", TAGS),
                Property.checkbox("Urgent"),
                Property.date("Due"),
                Property.people("Owner"),
                Property.richText("Note"),
                Property.url("Link"),
                Property.email("Contact"));
        table.createPages(rows, ROWS_PER_MINUTE, row -> cells(row, owner));
        return table;
    }

    private static Map<String, ?> cells(int row, User owner) {
        return Map.of(
                "Name",
                "Row " + row,
                "Amount",
                row / 4.0,
                "Status",
                STATES[row % STATES.length],
                "Tags",
                List.of(TAGS[row % TAGS.length], TAGS[(row + 1) % TAGS.length]),
                "Urgent",
                row % 7 == 0,
                "Due",
                String.format("2026-%02d-%02d", row % 12 + 1, row % 28 + 1),
                "Owner",
                owner,
                "Note",
                "A note of some length for row " + row,
                "Link",
                "https://example.org/rows/" + row,
                "Contact",
                "row" + row + "@example.org");
    }
}
