/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How many records of each write were acknowledged or dropped by a transform, and whether the last one was. It never tells that a
 * write is durable; only that waiting for it may be in vain.
 *
 * <p>For any thread.
 */
final class Acknowledgements {
    private static final int LAST = 1 << 30;

    private final ConcurrentNavigableMap<Long, Integer> bySeq = new ConcurrentSkipListMap<>();

    void count(long seq, boolean last) {
        bySeq.merge(seq, last ? LAST + 1 : 1, Integer::sum);
    }

    /** Whether the last record was acknowledged; others may still be under way, since a dropped record counts at once. */
    boolean last(long seq) {
        return (bySeq.getOrDefault(seq, 0) & LAST) != 0;
    }

    int number(long seq) {
        return bySeq.getOrDefault(seq, 0) & ~LAST;
    }

    void forget(long upTo) {
        bySeq.headMap(upTo, true).clear();
    }
}
