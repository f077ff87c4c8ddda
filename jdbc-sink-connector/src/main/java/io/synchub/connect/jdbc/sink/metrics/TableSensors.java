/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.metrics;

import io.synchub.connect.jdbc.write.WriteCounts;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Max;

/** What is counted and measured of one table. */
final class TableSensors {
    private final Sensor inserted;
    private final Sensor updated;
    private final Sensor written;
    private final Sensor unchanged;
    private final Sensor deleted;
    private final Sensor deadLettered;
    private final Sensor ddl;
    private final Sensor greatestLag;
    private volatile long latestLagMs = -1;

    TableSensors(PluginMetricsRegistry registry, String table) {
        Map<String, String> tags = Map.of("table", table);
        this.inserted = registry.counter("rows-inserted", "Rows that were not there", tags);
        this.updated = registry.counter("rows-updated", "Rows that were there and have been changed", tags);
        this.written = registry.counter(
                "rows-written", "Rows of which the database does not tell whether they were inserted or updated", tags);
        this.unchanged = registry.counter("rows-unchanged", "Rows that were left as they are", tags);
        this.deleted = registry.counter("rows-deleted", "Rows that were deleted", tags);
        this.deadLettered = registry.counter("rows-dead-lettered", "Rows in the dead letter queue", tags);
        this.ddl = registry.total("ddl-changes", "Statements that changed the table's definition", tags);
        this.greatestLag = registry.single(
                "lag-max-ms",
                "Milliseconds between a record's timestamp and the commit of its row, at most",
                tags,
                new Max());
        registry.gauge(
                "lag-ms",
                "Milliseconds between the timestamp of the last record and the commit of its row; -1 before the first",
                tags,
                () -> latestLagMs);
    }

    void committed(Tally.Counts counts) {
        WriteCounts rows = counts.written();
        record(inserted, rows.inserted());
        record(updated, rows.updated());
        record(written, rows.written());
        record(unchanged, rows.unchanged());
        record(deleted, counts.deleted());
    }

    private static void record(Sensor sensor, long rows) {
        if (rows != 0) {
            sensor.record(rows);
        }
    }

    void rejected() {
        deadLettered.record(1);
    }

    void ddl() {
        ddl.record(1);
    }

    void lag(long latest, long greatest) {
        latestLagMs = latest;
        greatestLag.record(greatest);
    }
}
