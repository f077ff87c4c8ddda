/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.write.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;

/** The ranges of a batch that were taken, in their order, to be written once more into a transaction that begins anew. */
final class TakenRanges {
    private final Dialect dialect;
    private final TransactionStart onStart;
    private final Trials.Write write;
    private final List<List<RowChange>> ranges = new ArrayList<>();

    /** @param onStart what the transaction begins with */
    TakenRanges(Dialect dialect, TransactionStart onStart, Trials.Write write) {
        this.dialect = dialect;
        this.onStart = onStart;
        this.write = write;
    }

    void add(List<RowChange> range) {
        ranges.add(range);
    }

    /**
     * Writes them into a transaction that holds nothing yet.
     *
     * @throws SQLException a passing one, also where what was taken before is refused
     */
    void writeAgain(Connection connection) throws SQLException {
        onStart.run(connection);
        for (List<RowChange> range : ranges) {
            try {
                write.run(range);
            } catch (SQLException e) {
                if (dialect.failure(e).isPassing()) {
                    throw e;
                }
                throw new SQLTransientException("What was taken before is refused now: another session wrote between");
            }
        }
    }
}
