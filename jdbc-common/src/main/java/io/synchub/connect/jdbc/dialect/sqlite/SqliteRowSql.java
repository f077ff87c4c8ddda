/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.sqlite;

import io.synchub.connect.jdbc.dialect.statement.RowStatement;
import io.synchub.connect.jdbc.dialect.statement.StandardRowSql;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowLayout;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Upserts by {@code INSERT … ON CONFLICT (key)}: only rows of the same key make way or stay. One row each: SQLite runs in
 * the worker's process, where a statement that is prepared once is as good as one of many rows.
 */
final class SqliteRowSql extends StandardRowSql {
    private static final String EXISTING = "existing";

    private final SqliteDialect dialect;

    SqliteRowSql(SqliteDialect dialect) {
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
    public RowStatement statement(Operation operation, TableDefinition table, RowLayout layout, int rows) {
        return switch (operation) {
            case INSERT -> insert(table, layout, rows);
            case INSERT_IGNORE, UPSERT ->
                RowStatement.ofAllColumns(
                        "INSERT INTO " + quote(table) + " AS " + EXISTING + " (" + names(layout.columns())
                                + ") VALUES (" + placeholders(table, layout.columns()) + ")"
                                + onConflict(operation, layout),
                        layout.columns().size());
            case UPDATE -> updateOne(table, layout);
            case DELETE -> deleteOne(table, layout);
            case DELETE_MARKED -> deleteMarkedOne(table, layout);
        };
    }

    private String onConflict(Operation operation, RowLayout layout) {
        List<String> key = layout.keyNames();
        if (key.isEmpty()) {
            return "";
        }
        String target = key.stream().map(this::quote).collect(Collectors.joining(", ", " ON CONFLICT (", ")"));
        if (operation == Operation.INSERT_IGNORE
                || key.size() == layout.columns().size()) {
            return target + " DO NOTHING";
        }
        String condition = condition(layout, name -> EXISTING + "." + quote(name), name -> "excluded." + quote(name));
        return target + " DO UPDATE SET "
                + layout.columns().stream()
                        .filter(column -> !column.key())
                        .map(column -> quote(column.name()) + " = excluded." + quote(column.name()))
                        .collect(Collectors.joining(", "))
                + (condition.isEmpty() ? "" : " WHERE " + condition);
    }
}
