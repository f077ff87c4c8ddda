/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schedule;

import java.time.Instant;
import java.util.Optional;

/** Due at once, and never again after a run: {@code once}. */
public record Once() implements Schedule {
    @Override
    public Optional<Instant> next(Optional<Instant> lastRun) {
        return lastRun.isPresent() ? Optional.empty() : Optional.of(Instant.EPOCH);
    }

    @Override
    public Optional<Instant> following(Instant began, Instant now) {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "once";
    }
}
