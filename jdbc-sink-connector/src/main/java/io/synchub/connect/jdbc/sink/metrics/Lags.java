/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.metrics;

import io.synchub.connect.jdbc.schema.TableId;
import java.util.HashMap;
import java.util.Map;

/** How late the rows of a committed batch are, by table. For one thread. */
public final class Lags {
    /** Milliseconds of one table. */
    private static final class Lag {
        private long latest;
        private long greatest;
    }

    private final SinkMetrics metrics;
    private final long nowMs;
    private final Map<TableId, Lag> byTable = new HashMap<>();

    Lags(SinkMetrics metrics, long nowMs) {
        this.metrics = metrics;
        this.nowMs = nowMs;
    }

    /**
     * A row was committed.
     *
     * @param table null for none that is known
     * @param recordTimestamp of its record in milliseconds since 1970; null where it has none
     */
    public void committed(TableId table, Long recordTimestamp) {
        if (table == null || recordTimestamp == null || !metrics.arePublished()) {
            return;
        }
        Lag lag = byTable.computeIfAbsent(table, added -> new Lag());
        // Clocks differ: a record may come from what is the future here.
        lag.latest = Math.max(0, nowMs - recordTimestamp);
        lag.greatest = Math.max(lag.greatest, lag.latest);
    }

    /** All rows of the batch have been named. */
    public void publish() {
        byTable.forEach((table, lag) -> metrics.lag(table, lag.latest, lag.greatest));
    }
}
