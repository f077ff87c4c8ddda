/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.data;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.connect.errors.DataException;

/** Numbers since the epoch, or since midnight, to java.time. Values before 1970 are negative and round down. */
final class TemporalDecoding {
    private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();
    private static final long NANOS_PER_DAY = Duration.ofDays(1).toNanos();

    private TemporalDecoding() {}

    static LocalDate dateOfDays(int days) {
        return Infinity.replacing(LocalDate.ofEpochDay(days));
    }

    static LocalDate dateOfMillis(long millis) {
        return LocalDate.ofEpochDay(Math.floorDiv(millis, MILLIS_PER_DAY));
    }

    static LocalTime timeOfMillis(long millis) {
        return timeOf(millis, 1_000_000);
    }

    static LocalTime timeOfMicros(long micros) {
        return timeOf(micros, 1_000);
    }

    static LocalTime timeOfNanos(long nanos) {
        return timeOf(nanos, 1);
    }

    /**
     * A time of day. PostgreSQL has 24:00:00, the end of a day, beside 00:00:00; Java has not, and the last nanosecond
     * of the day stands for it, as it does in PostgreSQL's driver in both directions. MySQL's TIME is a span of up to
     * 838 hours, also a negative one: that is no time of day, and to bend it into one would be a wrong value.
     */
    private static LocalTime timeOf(long units, long nanosPerUnit) {
        long unitsPerDay = NANOS_PER_DAY / nanosPerUnit;
        if (units == unitsPerDay) {
            return LocalTime.MAX;
        }
        if (units < 0 || units > unitsPerDay) {
            throw new DataException("A time of day is outside 00:00 to 24:00. MySQL's TIME holds spans of time too: "
                    + "convert such a column to seconds, or to text, before it is captured");
        }
        return LocalTime.ofNanoOfDay(units * nanosPerUnit);
    }

    static LocalDateTime timestampOfMillis(long millis) {
        return Infinity.replacing(timestampOf(millis, 1_000));
    }

    static LocalDateTime timestampOfMicros(long micros) {
        return Infinity.replacing(timestampOf(micros, 1_000_000));
    }

    static LocalDateTime timestampOfNanos(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return LocalDateTime.MAX;
        }
        return nanos == Long.MIN_VALUE ? LocalDateTime.MIN : timestampOf(nanos, 1_000_000_000);
    }

    private static LocalDateTime timestampOf(long units, long unitsPerSecond) {
        long seconds = Math.floorDiv(units, unitsPerSecond);
        long nanos = Math.floorMod(units, unitsPerSecond) * (1_000_000_000 / unitsPerSecond);
        return LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC);
    }

    static String intervalOfMicros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS).toString();
    }

    static String intervalOfNanos(long nanos) {
        return Duration.ofNanos(nanos).toString();
    }
}
