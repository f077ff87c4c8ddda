/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How often a webhook may be made in the place of one that broke: three times in ten minutes. Where they break soon after they were
 * made, the next would break as well. Not for many threads.
 */
final class Repairs {
    static final int MOST = 3;
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final Deque<Instant> times = new ArrayDeque<>();

    /** How long to wait for the next one; empty when it may be made now, and counts as made. */
    Optional<Duration> next(Instant now) {
        while (!times.isEmpty() && age(times.peekFirst(), now).compareTo(WITHIN) >= 0) {
            times.removeFirst();
        }
        if (times.size() >= MOST) {
            return Optional.of(WITHIN.minus(age(times.peekFirst(), now)));
        }
        times.addLast(now);
        return Optional.empty();
    }

    private static Duration age(Instant time, Instant now) {
        return Duration.between(time, now).abs();
    }
}
