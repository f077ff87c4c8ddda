/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Columns that can not be widened, since something in the database depends on them: a view, a generated column, a foreign
 * key. They are left as they are, and their rows decide. Remembered as long as the task runs, so that it tries once, and
 * says so once. For one thread.
 */
final class HeldColumns {
    /** A column that was to become of a type. */
    private record Key(TableId table, String column, String from, String to) {}

    private final Map<Key, String> mends = new HashMap<>();
    private final Set<TableId> apart = new HashSet<>();

    /** Remembers a column, and the SQL that would widen it. */
    void add(TableId table, WidenedColumn column, String sql) {
        mends.put(key(table, column), sql);
    }

    boolean holds(TableId table, WidenedColumn column) {
        return mends.containsKey(key(table, column));
    }

    /** The columns of a table are to be widened by a statement each, so that it shows which of them is held. */
    void setApart(TableId table) {
        apart.add(table);
    }

    boolean isApart(TableId table) {
        return apart.contains(table);
    }

    /** The SQL that would widen a column, if it is held. */
    Optional<String> mend(TableId table, ColumnDefinition column) {
        return mends.entrySet().stream()
                .filter(held -> held.getKey().table.equals(table)
                        && held.getKey().column.equals(column.name())
                        && held.getKey().from.equals(column.type()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Key key(TableId table, WidenedColumn column) {
        return new Key(
                table, column.from().name(), column.from().type(), column.to().type());
    }
}
