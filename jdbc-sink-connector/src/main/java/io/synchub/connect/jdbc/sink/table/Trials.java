/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.write.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes ranges in one open transaction so that one that is refused leaves no trace in it, or as near to that as the
 * database comes. For one thread.
 */
interface Trials {

    /** Writes a range in the connection's transaction. */
    @FunctionalInterface
    interface Write {
        void run(List<RowChange> range) throws SQLException;
    }

    /** Asks the database something that may change or abort the transaction. */
    @FunctionalInterface
    interface Question<R> {
        R ask() throws SQLException;
    }

    /**
     * The way that a dialect has.
     *
     * @param onStart what the transaction has begun with: it is repeated where the transaction is
     */
    static Trials of(Dialect dialect, Connection connection, TransactionStart onStart, Write write) {
        if (!dialect.hasTransactions()) {
            return new DirectTrials(write);
        }
        return dialect.hasSavepoints()
                ? new SavepointTrials(dialect, connection, onStart, write)
                : new ReplayTrials(dialect, connection, onStart, write);
    }

    /**
     * Writes a range, or nothing of it.
     *
     * @throws SQLException when it was refused: what was written before stands; after a passing failure the transaction
     *     is lost
     * @throws org.apache.kafka.connect.errors.DataException as with a refusal, when a value has no form in the database
     */
    void attempt(List<RowChange> range) throws SQLException;

    /** Asks a question and undoes what that did to the transaction. */
    <R> R ask(Question<R> question) throws SQLException;

    /** Sees to it that all that was taken is in the transaction, which may be committed then. */
    void complete() throws SQLException;
}
