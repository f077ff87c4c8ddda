/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

/** How large an offset becomes as JSON. */
final class OffsetSize {
    /** An offset stays below this: 64 KiB. */
    static final int LIMIT = 64 * 1024 - 1;

    /** The names, the numbers at their longest, and the signs between them. */
    static final int FRAME = 512;

    private OffsetSize() {}

    /** The bytes of a text between its quotes; a little more than they are when there are letters beyond ASCII. */
    static int of(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '"' || sign == '\\') {
                bytes += 2;
            } else {
                bytes += sign < 0x20 || sign > 0x7E ? 6 : 1;
            }
        }
        return bytes;
    }

    /** The largest number of bytes whose base64 has no more than so many signs. */
    static int bytesIn(int base64) {
        return base64 / 4 * 3;
    }
}
