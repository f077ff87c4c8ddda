/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.apache.kafka.connect.errors.DataException;

/**
 * Dates and times as a database without time zones holds them: instants and timestamps with an offset stand in one zone
 * that the user names.
 *
 * @param zone in which instants stand
 * @param firstYear the first year that the database knows
 * @param lastYear the last
 */
public record Temporals(ZoneId zone, int firstYear, int lastYear) {
    /** Blank between date and time, as many digits of the second as there are: what all databases read. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(java.time.format.ResolverStyle.STRICT);

    private static final int NANOS_PER_MICRO = 1000;

    /**
     * The value without a zone: a LocalDate, LocalTime, LocalDateTime, or the text of an OffsetTime.
     *
     * @param value of a date or time type, in its Java form
     * @throws DataException for infinities, and years that the database does not know
     */
    public Object local(Object value) {
        Object local = value;
        if (value instanceof Instant instant) {
            local = LocalDateTime.ofInstant(instant, zone);
        } else if (value instanceof OffsetDateTime timestamp) {
            checkFinite(timestamp, OffsetDateTime.MIN, OffsetDateTime.MAX);
            local = timestamp.atZoneSameInstant(zone).toLocalDateTime();
        } else if (value instanceof OffsetTime time) {
            return IsoValue.text(time);
        }
        if (local instanceof LocalDate date) {
            checkFinite(date, LocalDate.MIN, LocalDate.MAX);
            checkYear(date.getYear());
        } else if (local instanceof LocalDateTime timestamp) {
            checkFinite(timestamp, LocalDateTime.MIN, LocalDateTime.MAX);
            checkYear(timestamp.getYear());
        }
        return local;
    }

    /**
     * The same as text: {@code 2024-01-31}, {@code 13:05:00.5}, {@code 2024-01-31 13:05:00.000001}. The end of the day
     * is {@code 24:00:00}.
     */
    public String text(Object value) {
        Object local = local(value);
        if (local instanceof LocalDateTime timestamp) {
            return (isCommon(timestamp.getYear()) ? digits(timestamp) : TIMESTAMP.format(timestamp))
                    + fraction(timestamp.getNano());
        }
        if (local instanceof LocalTime time) {
            return time.equals(LocalTime.MAX)
                    ? "24:00:00"
                    : DateTimeFormatter.ofPattern("HH:mm:ss").format((TemporalAccessor) time)
                            + fraction(time.getNano());
        }
        return local.toString();
    }

    private static boolean isCommon(int year) {
        return year >= 1_000 && year <= 9_999;
    }

    /** The same as the formatter's, which takes several times as long. */
    private static String digits(LocalDateTime timestamp) {
        StringBuilder text = new StringBuilder(32).append(timestamp.getYear());
        two(text.append('-'), timestamp.getMonthValue());
        two(text.append('-'), timestamp.getDayOfMonth());
        two(text.append(' '), timestamp.getHour());
        two(text.append(':'), timestamp.getMinute());
        two(text.append(':'), timestamp.getSecond());
        return text.toString();
    }

    private static void two(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private static String fraction(int nanos) {
        if (nanos == 0) {
            return "";
        }
        boolean micros = nanos % NANOS_PER_MICRO == 0;
        String digits = micros
                ? Integer.toString(1_000_000 + nanos / NANOS_PER_MICRO)
                : Integer.toString(1_000_000_000 + nanos);
        return '.' + digits.substring(1);
    }

    private static void checkFinite(Object value, Object minusInfinity, Object infinity) {
        if (value.equals(minusInfinity) || value.equals(infinity)) {
            throw new DataException("infinity has no form in this database. Filter such records, or make the column a"
                    + " text and write another value by a transform");
        }
    }

    private void checkYear(int year) {
        if (year < firstYear || year > lastYear) {
            throw new DataException("the year is not between " + firstYear + " and " + lastYear
                    + ", which is what this database knows");
        }
    }
}
