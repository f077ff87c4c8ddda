/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table as it stood in its database's catalog when it was read. Immutable. */
public final class TableDefinition {
    private final TableId id;
    private final Map<String, ColumnDefinition> columns;
    private final List<Set<String>> uniqueKeys;
    private final Set<String> requiredColumns;
    private final Set<String> fixedColumns;

    /** A table whose columns may all be changed. */
    public TableDefinition(
            TableId id, List<ColumnDefinition> columns, List<Set<String>> uniqueKeys, Set<String> requiredColumns) {
        this(id, columns, uniqueKeys, requiredColumns, Set.of());
    }

    /**
     * @param id its name
     * @param columns its columns in order
     * @param uniqueKeys the column sets of its primary key and of each unique index that an upsert can use
     * @param requiredColumns the columns that a new row must name: NOT NULL, and filled in by nothing else
     * @param fixedColumns the columns whose definition can not be changed where they stand: of a view, generated,
     *     inherited, of a type that the user made
     */
    public TableDefinition(
            TableId id,
            List<ColumnDefinition> columns,
            List<Set<String>> uniqueKeys,
            Set<String> requiredColumns,
            Set<String> fixedColumns) {
        this.id = id;
        Map<String, ColumnDefinition> byName = new LinkedHashMap<>();
        columns.forEach(column -> byName.put(column.name(), column));
        this.columns = byName;
        this.uniqueKeys = List.copyOf(uniqueKeys);
        this.requiredColumns = Set.copyOf(requiredColumns);
        this.fixedColumns = Set.copyOf(fixedColumns);
    }

    public TableId id() {
        return id;
    }

    public Collection<ColumnDefinition> columns() {
        return columns.values();
    }

    public Optional<ColumnDefinition> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /** Whether the primary key or a unique index stands on exactly these columns, in any order. */
    public boolean hasUniqueKey(Collection<String> names) {
        return uniqueKeys.contains(Set.copyOf(names));
    }

    public List<Set<String>> uniqueKeys() {
        return uniqueKeys;
    }

    /** The columns that a new row must name. */
    public Set<String> requiredColumns() {
        return requiredColumns;
    }

    /** The columns whose definition can not be changed where they stand. */
    public Set<String> fixedColumns() {
        return fixedColumns;
    }
}
