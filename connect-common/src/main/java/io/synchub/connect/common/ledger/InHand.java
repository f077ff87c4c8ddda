/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.util.Arrays;

/** The rows that a write names, while they are gathered, and whether more of them fit. */
final class InHand {
    private final Rows rows;
    private int room;
    private int[] numbers = new int[8];
    private int size;
    private long minKey = Long.MAX_VALUE;
    private long maxKey = Long.MIN_VALUE;

    /** @param room bytes for the entries */
    InHand(Rows rows, int room) {
        this.rows = rows;
        this.room = room;
    }

    int size() {
        return size;
    }

    void reserve(int bytes) {
        room -= bytes;
    }

    boolean fits(int[] more, int otherBytes) {
        long min = minKey;
        long max = maxKey;
        for (int row : more) {
            min = Math.min(min, rows.key(row));
            max = Math.max(max, rows.key(row));
        }
        return EntryCodec.bound(size + more.length, min, max) <= room - otherBytes;
    }

    void add(int row) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = row;
        minKey = Math.min(minKey, rows.key(row));
        maxKey = Math.max(maxKey, rows.key(row));
    }

    int[] sorted() {
        int[] sorted = Arrays.copyOf(numbers, size);
        KeyOrder.sort(rows, sorted);
        return sorted;
    }
}
