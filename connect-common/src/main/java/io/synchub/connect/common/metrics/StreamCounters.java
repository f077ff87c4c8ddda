/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.metrics;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** What a stream has done since its task started. Written by the stream's thread, read by any. */
public final class StreamCounters {
    private final LongAdder read = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder unchanged = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile Instant caughtUp;
    private volatile long passRead;
    private volatile long known;
    private volatile boolean paused;

    /** A row came from the API. */
    public void read() {
        read.increment();
    }

    /** A row goes to the topic. */
    public void sent() {
        sent.increment();
    }

    /** A row is as the ledger has it. */
    public void unchanged() {
        unchanged.increment();
    }

    /** A delete goes to the topic. */
    public void deleted() {
        deleted.increment();
    }

    /** A row could not be read. */
    public void failed() {
        failed.increment();
    }

    /** A reading was given up. */
    public void failure() {
        failures.increment();
    }

    /** All that changed until then has been read. */
    public void caughtUp(Instant time) {
        caughtUp = time;
    }

    /** The running pass has read so many rows of so many that are known; 0 of 0 when none runs. */
    public void pass(long rowsRead, long rowsKnown) {
        passRead = rowsRead;
        known = rowsKnown;
    }

    public void paused(boolean now) {
        paused = now;
    }

    public long rowsRead() {
        return read.sum();
    }

    public long rowsSent() {
        return sent.sum();
    }

    public long rowsUnchanged() {
        return unchanged.sum();
    }

    public long rowsDeleted() {
        return deleted.sum();
    }

    public long rowsFailed() {
        return failed.sum();
    }

    public long failures() {
        return failures.sum();
    }

    /** Milliseconds since the moment until which all changes have been read; -1 before the first time. */
    public long lagMillis(Instant now) {
        Instant until = caughtUp;
        return until == null ? -1 : Math.max(0, now.toEpochMilli() - until.toEpochMilli());
    }

    /** 0 to 1 while a pass runs over known rows, by rows; 1 when none runs. In a first snapshot, where nobody knows how many rows will come, 0. */
    public double passProgress() {
        long rows = passRead;
        long all = known;
        if (rows == 0 && all == 0) {
            return 1;
        }
        return all == 0 ? 0 : Math.min(1.0, (double) rows / all);
    }

    public long passRowsRead() {
        return passRead;
    }

    public boolean isPaused() {
        return paused;
    }
}
