/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.poll.PassPage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Reads a range some pages ahead of who takes them, one request at a time. No thread waits here for a taker: a range that is
 * given up stops by itself when it is far enough ahead.
 */
final class ReadAhead {
    private static final int PAGES_AHEAD = 16;

    private final NotionPass pass;
    private final long from;
    private final long until;
    private final Executor threads;
    private final Deque<PassPage> ready = new ArrayDeque<>();
    private boolean reading;
    private boolean ended;
    private RuntimeException failure;
    private long rows;

    ReadAhead(NotionPass pass, long from, long until, Executor threads) {
        this.pass = pass;
        this.from = from;
        this.until = until;
        this.threads = threads;
    }

    long from() {
        return from;
    }

    long until() {
        return until;
    }

    /** How many rows were taken. */
    long rows() {
        return rows;
    }

    /** Reads another page, unless it is far enough ahead or at its end. */
    synchronized void readOn() {
        if (reading || ended || failure != null || ready.size() >= PAGES_AHEAD) {
            return;
        }
        reading = true;
        try {
            threads.execute(this::read);
        } catch (RejectedExecutionException e) {
            reading = false;
            failure = closed(e);
        }
    }

    private void read() {
        PassPage page = null;
        RuntimeException failed = null;
        try {
            page = pass.next();
        } catch (RuntimeException e) {
            failed = e;
        }
        synchronized (this) {
            reading = false;
            failure = failed;
            if (page != null) {
                ready.add(page);
                ended = page.last();
            }
            notifyAll();
        }
        readOn();
    }

    /**
     * The next page; waits for it.
     *
     * @throws RuntimeException what the pass threw in its place
     */
    synchronized PassPage take() {
        try {
            while (ready.isEmpty() && failure == null) {
                readOn();
                if (reading) {
                    wait();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw closed(e);
        }
        if (ready.isEmpty()) {
            throw failure;
        }
        PassPage page = ready.remove();
        rows += page.rows().size();
        readOn();
        return page;
    }

    private static ApiFailure closed(Exception cause) {
        return ApiFailure.unanswered(Scope.PASSING, "closed", "Reading was given up because the task stops", cause);
    }
}
