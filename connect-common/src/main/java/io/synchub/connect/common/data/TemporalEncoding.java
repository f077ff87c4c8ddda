/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/** java.time to the values that Connect's and Debezium's logical types hold. */
public final class TemporalEncoding {
    private TemporalEncoding() {}

    /**
     * A value of Connect's Date: midnight UTC.
     *
     * @throws ArithmeticException for a day that the number of days, an INT32, cannot hold
     */
    public static Date connectDate(LocalDate date) {
        return new Date(TimeUnit.DAYS.toMillis(Math.toIntExact(date.toEpochDay())));
    }

    /**
     * A value of Connect's Timestamp; what is finer than a millisecond is cut off, towards the past.
     *
     * @throws ArithmeticException for an instant 292 million years away
     */
    public static Date connectTimestamp(Instant instant) {
        return new Date(instant.toEpochMilli());
    }

    /**
     * A value of io.debezium.time.MicroTimestamp; what is finer than a microsecond is cut off, towards the past. MAX and
     * MIN become what Debezium writes for PostgreSQL's infinities.
     *
     * @throws ArithmeticException beyond the year 294247
     */
    public static long microTimestamp(LocalDateTime timestamp) {
        if (timestamp.equals(LocalDateTime.MAX)) {
            return microTimestamp(Infinity.AFTER_ALL);
        }
        if (timestamp.equals(LocalDateTime.MIN)) {
            return microTimestamp(Infinity.BEFORE_ALL);
        }
        long seconds = timestamp.toEpochSecond(ZoneOffset.UTC);
        long micros = timestamp.getNano() / 1_000L;
        // Of the earliest second that fits the product alone would overflow, though the sum fits.
        return seconds < 0
                ? Math.addExact(Math.multiplyExact(seconds + 1, 1_000_000L), micros - 1_000_000L)
                : Math.addExact(Math.multiplyExact(seconds, 1_000_000L), micros);
    }

    /** A value of io.debezium.time.MicroTime; what is finer than a microsecond is cut off. MAX is 24:00. */
    public static long microTime(LocalTime time) {
        return time.equals(LocalTime.MAX) ? TimeUnit.DAYS.toMicros(1) : time.toNanoOfDay() / 1_000;
    }
}
