/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What a shot takes beside time: the processors, of this JVM and of the servers that it started, and the heap. */
final class ShotCost {
    private static final double NANOS = 1e9;

    private static final HeapWatch HEAP = new HeapWatch();

    private static volatile Totals last = new Totals(0, 0, 0, 0);

    private final double sinkBefore;
    private final double serverBefore;

    /**
     * What it came to.
     *
     * @param sinkSeconds this JVM's processor time, with compilation and collections
     * @param serverSeconds the servers' processor time; 0 where the operating system does not tell it
     * @param peakHeap the most bytes that were in use
     * @param heapAfterCollections the most that a collection left
     */
    record Totals(double sinkSeconds, double serverSeconds, long peakHeap, long heapAfterCollections) {}

    /** Begins to count, with a heap that holds no garbage. */
    ShotCost() {
        System.gc();
        HEAP.begin();
        serverBefore = ServerTime.seconds();
        sinkBefore = ownSeconds();
    }

    /** Ends it. */
    void end() {
        final double sink = ownSeconds() - sinkBefore;
        final double server = ServerTime.seconds() - serverBefore;
        HEAP.end();
        last = new Totals(sink, server, HEAP.peak(), HEAP.afterCollections());
    }

    /** Those of the last shot. */
    static Totals last() {
        return last;
    }

    private static double ownSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / NANOS;
    }
}
