/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when somebody waits. */
final class VirtualClock implements TimeMeter, BlockingStrategy {
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public long currentTimeNanos() {
        return nanos.get();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }

    @Override
    public void park(long nanosToPark) {
        nanos.addAndGet(nanosToPark);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
