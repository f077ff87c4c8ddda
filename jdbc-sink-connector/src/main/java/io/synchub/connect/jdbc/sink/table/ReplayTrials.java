/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.write.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/**
 * For databases without savepoints: a refusal rolls the whole transaction back, and before the next trial the ranges
 * that were taken are written again, in their order.
 */
final class ReplayTrials implements Trials {
    private final Connection connection;
    private final Write write;
    private final TakenRanges taken;
    private boolean rolledBack;

    ReplayTrials(Dialect dialect, Connection connection, TransactionStart onStart, Write write) {
        this.connection = connection;
        this.write = write;
        this.taken = new TakenRanges(dialect, onStart, write);
    }

    @Override
    public void attempt(List<RowChange> range) throws SQLException {
        complete();
        try {
            write.run(range);
        } catch (SQLException | DataException e) {
            rollback();
            throw e;
        }
        taken.add(range);
    }

    @Override
    public <R> R ask(Question<R> question) throws SQLException {
        rollback();
        R answer = question.ask();
        rollback();
        return answer;
    }

    private void rollback() throws SQLException {
        connection.rollback();
        rolledBack = true;
    }

    @Override
    public void complete() throws SQLException {
        if (!rolledBack) {
            return;
        }
        taken.writeAgain(connection);
        rolledBack = false;
    }
}
