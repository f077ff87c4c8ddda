/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import java.time.Duration;

/**
 * The records that the worker has taken and that are not acknowledged yet. Without exactly-once its producer would take records
 * until its buffer is full, and keep each of them as an object as well: many times what the buffer holds.
 *
 * <p>For any thread.
 */
final class Backlog {
    /** Enough to keep a producer busy. */
    static final int MOST = 10_000;

    private int records;

    synchronized void taken(int more) {
        records += more;
    }

    /** A record was acknowledged, or dropped on its way. */
    synchronized void acknowledged() {
        records--;
        if (records == MOST) {
            notifyAll();
        }
    }

    /** Waits until there is room, but no longer than so: a worker with transactions by time acknowledges nothing in between. */
    synchronized void awaitRoom(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long rest = longest.toMillis();
        while (records > MOST && rest > 0) {
            wait(rest);
            rest = (end - System.nanoTime()) / 1_000_000;
        }
    }
}
