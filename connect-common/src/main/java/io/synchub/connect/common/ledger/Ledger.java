/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was sent of each row of a stream: its fingerprint and its order key. Only {@link SegmentLog#append} changes it.
 *
 * <p>Confined to the thread of its stream. About 48 bytes a row.
 */
public final class Ledger {
    private static final int MAX_MARK = 255;

    private final Rows rows;
    private int marking;
    private int alive;
    private int stale;

    // The rows that had no mark when it was made, in the order of the keys that they had then. A number may have been
    // given to another
    // row since, which has a mark.
    private int[] order;
    private long[] orderKeys;

    Ledger(Rows rows) {
        this.rows = rows;
    }

    /** @return 0 when the row is unknown or was deleted, 1 when it must be sent again */
    public long fingerprint(RowId id) {
        int row = rows.find(id.high(), id.low());
        return row < 0 ? Entry.GRAVE : rows.fingerprint(row);
    }

    /** Whether the row is known, be it as one that was deleted: of those some are forgotten in time. */
    public boolean knows(RowId id) {
        return rows.find(id.high(), id.low()) >= 0;
    }

    /** @return the row's place in the sweep order; 0 when it is unknown */
    public long orderKey(RowId id) {
        int row = rows.find(id.high(), id.low());
        return row < 0 ? 0 : rows.key(row);
    }

    /** How many rows are known and were not deleted. */
    public int size() {
        return alive;
    }

    int rowsAndGraves() {
        return rows.size();
    }

    /** Forgets all marks: a sweep begins. Rows that are appended from now on are marked by that. */
    public void beginMarking() {
        order = null;
        orderKeys = null;
        if (marking == MAX_MARK) {
            for (int row = 0; row < rows.end(); row++) {
                rows.mark(row, 0);
            }
            marking = 0;
        }
        marking++;
    }

    /** The row was seen since {@link #beginMarking}. Nothing happens when it is unknown. */
    public void mark(RowId id) {
        int row = rows.find(id.high(), id.low());
        if (row >= 0) {
            rows.mark(row, marking);
        }
    }

    /**
     * The first rows that are alive and have no mark, in key order. Those that it gave are given again until they are marked or
     * deleted.
     *
     * @param fromKey the smallest order key
     * @param toKey above the largest order key
     */
    public List<RowId> unmarked(long fromKey, long toKey, int limit) {
        if (order == null) {
            order = KeyOrder.of(rows, row -> isUnmarked(row));
            orderKeys = Arrays.stream(order).mapToLong(rows::key).toArray();
        }
        int first = Arrays.binarySearch(orderKeys, fromKey);
        // Of equal keys any may be found.
        for (first = first < 0 ? -first - 1 : first; first > 0 && orderKeys[first - 1] >= fromKey; ) {
            first--;
        }
        List<RowId> found = new ArrayList<>();
        for (int at = first; at < order.length && orderKeys[at] < toKey && found.size() < limit; at++) {
            if (isUnmarked(order[at])) {
                found.add(id(order[at]));
            }
        }
        return found;
    }

    /** All rows that must be sent again. */
    public List<RowId> stale() {
        List<RowId> found = new ArrayList<>(stale);
        for (int row = 0; row < rows.end() && found.size() < stale; row++) {
            if (rows.fingerprint(row) == Entry.STALE) {
                found.add(id(row));
            }
        }
        return found;
    }

    /**
     * Takes an entry that is newer than what is known of its row. Whoever owned the entry before has lost it to the write with this
     * number.
     *
     * @return the row's number
     */
    int apply(long high, long low, long fingerprint, long key, Slots slots, long seq) {
        int row = rows.find(high, low);
        if (row < 0) {
            row = rows.add(high, low);
        } else {
            slots.release(row, seq);
        }
        content(row, fingerprint, key);
        rows.mark(row, marking);
        return row;
    }

    private void content(int row, long fingerprint, long key) {
        long before = rows.fingerprint(row);
        alive += (fingerprint == Entry.GRAVE ? 0 : 1) - (before == Entry.GRAVE ? 0 : 1);
        stale += (fingerprint == Entry.STALE ? 1 : 0) - (before == Entry.STALE ? 1 : 0);
        rows.content(row, fingerprint, key);
    }

    private boolean isUnmarked(int row) {
        return rows.fingerprint(row) != Entry.GRAVE && rows.mark(row) != marking;
    }

    private RowId id(int row) {
        return new RowId(rows.high(row), rows.low(row));
    }
}
