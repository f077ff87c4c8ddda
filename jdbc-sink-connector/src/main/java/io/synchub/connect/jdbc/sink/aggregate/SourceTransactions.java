/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import io.synchub.connect.jdbc.dialect.AggregateSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.common.utils.Time;

/**
 * Waits until a query in the source sees what the records tell of. A change is in the log, and so on its way to us,
 * before its transaction becomes visible to others; on a replica it becomes visible when the replica has caught up.
 */
final class SourceTransactions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LONGEST_PAUSE_MS = 100;

    private final AggregateSource source;
    private final Time time;

    SourceTransactions(AggregateSource source, Time time) {
        this.source = source;
        this.time = time;
    }

    /**
     * Waits, ten seconds at most. The next statement on the connection sees the transactions.
     *
     * @return false when they are still under way
     */
    boolean awaitVisible(Connection connection, Collection<Long> transactions) throws SQLException {
        if (transactions.isEmpty()) {
            return true;
        }
        long deadline = time.milliseconds() + PATIENCE.toMillis();
        long pause = 1;
        while (!source.areOver(connection, transactions)) {
            if (time.milliseconds() > deadline) {
                return false;
            }
            time.sleep(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        }
        return true;
    }
}
