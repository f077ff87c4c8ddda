/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.starrocks;

import io.synchub.connect.jdbc.dialect.statement.RowStatement;
import io.synchub.connect.jdbc.dialect.statement.StandardRowSql;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteCounts;
import java.util.Collections;
import java.util.stream.Collectors;

/**
 * An insert into a Primary Key table is an upsert. Each statement makes a version of the table, of which it bears few a
 * second: so inserts and deletes take many rows. Updates take one, and are for few.
 */
final class StarRocksRowSql extends StandardRowSql {
    private static final int MAX_PARAMETERS = 10_000;
    private static final int MAX_ROWS = 1_000;
    /** Each OR is one more level of an expression, of which the server takes some thousands. */
    private static final int MAX_ALTERNATIVES = 200;
    /** The server plans each value of a text as an expression. */
    private static final long MAX_BYTES = 4L << 20;

    private final StarRocksDialect dialect;

    StarRocksRowSql(StarRocksDialect dialect) {
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

    @Override
    protected String isMarked(RowLayout layout) {
        return quote(layout.rule().deletedColumn()) + " = true";
    }

    /** A literal of bytes is a text to the server. */
    @Override
    protected String placeholder(RowLayout.Column source, ColumnDefinition target) {
        if (target.family() == Family.BYTES) {
            return "to_binary(?, 'hex')";
        }
        return target.baseType().equals("json") ? "parse_json(?)" : "?";
    }

    @Override
    public int rowsPerStatement(Operation operation, TableDefinition table, RowLayout layout) {
        int columns = layout.columns().size();
        return switch (operation) {
            case UPDATE -> 1;
            case DELETE, DELETE_MARKED -> columns == 1 ? MAX_ROWS : MAX_ALTERNATIVES;
            default -> Math.max(2, Math.min(MAX_ROWS, MAX_PARAMETERS / columns));
        };
    }

    @Override
    public long bytesPerStatement() {
        return MAX_BYTES;
    }

    @Override
    public RowStatement statement(Operation operation, TableDefinition table, RowLayout layout, int rows) {
        return switch (operation) {
            case INSERT, UPSERT -> insert(table, layout, rows);
            case UPDATE -> updateOne(table, layout);
            case DELETE -> delete(table, layout, rows, "");
            case DELETE_MARKED -> delete(table, layout, rows, isMarked(layout));
            case INSERT_IGNORE ->
                throw new IllegalArgumentException("StarRocks replaces rows of the same key, and ignores none");
        };
    }

    private RowStatement delete(TableDefinition table, RowLayout keyLayout, int rows, String condition) {
        int columns = keyLayout.columns().size();
        String keys = columns == 1
                ? names(keyLayout.columns()) + " IN (" + repeat(placeholders(table, keyLayout.columns()), rows) + ")"
                : String.join(" OR ", Collections.nCopies(rows, "(" + sameKey(table, keyLayout) + ")"));
        String where = condition.isEmpty() ? keys : condition + " AND (" + keys + ")";
        return RowStatement.ofAllColumns("DELETE FROM " + quote(table) + " WHERE " + where, columns);
    }

    private String sameKey(TableDefinition table, RowLayout keyLayout) {
        return keyLayout.columns().stream()
                .map(column -> quote(column.name()) + " = " + placeholder(column, target(table, column)))
                .collect(Collectors.joining(" AND "));
    }

    @Override
    public String truncate(TableDefinition table) {
        return "TRUNCATE TABLE " + quote(table);
    }

    /** The server counts the rows that it took, not whether there was one. */
    @Override
    public WriteCounts counts(Operation operation, RowLayout layout, int rows, long affected) {
        return operation == Operation.UPSERT
                ? WriteCounts.ofWritten(rows)
                : super.counts(operation, layout, rows, affected);
    }
}
