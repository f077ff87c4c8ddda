/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteCounts;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One statement a batch, whose text does not depend on the number of rows, so that the server plans it once: they come as
 * its parameters, one array a column. Stateless: any thread may use it, each with a connection.
 */
final class PostgresBulkWriter implements BulkWriter {
    private final PostgresDialect dialect;
    private final ValueOptions options;
    private final PostgresColumnFault fault;

    PostgresBulkWriter(PostgresDialect dialect, ValueOptions options) {
        this.dialect = dialect;
        this.options = options;
        this.fault = new PostgresColumnFault(dialect, options);
    }

    @Override
    public WriteCounts write(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        PostgresRowSql sql = new PostgresRowSql(dialect, table, layout);
        WriteRule rule = layout.rule();
        if (!rule.mode().updates()
                && rule.deletedColumn() != null
                && !layout.keyNames().isEmpty()) {
            PostgresRowSql keys = new PostgresRowSql(dialect, table, layout.keyLayout());
            execute(connection, table, layout.keyLayout(), rows, keys::deleteMarked);
        }
        List<RowChange> differing =
                comparesHash(layout) ? differing(connection, table, keyAndHash(layout), rows) : rows;
        if (differing.isEmpty() && !rows.isEmpty()) {
            return new WriteCounts(0, 0, rows.size(), 0);
        }
        int affected = execute(connection, table, layout, differing, statement(sql, rule.mode()));
        return counts(rule, rows.size(), affected);
    }

    private static UnaryOperator<String> statement(PostgresRowSql sql, WriteMode mode) {
        return switch (mode) {
            case INSERT -> sql::insert;
            case INSERT_IGNORE -> sql::insertIgnore;
            case UPSERT -> sql::upsert;
            case UPDATE -> sql::update;
        };
    }

    private static WriteCounts counts(WriteRule rule, int given, int affected) {
        return switch (rule.mode()) {
            case INSERT -> WriteCounts.ofInserted(affected);
            case INSERT_IGNORE -> new WriteCounts(affected, 0, given - affected, 0);
            // Rows of keys alone, and rows that a condition holds back, stay as they are.
            case UPSERT -> new WriteCounts(0, 0, given - affected, affected);
            case UPDATE -> WriteCounts.ofUpdated(affected, given);
        };
    }

    private static boolean comparesHash(RowLayout layout) {
        String hash = layout.rule().column();
        return layout.rule().when() == UpdateWhen.CHANGED
                && hash != null
                && layout.columns().stream().anyMatch(column -> column.name().equals(hash));
    }

    private static RowLayout keyAndHash(RowLayout layout) {
        String hash = layout.rule().column();
        return new RowLayout(
                layout.columns().stream()
                        .filter(column -> column.key() || column.name().equals(hash))
                        .toList(),
                layout.rule());
    }

    @Override
    public boolean holds(Connection connection, TableDefinition table, RowChange row) throws SQLException {
        RowLayout compared =
                new RowLayout(row.layout().columns(), new WriteRule(WriteMode.UPDATE, UpdateWhen.CHANGED, null));
        return differing(connection, table, compared, List.of(row)).isEmpty();
    }

    /** The rows whose compared columns differ from the table's, by a statement to which only these are sent. */
    private List<RowChange> differing(
            Connection connection, TableDefinition table, RowLayout compared, List<RowChange> rows)
            throws SQLException {
        SentRows sent = new SentRows(table, compared, rows, options);
        String sql = new PostgresRowSql(dialect, table, compared).differing(sent.selectWithOrdinals());
        List<RowChange> differing = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int end;
            for (int first = 0; first < rows.size(); first = end) {
                end = sent.bind(connection, statement, first);
                statement.setInt(sent.columns() + 1, end - first);
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        differing.add(rows.get(first + result.getInt(1) - 1));
                    }
                }
            }
        }
        return differing;
    }

    @Override
    public void truncate(Connection connection, TableDefinition table, RowChange mark) throws SQLException {
        if (mark.layout().columns().isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                String name = dialect.quote(table.id());
                // What foreign keys refer to is not truncated, even if no row does; nor is a view.
                boolean truncates = !table.isView() && !PostgresCatalog.isReferenced(connection, name);
                statement.execute((truncates ? "TRUNCATE " : "DELETE FROM ") + name);
            }
        } else {
            PostgresRowSql sql = new PostgresRowSql(dialect, table, mark.layout());
            execute(connection, table, mark.layout(), List.of(mark), sql::mark);
        }
    }

    @Override
    public int delete(Connection connection, TableDefinition table, RowLayout keyLayout, List<RowChange> rows)
            throws SQLException {
        PostgresRowSql sql = new PostgresRowSql(dialect, table, keyLayout);
        return execute(connection, table, keyLayout, rows, sql::delete);
    }

    private int execute(
            Connection connection,
            TableDefinition table,
            RowLayout layout,
            List<RowChange> rows,
            UnaryOperator<String> statement)
            throws SQLException {
        SentRows sent = new SentRows(table, layout, rows, options);
        try (PreparedStatement prepared = connection.prepareStatement(statement.apply(sent.select()))) {
            int affected = 0;
            int next = 0;
            while (next < sent.size()) {
                next = sent.bind(connection, prepared, next);
                affected += prepared.executeUpdate();
            }
            return affected;
        }
    }

    @Override
    public Optional<String> columnAtFault(
            Connection connection, TableDefinition table, RowChange row, SQLException refusal) throws SQLException {
        return fault.find(connection, table, row, refusal);
    }
}
