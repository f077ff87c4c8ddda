/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import java.util.List;
import java.util.Objects;

/**
 * A change that makes a table fit rows.
 *
 * @param kind what it does
 * @param sql the statement
 * @param sentence what does not fit, for people: the table, the columns, their types; without a full stop
 * @param rewrites whether the database may write the whole table anew, during which nobody else gets at it
 * @param widened the columns that it gives another type
 */
public record TableChange(Kind kind, String sql, String sentence, boolean rewrites, List<WidenedColumn> widened) {

    /** What a change does. */
    public enum Kind {
        CREATE,
        ADD_COLUMNS,
        /** A column's type takes more than before, and all that it took. */
        WIDEN,
        DROP_NOT_NULL
    }

    public TableChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(sentence, "sentence");
        widened = List.copyOf(widened);
    }

    /** A change that gives no column another type. */
    TableChange(Kind kind, String sql, String sentence, boolean rewrites) {
        this(kind, sql, sentence, rewrites, List.of());
    }

    /** Whether no row can be written without it. Without the others only rows fail that the column does not take. */
    public boolean isNeeded() {
        return kind == Kind.CREATE || kind == Kind.ADD_COLUMNS;
    }
}
