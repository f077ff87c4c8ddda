/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Row numbers in the order of their keys. */
final class KeyOrder {
    private KeyOrder() {}

    static int[] of(Rows rows, IntPredicate wanted) {
        int[] chosen = new int[Math.min(16, rows.end())];
        int size = 0;
        for (int row = 0; row < rows.end(); row++) {
            if (wanted.test(row)) {
                if (size == chosen.length) {
                    chosen = Arrays.copyOf(chosen, Math.min(rows.end(), size + (size >> 1) + 1));
                }
                chosen[size++] = row;
            }
        }
        int[] sorted = Arrays.copyOf(chosen, size);
        sort(rows, sorted);
        return sorted;
    }

    /** Stable; little work where the rows came in key order, as those of a pass do. */
    static void sort(Rows rows, int[] numbers) {
        sort(rows, numbers.clone(), numbers, 0, numbers.length);
    }

    // Merge sort: the two arrays hold the same numbers on entry, and the target is sorted on return.
    private static void sort(Rows rows, int[] source, int[] target, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        sort(rows, target, source, from, middle);
        sort(rows, target, source, middle, to);
        if (rows.key(source[middle - 1]) <= rows.key(source[middle])) {
            System.arraycopy(source, from, target, from, to - from);
            return;
        }
        int left = from;
        int right = middle;
        for (int at = from; at < to; at++) {
            boolean takeLeft = right >= to || left < middle && rows.key(source[left]) <= rows.key(source[right]);
            target[at] = takeLeft ? source[left++] : source[right++];
        }
    }
}
