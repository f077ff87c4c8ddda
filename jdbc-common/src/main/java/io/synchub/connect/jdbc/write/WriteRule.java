/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

import java.util.Objects;

/**
 * How the rows of a layout get into their table.
 *
 * @param mode what happens to a row whose key exists, or does not
 * @param when which existing rows are changed; {@link UpdateWhen#ALWAYS} for modes that change none
 * @param column {@link UpdateWhen#CHANGED}: the column that holds the hash of the row, or null to compare all columns;
 *     {@link UpdateWhen#NEWER}: the column that holds the row's version; else null
 * @param deletedColumn the boolean column that marks rows as deleted (soft deletes), or null. A row that is marked counts
 *     as absent: no condition protects it, and an insert replaces it
 */
public record WriteRule(WriteMode mode, UpdateWhen when, String column, String deletedColumn) {
    public static final WriteRule INSERT = always(WriteMode.INSERT);
    public static final WriteRule UPSERT = always(WriteMode.UPSERT);
    public static final WriteRule UPDATE = always(WriteMode.UPDATE);

    public WriteRule {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(when, "when");
        if (when == UpdateWhen.NEWER) {
            Objects.requireNonNull(column, "version column");
        }
    }

    /** A rule without conditions. */
    public static WriteRule always(WriteMode mode) {
        return new WriteRule(mode, UpdateWhen.ALWAYS, null);
    }

    /** A rule for tables whose rows are not marked as deleted. */
    public WriteRule(WriteMode mode, UpdateWhen when, String column) {
        this(mode, when, column, null);
    }

    /** The same rule for tables whose rows may be marked as deleted. */
    public WriteRule withDeletedColumn(String name) {
        return new WriteRule(mode, when, column, name);
    }

    /** The same conditions for rows that must not be inserted. */
    public WriteRule updateOnly() {
        return new WriteRule(WriteMode.UPDATE, when, column, deletedColumn);
    }
}
