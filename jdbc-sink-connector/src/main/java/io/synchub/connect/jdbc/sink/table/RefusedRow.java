/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;

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
                SqlFailure failure = dialect.failure(e);
                if (failure.isPassing()) {
                    throw e;
                }
                connection.rollback();
                Optional<String> column = bulk.columnAtFault(connection, table, row, e);
                connection.rollback();
                return Optional.of(fatal(describe(row, table.id(), column, failure, Optional.empty())));
            }
        }
        connection.rollback();
        return Optional.empty();
    }

    /**
     * What a dead letter's header says. The driver's exception is not its cause, since that may quote values.
     *
     * @param column empty where it can not be told
     * @param widening SQL that would give the column the type that it needs; empty where there is none
     */
    static DataException describe(
            RowChange row, TableId table, Optional<String> column, SqlFailure failure, Optional<String> widening) {
        return new DataException("Can not write " + row.position() + " to "
                + column.map(name -> "column " + name + " of ").orElse("") + "table " + table + ": " + failure
                + ". "
                + widening.map(sql -> "The column was to be wider, but a view, a generated column, a foreign key or the"
                                + " like depends on it. Drop that and have the table's owner run: " + sql
                                + ". Or mend the record's source")
                        .orElse("Mend the record's source or the table"));
    }

    /** The same for a value that has no form in the database, as {@link BulkWriter} says it: column and table first. */
    static DataException describe(RowChange row, String reason) {
        return new DataException("Can not write " + row.position() + (reason.startsWith("column ") ? " to " : ": ")
                + reason + ". Mend the record's source or the table");
    }

    /** What a task fails with that may not set a bad row aside. */
    static ConnectException fatal(DataException bad) {
        return new DataException(bad.getMessage() + ", then restart the task");
    }
}
