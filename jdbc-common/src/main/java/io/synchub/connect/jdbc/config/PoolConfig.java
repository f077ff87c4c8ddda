/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.config;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.error.ConnectRetries;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The pool of a task's connections: its size, how long a connection may idle, how attempts to connect are repeated. */
public final class PoolConfig {
    private static final String MAX = "pool.max";
    private static final String IDLE_TIMEOUT_MS = "pool.idle.timeout.ms";
    private static final String ATTEMPTS = "connection.attempts";
    private static final String BACKOFF_MS = "connection.backoff.ms";

    private static final int MOST_CONNECTIONS = 1_000;
    private static final long SHORTEST_IDLE_MS = 10_000;
    private static final long LONGEST_MS = 86_400_000;

    private final String prefix;
    private final Integer max;
    private final Duration idleTimeout;
    private final ConnectRetries retries;

    PoolConfig(AbstractConfig config, String prefix) {
        this.prefix = prefix;
        this.max = config.getInt(prefix + MAX);
        this.idleTimeout = Duration.ofMillis(config.getLong(prefix + IDLE_TIMEOUT_MS));
        this.retries = new ConnectRetries(
                Optional.ofNullable(config.getInt(prefix + ATTEMPTS)),
                Optional.ofNullable(config.getLong(prefix + BACKOFF_MS)).map(Duration::ofMillis),
                prefix + ATTEMPTS);
    }

    static ConfigDef define(ConfigDef definition, String prefix, String group, int order, String what) {
        return definition
                .define(
                        prefix + ATTEMPTS,
                        Type.INT,
                        null,
                        unsetOrBetween(1, Integer.MAX_VALUE),
                        Importance.LOW,
                        "How many attempts in a row to connect to the " + what
                                + " may fail before the task fails. They are"
                                + " counted apart from failed writes. Unset: max.retries counts them too.",
                        group,
                        order,
                        Width.SHORT,
                        "Connection attempts")
                .define(
                        prefix + BACKOFF_MS,
                        Type.LONG,
                        null,
                        unsetOrBetween(0, LONGEST_MS),
                        Importance.LOW,
                        "How long in milliseconds to wait after a failed attempt to connect to the " + what
                                + ". The task's partitions are paused meanwhile. Unset: retry.backoff.ms.",
                        group,
                        order + 1,
                        Width.SHORT,
                        "Connection backoff (ms)")
                .define(
                        prefix + MAX,
                        Type.INT,
                        null,
                        unsetOrBetween(1, MOST_CONNECTIONS),
                        Importance.LOW,
                        "How many connections to the " + what + " a task may have open. Unset: as many as it uses."
                                + " It can not be fewer: a task that waits for itself would stand still. A connector"
                                + " with the key writers.per.task uses that many, others one. More are not opened.",
                        group,
                        order + 2,
                        Width.SHORT,
                        "Most connections")
                .define(
                        prefix + IDLE_TIMEOUT_MS,
                        Type.LONG,
                        600_000L,
                        ConfigDef.LambdaValidator.with(PoolConfig::checkIdleTimeout, () -> "0 or at least 10000"),
                        Importance.LOW,
                        "How long in milliseconds a connection to the " + what
                                + " may be unused before it is closed, at"
                                + " least 10000. The next write opens one. 0: it is not closed for being idle."
                                + " A connection is replaced after half an hour in any case, between two writes.",
                        group,
                        order + 3,
                        Width.SHORT,
                        "Idle time-out (ms)");
    }

    private static Validator unsetOrBetween(long least, long most) {
        return ConfigDef.LambdaValidator.with(
                (key, value) -> {
                    if (value instanceof Number number && (number.longValue() < least || number.longValue() > most)) {
                        throw new ConfigException(
                                key, value, "Must be between " + least + " and " + most + ", or unset");
                    }
                },
                () -> "unset or [" + least + ",...," + most + "]");
    }

    private static void checkIdleTimeout(String key, Object value) {
        if (!(value instanceof Long millis) || millis != 0 && (millis < SHORTEST_IDLE_MS || millis > LONGEST_MS)) {
            throw new ConfigException(key, value, "Must be 0 or between " + SHORTEST_IDLE_MS + " and " + LONGEST_MS);
        }
    }

    void check(Validation validation, int connections, String because) {
        if (max != null && max < connections) {
            validation.error(
                    prefix + MAX,
                    "a task uses " + connections + " connections (" + because + "): set at least so many, or delete the"
                            + " line");
        }
    }

    /** How many connections there may be where a task uses so many: never fewer. */
    public int size(int connections) {
        return max == null ? connections : Math.max(max, connections);
    }

    /** Zero for never. */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    public ConnectRetries retries() {
        return retries;
    }
}
