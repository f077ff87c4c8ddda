/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * SQL texts in the words that most databases share: inserts of many rows, updates and deletes of one. What a database
 * says otherwise, or can do for many rows, its subclass overrides. Nothing here is an upsert: there is no common one.
 */
public abstract class StandardRowSql implements RowSql {

    /** A name quoted for SQL. */
    protected abstract String quote(String name);

    /** A table's name quoted for SQL. */
    protected abstract String quote(TableDefinition table);

    /** A parameter for values of a column; one with a cast where the database would not see its type. */
    protected String placeholder(RowLayout.Column source, ColumnDefinition target) {
        return "?";
    }

    /** Whether two expressions differ, where nulls are equal. */
    protected String differs(String left, String right) {
        return left + " IS DISTINCT FROM " + right;
    }

    /** A parameter as it must stand to be compared with a column. */
    protected String comparable(ColumnDefinition target, String parameter) {
        return parameter;
    }

    /** {@code INSERT INTO t (…) VALUES (…), …} */
    protected RowStatement insert(TableDefinition table, RowLayout layout, int rows) {
        String sql = "INSERT INTO " + quote(table) + " (" + names(layout.columns()) + ") VALUES "
                + repeat("(" + placeholders(table, layout.columns()) + ")", rows);
        return RowStatement.ofAllColumns(sql, layout.columns().size());
    }

    /** {@code UPDATE t SET … WHERE key = ? AND condition}, for one row. */
    protected RowStatement updateOne(TableDefinition table, RowLayout layout) {
        List<Integer> parameters = new ArrayList<>();
        List<String> updates = new ArrayList<>();
        for (int index : updated(layout)) {
            updates.add(quote(name(layout, index)) + " = " + parameter(table, layout, index, parameters));
        }
        String where = onKey(table, layout, parameters);
        String condition =
                condition(layout, this::quote, column -> parameter(table, layout, layout.indexOf(column), parameters));
        String sql = "UPDATE " + quote(table) + " SET " + String.join(", ", updates) + " WHERE " + where
                + (condition.isEmpty() ? "" : " AND (" + condition + ")");
        return new RowStatement(sql, array(parameters));
    }

    /** {@code DELETE FROM t WHERE key = ? AND deleted}, for one row. */
    protected RowStatement deleteMarkedOne(TableDefinition table, RowLayout keyLayout) {
        RowStatement delete = deleteOne(table, keyLayout);
        return new RowStatement(delete.sql() + " AND " + isMarked(keyLayout), delete.columns());
    }

    /** The condition that a row is marked as deleted, by the rule of its layout. */
    protected String isMarked(RowLayout layout) {
        return quote(layout.rule().deletedColumn()) + " IS TRUE";
    }

    /** {@code DELETE FROM t WHERE key = ?}, for one row. */
    protected RowStatement deleteOne(TableDefinition table, RowLayout keyLayout) {
        List<Integer> parameters = new ArrayList<>();
        String sql = "DELETE FROM " + quote(table) + " WHERE " + onKey(table, keyLayout, parameters);
        return new RowStatement(sql, array(parameters));
    }

    /** {@code FROM t WHERE key = ?}, for one row, to be put behind a list of what is selected. */
    RowStatement isThere(TableDefinition table, RowLayout keyLayout, boolean markedCount) {
        List<Integer> parameters = new ArrayList<>();
        String unmarked = markedCount || keyLayout.rule().deletedColumn() == null
                ? ""
                : " AND (NOT (" + isMarked(keyLayout) + "))";
        String sql = " FROM " + quote(table) + " WHERE " + onKey(table, keyLayout, parameters) + unmarked;
        return new RowStatement(sql, array(parameters));
    }

    @Override
    public Optional<RowStatement> equalRow(TableDefinition table, RowLayout layout) {
        List<Integer> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder("SELECT 1 FROM " + quote(table) + " WHERE ");
        sql.append(onKey(table, layout, parameters));
        for (int index = 0; index < layout.columns().size(); index++) {
            if (!layout.columns().get(index).key()) {
                ColumnDefinition target = target(table, layout.columns().get(index));
                String value = comparable(target, parameter(table, layout, index, parameters));
                String differs = differs(quote(name(layout, index)), value);
                sql.append(" AND NOT (").append(differs).append(")");
            }
        }
        return Optional.of(new RowStatement(sql.toString(), array(parameters)));
    }

    @Override
    public String truncate(TableDefinition table) {
        return "DELETE FROM " + quote(table);
    }

    @Override
    public RowStatement mark(TableDefinition table, RowLayout mark) {
        List<Integer> parameters = new ArrayList<>();
        String updates = IntStream.range(0, mark.columns().size())
                .mapToObj(index -> quote(name(mark, index)) + " = " + parameter(table, mark, index, parameters))
                .collect(Collectors.joining(", "));
        return new RowStatement("UPDATE " + quote(table) + " SET " + updates, array(parameters));
    }

    /** How a reference to a column is written. */
    @FunctionalInterface
    protected interface Reference {
        String to(String column);
    }

    /**
     * The layout's {@link UpdateWhen} as a condition on the row that is there and the one that comes.
     *
     * @param existing refers to a column of the row that is there
     * @param incoming refers to the value that comes; is called in the order in which the values stand in the text
     * @return empty where every row is to be updated
     */
    protected String condition(RowLayout layout, Reference existing, Reference incoming) {
        WriteRule rule = layout.rule();
        if (rule.when() == UpdateWhen.ALWAYS || (rule.column() != null && !has(layout, rule.column()))) {
            return "";
        }
        String holds = changes(layout, existing, incoming);
        // A row that is marked as deleted counts as absent.
        return rule.deletedColumn() == null ? holds : existing.to(rule.deletedColumn()) + " IS TRUE OR " + holds;
    }

    /** Rows that lack columns may lack the one that decides. */
    private static boolean has(RowLayout layout, String name) {
        return layout.columns().stream().anyMatch(column -> column.name().equals(name));
    }

    private String changes(RowLayout layout, Reference existing, Reference incoming) {
        String column = layout.rule().column();
        if (layout.rule().when() == UpdateWhen.NEWER) {
            return existing.to(column) + " IS NULL OR " + existing.to(column) + " <= " + incoming.to(column);
        }
        if (column != null) {
            // Two rows without a hash are not known to be equal.
            return existing.to(column) + " IS NULL OR " + differs(existing.to(column), incoming.to(column));
        }
        return updated(layout).stream()
                .map(index -> name(layout, index))
                .map(name -> differs(existing.to(name), incoming.to(name)))
                .collect(Collectors.joining(" OR "));
    }

    /** Where the columns stand that an update sets: those beside the key, or the key where there is nothing else. */
    protected static List<Integer> updated(RowLayout layout) {
        List<Integer> others = IntStream.range(0, layout.columns().size())
                .filter(index -> !layout.columns().get(index).key())
                .boxed()
                .toList();
        // A row of key columns alone sets nothing: a key set to itself keeps the statement valid.
        return others.isEmpty()
                ? IntStream.range(0, layout.columns().size()).boxed().toList()
                : others;
    }

    /** The names of columns, quoted, with commas. */
    protected String names(List<RowLayout.Column> columns) {
        return columns.stream().map(column -> quote(column.name())).collect(Collectors.joining(", "));
    }

    /** A parameter for each column, with commas. */
    protected String placeholders(TableDefinition table, List<RowLayout.Column> columns) {
        return columns.stream()
                .map(column -> placeholder(column, target(table, column)))
                .collect(Collectors.joining(", "));
    }

    /** A text once for each row, with commas. */
    protected static String repeat(String text, int rows) {
        return String.join(", ", Collections.nCopies(rows, text));
    }

    /** The definition of a column that the table is known to have. */
    protected static ColumnDefinition target(TableDefinition table, RowLayout.Column column) {
        return table.column(column.name())
                .orElseThrow(
                        () -> new IllegalStateException("Table " + table.id() + " has no column " + column.name()));
    }

    private String onKey(TableDefinition table, RowLayout layout, List<Integer> parameters) {
        List<String> conditions = new ArrayList<>();
        for (int index = 0; index < layout.columns().size(); index++) {
            if (layout.columns().get(index).key()) {
                conditions.add(quote(name(layout, index)) + " = " + parameter(table, layout, index, parameters));
            }
        }
        return String.join(" AND ", conditions);
    }

    private String parameter(TableDefinition table, RowLayout layout, int index, List<Integer> parameters) {
        parameters.add(index);
        RowLayout.Column column = layout.columns().get(index);
        return placeholder(column, target(table, column));
    }

    private static String name(RowLayout layout, int index) {
        return layout.columns().get(index).name();
    }

    private static int[] array(List<Integer> indexes) {
        return indexes.stream().mapToInt(Integer::intValue).toArray();
    }
}
