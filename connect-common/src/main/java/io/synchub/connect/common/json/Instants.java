/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Points in time as APIs write them. */
public final class Instants {
    private Instants() {}

    /**
     * A point in time with an offset.
     *
     * @throws DateTimeException when it is none
     */
    public static Instant of(String text) {
        // Nearly all times of APIs have this form: 2026-07-25T16:57:00.000Z.
        if (text.length() == 24 && text.charAt(23) == 'Z' && text.charAt(10) == 'T') {
            int year = digits(text, 0, 4);
            int month = digits(text, 5, 7);
            int day = digits(text, 8, 10);
            int hour = digits(text, 11, 13);
            int minute = digits(text, 14, 16);
            int second = digits(text, 17, 19);
            int milli = digits(text, 20, 23);
            if ((year | month | day | hour | minute | second | milli) >= 0 && hour < 24 && minute < 60 && second < 60) {
                long seconds =
                        LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second;
                return Instant.ofEpochSecond(seconds, milli * 1_000_000L);
            }
        }
        return OffsetDateTime.parse(text).toInstant();
    }

    /** The number that the digits write; negative when they are none. */
    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
