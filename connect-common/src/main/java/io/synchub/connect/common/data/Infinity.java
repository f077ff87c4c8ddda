/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.data;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * PostgreSQL's {@code infinity} and {@code -infinity} as Debezium writes them: dates and timestamps that PostgreSQL
 * itself cannot hold. They become java.time's MAX and MIN.
 */
final class Infinity {
    /** Dates in changes read from the log. */
    static final LocalDate DATE_AFTER_ALL = LocalDate.of(-5_877_611, 6, 21);

    static final LocalDate DATE_BEFORE_ALL = LocalDate.of(-5_877_611, 6, 22);

    /**
     * Dates in rows of a snapshot: the driver's own values in milliseconds, as days of which only the lower 32 bits are
     * left. A worker's time zone moves them by a day at most.
     */
    static final LocalDate SNAPSHOT_DATE_AFTER_ALL = LocalDate.ofEpochDay(-622_191_234);

    static final LocalDate SNAPSHOT_DATE_BEFORE_ALL = LocalDate.ofEpochDay(-625_821_272);
    static final LocalDateTime AFTER_ALL = LocalDateTime.ofEpochSecond(9_223_372_036_825L, 200_000_000, ZoneOffset.UTC);
    static final LocalDateTime BEFORE_ALL =
            LocalDateTime.ofEpochSecond(-9_223_372_036_833L, 600_000_000, ZoneOffset.UTC);

    private static final int MAX_FOUR_DIGIT_YEAR = 9999;

    private Infinity() {}

    static LocalDate replacing(LocalDate date) {
        if (Math.abs(date.getYear()) <= MAX_FOUR_DIGIT_YEAR) {
            return date;
        }
        if (date.equals(DATE_AFTER_ALL) || isNear(date, SNAPSHOT_DATE_AFTER_ALL)) {
            return LocalDate.MAX;
        }
        return date.equals(DATE_BEFORE_ALL) || isNear(date, SNAPSHOT_DATE_BEFORE_ALL) ? LocalDate.MIN : date;
    }

    private static boolean isNear(LocalDate date, LocalDate other) {
        return Math.abs(date.toEpochDay() - other.toEpochDay()) <= 1;
    }

    static LocalDateTime replacing(LocalDateTime timestamp) {
        if (Math.abs(timestamp.getYear()) <= MAX_FOUR_DIGIT_YEAR) {
            return timestamp;
        }
        if (timestamp.equals(AFTER_ALL)) {
            return LocalDateTime.MAX;
        }
        return timestamp.equals(BEFORE_ALL) ? LocalDateTime.MIN : timestamp;
    }

    static OffsetDateTime replacing(OffsetDateTime timestamp) {
        if (Math.abs(timestamp.getYear()) <= MAX_FOUR_DIGIT_YEAR) {
            return timestamp;
        }
        LocalDateTime utc = timestamp.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        if (utc.equals(AFTER_ALL)) {
            return OffsetDateTime.MAX;
        }
        return utc.equals(BEFORE_ALL) ? OffsetDateTime.MIN : timestamp;
    }
}
