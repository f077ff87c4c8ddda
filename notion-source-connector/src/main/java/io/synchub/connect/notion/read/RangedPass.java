/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import io.synchub.connect.common.poll.PassPage;
import io.synchub.connect.common.poll.TableReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Reads a large table with several requests under way, where one after the other would leave a part of the permitted rate unused
 * because answers take their time. Cursors cannot be followed in parallel; ranges of the time of creation can.
 *
 * <p>Begins like any pass. When the rate was never in the way of its first pages, the rest is cut into ranges of about ten pages.
 * The pages come out in the order of the ranges, so that nobody can tell the difference. A table that is over by then costs no
 * request more; a larger one about half a page for each range.
 */
final class RangedPass implements TableReader.Pass {
    private static final int PAGES_BEFORE_RANGES = 20;
    private static final int RANGES_AT_ONCE = 3;
    private static final int PAGES_IN_A_RANGE = 10;

    private final Passes passes;
    private final Executor threads;
    private final BooleanSupplier wouldWait;
    private final long pastTheEnd;
    private final int rowsInARange;
    private final NotionPass first;

    private final Deque<ReadAhead> ranges = new ArrayDeque<>();
    private boolean ranged;
    private int freePages;
    private long rows;
    private long firstKey = -1;
    private long nextFrom;
    private boolean allBegun;
    private double rowsInAMinute;

    /** Makes passes over parts of the table, each for a thread of its own. */
    interface Passes {
        /** @param until the first minute that does not belong to it */
        NotionPass over(long from, long until);
    }

    /**
     * @param threads where pages are read ahead
     * @param wouldWait whether a request would have to wait for the rate now
     * @param pastTheEnd a minute after which nothing was created when the pass began
     */
    RangedPass(Passes passes, Executor threads, BooleanSupplier wouldWait, long from, long pastTheEnd, int pageSize) {
        this.passes = passes;
        this.threads = threads;
        this.wouldWait = wouldWait;
        this.pastTheEnd = pastTheEnd;
        this.rowsInARange = PAGES_IN_A_RANGE * pageSize;
        this.first = passes.over(from, Long.MAX_VALUE);
    }

    @Override
    public PassPage next() {
        return ranged ? nextOfRanges() : nextOfFirst();
    }

    private PassPage nextOfFirst() {
        PassPage page = first.next();
        rows += page.rows().size();
        if (firstKey < 0 && !page.rows().isEmpty()) {
            firstKey = page.rows().get(0).orderKey();
        }
        freePages = wouldWait.getAsBoolean() ? 0 : freePages + 1;
        if (freePages >= PAGES_BEFORE_RANGES && !page.last() && page.shownBelow() < pastTheEnd) {
            ranged = true;
            nextFrom = page.shownBelow();
            rowsInAMinute = (double) rows / Math.max(1, page.shownBelow() - firstKey);
            beginRanges();
        }
        return page;
    }

    private PassPage nextOfRanges() {
        ReadAhead range = ranges.element();
        PassPage page = range.take();
        rows += page.rows().size();
        if (!page.last()) {
            return new PassPage(page.rows(), Math.min(page.shownBelow(), range.until()), false);
        }
        ranges.remove();
        rowsInAMinute = (double) range.rows() / (range.until() - range.from());
        beginRanges();
        return new PassPage(page.rows(), range.until(), ranges.isEmpty());
    }

    private void beginRanges() {
        while (ranges.size() < RANGES_AT_ONCE && !allBegun) {
            long width = (long) Math.ceil(rowsInARange / Math.max(rowsInAMinute, 1e-9));
            long until = nextFrom + Math.max(1, Math.min(width, pastTheEnd));
            allBegun = until >= pastTheEnd;
            // What is created meanwhile belongs to the last range.
            long end = allBegun ? Long.MAX_VALUE : until;
            ReadAhead range = new ReadAhead(passes.over(nextFrom, end), nextFrom, end, threads);
            ranges.add(range);
            range.readOn();
            nextFrom = until;
        }
    }
}
