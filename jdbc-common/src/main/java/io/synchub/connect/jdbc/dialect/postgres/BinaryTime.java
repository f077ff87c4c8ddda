/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.apache.kafka.connect.errors.DataException;

/** Dates and times as PostgreSQL counts them: days and microseconds since the year 2000, the ends for the infinities. */
final class BinaryTime {
    private static final long EPOCH_SECONDS = LocalDateTime.of(2000, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long EPOCH_DAYS = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long MICROS = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final long MICROS_OF_A_DAY = 86_400 * MICROS;

    private BinaryTime() {}

    static int days(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return Integer.MAX_VALUE;
        }
        if (date.equals(LocalDate.MIN)) {
            return Integer.MIN_VALUE;
        }
        long days = date.toEpochDay() - EPOCH_DAYS;
        if (days <= Integer.MIN_VALUE || days >= Integer.MAX_VALUE) {
            throw outOfRange();
        }
        return (int) days;
    }

    static long micros(LocalTime time) {
        return time.equals(LocalTime.MAX) ? MICROS_OF_A_DAY : rounded(time.toNanoOfDay());
    }

    static long micros(LocalDateTime timestamp) {
        if (timestamp.equals(LocalDateTime.MAX)) {
            return Long.MAX_VALUE;
        }
        if (timestamp.equals(LocalDateTime.MIN)) {
            return Long.MIN_VALUE;
        }
        try {
            long seconds = timestamp.toEpochSecond(ZoneOffset.UTC) - EPOCH_SECONDS;
            return Math.addExact(Math.multiplyExact(seconds, MICROS), rounded(timestamp.getNano()));
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    private static long rounded(long nanos) {
        return (nanos + NANOS_PER_MICRO / 2) / NANOS_PER_MICRO;
    }

    private static DataException outOfRange() {
        return new DataException("the date is out of PostgreSQL's range");
    }
}
