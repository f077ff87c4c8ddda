/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.property;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Times and dates as Notion writes them. */
final class Times {
    private static final int DAY_LENGTH = 10;

    private Times() {}

    /**
     * A point in time with an offset.
     *
     * @throws DateTimeException when it is none
     */
    static Instant instant(String text) {
        // Every page has two of this form: 2026-07-25T16:57:00.000Z.
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

    /**
     * The start or end of a date property.
     *
     * @param zone the zone of a time that is written without offset, or null
     * @throws DateTimeException when it is none
     */
    static Instant dayOrTime(String text, String zone) {
        if (isDay(text)) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        if (offset(text) != null) {
            return OffsetDateTime.parse(text).toInstant();
        }
        return LocalDateTime.parse(text)
                .atZone(zone == null ? ZoneOffset.UTC : ZoneId.of(zone))
                .toInstant();
    }

    static boolean isDay(String text) {
        return text.length() == DAY_LENGTH;
    }

    /** The offset as it is written, or null. */
    static String offset(String text) {
        if (text.endsWith("Z")) {
            return "Z";
        }
        int time = text.indexOf('T');
        int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        return time >= 0 && sign > time ? text.substring(sign) : null;
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
