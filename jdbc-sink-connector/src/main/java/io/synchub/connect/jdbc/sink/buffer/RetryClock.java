/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import java.time.Duration;
import org.apache.kafka.common.utils.Time;

/** Counts failed attempts and says when the next may be made. For one thread. */
final class RetryClock {
    private final Time time;
    private final int maxRetries;
    private final Duration backoff;
    private int failures;
    private long nextAttemptMs;

    RetryClock(Time time, int maxRetries, Duration backoff) {
        this.time = time;
        this.maxRetries = maxRetries;
        this.backoff = backoff;
    }

    /** Whether the last attempt failed. */
    boolean isFailing() {
        return failures > 0;
    }

    /** How long until the next attempt may be made; zero when it may be made now. */
    Duration untilNextAttempt() {
        return failures == 0 ? Duration.ZERO : Duration.ofMillis(Math.max(0, nextAttemptMs - time.milliseconds()));
    }

    /** Notes a failed attempt. Returns false when no further one is allowed. */
    boolean failed() {
        failures++;
        nextAttemptMs = time.milliseconds() + backoff.toMillis();
        return failures <= maxRetries;
    }

    void succeeded() {
        failures = 0;
    }

    /** For logs: which retry comes next. */
    @Override
    public String toString() {
        return "retry " + failures + " of " + maxRetries + " in " + backoff.toMillis() + " ms";
    }
}
