/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.digest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Values as bytes, each with its type and its length before it, so that {@code ("a","bc")} is not {@code ("ab","c")} and
 * nothing is not an empty text. Not for many threads; {@link #reset} starts anew in the same memory.
 */
public final class RowEncoding {
    private byte[] bytes = new byte[1024];
    private int length;

    public void reset() {
        length = 0;
    }

    public RowEncoding text(String text) {
        return text('S', text);
    }

    /** A text that means something of its own; the tag tells it from others. */
    public RowEncoding text(char tag, String text) {
        return tagged(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that are encoded already, such as a field's id. */
    public RowEncoding raw(byte[] encoded) {
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        return this;
    }

    /** All NaN are one, and -0.0 is 0.0. */
    public RowEncoding number(double number) {
        return fixed('D', Double.doubleToLongBits(number == 0.0 ? 0.0 : number));
    }

    public RowEncoding bool(boolean value) {
        return fixed('B', value ? 1 : 0);
    }

    /** Milliseconds of an instant, or days of a date, or anything that counts; the tag tells them apart. */
    public RowEncoding count(char tag, long value) {
        return fixed(tag, value);
    }

    /** The beginning of a list of so many texts. */
    public RowEncoding list(int size) {
        return fixed('L', size);
    }

    public RowEncoding nothing() {
        ensure(1);
        bytes[length++] = 'N';
        return this;
    }

    /** What is encoded so far; valid until the next call. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private RowEncoding tagged(char tag, byte[] content) {
        ensure(5 + content.length);
        bytes[length++] = (byte) tag;
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (content.length >>> shift);
        }
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
        return this;
    }

    private RowEncoding fixed(char tag, long value) {
        ensure(9);
        bytes[length++] = (byte) tag;
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
