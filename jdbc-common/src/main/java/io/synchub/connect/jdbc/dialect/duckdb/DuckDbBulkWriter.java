/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.duckdb;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteCounts;
import io.synchub.connect.jdbc.write.WriteMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;

/**
 * One statement for all rows, with a list of texts for each column, which the engine casts: a statement of a thousand
 * times ten parameters takes it ten times as long. Stateless.
 */
final class DuckDbBulkWriter implements BulkWriter {
    private final DuckDbSql sql;
    private final ValueOptions options;

    DuckDbBulkWriter(Dialect dialect, ValueOptions options) {
        this.sql = new DuckDbSql(dialect);
        this.options = options;
    }

    @Override
    public WriteCounts write(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        WriteMode mode = layout.rule().mode();
        boolean keyed = !layout.keyNames().isEmpty();
        if (keyed && layout.rule().deletedColumn() != null && !mode.updates()) {
            RowLayout key = layout.keyLayout();
            execute(connection, sql.delete(table, key, texts(table, key), true), table, key, rows);
        }
        List<DuckDbText> texts = texts(table, layout);
        String statement =
                mode == WriteMode.UPDATE ? sql.update(table, layout, texts) : sql.insert(table, layout, texts);
        int affected = execute(connection, statement, table, layout, rows);
        return switch (mode) {
            case INSERT -> WriteCounts.ofInserted(rows.size());
            case INSERT_IGNORE -> new WriteCounts(affected, 0, rows.size() - affected, 0);
            case UPSERT -> new WriteCounts(0, 0, rows.size() - affected, affected);
            case UPDATE -> WriteCounts.ofUpdated(affected, rows.size());
        };
    }

    /** Of the rows of a statement that have one key, the first is taken. */
    @Override
    public boolean heedsOrderOfRows() {
        return false;
    }

    @Override
    public int delete(Connection connection, TableDefinition table, RowLayout keyLayout, List<RowChange> rows)
            throws SQLException {
        String statement = sql.delete(table, keyLayout, texts(table, keyLayout), false);
        return execute(connection, statement, table, keyLayout, rows);
    }

    @Override
    public void truncate(Connection connection, TableDefinition table, RowChange mark) throws SQLException {
        List<DuckDbText> texts = texts(table, mark.layout());
        String statement = texts.isEmpty() ? "DELETE FROM " + sql.quote(table) : sql.mark(table, mark.layout(), texts);
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int column = 0; column < texts.size(); column++) {
                prepared.setString(column + 1, texts.get(column).of(mark.values()[column]));
            }
            prepared.executeUpdate();
        }
    }

    private List<DuckDbText> texts(TableDefinition table, RowLayout layout) {
        return layout.columns().stream()
                .map(column -> new DuckDbText(column, sql.definition(table, column), options.timeZone()))
                .toList();
    }

    private int execute(
            Connection connection, String statement, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            bind(connection, prepared, table, layout, rows);
            return prepared.executeUpdate();
        }
    }

    private void bind(
            Connection connection,
            PreparedStatement prepared,
            TableDefinition table,
            RowLayout layout,
            List<RowChange> rows)
            throws SQLException {
        List<DuckDbText> texts = texts(table, layout);
        for (int column = 0; column < texts.size(); column++) {
            Object[] values = values(texts.get(column), table, layout, column, rows);
            prepared.setArray(column + 1, connection.createArrayOf("VARCHAR", values));
        }
    }

    @Override
    public boolean holds(Connection connection, TableDefinition table, RowChange row) throws SQLException {
        RowLayout layout = row.layout();
        try (PreparedStatement prepared =
                connection.prepareStatement(sql.equalRow(table, layout, texts(table, layout)))) {
            bind(connection, prepared, table, layout, List.of(row));
            try (ResultSet result = prepared.executeQuery()) {
                return result.next();
            }
        }
    }

    private static Object[] values(
            DuckDbText text, TableDefinition table, RowLayout layout, int column, List<RowChange> rows) {
        String name = layout.columns().get(column).name();
        Object[] values = new Object[rows.size()];
        for (int row = 0; row < values.length; row++) {
            RowChange change = rows.get(row);
            int place = change.layout() == layout ? column : change.layout().indexOf(name);
            try {
                values[row] = text.of(change.values()[place]);
            } catch (DataException e) {
                throw new DataException("column " + name + " of table " + table.id() + ": " + e.getMessage());
            }
        }
        return values;
    }

    /** By the catalog for nulls; else the values are cast one by one. */
    @Override
    public Optional<String> columnAtFault(
            Connection connection, TableDefinition table, RowChange row, SQLException refusal) throws SQLException {
        List<DuckDbText> texts = texts(table, row.layout());
        List<String> suspects = new ArrayList<>();
        for (int column = 0; column < texts.size(); column++) {
            ColumnDefinition target = texts.get(column).target();
            Object value = row.values()[column];
            boolean fits = value == null
                    ? target.nullable()
                    : target.family() == Family.TEXT || isCast(connection, texts.get(column), value);
            if (!fits) {
                suspects.add(target.name());
            }
        }
        connection.rollback();
        return suspects.size() == 1 ? Optional.of(suspects.get(0)) : Optional.empty();
    }

    private static boolean isCast(Connection connection, DuckDbText text, Object value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + text.sql("CAST(? AS VARCHAR)"))) {
            statement.setString(1, text.of(value));
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        } catch (SQLException | DataException refused) {
            connection.rollback();
            return false;
        }
    }
}
