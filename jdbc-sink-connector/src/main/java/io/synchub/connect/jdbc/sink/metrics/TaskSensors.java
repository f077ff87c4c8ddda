/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.metrics;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.metrics.Sensor;

/** What is counted and measured of a task as a whole. */
final class TaskSensors {
    private static final Map<String, String> NO_TAGS = Map.of();
    private static final double NANOS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Sensor batchSize;
    private final Sensor flushTime;
    private final Sensor retries;
    private final Sensor connectionFailures;
    private final Sensor unreadable;

    TaskSensors(PluginMetricsRegistry registry) {
        this.batchSize = registry.measure("batch-size", "Records of a written batch", NO_TAGS);
        this.flushTime = registry.measure("flush-time-ms", "Milliseconds to write and commit a batch", NO_TAGS);
        this.retries =
                registry.total("retries", "Writes that failed for a passing reason and are tried again", NO_TAGS);
        this.connectionFailures = registry.total("connection-failures", "Attempts to connect that failed", NO_TAGS);
        this.unreadable = registry.total(
                "records-unreadable", "Records in the dead letter queue that could not be read as rows", NO_TAGS);
    }

    void flushed(int records, long nanos) {
        batchSize.record(records);
        flushTime.record(nanos / NANOS_PER_MS);
    }

    void retried() {
        retries.record(1);
    }

    void connectionFailed() {
        connectionFailures.record(1);
    }

    void unreadable() {
        unreadable.record(1);
    }
}
