/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.clickhouse;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.statement.RowStatement;
import io.synchub.connect.jdbc.dialect.statement.StandardRowSql;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteCounts;

/**
 * Everything is an insert. Rows go as JDBC batches, of which the driver makes one INSERT, and the server one part of the
 * table: it writes the rows of a statement together or not at all (of one partition of the table, up to a million).
 */
final class ClickHouseRowSql extends StandardRowSql {
    /** Each insert makes a part that is merged later: few large ones are what the server wants. */
    private static final int BATCH_ROWS = 50_000;

    /**
     * The insert is done when the statement is; a null where none is allowed is an error, not the type's default; and so is
     * a date that the column's type does not have.
     */
    private static final String SETTINGS =
            " SETTINGS async_insert = 0, input_format_null_as_default = 0," + " date_time_overflow_behavior = 'throw'";

    private final ClickHouseDialect dialect;

    ClickHouseRowSql(ClickHouseDialect dialect) {
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
    public int rowsPerStatement(Operation operation, TableDefinition table, RowLayout layout) {
        return 1;
    }

    @Override
    public int rowsPerBatch() {
        return BATCH_ROWS;
    }

    @Override
    public RowStatement statement(Operation operation, TableDefinition table, RowLayout layout, int rows) {
        return switch (operation) {
            case INSERT, UPSERT ->
                RowStatement.ofAllColumns(
                        "INSERT INTO " + quote(table) + " (" + names(layout.columns()) + ")" + SETTINGS + " VALUES "
                                + repeat("(" + placeholders(table, layout.columns()) + ")", rows),
                        layout.columns().size());
            case INSERT_IGNORE, UPDATE, DELETE, DELETE_MARKED ->
                throw new IllegalArgumentException("ClickHouse can only insert, not " + operation);
        };
    }

    /** Where the text of a value alone would not do. */
    @Override
    protected String placeholder(RowLayout.Column source, ColumnDefinition target) {
        if (source.type() == SemanticType.BYTES) {
            return "unhex(?)";
        }
        if (ClickHouseValueBinders.isPointInTime(source, target)) {
            return "fromUnixTimestamp64Micro(?)";
        }
        return target.family() == Family.ARRAY ? "JSONExtract(?, " + ClickHouseDialect.text(target.type()) + ")" : "?";
    }

    @Override
    public String truncate(TableDefinition table) {
        return "TRUNCATE TABLE " + quote(table);
    }

    /** Nobody knows whether a row was there. */
    @Override
    public WriteCounts counts(Operation operation, RowLayout layout, int rows, long affected) {
        return operation == Operation.INSERT ? WriteCounts.ofInserted(rows) : WriteCounts.ofWritten(rows);
    }
}
