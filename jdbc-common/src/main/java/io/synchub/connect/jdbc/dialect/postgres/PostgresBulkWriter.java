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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** A few statements a batch, however many rows. Any thread may use it, each with a connection. */
final class PostgresBulkWriter implements BulkWriter {
    private final PostgresDialect dialect;
    private final PostgresStatements statements;
    private final PostgresInserts inserts;
    private final PostgresColumnFault fault;

    PostgresBulkWriter(PostgresDialect dialect, ValueOptions options) {
        this(dialect, options, PostgresInserts.LEAST_ROWS);
    }

    /** @param leastRows of how many rows ways are tried that are worth it for many */
    PostgresBulkWriter(PostgresDialect dialect, ValueOptions options, int leastRows) {
        this.dialect = dialect;
        this.statements = new PostgresStatements(dialect, options);
        this.inserts = new PostgresInserts(dialect, statements, leastRows);
        this.fault = new PostgresColumnFault(dialect, options);
    }

    @Override
    public WriteCounts write(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        WriteRule rule = layout.rule();
        if (!rule.mode().updates()
                && rule.deletedColumn() != null
                && !layout.keyNames().isEmpty()) {
            PostgresRowSql keys = new PostgresRowSql(dialect, table, layout.keyLayout());
            statements.execute(connection, table, layout.keyLayout(), rows, keys::deleteMarked);
        }
        List<RowChange> differing =
                comparesHash(layout) ? statements.differing(connection, table, keyAndHash(layout), rows) : rows;
        if (differing.isEmpty() && !rows.isEmpty()) {
            return new WriteCounts(0, 0, rows.size(), 0);
        }
        return write(connection, table, layout, differing, rows.size() - differing.size());
    }

    private WriteCounts write(
            Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows, int equal)
            throws SQLException {
        WriteCounts counts;
        if (layout.rule().mode() == WriteMode.UPDATE) {
            PostgresRowSql sql = new PostgresRowSql(dialect, table, layout);
            counts = WriteCounts.ofUpdated(
                    statements.execute(connection, table, layout, rows, sql::update), rows.size());
        } else {
            counts = inserts.write(connection, table, layout, rows);
        }
        return counts.plus(new WriteCounts(0, 0, equal, 0));
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
        return statements.differing(connection, table, compared, List.of(row)).isEmpty();
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
            statements.execute(connection, table, mark.layout(), List.of(mark), sql::mark);
        }
    }

    @Override
    public int delete(Connection connection, TableDefinition table, RowLayout keyLayout, List<RowChange> rows)
            throws SQLException {
        PostgresRowSql sql = new PostgresRowSql(dialect, table, keyLayout);
        return statements.execute(connection, table, keyLayout, rows, sql::delete);
    }

    @Override
    public Optional<String> columnAtFault(
            Connection connection, TableDefinition table, RowChange row, SQLException refusal) throws SQLException {
        return fault.find(connection, table, row, refusal);
    }
}
