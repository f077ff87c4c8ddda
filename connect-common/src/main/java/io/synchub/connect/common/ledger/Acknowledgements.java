/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How many records of each write were acknowledged or dropped by a transform. It never tells that a write is durable; only that its
 * records were delivered, and that waiting for it may be in vain.
 *
 * <p>For any thread.
 */
final class Acknowledgements {
    private final ConcurrentNavigableMap<Long, Integer> bySeq = new ConcurrentSkipListMap<>();

    void count(long seq) {
        bySeq.merge(seq, 1, Integer::sum);
    }

    int of(long seq) {
        return bySeq.getOrDefault(seq, 0);
    }

    void forget(long upTo) {
        bySeq.headMap(upTo, true).clear();
    }
}
