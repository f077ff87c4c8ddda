/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

/** Spreads the bits of a number over all of its 64. */
final class Mixing {
    private Mixing() {}

    /** The finishing step of MurmurHash3 with the constants of David Stafford's variant 13. */
    static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
