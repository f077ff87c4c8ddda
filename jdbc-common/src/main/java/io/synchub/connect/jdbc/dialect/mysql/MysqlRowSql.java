/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import io.synchub.connect.jdbc.dialect.statement.RowStatement;
import io.synchub.connect.jdbc.dialect.statement.StandardRowSql;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.WriteCounts;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows of many in one {@code INSERT … ON DUPLICATE KEY UPDATE}. That clause takes the row of <em>any</em> unique key for
 * the one to update. Where the table has other unique keys than that of the rows, the key columns are therefore
 * compared, and a row of another key makes the statement fail, as a duplicate does everywhere else.
 */
final class MysqlRowSql extends StandardRowSql {
    /** Longer statements gain nothing, and the driver does not keep them prepared if their text has 8 KB or more. */
    private static final int MAX_PARAMETERS = 1_500;

    private static final int MAX_ROWS = 512;

    /** A quarter of the least max_allowed_packet that servers come with: escaping may double a text. */
    private static final long MAX_BYTES = 4L << 20;

    /** There is no RAISE outside of procedures: a scalar of two rows is an error, and only where it is evaluated. */
    private static final String REFUSE = "(SELECT 1 UNION SELECT 2)";

    private final MysqlFamilyDialect dialect;

    MysqlRowSql(MysqlFamilyDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    protected String quote(String name) {
        return dialect.quote(name);
    }

    @Override
    protected String quote(TableDefinition table) {
        return dialect.quote(table.id());
    }

    @Override
    protected String differs(String left, String right) {
        return "NOT (" + left + " <=> " + right + ")";
    }

    /** MySQL takes a text that is compared with JSON for a JSON string. */
    @Override
    protected String comparable(ColumnDefinition target, String parameter) {
        return target.baseType().equals("json") ? "CAST(" + parameter + " AS JSON)" : parameter;
    }

    @Override
    public int rowsPerStatement(Operation operation, TableDefinition table, RowLayout layout) {
        return operation == Operation.UPDATE
                ? 1
                : Math.max(
                        2, Math.min(MAX_ROWS, MAX_PARAMETERS / layout.columns().size()));
    }

    /** A power of two, so that statements have few texts and stay prepared, however many rows a batch has. */
    @Override
    public int rowsOfNext(int most) {
        return Integer.highestOneBit(most);
    }

    @Override
    public long bytesPerStatement() {
        return MAX_BYTES;
    }

    @Override
    public RowStatement statement(Operation operation, TableDefinition table, RowLayout layout, int rows) {
        return switch (operation) {
            case INSERT -> insert(table, layout, rows);
            case INSERT_IGNORE -> onDuplicate(insert(table, layout, rows), ignored(table, layout));
            case UPSERT -> onDuplicate(insert(table, layout, rows), updates(table, layout));
            case UPDATE -> updateOne(table, layout);
            case DELETE -> delete(table, layout, rows);
            case DELETE_MARKED -> {
                RowStatement delete = delete(table, layout, rows);
                yield new RowStatement(delete.sql() + " AND " + isMarked(layout), delete.columns());
            }
        };
    }

    private static RowStatement onDuplicate(RowStatement insert, String updates) {
        return new RowStatement(insert.sql() + " ON DUPLICATE KEY UPDATE " + updates, insert.columns());
    }

    /** Not {@code INSERT IGNORE}, which takes bad values too and makes others of them. */
    private String ignored(TableDefinition table, RowLayout layout) {
        if (!layout.keyNames().isEmpty() && mayMeetAnotherKey(table, layout)) {
            return onlyForSameKey(layout);
        }
        String first = quote(layout.columns().get(0).name());
        return first + " = " + first;
    }

    /** A row of another key that stands in the way is an error, not the row to leave or to update. */
    private String onlyForSameKey(RowLayout layout) {
        String key = quote(layout.keyNames().get(0));
        String same = layout.keyNames().stream()
                .map(name -> quote(name) + " <=> " + incoming(name))
                .collect(Collectors.joining(" AND "));
        return key + " = IF(" + same + ", " + key + ", " + REFUSE + ")";
    }

    private String updates(TableDefinition table, RowLayout layout) {
        List<String> updates = new ArrayList<>();
        String key = quote(layout.keyNames().get(0));
        if (mayMeetAnotherKey(table, layout)) {
            updates.add(onlyForSameKey(layout));
        }
        String condition = condition(layout, this::quote, this::incoming);
        for (String name : inOrderOfEvaluation(layout)) {
            String column = quote(name);
            updates.add(column + " = "
                    + (condition.isEmpty()
                            ? incoming(name)
                            : "IF(" + condition + ", " + incoming(name) + ", " + column + ")"));
        }
        return updates.isEmpty() ? key + " = " + key : String.join(", ", updates);
    }

    private String incoming(String name) {
        return "VALUES(" + quote(name) + ")";
    }

    private static boolean mayMeetAnotherKey(TableDefinition table, RowLayout layout) {
        Set<String> key = Set.copyOf(layout.keyNames());
        return !table.uniqueKeys().stream().allMatch(key::equals);
    }

    /**
     * The assignments are carried out one after the other, and a condition sees what those before it have set. So the
     * columns that it asks come last: the version, then the mark, then the hash. Each of them, once set, leaves the
     * condition true for those behind it, or finds its value there already.
     */
    private static List<String> inOrderOfEvaluation(RowLayout layout) {
        WriteRule rule = layout.rule();
        List<String> names = new ArrayList<>(layout.columns().stream()
                .filter(column -> !column.key())
                .map(RowLayout.Column::name)
                .toList());
        List<String> last = new ArrayList<>();
        if (rule.when() == UpdateWhen.NEWER) {
            last.add(rule.column());
        }
        if (rule.deletedColumn() != null) {
            last.add(rule.deletedColumn());
        }
        if (rule.when() == UpdateWhen.CHANGED && rule.column() != null) {
            last.add(rule.column());
        }
        List<String> present = last.stream().filter(names::contains).toList();
        names.removeAll(present);
        names.addAll(present);
        return names;
    }

    /**
     * Without a hash the condition is left to the engine, which does not write a row whose columns all keep their bytes. The
     * comparisons of SQL would take texts for equal that differ in case.
     */
    @Override
    protected String condition(RowLayout layout, Reference existing, Reference incoming) {
        WriteRule rule = layout.rule();
        return rule.when() == UpdateWhen.CHANGED && rule.column() == null
                ? ""
                : super.condition(layout, existing, incoming);
    }

    private RowStatement delete(TableDefinition table, RowLayout keyLayout, int rows) {
        RowStatement where = onKeys(table, keyLayout, rows);
        return new RowStatement("DELETE FROM " + where.sql(), where.columns());
    }

    /** {@code t WHERE key IN (…)} */
    private RowStatement onKeys(TableDefinition table, RowLayout keyLayout, int rows) {
        boolean single = keyLayout.columns().size() == 1;
        String names = names(keyLayout.columns());
        String row = placeholders(table, keyLayout.columns());
        String sql = quote(table) + " WHERE " + (single ? names : "(" + names + ")") + " IN ("
                + repeat(single ? row : "(" + row + ")", rows) + ")";
        return RowStatement.ofAllColumns(sql, keyLayout.columns().size());
    }

    @Override
    public Optional<RowStatement> storedRows(TableDefinition table, RowLayout compared, int rows) {
        RowLayout keys = compared.keyLayout();
        String columns = compared.columns().stream()
                .map(column -> asText(quote(column.name()), target(table, column)))
                .collect(Collectors.joining(", "));
        RowStatement where = onKeys(table, keys, rows);
        String unmarked = compared.rule().deletedColumn() == null ? "" : " AND NOT (" + isMarked(compared) + ")";
        // A row without a hash equals none.
        String hash = compared.rule().column();
        String hashed = compared.rule().when() == UpdateWhen.CHANGED && hash != null
                ? " AND " + quote(hash) + " IS NOT NULL"
                : "";
        return Optional.of(
                new RowStatement("SELECT " + columns + " FROM " + where.sql() + unmarked + hashed, where.columns()));
    }

    /** Drivers take long to make texts of dates and times. */
    private static String asText(String column, ColumnDefinition target) {
        return switch (target.baseType()) {
            case "date", "time", "datetime", "timestamp" -> "CAST(" + column + " AS CHAR)";
            default -> target.family() == Family.BYTES ? "HEX(" + column + ")" : column;
        };
    }

    /** The driver counts rows that were found, not rows that were changed: an insert that meets a row counts too. */
    @Override
    public WriteCounts counts(Operation operation, RowLayout layout, int rows, long affected) {
        return switch (operation) {
            case INSERT_IGNORE, UPSERT -> WriteCounts.ofWritten(rows);
            default -> super.counts(operation, layout, rows, affected);
        };
    }
}
