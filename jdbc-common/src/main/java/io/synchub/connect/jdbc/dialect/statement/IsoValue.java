/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Set;

/** Values as texts: dates and times in ISO 8601, and in PostgreSQL's words where Java's greatest and least stand for them. */
public final class IsoValue {
    private static final Set<Object> INFINITE = Set.of(LocalDate.MAX, LocalDateTime.MAX, OffsetDateTime.MAX);
    private static final Set<Object> MINUS_INFINITE = Set.of(LocalDate.MIN, LocalDateTime.MIN, OffsetDateTime.MIN);
    private static final String END_OF_DAY = "24:00:00";

    private IsoValue() {}

    /**
     * The text of a value in its Java form: {@code infinity}, {@code -infinity} and {@code 24:00:00} for what has no value
     * of its own in Java, else what the value calls itself.
     */
    public static String text(Object value) {
        if (INFINITE.contains(value)) {
            return "infinity";
        }
        if (MINUS_INFINITE.contains(value)) {
            return "-infinity";
        }
        if (value.equals(LocalTime.MAX)) {
            return END_OF_DAY;
        }
        return value instanceof OffsetTime time && time.toLocalTime().equals(LocalTime.MAX)
                ? END_OF_DAY + time.getOffset()
                : value.toString();
    }
}
