/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/** Names the row that a database refused: where its record is, the table, the column and why. Never its values. */
public final class RefusedRow {
    private RefusedRow() {}

    /**
     * Writes rows one by one and rolls back, to find the one that is refused.
     *
     * @return empty when each of them is taken by itself
     */
    public static Optional<ConnectException> find(
            Connection connection, Dialect dialect, BulkWriter bulk, TableDefinition table, List<RowChange> rows)
            throws SQLException {
        for (RowChange row : rows) {
            try {
                bulk.write(connection, table, row.layout(), List.of(row));
            } catch (SQLException e) {
                if (dialect.failure(e).isPassing()) {
                    throw e;
                }
                connection.rollback();
                return Optional.of(describe(connection, dialect, bulk, table, row, e));
            }
        }
        connection.rollback();
        return Optional.empty();
    }

    /** The exception that a task fails with; the driver's is not its cause, since that may quote values. */
    public static ConnectException describe(
            Connection connection,
            Dialect dialect,
            BulkWriter bulk,
            TableDefinition table,
            RowChange row,
            SQLException refusal)
            throws SQLException {
        String column = bulk.columnAtFault(connection, table, row, refusal)
                .map(name -> "column " + name + " of ")
                .orElse("");
        return new ConnectException("Can not write " + row.position() + " to " + column + "table " + table.id() + ": "
                + dialect.failure(refusal) + ". Mend the record's source or the table, then restart the task");
    }
}
