/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import io.synchub.connect.common.http.RetrySettings;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** How often a request to an API is tried, and how long. */
public final class RetryConfig {
    public static final String MAX_ATTEMPTS = "retry.max.attempts";
    public static final String BACKOFF_MS = "retry.backoff.ms";
    public static final String BACKOFF_MAX_MS = "retry.backoff.max.ms";
    public static final String REQUEST_TIMEOUT_MS = "request.timeout.ms";

    private static final String GROUP = "Requests";
    private static final int HOUR_MS = 3_600_000;

    private final RetrySettings settings;

    public RetryConfig(AbstractConfig config) {
        this.settings = new RetrySettings(
                config.getInt(MAX_ATTEMPTS),
                Duration.ofMillis(config.getInt(BACKOFF_MS)),
                Duration.ofMillis(config.getInt(BACKOFF_MAX_MS)),
                Duration.ofMillis(config.getInt(REQUEST_TIMEOUT_MS)));
    }

    /** Declares the keys. */
    public static ConfigDef define(ConfigDef definition) {
        return definition
                .define(
                        MAX_ATTEMPTS,
                        Type.INT,
                        5,
                        Range.between(1, 100),
                        Importance.MEDIUM,
                        "How often a request is tried in all when it fails in a way that passes by itself: a time-out, a"
                                + " lost connection, too many requests, an error of the server. After that the table"
                                + " waits for its next slot, and nothing is lost.",
                        GROUP,
                        1,
                        Width.SHORT,
                        "Maximum attempts")
                .define(
                        BACKOFF_MS,
                        Type.INT,
                        1000,
                        Range.between(1, HOUR_MS),
                        Importance.LOW,
                        "How long in milliseconds to wait before a request's second attempt. Doubles with each further"
                                + " one up to " + BACKOFF_MAX_MS
                                + ", give or take a quarter at random. When the API says"
                                + " how long to wait (Retry-After), it is at least that.",
                        GROUP,
                        2,
                        Width.SHORT,
                        "Retry backoff (ms)")
                .define(
                        BACKOFF_MAX_MS,
                        Type.INT,
                        60_000,
                        Range.between(1, HOUR_MS),
                        Importance.LOW,
                        "The longest wait in milliseconds between two attempts, and before a table whose requests failed"
                                + " is tried again. Not less than " + BACKOFF_MS + ".",
                        GROUP,
                        3,
                        Width.SHORT,
                        "Maximum retry backoff (ms)")
                .define(
                        REQUEST_TIMEOUT_MS,
                        Type.INT,
                        60_000,
                        Range.between(100, HOUR_MS),
                        Importance.LOW,
                        "How long in milliseconds one attempt may take, from connecting to the last byte of the answer."
                                + " Then it is ended and tried again, " + MAX_ATTEMPTS
                                + " times in all. Waiting for the"
                                + " rate does not count.",
                        GROUP,
                        4,
                        Width.SHORT,
                        "Request time-out (ms)");
    }

    /** Hangs on their keys the errors that no single key shows. */
    public void check(Validation validation) {
        if (settings.backoff().compareTo(settings.maxBackoff()) > 0) {
            validation.error(
                    BACKOFF_MAX_MS,
                    "it is less than " + BACKOFF_MS + " (" + settings.backoff().toMillis() + "): raise it to that");
        }
    }

    public RetrySettings settings() {
        return settings;
    }
}
