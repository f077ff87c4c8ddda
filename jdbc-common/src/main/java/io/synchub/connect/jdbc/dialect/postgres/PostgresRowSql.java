/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TypeSize;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The statements that write the rows of one layout. Each takes the rows as a SELECT whose columns are v0, v1, … in the
 * layout's order, so that it does not matter how they came to the server; its parameters are those of the SELECT.
 */
final class PostgresRowSql {
    private static final String NEVER_FLATTENED = " OFFSET 0";
    private static final Set<SemanticType> INTEGERS =
            EnumSet.of(SemanticType.INT8, SemanticType.INT16, SemanticType.INT32, SemanticType.INT64);

    private final PostgresDialect dialect;
    private final TableDefinition table;
    private final RowLayout layout;
    private final String name;

    PostgresRowSql(PostgresDialect dialect, TableDefinition table, RowLayout layout) {
        this.dialect = dialect;
        this.table = table;
        this.layout = layout;
        this.name = dialect.quote(table.id());
    }

    String insert(String rows) {
        return "INSERT INTO " + name + " AS t (" + names(layout.columns()) + ") " + rows;
    }

    String copy() {
        return "COPY " + name + " (" + names(layout.columns()) + ") FROM STDIN (FORMAT binary)";
    }

    String insertIgnore(String rows) {
        List<String> key = layout.keyNames();
        // Only what the key stands in the way of is ignored: another constraint that a row meets is an error.
        return insert(rows) + " ON CONFLICT " + (!key.isEmpty() && table.hasUniqueKey(key) ? "(" + keys() + ") " : "")
                + "DO NOTHING";
    }

    /** Of the rows to insert or update, equal ones are left out before the table's rows are locked. */
    String upsert(String rows) {
        String source = comparesAllColumns()
                ? "SELECT s.* FROM (" + rows + ") AS s WHERE NOT EXISTS (" + equalRow(layout) + ")"
                : rows;
        String updates = layout.columns().stream()
                .filter(column -> !column.key())
                .map(column -> quote(column) + " = EXCLUDED." + quote(column))
                .collect(Collectors.joining(", "));
        return insert(source) + " ON CONFLICT (" + keys() + ") "
                + (updates.isEmpty()
                        ? "DO NOTHING"
                        : "DO UPDATE SET " + updates + where(column -> "EXCLUDED." + quote(column)));
    }

    String update(String rows) {
        List<String> updates = new ArrayList<>();
        List<RowLayout.Column> columns = layout.columns();
        for (int i = 0; i < columns.size(); i++) {
            // A row of key columns alone sets nothing: a key set to itself keeps the statement valid.
            if (!columns.get(i).key() || layout.keyNames().size() == columns.size()) {
                updates.add(quote(columns.get(i)) + " = s.v" + i);
            }
        }
        String condition = condition(this::sent);
        return "UPDATE " + name + " AS t SET " + String.join(", ", updates) + " FROM (" + rows + ") AS s WHERE "
                + joinOnKey(layout) + (condition.isEmpty() ? "" : " AND (" + condition + ")");
    }

    String delete(String rows) {
        return "DELETE FROM " + name + " AS t USING (" + rows + ") AS s WHERE " + joinOnKey(layout);
    }

    /** Removes the rows that are marked as deleted, so that inserts find their keys free. For a layout of keys. */
    String deleteMarked(String rows) {
        return delete(rows) + " AND " + marked();
    }

    /**
     * The ordinals of the rows whose hash is not that of the table's row. For a layout of the key and the hash.
     *
     * @param rows with a column {@code ordinal} too
     */
    String differing(String rows) {
        return "SELECT s.ordinal FROM (" + rows + ") AS s WHERE NOT EXISTS (" + equalRow(layout) + ")";
    }

    /** Sets the layout's columns to one row's values in all rows. */
    String mark(String row) {
        List<String> updates = new ArrayList<>();
        for (int i = 0; i < layout.columns().size(); i++) {
            updates.add(quote(layout.columns().get(i)) + " = s.v" + i);
        }
        return "UPDATE " + name + " AS t SET " + String.join(", ", updates) + " FROM (" + row + ") AS s";
    }

    /** Whether the rows have the column that tells whether they changed: partial rows may lack it. */
    private boolean hasHash() {
        return layout.columns().stream()
                .anyMatch(column -> column.name().equals(layout.rule().column()));
    }

    private boolean comparesAllColumns() {
        return layout.rule().when() == UpdateWhen.CHANGED && !hasHash();
    }

    /**
     * The table's row that a row would not change. The offset keeps the planner from making a join of it: one look into
     * the key's index for each row is right for a batch and any table, and a hash of the whole table is not.
     */
    private String equalRow(RowLayout of) {
        String differences = differences(this::sent);
        return "SELECT FROM " + name + " AS t WHERE " + joinOnKey(of)
                + (layout.rule().deletedColumn() == null
                        ? ""
                        : " AND t." + quote(layout.rule().deletedColumn()) + " IS NOT TRUE")
                + (differences.isEmpty() ? "" : " AND NOT (" + differences + ")") + NEVER_FLATTENED;
    }

    private String where(Function<RowLayout.Column, String> value) {
        String condition = condition(value);
        return condition.isEmpty() ? "" : " WHERE " + condition;
    }

    /** When the table's row t is to be changed; empty for always. */
    private String condition(Function<RowLayout.Column, String> value) {
        WriteRule rule = layout.rule();
        String condition =
                switch (rule.when()) {
                    case ALWAYS -> "";
                    case CHANGED -> differences(value);
                    case NEWER -> newer(value);
                };
        return condition.isEmpty() || rule.deletedColumn() == null ? condition : marked() + " OR " + condition;
    }

    private String newer(Function<RowLayout.Column, String> value) {
        return layout.columns().stream()
                .filter(column -> column.name().equals(layout.rule().column()))
                .findFirst()
                .map(version ->
                        "t." + quote(version) + " IS NULL OR " + value.apply(version) + " >= t." + quote(version))
                .orElse("");
    }

    /**
     * Where the table's row t differs: in the hash where the rows have one, else in any of their columns. Two rows without
     * a hash are not known to be equal.
     */
    private String differences(Function<RowLayout.Column, String> value) {
        String hash = layout.rule().column();
        boolean hasHash = hasHash();
        return layout.columns().stream()
                .filter(column -> !column.key() && (!hasHash || column.name().equals(hash)))
                .map(column -> {
                    ColumnDefinition target = definition(column);
                    String existing = "t." + quote(column);
                    String differs = comparable(existing, target) + " IS DISTINCT FROM "
                            + comparable(value.apply(column), target);
                    return hasHash ? existing + " IS NULL OR " + differs : differs;
                })
                .collect(Collectors.joining(" OR "));
    }

    /**
     * A value in a form that tells apart what is not the same: texts by their bytes, whatever the column's collation
     * takes for equal; types without equality, or with an odd one (boxes are equal by their area), as text.
     */
    private static String comparable(String value, ColumnDefinition target) {
        return switch (target.family()) {
            case BOOLEAN, NUMBER, BYTES -> value;
            case TEXT -> value + " COLLATE \"C\"";
            case ARRAY -> value + "::text";
            case OTHER -> hasPlainEquality(target.baseType()) ? value : value + "::text";
        };
    }

    private static boolean hasPlainEquality(String baseType) {
        return baseType.equals("date")
                || baseType.equals("uuid")
                || baseType.equals("jsonb")
                || (baseType.startsWith("time") && !baseType.contains("["));
    }

    /** The value that was sent, rounded as the column rounds; never cut. */
    private String sent(RowLayout.Column column) {
        String reference = "s.v" + layout.columns().indexOf(column);
        ColumnDefinition target = definition(column);
        return rounds(target) ? "(" + reference + ")::" + target.type() : reference;
    }

    private static boolean rounds(ColumnDefinition target) {
        return target.family() == ColumnDefinition.Family.NUMBER
                || target.baseType().startsWith("time")
                || target.baseType().equals("interval");
    }

    private String marked() {
        return "t." + quote(layout.rule().deletedColumn()) + " IS TRUE";
    }

    private String joinOnKey(RowLayout of) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < of.columns().size(); i++) {
            if (of.columns().get(i).key()) {
                conditions.add("t." + quote(of.columns().get(i)) + " = "
                        + key(of.columns().get(i), "s.v" + i));
            }
        }
        return String.join(" AND ", conditions);
    }

    /** A key that was sent, as the column holds it; the column itself stays bare, so that its index is used. */
    private String key(RowLayout.Column column, String reference) {
        ColumnDefinition target = definition(column);
        return rounds(target) && !staysWhole(column.type(), target.size())
                ? "(" + reference + ")::" + target.type()
                : reference;
    }

    /** Whether a number is whole and the column rounds none of that kind. A cast would refuse one that is too large. */
    private static boolean staysWhole(SemanticType type, TypeSize target) {
        boolean whole = INTEGERS.contains(type);
        boolean keeps = target.isInteger()
                || (target.kind() == TypeSize.Kind.DECIMAL && (target.scale() == null || target.scale() >= 0));
        return whole && keeps;
    }

    private String names(List<RowLayout.Column> columns) {
        return columns.stream().map(this::quote).collect(Collectors.joining(", "));
    }

    private String keys() {
        return layout.keyNames().stream().map(this::quote).collect(Collectors.joining(", "));
    }

    private String quote(RowLayout.Column column) {
        return quote(column.name());
    }

    /** A column as the table itself names it: a record may have found it without regard to case. */
    private String quote(String column) {
        return dialect.quote(table.column(column).map(ColumnDefinition::name).orElse(column));
    }

    private ColumnDefinition definition(RowLayout.Column column) {
        return table.column(column.name())
                .orElseThrow(
                        () -> new IllegalStateException("Table " + table.id() + " has no column " + column.name()));
    }
}
