/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.clickhouse;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.kafka.connect.errors.DataException;

/**
 * The days that a type holds, a day less at either end where the zone may matter.
 *
 * @param first the first
 * @param last the last
 */
record TemporalRange(LocalDate first, LocalDate last) {
    private static final TemporalRange DATE = new TemporalRange(LocalDate.of(1970, 1, 1), LocalDate.of(2149, 6, 6));
    private static final TemporalRange DATE_TIME =
            new TemporalRange(LocalDate.of(1970, 1, 2), LocalDate.of(2106, 2, 6));
    private static final TemporalRange WIDE = new TemporalRange(LocalDate.of(1900, 1, 1), LocalDate.of(2299, 12, 31));

    /** Of a type without its parameters; null for one that is not a date's. */
    static TemporalRange of(String baseType) {
        return switch (baseType) {
            case "Date" -> DATE;
            case "DateTime", "DateTime32" -> DATE_TIME;
            case "Date32", "DateTime64" -> WIDE;
            default -> null;
        };
    }

    /**
     * Checks a LocalDate or LocalDateTime; other values are not looked at.
     *
     * @throws DataException when it is out of range; does not repeat it
     */
    void check(Object value) {
        LocalDate day = value instanceof LocalDateTime timestamp
                ? timestamp.toLocalDate()
                : value instanceof LocalDate date ? date : null;
        if (day != null && (day.isBefore(first) || day.isAfter(last))) {
            throw new DataException("date or time is not between " + first + " and " + last
                    + ", which is what the column's type holds");
        }
    }
}
