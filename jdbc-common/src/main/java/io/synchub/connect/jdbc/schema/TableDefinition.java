/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A table as it stood in its database's catalog when it was read. Immutable. */
public final class TableDefinition {
    /** What most tables are. */
    public static final String BASE_TABLE = "TABLE";

    private final TableId id;
    private final String type;
    private final Map<String, ColumnDefinition> columns;
    private final List<Set<String>> uniqueKeys;
    private final Set<String> requiredColumns;
    private final Set<String> fixedColumns;
    private final boolean plain;
    private final UnaryOperator<String> fold;

    /** An ordinary table whose columns may all be changed. */
    public TableDefinition(
            TableId id, List<ColumnDefinition> columns, List<Set<String>> uniqueKeys, Set<String> requiredColumns) {
        this(id, BASE_TABLE, columns, uniqueKeys, requiredColumns, Set.of());
    }

    /**
     * @param id its name
     * @param type what it is: {@code TABLE}, {@code PARTITIONED TABLE}, {@code VIEW}, {@code FOREIGN TABLE}, as JDBC names it
     * @param columns its columns in order
     * @param uniqueKeys the column sets of its primary key and of each unique index that an upsert can use
     * @param requiredColumns the columns that a new row must name: NOT NULL, and filled in by nothing else
     * @param fixedColumns the columns whose definition can not be changed where they stand: of a view, generated,
     *     inherited, of a type that the user made
     */
    public TableDefinition(
            TableId id,
            String type,
            List<ColumnDefinition> columns,
            List<Set<String>> uniqueKeys,
            Set<String> requiredColumns,
            Set<String> fixedColumns) {
        this(id, type, columns, uniqueKeys, requiredColumns, fixedColumns, false, null);
    }

    private TableDefinition(
            TableId id,
            String type,
            Collection<ColumnDefinition> columns,
            List<Set<String>> uniqueKeys,
            Set<String> requiredColumns,
            Set<String> fixedColumns,
            boolean plain,
            UnaryOperator<String> fold) {
        this.plain = plain;
        this.fold = fold;
        this.id = id;
        this.type = type;
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

    /** What it is, such as {@code TABLE} or {@code VIEW}. */
    public String type() {
        return type;
    }

    public boolean isView() {
        return type.equals("VIEW");
    }

    /**
     * Whether rows get into it as a statement has them, and into no other table: no view, and no trigger, rule, row security
     * or the like in the way. False where that is not known.
     */
    public boolean isPlain() {
        return plain;
    }

    public Collection<ColumnDefinition> columns() {
        return columns.values();
    }

    /** The same table, whose columns are found by their folded names where no name is the very one. */
    public TableDefinition foldedBy(UnaryOperator<String> folding) {
        return new TableDefinition(
                id, type, columns.values(), uniqueKeys, requiredColumns, fixedColumns, plain, folding);
    }

    /** The same table, of which it is known that it is {@link #isPlain plain}. */
    public TableDefinition plain() {
        return new TableDefinition(id, type, columns.values(), uniqueKeys, requiredColumns, fixedColumns, true, fold);
    }

    /** The same table with other definitions for some of its columns. */
    TableDefinition replacing(List<ColumnDefinition> changed) {
        Map<String, ColumnDefinition> all = new LinkedHashMap<>(columns);
        changed.forEach(column -> all.put(column.name(), column));
        return new TableDefinition(id, type, all.values(), uniqueKeys, requiredColumns, fixedColumns, plain, fold);
    }

    /** Finds a column; its {@link ColumnDefinition#name} is the one that stands in SQL. */
    public Optional<ColumnDefinition> column(String name) {
        ColumnDefinition column = columns.get(name);
        if (column != null || fold == null) {
            return Optional.ofNullable(column);
        }
        return columns.values().stream()
                .filter(other -> fold.apply(other.name()).equals(fold.apply(name)))
                .findFirst();
    }

    /** Whether the primary key or a unique index stands on exactly these columns, in any order. */
    public boolean hasUniqueKey(Collection<String> names) {
        return uniqueKeys.contains(names.stream()
                .map(name -> column(name).map(ColumnDefinition::name).orElse(name))
                .collect(Collectors.toSet()));
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
