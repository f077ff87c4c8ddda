/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.util.concurrent.locks.LockSupport;

/** Tells the time, and lets it pass. */
interface Time {
    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void park(long nanos) throws InterruptedException {
            LockSupport.parkNanos(nanos);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    };

    /** Since an arbitrary moment; never goes back. */
    long nanos();

    /** Waits so long, or less. */
    void park(long nanos) throws InterruptedException;
}
