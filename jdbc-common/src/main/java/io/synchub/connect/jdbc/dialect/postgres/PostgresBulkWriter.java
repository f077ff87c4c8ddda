/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteCounts;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.DataException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One statement a batch, one array parameter a column: {@code INSERT … SELECT … FROM unnest(?, ?, …)}. The text of the
 * statement does not depend on the number of rows, so the server plans it once.
 */
final class PostgresBulkWriter implements BulkWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBulkWriter.class);
    private static final String PROBE_TABLE = "synchub_probe";

    private final PostgresDialect dialect;
    private final ValueOptions options;

    PostgresBulkWriter(PostgresDialect dialect, ValueOptions options) {
        this.dialect = dialect;
        this.options = options;
    }

    @Override
    public WriteCounts write(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        List<ArrayParameter> parameters = parameters(table, layout);
        String insert = insert(table, layout, parameters);
        return switch (layout.rule().mode()) {
            case INSERT -> WriteCounts.ofInserted(execute(connection, insert, table, layout, parameters, rows));
            case INSERT_IGNORE -> {
                int inserted = execute(connection, insert + " ON CONFLICT DO NOTHING", table, layout, parameters, rows);
                yield new WriteCounts(inserted, 0, rows.size() - inserted, 0);
            }
            case UPSERT ->
                WriteCounts.ofWritten(
                        execute(connection, insert + onConflict(table, layout), table, layout, parameters, rows));
            case UPDATE ->
                WriteCounts.ofUpdated(
                        execute(connection, update(table, layout, parameters), table, layout, parameters, rows),
                        rows.size());
        };
    }

    @Override
    public void truncate(Connection connection, TableDefinition table, RowChange mark) throws SQLException {
        RowLayout layout = mark.layout();
        if (!layout.columns().isEmpty()) {
            List<ArrayParameter> parameters = parameters(table, layout);
            execute(connection, update(table, layout, parameters), table, layout, parameters, List.of(mark));
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE " + dialect.quote(table.id()));
        }
    }

    @Override
    public int delete(Connection connection, TableDefinition table, RowLayout keyLayout, List<RowChange> rows)
            throws SQLException {
        List<ArrayParameter> parameters = parameters(table, keyLayout);
        String sql = "DELETE FROM " + dialect.quote(table.id()) + " AS t USING (" + unnest(parameters) + ") AS s WHERE "
                + joinOnKey(table, keyLayout);
        return execute(connection, sql, table, keyLayout, parameters, rows);
    }

    private String insert(TableDefinition table, RowLayout layout, List<ArrayParameter> parameters) {
        return "INSERT INTO " + dialect.quote(table.id()) + " (" + names(table, layout.columns()) + ") "
                + unnest(parameters);
    }

    private String onConflict(TableDefinition table, RowLayout layout) {
        String keys =
                layout.keyNames().stream().map(name -> quoted(table, name)).collect(Collectors.joining(", "));
        String updates = layout.columns().stream()
                .filter(column -> !column.key())
                .map(column -> quoted(table, column.name()) + " = EXCLUDED." + quoted(table, column.name()))
                .collect(Collectors.joining(", "));
        return " ON CONFLICT (" + keys + ") " + (updates.isEmpty() ? "DO NOTHING" : "DO UPDATE SET " + updates);
    }

    private String update(TableDefinition table, RowLayout layout, List<ArrayParameter> parameters) {
        List<String> updates = new ArrayList<>();
        List<RowLayout.Column> columns = layout.columns();
        for (int i = 0; i < columns.size(); i++) {
            // A row of key columns alone sets nothing: a key set to itself keeps the statement valid.
            if (!columns.get(i).key() || layout.keyNames().size() == columns.size()) {
                updates.add(quoted(table, columns.get(i).name()) + " = s.v" + i);
            }
        }
        return "UPDATE " + dialect.quote(table.id()) + " AS t SET " + String.join(", ", updates) + " FROM ("
                + unnest(parameters) + ") AS s WHERE " + joinOnKey(table, layout);
    }

    private String joinOnKey(TableDefinition table, RowLayout layout) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < layout.columns().size(); i++) {
            if (layout.columns().get(i).key()) {
                conditions.add("t." + quoted(table, layout.columns().get(i).name()) + " = s.v" + i);
            }
        }
        return conditions.isEmpty() ? "TRUE" : String.join(" AND ", conditions);
    }

    /** A column as the table itself names it: a record may have found it without regard to case. */
    private String quoted(TableDefinition table, String column) {
        return dialect.quote(table.column(column).map(ColumnDefinition::name).orElse(column));
    }

    private String names(TableDefinition table, List<RowLayout.Column> columns) {
        return columns.stream().map(column -> quoted(table, column.name())).collect(Collectors.joining(", "));
    }

    /** The rows as a SELECT whose columns are v0, v1, …, cast to the table's types. */
    static String unnest(List<ArrayParameter> parameters) {
        List<String> selected = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            names.add("v" + i);
            selected.add(parameters.get(i).select("u.v" + i) + " AS v" + i);
        }
        return "SELECT " + String.join(", ", selected) + " FROM unnest("
                + parameters.stream().map(ArrayParameter::placeholder).collect(Collectors.joining(", ")) + ") AS u("
                + String.join(", ", names) + ")";
    }

    private static List<ArrayParameter> parameters(TableDefinition table, RowLayout layout) {
        return layout.columns().stream()
                .map(column -> ArrayParameter.of(
                        column,
                        table.column(column.name())
                                .orElseThrow(() -> new IllegalStateException(
                                        "Table " + table.id() + " has no column " + column.name()))))
                .toList();
    }

    private static int execute(
            Connection connection,
            String sql,
            TableDefinition table,
            RowLayout layout,
            List<ArrayParameter> parameters,
            List<RowChange> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Map<RowLayout, int[]> indexes = new IdentityHashMap<>();
            for (int i = 0; i < parameters.size(); i++) {
                ArrayParameter parameter = parameters.get(i);
                Object[] elements = parameter.newArray(rows.size());
                for (int row = 0; row < elements.length; row++) {
                    RowChange change = rows.get(row);
                    int index = change.layout() == layout
                            ? i
                            : indexes.computeIfAbsent(change.layout(), of -> keyIndexes(of, layout))[i];
                    elements[row] = encode(
                            parameter, change.values()[index], layout.columns().get(i), table);
                }
                bind(connection, statement, i + 1, parameter, elements);
            }
            return statement.executeUpdate();
        }
    }

    private static Object encode(
            ArrayParameter parameter, Object value, RowLayout.Column column, TableDefinition table) {
        try {
            return parameter.encode(value);
        } catch (DataException e) {
            throw new DataException("column " + column.name() + " of table " + table.id() + ": " + e.getMessage());
        }
    }

    static void bind(
            Connection connection, PreparedStatement statement, int index, ArrayParameter parameter, Object[] elements)
            throws SQLException {
        Array array = connection.createArrayOf(parameter.elementType(), elements);
        statement.setArray(index, array);
    }

    /** Deletes may be rows of fuller layouts: their key columns stand elsewhere. */
    private static int[] keyIndexes(RowLayout rowLayout, RowLayout keyLayout) {
        List<String> names =
                rowLayout.columns().stream().map(RowLayout.Column::name).toList();
        return keyLayout.columns().stream()
                .mapToInt(column -> names.indexOf(column.name()))
                .toArray();
    }

    @Override
    public Optional<String> columnAtFault(
            Connection connection, TableDefinition table, RowChange row, SQLException refusal) throws SQLException {
        ServerErrorMessage message =
                refusal instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (message != null && message.getColumn() != null) {
            return Optional.of(message.getColumn());
        }
        if (refusal.getSQLState() == null || !refusal.getSQLState().startsWith("22")) {
            return Optional.empty();
        }
        return probe(connection, table, row);
    }

    /**
     * Writes the row's columns one by one into an empty copy of the table without its constraints: the one that is
     * refused is at fault. Empty also where the user may not make temporary tables.
     */
    private Optional<String> probe(Connection connection, TableDefinition table, RowChange row) throws SQLException {
        try {
            return firstRefused(connection, table, row);
        } catch (SQLException e) {
            if (SqlFailure.of(e).isPassing()) {
                throw e;
            }
            LOG.debug("Can not tell the column of table {} at fault: {}", table.id(), SqlFailure.of(e));
            return Optional.empty();
        }
    }

    private Optional<String> firstRefused(Connection connection, TableDefinition table, RowChange row)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE " + PROBE_TABLE + " ON COMMIT DROP AS SELECT * FROM "
                    + dialect.quote(table.id()) + " WITH NO DATA");
        }
        for (int i = 0; i < row.layout().columns().size(); i++) {
            RowLayout.Column column = row.layout().columns().get(i);
            ColumnDefinition target = table.column(column.name()).orElse(null);
            if (target != null && !accepts(connection, target, column, row.values()[i])) {
                return Optional.of(column.name());
            }
        }
        return Optional.empty();
    }

    private boolean accepts(Connection connection, ColumnDefinition target, RowLayout.Column column, Object value)
            throws SQLException {
        ArrayParameter parameter = ArrayParameter.of(column, target);
        String sql = "INSERT INTO pg_temp." + PROBE_TABLE + " (" + dialect.quote(column.name()) + ") "
                + unnest(List.of(parameter));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Object[] elements = parameter.newArray(1);
            elements[0] = parameter.encode(value);
            bind(connection, statement, 1, parameter, elements);
            statement.executeUpdate();
            return true;
        } catch (SQLException refused) {
            if (refused.getSQLState() != null && refused.getSQLState().startsWith("22")) {
                return false;
            }
            throw refused;
        }
    }
}
