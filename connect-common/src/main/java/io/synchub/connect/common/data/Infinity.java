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
    static final LocalDate DATE_AFTER_ALL = LocalDate.of(-5_877_611, 6, 21);
    static final LocalDate DATE_BEFORE_ALL = LocalDate.of(-5_877_611, 6, 22);
    static final LocalDateTime AFTER_ALL = LocalDateTime.ofEpochSecond(9_223_372_036_825L, 200_000_000, ZoneOffset.UTC);
    static final LocalDateTime BEFORE_ALL =
            LocalDateTime.ofEpochSecond(-9_223_372_036_833L, 600_000_000, ZoneOffset.UTC);

    private static final int MAX_FOUR_DIGIT_YEAR = 9999;

    private Infinity() {}

    static LocalDate replacing(LocalDate date) {
        if (date.equals(DATE_AFTER_ALL)) {
            return LocalDate.MAX;
        }
        return date.equals(DATE_BEFORE_ALL) ? LocalDate.MIN : date;
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
