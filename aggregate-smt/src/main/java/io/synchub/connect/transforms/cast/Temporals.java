/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.cast;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/**
 * Casts to dates and times. What has a zone is taken in UTC; what has none is taken as UTC where a point in time is
 * wanted. Infinite stays infinite.
 */
final class Temporals {
    private Temporals() {}

    static LocalDate date(Object value) {
        Object read = TemporalValues.read(value);
        return read instanceof LocalDate date ? date : local(read).toLocalDate();
    }

    static LocalTime time(Object value) {
        if (value instanceof LocalTime time) {
            return time;
        }
        if (value instanceof OffsetTime time) {
            return time.toLocalTime();
        }
        if (value instanceof String text && TemporalValues.isTime(text)) {
            return TemporalValues.time(text);
        }
        Object read = TemporalValues.read(value);
        if (read instanceof LocalDate) {
            throw new CastException("a date has no time of day");
        }
        return local(read).toLocalTime();
    }

    static LocalDateTime timestamp(Object value) {
        return local(TemporalValues.read(value));
    }

    static OffsetDateTime zonedTimestamp(Object value) {
        Object read = TemporalValues.read(value);
        if (read instanceof OffsetDateTime zoned) {
            return isInfinite(zoned) ? zoned : zoned.withOffsetSameInstant(ZoneOffset.UTC);
        }
        if (read instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        LocalDateTime local = local(read);
        if (local.equals(LocalDateTime.MAX)) {
            return OffsetDateTime.MAX;
        }
        return local.equals(LocalDateTime.MIN) ? OffsetDateTime.MIN : local.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(Object value) {
        return zonedTimestamp(value).toInstant();
    }

    private static LocalDateTime local(Object read) {
        if (read instanceof LocalDateTime local) {
            return local;
        }
        if (read instanceof LocalDate date) {
            if (date.equals(LocalDate.MAX)) {
                return LocalDateTime.MAX;
            }
            return date.equals(LocalDate.MIN) ? LocalDateTime.MIN : date.atStartOfDay();
        }
        if (read instanceof OffsetDateTime zoned) {
            if (zoned.equals(OffsetDateTime.MAX)) {
                return LocalDateTime.MAX;
            }
            return zoned.equals(OffsetDateTime.MIN)
                    ? LocalDateTime.MIN
                    : zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }
        return LocalDateTime.ofInstant((Instant) read, ZoneOffset.UTC);
    }

    private static boolean isInfinite(OffsetDateTime zoned) {
        return zoned.equals(OffsetDateTime.MAX) || zoned.equals(OffsetDateTime.MIN);
    }
}
