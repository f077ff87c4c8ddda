/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Due at once, and then each time so much has passed since the start of the last run: {@code every(30s)}. */
public record Every(Duration interval) implements Schedule {
    public Every {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("An interval is longer than nothing");
        }
    }

    @Override
    public Optional<Instant> next(Optional<Instant> lastRun) {
        return Optional.of(lastRun.map(start -> start.plus(interval)).orElse(Instant.EPOCH));
    }

    @Override
    public Optional<Instant> following(Instant began, Instant now) {
        if (now.isBefore(began)) {
            return Optional.of(now.plus(interval));
        }
        long passed = Duration.between(began, now).dividedBy(interval);
        return Optional.of(began.plus(interval.multipliedBy(passed + 1)));
    }

    @Override
    public String toString() {
        return "every(" + interval.toMillis() + "ms)";
    }
}
