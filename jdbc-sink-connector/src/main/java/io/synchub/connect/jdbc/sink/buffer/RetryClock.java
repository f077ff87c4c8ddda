/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import io.synchub.connect.jdbc.error.ConnectRetries;
import io.synchub.connect.jdbc.sink.config.RetryConfig;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.utils.Time;

/** Counts failed attempts and says when the next may be made. For one thread. */
final class RetryClock {
    private final Time time;
    private final int maxRetries;
    private final Duration backoff;
    private int failures;
    private int failedConnects;
    private String next = "";
    private long nextAttemptMs;

    RetryClock(Time time, int maxRetries, Duration backoff) {
        this.time = time;
        this.maxRetries = maxRetries;
        this.backoff = backoff;
    }

    /** Whether the last attempt failed. */
    boolean isFailing() {
        return failures > 0 || failedConnects > 0;
    }

    /** How long until the next attempt may be made; zero when it may be made now. */
    Duration untilNextAttempt() {
        return !isFailing() ? Duration.ZERO : Duration.ofMillis(Math.max(0, nextAttemptMs - time.milliseconds()));
    }

    /**
     * Notes a failed attempt.
     *
     * @param connecting the rules for attempts to connect when that is what failed: where they limit the attempts, those are
     *     counted apart
     * @throws GivingUpException when no further one is allowed
     */
    void failed(Optional<ConnectRetries> connecting) throws GivingUpException {
        Duration wait = connecting.flatMap(ConnectRetries::backoff).orElse(backoff);
        nextAttemptMs = time.milliseconds() + wait.toMillis();
        Optional<Integer> attempts = connecting.flatMap(ConnectRetries::attempts);
        if (attempts.isPresent()) {
            failedConnects++;
            count(failedConnects, attempts.get() - 1, connecting.get().attemptsKey(), wait);
        } else {
            failedConnects = 0;
            failures++;
            count(failures, maxRetries, RetryConfig.MAX_RETRIES, wait);
        }
    }

    private void count(int count, int most, String key, Duration wait) throws GivingUpException {
        if (count > most) {
            throw new GivingUpException(key);
        }
        next = "retry " + count + " of " + most + " in " + wait.toMillis() + " ms";
    }

    /** All retries are used up. The message is the key that says how many there are. */
    static final class GivingUpException extends Exception {
        private static final long serialVersionUID = 1L;

        GivingUpException(String key) {
            super(key);
        }
    }

    void succeeded() {
        failures = 0;
        failedConnects = 0;
    }

    /** For logs: which retry comes next. */
    @Override
    public String toString() {
        return next;
    }
}
