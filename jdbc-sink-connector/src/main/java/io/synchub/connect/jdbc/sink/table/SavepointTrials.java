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

/**
 * Each trial under a savepoint. Where a refusal ended the whole transaction, what was taken is written again before the next
 * trial.
 */
final class SavepointTrials implements Trials {
    private static final String ROLLED_BACK = "40000";

    private final Dialect dialect;
    private final Connection connection;
    private final Write write;
    private final TakenRanges taken;
    /** Whether the transaction holds nothing of what was taken. */
    private boolean startedAnew;
    /** Behind what was taken last; one that was rolled back to stands for the next trial. Null when there is none. */
    private Savepoint standing;

    SavepointTrials(Dialect dialect, Connection connection, TransactionStart onStart, Write write) {
        this.dialect = dialect;
        this.connection = connection;
        this.write = write;
        this.taken = new TakenRanges(dialect, onStart, write);
    }

    @Override
    public void attempt(List<RowChange> range) throws SQLException {
        stand();
        try {
            write.run(range);
        } catch (SQLException e) {
            // After a passing failure the database may have dropped the whole transaction, and savepoints with it.
            if (!dialect.failure(e).isPassing()) {
                undo();
            }
            throw e;
        } catch (DataException e) {
            undo();
            throw e;
        }
        connection.releaseSavepoint(standing);
        standing = null;
        taken.add(range);
    }

    @Override
    public <R> R ask(Question<R> question) throws SQLException {
        stand();
        R answer = question.ask();
        undo();
        return answer;
    }

    private void stand() throws SQLException {
        takeUp();
        if (standing == null) {
            standing = connection.setSavepoint();
        }
    }

    private void takeUp() throws SQLException {
        if (startedAnew) {
            taken.writeAgain(connection);
            startedAnew = false;
        }
    }

    private void undo() throws SQLException {
        if (dialect.renewsEndedTransaction(connection)) {
            standing = null;
            startedAnew = true;
            return;
        }
        try {
            connection.rollback(standing);
        } catch (SQLException e) {
            // The database has dropped the transaction, and the savepoint with it: it is all to be done again.
            throw new SQLTransientException("The transaction is gone: " + dialect.failure(e), ROLLED_BACK);
        }
    }

    @Override
    public void complete() throws SQLException {
        takeUp();
        if (standing != null) {
            connection.releaseSavepoint(standing);
            standing = null;
        }
    }
}
