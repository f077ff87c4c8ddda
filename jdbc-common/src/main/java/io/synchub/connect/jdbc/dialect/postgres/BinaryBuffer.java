/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in network order, as PostgreSQL's binary formats have them. Grows as needed. */
final class BinaryBuffer {
    private byte[] bytes;
    private ByteBuffer view;

    /** @param size about how many bytes will come */
    BinaryBuffer(int size) {
        this.bytes = new byte[size];
        this.view = ByteBuffer.wrap(bytes);
    }

    /** What it holds; its own bytes where they are full. */
    byte[] toByteArray() {
        return bytes.length == size() ? bytes : Arrays.copyOf(bytes, size());
    }

    int size() {
        return view.position();
    }

    /** The bytes themselves, of which the first {@link #size} count, until the next are added. */
    byte[] array() {
        return bytes;
    }

    BinaryBuffer int8(int value) {
        reserve(Byte.BYTES);
        view.put((byte) value);
        return this;
    }

    BinaryBuffer int16(int value) {
        reserve(Short.BYTES);
        view.putShort((short) value);
        return this;
    }

    BinaryBuffer int32(int value) {
        reserve(Integer.BYTES);
        view.putInt(value);
        return this;
    }

    /** Replaces four bytes that are there. */
    void int32At(int index, int value) {
        view.putInt(index, value);
    }

    BinaryBuffer int64(long value) {
        reserve(Long.BYTES);
        view.putLong(value);
        return this;
    }

    BinaryBuffer bytes(byte[] value) {
        reserve(value.length);
        view.put(value);
        return this;
    }

    /** A text in UTF-8 behind its length in bytes. */
    BinaryBuffer text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        return int32(encoded.length).bytes(encoded);
    }

    private void reserve(int more) {
        if (view.remaining() < more) {
            int size = view.position();
            bytes = Arrays.copyOf(bytes, Math.max(Math.multiplyExact(bytes.length, 2), Math.addExact(size, more)));
            view = ByteBuffer.wrap(bytes);
            view.position(size);
        }
    }
}
