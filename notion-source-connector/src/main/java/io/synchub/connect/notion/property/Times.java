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
}
