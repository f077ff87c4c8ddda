/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** How much is written at once, and how long it may wait. */
public final class BatchingConfig {
    public static final String BATCH_SIZE = "batch.size";
    public static final String LINGER_MS = "linger.ms";
    public static final String WRITERS_PER_TASK = "writers.per.task";

    private static final String GROUP = "Batching";

    private final int batchSize;
    private final Duration linger;
    private final int writersPerTask;

    public BatchingConfig(AbstractConfig config) {
        this.batchSize = Math.max(1, config.getInt(BATCH_SIZE));
        this.linger = Duration.ofMillis(config.getLong(LINGER_MS));
        this.writersPerTask = config.values().containsKey(WRITERS_PER_TASK) ? config.getInt(WRITERS_PER_TASK) : 1;
    }

    /**
     * Declares the keys.
     *
     * @param what what is counted, such as "records"
     */
    public static ConfigDef define(ConfigDef definition, int defaultBatchSize, String what) {
        return definition
                .define(
                        BATCH_SIZE,
                        Type.INT,
                        defaultBatchSize,
                        Range.between(0, 1_000_000),
                        Importance.MEDIUM,
                        "How many " + what + " are written in one transaction at most. A write is due when so many have"
                                + " come, over as many polls as that takes. More make a write more efficient and need"
                                + " more heap. 0 counts as 1.",
                        GROUP,
                        1,
                        Width.SHORT,
                        "Batch size")
                .define(
                        LINGER_MS,
                        Type.LONG,
                        10L,
                        Range.between(0, 600_000),
                        Importance.MEDIUM,
                        "How long in milliseconds the oldest of fewer " + what + " than " + BATCH_SIZE
                                + " waits for more before it is written. It is added to the latency of a single change;"
                                + " 0 writes after each poll.",
                        GROUP,
                        2,
                        Width.SHORT,
                        "Linger (ms)");
    }

    /** Declares the key for sinks that can share a write among connections. */
    static ConfigDef defineWriters(ConfigDef definition) {
        return definition.define(
                WRITERS_PER_TASK,
                Type.INT,
                1,
                Range.between(1, 64),
                Importance.LOW,
                "How many connections a task writes with at a time. Each takes the rows of its share of the keys, 500 at"
                        + " least, so that the order per key is kept. More than 1 is faster where the server has cores to"
                        + " spare. A write is then several transactions, so that delivery=exactly-once needs 1. Tables"
                        + " with a unique key besides that of pk.mode are written by one connection in any case.",
                GROUP,
                3,
                Width.SHORT,
                "Writers per task");
    }

    /** How many connections write at a time; 1 where the connector has no such key. */
    public int writersPerTask() {
        return writersPerTask;
    }

    public int batchSize() {
        return batchSize;
    }

    public Duration linger() {
        return linger;
    }
}
