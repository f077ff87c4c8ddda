/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import io.synchub.connect.common.ledger.IdCodec;
import io.synchub.connect.common.ledger.RowId;

/**
 * Record ids: {@code rec} and up to twenty letters and digits, of which Airtable uses fourteen. Each half of a row id holds ten
 * of them as a number to the base 62 that begins with a one, so that no leading zero is lost.
 */
public final class RecordIds implements IdCodec {
    private static final String PREFIX = "rec";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int BASE = DIGITS.length();
    private static final int HALF = 10;
    private static final int LONGEST = 2 * HALF;

    @Override
    public RowId encode(String id) {
        int length = id.length() - PREFIX.length();
        if (!id.startsWith(PREFIX) || length < 1 || length > LONGEST) {
            throw notAnId(id);
        }
        int middle = Math.min(id.length(), PREFIX.length() + HALF);
        return new RowId(number(id, PREFIX.length(), middle), number(id, middle, id.length()));
    }

    @Override
    public String decode(RowId id) {
        StringBuilder text = new StringBuilder(PREFIX.length() + LONGEST).append(PREFIX);
        append(id.high(), text);
        append(id.low(), text);
        return text.toString();
    }

    private static long number(String id, int from, int to) {
        long number = 1;
        for (int i = from; i < to; i++) {
            number = number * BASE + digit(id, i);
        }
        return number;
    }

    private static int digit(String id, int i) {
        char c = id.charAt(i);
        if (c >= '0' && c <= '9') {
            return c - '0';
        } else if (c >= 'A' && c <= 'Z') {
            return c - 'A' + 10;
        } else if (c >= 'a' && c <= 'z') {
            return c - 'a' + 36;
        }
        throw notAnId(id);
    }

    private static void append(long number, StringBuilder text) {
        int at = text.length();
        long rest = number;
        for (; rest > 1; rest /= BASE) {
            text.insert(at, DIGITS.charAt((int) (rest % BASE)));
        }
        if (rest != 1) {
            throw new IllegalArgumentException("Not a record's id in 16 bytes");
        }
    }

    private static IllegalArgumentException notAnId(String id) {
        return new IllegalArgumentException("Not a record's id: " + id);
    }
}
