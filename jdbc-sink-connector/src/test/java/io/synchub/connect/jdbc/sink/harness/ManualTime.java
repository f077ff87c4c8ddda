/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Timer;

/** A clock that a test moves; to sleep moves it. */
public final class ManualTime implements Time {
    private long now = 1_000_000;

    /** Lets time pass. */
    public void pass(long millis) {
        now += millis;
    }

    @Override
    public long milliseconds() {
        return now;
    }

    @Override
    public long hiResClockMs() {
        return now;
    }

    @Override
    public long nanoseconds() {
        return TimeUnit.MILLISECONDS.toNanos(now);
    }

    @Override
    public void sleep(long millis) {
        pass(millis);
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMs) {
        throw new UnsupportedOperationException("Nothing waits for an object here");
    }

    @Override
    public Timer timer(long timeoutMs) {
        throw new UnsupportedOperationException("Nothing needs a timer here");
    }
}
