/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

/** A platform's row ids in 16 bytes and back, without loss. */
public interface IdCodec {
    /** UUIDs, written with hyphens. */
    IdCodec UUID = new IdCodec() {
        @Override
        public RowId encode(String id) {
            java.util.UUID uuid = java.util.UUID.fromString(id);
            return new RowId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
        }

        @Override
        public String decode(RowId id) {
            return new java.util.UUID(id.high(), id.low()).toString();
        }
    };

    /** @throws IllegalArgumentException when it is none of the platform's ids */
    RowId encode(String id);

    String decode(RowId id);
}
