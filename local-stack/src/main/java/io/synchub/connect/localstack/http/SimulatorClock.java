/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs with the system's until it is moved or stopped. In UTC, safe to be used by several threads. */
public final class SimulatorClock extends Clock {
    private Duration ahead = Duration.ZERO;
    private Instant stopped;

    /** A clock that stands still at the given time and moves by {@link #advance} alone. */
    public static SimulatorClock stoppedAt(Instant time) {
        SimulatorClock clock = new SimulatorClock();
        clock.stopAt(time);
        return clock;
    }

    /** Stops at the given time, which may lie in the past. */
    public synchronized void stopAt(Instant time) {
        stopped = time;
    }

    /** Moves forward; a clock that stands still stands still at the new time. */
    public synchronized void advance(Duration by) {
        if (stopped == null) {
            ahead = ahead.plus(by);
        } else {
            stopped = stopped.plus(by);
        }
    }

    @Override
    public synchronized Instant instant() {
        return stopped == null ? Instant.now().plus(ahead) : stopped;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("A simulator's clock is in UTC");
    }
}
