/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.math.BigInteger;
import java.util.SplittableRandom;

/**
 * Identifiers of Airtable's form: a prefix of three letters and 14 letters and digits. The same sequence in every simulator.
 * Guarded by the world. A record's id is its number, scrambled, so that a million records need no table of ids.
 */
final class Ids {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 14;
    private static final int NUMBER_LENGTH = 11;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final long INVERSE = BigInteger.valueOf(FACTOR)
            .modInverse(BigInteger.ONE.shiftLeft(Long.SIZE))
            .longValue();
    private static final String RECORD = "rec";

    private final SplittableRandom random = new SplittableRandom(20261101);

    /** @param prefix such as {@code tbl} */
    String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < LENGTH; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }

    static String record(long number) {
        long left = scrambled(number);
        char[] digits = new char[LENGTH];
        for (int i = LENGTH - 1; i >= LENGTH - NUMBER_LENGTH; i--) {
            digits[i] = DIGITS.charAt((int) Long.remainderUnsigned(left, DIGITS.length()));
            left = Long.divideUnsigned(left, DIGITS.length());
        }
        for (int i = 0; i < LENGTH - NUMBER_LENGTH; i++) {
            digits[i] = DIGITS.charAt((int) Long.remainderUnsigned(scrambled(number + i + 1), DIGITS.length()));
        }
        return RECORD + new String(digits);
    }

    /** The number of the record with that id; -1 when no record can have it. */
    static long recordNumber(String id) {
        if (!isId(id, RECORD)) {
            return -1;
        }
        long scrambled = 0;
        for (int i = id.length() - NUMBER_LENGTH; i < id.length(); i++) {
            scrambled = scrambled * DIGITS.length() + DIGITS.indexOf(id.charAt(i));
        }
        long number = unscrambled(scrambled);
        return number >= 0 && record(number).equals(id) ? number : -1;
    }

    /** Whether it has the form of an id with that prefix. */
    static boolean isId(String text, String prefix) {
        return text.length() == prefix.length() + LENGTH
                && text.startsWith(prefix)
                && text.chars().skip(prefix.length()).allMatch(c -> DIGITS.indexOf(c) >= 0);
    }

    private static long scrambled(long number) {
        long mixed = (number ^ (number >>> 32)) * FACTOR;
        return mixed ^ (mixed >>> 32);
    }

    private static long unscrambled(long scrambled) {
        long mixed = (scrambled ^ (scrambled >>> 32)) * INVERSE;
        return mixed ^ (mixed >>> 32);
    }
}
