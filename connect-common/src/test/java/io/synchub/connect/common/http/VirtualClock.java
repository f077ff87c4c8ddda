/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when somebody waits. */
final class VirtualClock implements Time {
    private final AtomicLong now = new AtomicLong();

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void park(long nanosToPark) {
        now.addAndGet(nanosToPark);
    }

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
