/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

/**
 * What a write says of one row.
 *
 * @param fingerprint of the content that was sent, 56 bits; or {@link #GRAVE} or {@link #STALE}
 * @param orderKey the row's place in the sweep order; a row's key never changes
 */
public record Entry(RowId id, long fingerprint, long orderKey) {
    /** The row was deleted. */
    public static final long GRAVE = 0;

    /** The row is known, and must be sent again whatever it looks like. */
    public static final long STALE = 1;

    /** The largest fingerprint: seven bytes of an entry hold it. */
    public static final long MAX_FINGERPRINT = (1L << 56) - 1;

    public Entry {
        if (fingerprint < 0 || fingerprint > MAX_FINGERPRINT) {
            throw new IllegalArgumentException("A fingerprint has 56 bits, this one is " + fingerprint);
        }
    }
}
