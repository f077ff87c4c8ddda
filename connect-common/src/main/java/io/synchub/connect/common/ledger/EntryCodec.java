/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.nio.ByteBuffer;

/**
 * The entries of a write as bytes: in key order, each 16 bytes id, 7 fingerprint, and the difference of the order key to the one
 * before it as a varint; the first key is written as it is, zigzag.
 */
final class EntryCodec {
    private static final int FIXED = 16 + 7;
    private static final int MAX_VARINT = 10;

    private EntryCodec() {}

    /** Takes entries one by one. */
    interface Sink {
        void entry(long high, long low, long fingerprint, long key);
    }

    /** An upper bound of the bytes of so many entries with keys in this span, close enough to fill an offset. */
    static int bound(int entries, long minKey, long maxKey) {
        if (entries == 0) {
            return 0;
        }
        long bytes = MAX_VARINT + (long) FIXED * entries + (entries - 1);
        long span = maxKey - minKey;
        // A difference takes another byte for each 7 bits, and differences of that size can't be many: they add up to
        // the span.
        for (int bits = 7; bits < 64 && span >>> bits != 0; bits += 7) {
            bytes += Math.min(entries - 1, span >>> bits);
        }
        return Math.toIntExact(bytes);
    }

    /** @param sorted row numbers in key order */
    static byte[] encode(Rows rows, int[] sorted) {
        if (sorted.length == 0) {
            return new byte[0];
        }
        ByteBuffer buffer =
                ByteBuffer.allocate(bound(sorted.length, rows.key(sorted[0]), rows.key(sorted[sorted.length - 1])));
        long key = 0;
        for (int at = 0; at < sorted.length; at++) {
            int row = sorted[at];
            buffer.putLong(rows.high(row)).putLong(rows.low(row));
            long fingerprint = rows.fingerprint(row);
            buffer.putInt((int) (fingerprint >>> 24))
                    .putShort((short) (fingerprint >>> 8))
                    .put((byte) fingerprint);
            long difference = rows.key(row) - key;
            putVarint(buffer, at == 0 ? difference << 1 ^ difference >> 63 : difference);
            key = rows.key(row);
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    /** @throws java.nio.BufferUnderflowException when the bytes end in the middle of an entry */
    static void decode(byte[] bytes, Sink sink) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long key = 0;
        for (boolean first = true; buffer.hasRemaining(); first = false) {
            long high = buffer.getLong();
            long low = buffer.getLong();
            long fingerprint =
                    (buffer.getInt() & 0xFFFF_FFFFL) << 24 | (buffer.getShort() & 0xFFFFL) << 8 | buffer.get() & 0xFFL;
            long difference = getVarint(buffer);
            key += first ? difference >>> 1 ^ -(difference & 1) : difference;
            sink.entry(high, low, fingerprint, key);
        }
    }

    private static void putVarint(ByteBuffer buffer, long value) {
        long rest = value;
        while (rest >>> 7 != 0) {
            buffer.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    private static long getVarint(ByteBuffer buffer) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = buffer.get();
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }
}
