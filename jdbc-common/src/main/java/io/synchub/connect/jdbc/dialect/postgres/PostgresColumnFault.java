/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the column for which a row was refused: the server says it for constraints, and for values it is tried out. */
final class PostgresColumnFault {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresColumnFault.class);
    private static final String PROBE_TABLE = "synchub_probe";

    private final PostgresDialect dialect;
    private final ValueOptions options;

    PostgresColumnFault(PostgresDialect dialect, ValueOptions options) {
        this.dialect = dialect;
        this.options = options;
    }

    /** The same as {@link io.synchub.connect.jdbc.write.BulkWriter#columnAtFault}. */
    Optional<String> find(Connection connection, TableDefinition table, RowChange row, SQLException refusal)
            throws SQLException {
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
     * Has the server read the texts that it casts, and then writes the row's columns one by one into an empty copy of the table
     * without its constraints: the one that is refused is at fault. Most faults are found by the first, which leaves the catalog
     * alone. Empty also where the user may not make temporary tables.
     */
    private Optional<String> probe(Connection connection, TableDefinition table, RowChange row) throws SQLException {
        try {
            Optional<String> unreadable = firstRefused(
                    table, row, (form, column, value) -> !form.isCast() || isRead(connection, form, value));
            if (unreadable.isPresent()) {
                return unreadable;
            }
            createCopy(connection, table);
            return firstRefused(table, row, (form, column, value) -> isTaken(connection, form, column, value));
        } catch (SQLException e) {
            if (SqlFailure.of(e).isPassing()) {
                throw e;
            }
            LOG.debug("Can not tell the column of table {} at fault: {}", table.id(), SqlFailure.of(e));
            return Optional.empty();
        }
    }

    private void createCopy(Connection connection, TableDefinition table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE " + PROBE_TABLE + " ON COMMIT DROP AS SELECT * FROM "
                    + dialect.quote(table.id()) + " WITH NO DATA");
        }
    }

    @FunctionalInterface
    private interface Trial {
        /** Returns false where the value is refused for what it is. */
        boolean run(ColumnForm form, ColumnDefinition column, Object value) throws SQLException;
    }

    /** The transaction is aborted by the first refusal, so that there is no second. */
    private Optional<String> firstRefused(TableDefinition table, RowChange row, Trial trial) throws SQLException {
        for (int i = 0; i < row.layout().columns().size(); i++) {
            RowLayout.Column column = row.layout().columns().get(i);
            ColumnDefinition target = table.column(column.name()).orElse(null);
            if (target != null && !trial.run(ColumnForm.of(column, target, options), target, row.values()[i])) {
                return Optional.of(column.name());
            }
        }
        return Optional.empty();
    }

    private static boolean isRead(Connection connection, ColumnForm form, Object value) throws SQLException {
        return isAccepted(connection, form, value, SentRows.select(form));
    }

    private boolean isTaken(Connection connection, ColumnForm form, ColumnDefinition target, Object value)
            throws SQLException {
        return isAccepted(
                connection,
                form,
                value,
                "INSERT INTO pg_temp." + PROBE_TABLE + " (" + dialect.quote(target.name()) + ") "
                        + SentRows.select(form));
    }

    private static boolean isAccepted(Connection connection, ColumnForm form, Object value, String sql)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ArrayParameter array = ArrayParameter.of(connection, form, form.takesText(value), 1);
            array.add(value);
            array.bind(connection, statement, 1);
            statement.execute();
            return true;
        } catch (SQLException refused) {
            if (refused.getSQLState() != null && refused.getSQLState().startsWith("22")) {
                return false;
            }
            throw refused;
        }
    }
}
