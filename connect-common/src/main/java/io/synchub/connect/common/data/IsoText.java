/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.data;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalQuery;
import org.apache.kafka.connect.errors.DataException;

/** Debezium's ISO 8601 texts to java.time. */
final class IsoText {
    private static final String POSITIVE_INFINITY = "infinity";
    private static final String NEGATIVE_INFINITY = "-infinity";
    private static final String END_OF_DAY = "24:00";

    private IsoText() {}

    static LocalDate date(String text) {
        return switch (text) {
            case POSITIVE_INFINITY -> LocalDate.MAX;
            case NEGATIVE_INFINITY -> LocalDate.MIN;
            default -> Infinity.replacing(parse(text, DateTimeFormatter.ISO_DATE, LocalDate::from));
        };
    }

    static LocalTime time(String text) {
        return isEndOfDay(text) ? LocalTime.MAX : parse(text, DateTimeFormatter.ISO_TIME, LocalTime::from);
    }

    static LocalDateTime timestamp(String text) {
        return switch (text) {
            case POSITIVE_INFINITY -> LocalDateTime.MAX;
            case NEGATIVE_INFINITY -> LocalDateTime.MIN;
            default -> Infinity.replacing(parse(text, DateTimeFormatter.ISO_DATE_TIME, LocalDateTime::from));
        };
    }

    static OffsetDateTime zonedTimestamp(String text) {
        return switch (text) {
            case POSITIVE_INFINITY -> OffsetDateTime.MAX;
            case NEGATIVE_INFINITY -> OffsetDateTime.MIN;
            default -> Infinity.replacing(parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME, OffsetDateTime::from));
        };
    }

    static OffsetTime zonedTime(String text) {
        if (!isEndOfDay(text)) {
            return parse(text, DateTimeFormatter.ISO_OFFSET_TIME, OffsetTime::from);
        }
        String startOfDay = "00" + text.substring(2);
        return parse(startOfDay, DateTimeFormatter.ISO_OFFSET_TIME, OffsetTime::from)
                .with(LocalTime.MAX);
    }

    private static boolean isEndOfDay(String text) {
        return text.startsWith(END_OF_DAY);
    }

    /** The parser's exception quotes the text, which is a row's value: it must not become a cause. */
    @SuppressWarnings("UnusedException")
    private static <T> T parse(String text, DateTimeFormatter formatter, TemporalQuery<T> query) {
        try {
            return formatter.parse(text, query);
        } catch (DateTimeParseException e) {
            throw new DataException(
                    "A text of " + text.length() + " characters is no ISO 8601 date or time of its type");
        }
    }
}
