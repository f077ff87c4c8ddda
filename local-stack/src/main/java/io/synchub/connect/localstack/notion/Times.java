/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as Notion writes them. */
final class Times {
    private static final DateTimeFormatter UTC_MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter OFFSET_MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+00:00'").withZone(ZoneOffset.UTC);
    private static final int SECONDS = 60;

    private Times() {}

    /** The minute that has begun, counted from 1970. */
    static int minute(Instant time) {
        return Math.toIntExact(Math.floorDiv(time.getEpochSecond(), SECONDS));
    }

    static Instant ofMinute(int minute) {
        return Instant.ofEpochSecond((long) minute * SECONDS);
    }

    static String text(int minute) {
        return text(ofMinute(minute));
    }

    static String text(Instant time) {
        return UTC_MILLIS.format(time);
    }

    /** The form of databases, which alone are not cut to the minute. */
    static String exactText(Instant time) {
        return OFFSET_MILLIS.format(time);
    }
}
