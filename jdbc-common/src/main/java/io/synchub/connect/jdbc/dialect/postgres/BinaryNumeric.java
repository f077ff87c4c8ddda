/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.errors.DataException;

/**
 * Decimals in PostgreSQL's binary form (numeric_recv): the count of digits to the base 10,000, the weight of the first,
 * the sign, the scale, the digits.
 */
final class BinaryNumeric {
    private static final int BASE = 10_000;
    private static final BigInteger BIG_BASE = BigInteger.valueOf(BASE);
    private static final int BASE_DIGITS = 4;
    private static final int POSITIVE = 0;
    private static final int NEGATIVE = 0x4000;
    private static final int MAX_SCALE = 16_383;
    private static final int MAX_WHOLE_DIGITS = 131_072;
    private static final int HEAD_BYTES = 8;
    /** So many digits, and the zeros that fill up the last group, fit in a long. */
    private static final int MAX_DIGITS_OF_LONG = 15;

    private static final int[] POWERS = {1, 10, 100, 1_000};

    private BinaryNumeric() {}

    /** Appends a number behind its length in bytes. */
    static void write(BinaryBuffer out, BigDecimal number) {
        if (number.scale() > MAX_SCALE || (long) number.precision() - number.scale() > MAX_WHOLE_DIGITS) {
            throw new DataException("the number has more digits than PostgreSQL's numeric holds");
        }
        BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
        int sign = plain.signum() < 0 ? NEGATIVE : POSITIVE;
        int groupsAfterPoint = (plain.scale() + BASE_DIGITS - 1) / BASE_DIGITS;
        int fill = POWERS[groupsAfterPoint * BASE_DIGITS - plain.scale()];
        short[] groups = plain.precision() <= MAX_DIGITS_OF_LONG
                ? groups(Math.abs(plain.unscaledValue().longValue()) * fill)
                : groups(plain.unscaledValue().abs().multiply(BigInteger.valueOf(fill)));
        // The groups come lowest first; zeros at the low end are not sent.
        int lowest = 0;
        while (lowest < groups.length && groups[lowest] == 0) {
            lowest++;
        }
        int count = groups.length - lowest;
        out.int32(HEAD_BYTES + Short.BYTES * count)
                .int16(count)
                .int16(count == 0 ? 0 : groups.length - groupsAfterPoint - 1)
                .int16(sign)
                .int16(plain.scale());
        for (int i = groups.length - 1; i >= lowest; i--) {
            out.int16(groups[i]);
        }
    }

    private static short[] groups(long number) {
        int count = 0;
        for (long rest = number; rest != 0; rest /= BASE) {
            count++;
        }
        short[] groups = new short[count];
        long rest = number;
        for (int i = 0; i < count; i++) {
            groups[i] = (short) (rest % BASE);
            rest /= BASE;
        }
        return groups;
    }

    private static short[] groups(BigInteger number) {
        short[] groups = new short[number.bitLength() / 13 + 1];
        int count = 0;
        for (BigInteger rest = number; rest.signum() != 0; count++) {
            BigInteger[] parts = rest.divideAndRemainder(BIG_BASE);
            groups[count] = parts[1].shortValue();
            rest = parts[0];
        }
        return java.util.Arrays.copyOf(groups, count);
    }
}
