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

    private static final String GROUP = "Batching";

    private final int batchSize;
    private final Duration linger;

    public BatchingConfig(AbstractConfig config) {
        this.batchSize = config.getInt(BATCH_SIZE);
        this.linger = Duration.ofMillis(config.getLong(LINGER_MS));
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
                        Range.between(1, 1_000_000),
                        Importance.MEDIUM,
                        "How many " + what + " are written in one transaction at most. A write is due when so many have"
                                + " come, over as many polls as that takes. More make a write more efficient and need"
                                + " more heap.",
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

    public int batchSize() {
        return batchSize;
    }

    public Duration linger() {
        return linger;
    }
}
