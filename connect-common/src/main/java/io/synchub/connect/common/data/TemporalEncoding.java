/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.data;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/** java.time to the values that Connect's and Debezium's logical types hold. */
public final class TemporalEncoding {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_MICRO = 1_000L;
    private static final long MICROS_PER_MILLI = 1_000L;
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);

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

    /**
     * How values of Debezium's integer-based dates, times and durations become the numbers that they were: what a sink
     * that does not know these types writes. Empty for schemas of other types.
     *
     * @return a function from the Java form of {@link SemanticType#toJava} to an Integer or Long, as the schema's type is
     */
    public static Optional<Function<Object, Number>> numbersOf(Schema schema) {
        LogicalType type = schema.name() == null ? null : LogicalType.named(schema.name(), schema.type());
        if (type == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (type) {
                    case DATE -> value -> days((LocalDate) value);
                    case TIME -> value -> Math.toIntExact(nanosOfDay(value) / NANOS_PER_MILLI);
                    case MICRO_TIME -> value -> nanosOfDay(value) / NANOS_PER_MICRO;
                    case NANO_TIME -> TemporalEncoding::nanosOfDay;
                    case TIMESTAMP -> value -> Math.floorDiv(micros(value), MICROS_PER_MILLI);
                    case MICRO_TIMESTAMP -> TemporalEncoding::micros;
                    case NANO_TIMESTAMP -> value -> nanos((LocalDateTime) value);
                    case MICRO_DURATION ->
                        value -> duration(value)
                                .divide(BigInteger.valueOf(NANOS_PER_MICRO))
                                .longValueExact();
                    case NANO_DURATION -> value -> duration(value).longValueExact();
                    default -> null;
                });
    }

    private static int days(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return Math.toIntExact(Infinity.DATE_AFTER_ALL.toEpochDay());
        }
        return Math.toIntExact(date.equals(LocalDate.MIN) ? Infinity.DATE_BEFORE_ALL.toEpochDay() : date.toEpochDay());
    }

    private static long nanosOfDay(Object time) {
        return time.equals(LocalTime.MAX) ? TimeUnit.DAYS.toNanos(1) : ((LocalTime) time).toNanoOfDay();
    }

    private static long micros(Object timestamp) {
        return microTimestamp((LocalDateTime) timestamp);
    }

    private static long nanos(LocalDateTime timestamp) {
        if (timestamp.equals(LocalDateTime.MAX)) {
            return Long.MAX_VALUE;
        }
        if (timestamp.equals(LocalDateTime.MIN)) {
            return Long.MIN_VALUE;
        }
        return nanos(timestamp.toEpochSecond(ZoneOffset.UTC), timestamp.getNano())
                .longValueExact();
    }

    private static BigInteger duration(Object text) {
        Duration duration = Duration.parse((String) text);
        return nanos(duration.getSeconds(), duration.getNano());
    }

    private static BigInteger nanos(long seconds, int nanos) {
        return BigInteger.valueOf(seconds).multiply(NANOS_PER_SECOND).add(BigInteger.valueOf(nanos));
    }
}
