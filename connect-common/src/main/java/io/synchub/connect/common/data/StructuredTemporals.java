/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.data;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Debezium's {@code time.precision.mode=structured}: dates and times as structs of their parts, to java.time. */
final class StructuredTemporals {
    private static final String SPECIAL_VALUE = "specialValue";
    private static final int END_OF_DAY = 24;

    private StructuredTemporals() {}

    static LocalDate date(Struct struct) {
        return finiteOr(struct, LocalDate.MAX, LocalDate.MIN, () -> dateParts(struct));
    }

    static LocalTime time(Struct struct) {
        return checked(struct, () -> timeParts(struct));
    }

    static LocalDateTime timestamp(Struct struct) {
        return finiteOr(
                struct,
                LocalDateTime.MAX,
                LocalDateTime.MIN,
                () -> LocalDateTime.of(dateParts(struct), timeParts(struct)));
    }

    static OffsetTime zonedTime(Struct struct) {
        return checked(struct, () -> OffsetTime.of(timeParts(struct), offset(struct)));
    }

    static OffsetDateTime zonedTimestamp(Struct struct) {
        return finiteOr(
                struct,
                OffsetDateTime.MAX,
                OffsetDateTime.MIN,
                () -> OffsetDateTime.of(dateParts(struct), timeParts(struct), offset(struct)));
    }

    static String interval(Struct struct) {
        BigDecimal seconds = BigDecimal.valueOf(number(struct, "seconds"))
                .add(BigDecimal.valueOf(number(struct, "nanos"), 9))
                .stripTrailingZeros();
        return "P" + number(struct, "years") + "Y" + number(struct, "months") + "M" + number(struct, "days") + "DT"
                + number(struct, "hours") + "H" + number(struct, "minutes") + "M" + seconds.toPlainString() + "S";
    }

    private static LocalDate dateParts(Struct struct) {
        return LocalDate.of(integer(struct, "year"), integer(struct, "month"), integer(struct, "day"));
    }

    private static LocalTime timeParts(Struct struct) {
        int hour = integer(struct, "hour");
        if (hour == END_OF_DAY) {
            return LocalTime.MAX;
        }
        return LocalTime.of(hour, integer(struct, "minute"), integer(struct, "second"), integer(struct, "nanos"));
    }

    private static ZoneOffset offset(Struct struct) {
        return ZoneOffset.ofTotalSeconds(integer(struct, "offsetSeconds"));
    }

    private static int integer(Struct struct, String part) {
        return Math.toIntExact(number(struct, part));
    }

    /** Every part is optional; one that is missing is zero. */
    private static long number(Struct struct, String part) {
        return part(struct, part) instanceof Number number ? number.longValue() : 0;
    }

    private static Object part(Struct struct, String name) {
        return struct.schema().field(name) == null ? null : struct.get(name);
    }

    private static <T> T finiteOr(Struct struct, T afterAll, T beforeAll, Supplier<T> finite) {
        Object special = part(struct, SPECIAL_VALUE);
        if (special == null) {
            return checked(struct, finite);
        }
        return switch (special.toString()) {
            case "POSITIVE_INFINITY" -> afterAll;
            case "NEGATIVE_INFINITY" -> beforeAll;
            default ->
                throw new DataException("A " + struct.schema().name() + " has a special value that is unknown: "
                        + "only POSITIVE_INFINITY and NEGATIVE_INFINITY are defined");
        };
    }

    /** java.time's exception quotes the number that is out of range, which is a row's value. */
    @SuppressWarnings("UnusedException")
    private static <T> T checked(Struct struct, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (DateTimeException e) {
            throw new DataException("The parts of a " + struct.schema().name() + " make no date or time");
        }
    }
}
