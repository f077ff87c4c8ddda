/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.cast;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Reads dates and points in time from values of any column, also from text and numbers that carry no logical type:
 * ISO 8601 (a blank may stand for the T), {@code infinity}, and milliseconds since the epoch in UTC.
 */
public final class TemporalValues {
    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .toFormatter(Locale.ROOT)
            .withChronology(IsoChronology.INSTANCE)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final int END_OF_DATE = "2026-01-01".length();

    private TemporalValues() {}

    /**
     * Reads a value.
     *
     * @param value in the Java form of its type; not null
     * @return a {@link LocalDate}, {@link LocalDateTime}, {@link OffsetDateTime} or {@link Instant}
     * @throws CastException when it is none of time
     */
    public static Object read(Object value) {
        if (value instanceof LocalDate
                || value instanceof LocalDateTime
                || value instanceof OffsetDateTime
                || value instanceof Instant) {
            return value;
        }
        if (value instanceof String text) {
            return parse(text.strip());
        }
        if (value instanceof Long millis) {
            return Instant.ofEpochMilli(millis);
        }
        throw Numbers.noCast(value);
    }

    @SuppressWarnings("UnusedException") // Its message quotes the text.
    private static Object parse(String text) {
        switch (text) {
            case "infinity":
                return OffsetDateTime.MAX;
            case "-infinity":
                return OffsetDateTime.MIN;
            default:
                break;
        }
        String iso = text.length() > END_OF_DATE && text.charAt(END_OF_DATE) == ' '
                ? text.substring(0, END_OF_DATE) + "T" + text.substring(END_OF_DATE + 1)
                : text;
        try {
            return TEXT.parseBest(iso, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        } catch (DateTimeParseException e) {
            throw new CastException("the text is no date or timestamp in ISO 8601, such as 2026-01-31T12:30:00Z");
        }
    }

    /** Runs a computation or an encoding; what its result cannot hold is an error, and infinity is beyond most. */
    @SuppressWarnings("UnusedException")
    public static <T> T inRange(Supplier<T> computation) {
        try {
            return computation.get();
        } catch (ArithmeticException | DateTimeException e) {
            throw new CastException("it is out of the range of the type");
        }
    }

    static boolean isTime(String text) {
        return text.strip().indexOf(':') == 2;
    }

    @SuppressWarnings("UnusedException")
    static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.strip(), DateTimeFormatter.ISO_LOCAL_TIME);
        } catch (DateTimeParseException e) {
            throw new CastException("the text is no time in ISO 8601, such as 12:30:00");
        }
    }
}
