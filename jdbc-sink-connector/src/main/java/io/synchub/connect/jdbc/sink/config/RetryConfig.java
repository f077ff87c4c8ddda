/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** How often and how fast a write is tried again after a failure that goes away by itself. */
public final class RetryConfig {
    public static final String MAX_RETRIES = "max.retries";
    public static final String RETRY_BACKOFF_MS = "retry.backoff.ms";

    private static final String GROUP = "Retries";

    private final int maxRetries;
    private final Duration backoff;

    public RetryConfig(AbstractConfig config) {
        this.maxRetries = config.getInt(MAX_RETRIES);
        this.backoff = Duration.ofMillis(config.getInt(RETRY_BACKOFF_MS));
    }

    /** Declares the keys. */
    public static ConfigDef define(ConfigDef definition) {
        return definition
                .define(
                        MAX_RETRIES,
                        Type.INT,
                        10,
                        Range.atLeast(0),
                        Importance.MEDIUM,
                        "How often in a row a write is tried again after a failure that passes by itself: a lost"
                                + " connection, a restart, a deadlock, a lock time-out. The task fails after that."
                                + " Meanwhile its partitions are paused and nothing is lost.",
                        GROUP,
                        1,
                        Width.SHORT,
                        "Maximum retries")
                .define(
                        RETRY_BACKOFF_MS,
                        Type.INT,
                        3000,
                        Range.atLeast(0),
                        Importance.MEDIUM,
                        "How long in milliseconds to wait before each retry. Together with " + MAX_RETRIES
                                + " this is how long a database may be away.",
                        GROUP,
                        2,
                        Width.SHORT,
                        "Retry backoff (ms)");
    }

    public int maxRetries() {
        return maxRetries;
    }

    public Duration backoff() {
        return backoff;
    }
}
