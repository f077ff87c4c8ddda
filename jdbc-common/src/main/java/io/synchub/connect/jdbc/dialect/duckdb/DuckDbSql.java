/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.duckdb;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.statement.RowStatement;
import io.synchub.connect.jdbc.dialect.statement.StandardRowSql;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements that take lists of texts. The rows are {@code v}, whose columns {@code p0}, {@code p1}, … are unnested
 * from one parameter each, in the order of the layout.
 */
final class DuckDbSql extends StandardRowSql {
    private static final String EXISTING = "existing";

    private final Dialect dialect;

    DuckDbSql(Dialect dialect) {
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

    ColumnDefinition definition(TableDefinition table, RowLayout.Column column) {
        return target(table, column);
    }

    String insert(TableDefinition table, RowLayout layout, List<DuckDbText> texts) {
        return "INSERT INTO " + quote(table) + " AS " + EXISTING + " (" + names(layout.columns()) + ") SELECT "
                + IntStream.range(0, texts.size())
                        .mapToObj(index -> value(texts, index))
                        .collect(Collectors.joining(", "))
                + " FROM " + rows(texts.size()) + onConflict(layout);
    }

    private String onConflict(RowLayout layout) {
        List<String> key = layout.keyNames();
        WriteMode mode = layout.rule().mode();
        if (key.isEmpty() || mode == WriteMode.INSERT) {
            return "";
        }
        String target = key.stream().map(this::quote).collect(Collectors.joining(", ", " ON CONFLICT (", ")"));
        if (mode == WriteMode.INSERT_IGNORE || key.size() == layout.columns().size()) {
            return target + " DO NOTHING";
        }
        String condition = condition(layout, this::existing, name -> "excluded." + quote(name));
        return target + " DO UPDATE SET "
                + layout.columns().stream()
                        .filter(column -> !column.key())
                        .map(column -> quote(column.name()) + " = excluded." + quote(column.name()))
                        .collect(Collectors.joining(", "))
                + (condition.isEmpty() ? "" : " WHERE " + condition);
    }

    String update(TableDefinition table, RowLayout layout, List<DuckDbText> texts) {
        String updates = updated(layout).stream()
                .map(index -> quote(layout.columns().get(index).name()) + " = " + value(texts, index))
                .collect(Collectors.joining(", "));
        String condition = condition(layout, this::existing, name -> value(texts, layout.indexOf(name)));
        return "UPDATE " + quote(table) + " AS " + EXISTING + " SET " + updates + " FROM " + rows(texts.size())
                + " WHERE " + onKey(layout, texts) + (condition.isEmpty() ? "" : " AND (" + condition + ")");
    }

    /** @param markedOnly removes those rows only that are marked as deleted */
    String delete(TableDefinition table, RowLayout keyLayout, List<DuckDbText> texts, boolean markedOnly) {
        return "DELETE FROM " + quote(table) + " AS " + EXISTING + " USING " + rows(texts.size()) + " WHERE "
                + onKey(keyLayout, texts)
                + (markedOnly ? " AND " + existing(keyLayout.rule().deletedColumn()) + " IS TRUE" : "");
    }

    /** A query for rows of a key that hold the same values. */
    String equalRow(TableDefinition table, RowLayout layout, List<DuckDbText> texts) {
        return "SELECT 1 FROM " + quote(table) + " AS " + EXISTING + ", " + rows(texts.size()) + " WHERE "
                + onKey(layout, texts)
                + IntStream.range(0, texts.size())
                        .filter(index -> !layout.columns().get(index).key())
                        .mapToObj(index -> " AND NOT ("
                                + differs(existing(layout.columns().get(index).name()), value(texts, index)) + ")")
                        .collect(Collectors.joining());
    }

    String mark(TableDefinition table, RowLayout mark, List<DuckDbText> texts) {
        return "UPDATE " + quote(table) + " SET "
                + IntStream.range(0, texts.size())
                        .mapToObj(index -> quote(mark.columns().get(index).name()) + " = "
                                + texts.get(index).sql("CAST(? AS VARCHAR)"))
                        .collect(Collectors.joining(", "));
    }

    private String existing(String name) {
        return EXISTING + "." + quote(name);
    }

    private String onKey(RowLayout layout, List<DuckDbText> texts) {
        List<String> conditions = new ArrayList<>();
        for (int index = 0; index < texts.size(); index++) {
            RowLayout.Column column = layout.columns().get(index);
            if (column.key()) {
                conditions.add(existing(column.name()) + " = " + value(texts, index));
            }
        }
        return String.join(" AND ", conditions);
    }

    private static String value(List<DuckDbText> texts, int index) {
        return texts.get(index).sql("v.p" + index);
    }

    private static String rows(int columns) {
        return IntStream.range(0, columns)
                .mapToObj(index -> "unnest(CAST(? AS VARCHAR[])) AS p" + index)
                .collect(Collectors.joining(", ", "(SELECT ", ") AS v"));
    }

    @Override
    public int rowsPerStatement(Operation operation, TableDefinition table, RowLayout layout) {
        throw new UnsupportedOperationException("The statements take any number of rows");
    }

    @Override
    public RowStatement statement(Operation operation, TableDefinition table, RowLayout layout, int rows) {
        throw new UnsupportedOperationException("The statements take lists");
    }
}
