/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.util.Optional;

/**
 * An offset as it was read.
 *
 * @param baseProgress empty when nothing was restored and base is 0
 * @param slots how many slots were ever used
 * @param checksum over what the slots hold without any write newer than base
 * @param epochBefore what the slot held before: 0 for nothing
 * @param closing what only the last record of a batch carries
 */
record SlotContent(
        int slot,
        long epoch,
        long seq,
        long base,
        Optional<String> baseProgress,
        int slots,
        long checksum,
        long epochBefore,
        long seqBefore,
        Optional<Closing> closing) {

    /** @param table deflated */
    record Closing(String progress, byte[] rows, Optional<String> table) {}

    boolean is(Segment segment) {
        return epoch == segment.epoch && seq == segment.seq;
    }

    boolean newerThan(SlotContent other) {
        return epoch > other.epoch || epoch == other.epoch && seq > other.seq;
    }
}
