/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.write.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Savepoint;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/** Each trial under a savepoint. */
final class SavepointTrials implements Trials {
    private static final String ROLLED_BACK = "40000";

    private final Dialect dialect;
    private final Connection connection;
    private final Write write;

    SavepointTrials(Dialect dialect, Connection connection, Write write) {
        this.dialect = dialect;
        this.connection = connection;
        this.write = write;
    }

    @Override
    public void attempt(List<RowChange> range) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            write.run(range);
        } catch (SQLException e) {
            // After a passing failure the database may have dropped the whole transaction, and savepoints with it.
            if (!dialect.failure(e).isPassing()) {
                undo(before);
            }
            throw e;
        } catch (DataException e) {
            undo(before);
            throw e;
        }
        connection.releaseSavepoint(before);
    }

    @Override
    public <R> R ask(Question<R> question) throws SQLException {
        Savepoint before = connection.setSavepoint();
        R answer = question.ask();
        undo(before);
        return answer;
    }

    private void undo(Savepoint before) throws SQLException {
        try {
            connection.rollback(before);
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            // The database has dropped the transaction, and the savepoint with it: it is all to be done again.
            throw new SQLTransientException("The transaction is gone: " + dialect.failure(e), ROLLED_BACK);
        }
    }

    @Override
    public void complete() {
        // It is all there.
    }
}
