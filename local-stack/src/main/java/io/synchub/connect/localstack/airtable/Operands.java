/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/** How formulas take values for others. */
final class Operands {
    private Operands() {}

    /** What a field's value is in a formula: lists, options, links and persons are texts there. */
    static Object of(FieldEntry field, RecordState record) {
        Object value = Computed.value(field, record);
        if (value instanceof Number number) {
            CellError error = CellError.of(number);
            return error == null ? (Object) number.doubleValue() : error;
        }
        boolean date = field.type() == FieldType.DATE;
        if (value == null || value instanceof Boolean || value instanceof Instant || value instanceof CellError) {
            return value;
        } else if (value instanceof String text) {
            return date ? time(text) : text;
        } else if (value instanceof List<?> list && list.isEmpty()) {
            return null;
        }
        return CellText.of(field, record);
    }

    static boolean isTrue(Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        } else if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value != null && !value.equals("") && !(value instanceof CellError);
    }

    /** Null for what is none. */
    static Double number(Object value) {
        if (value == null) {
            return 0.0;
        } else if (value instanceof Number number) {
            return number.doubleValue();
        } else if (value instanceof Boolean bool) {
            return bool ? 1.0 : 0.0;
        }
        try {
            return value instanceof String text ? Double.valueOf(text.trim()) : null;
        } catch (NumberFormatException none) {
            return null;
        }
    }

    static String text(Object value) {
        if (value == null) {
            return "";
        } else if (value instanceof Double number && number == Math.rint(number)) {
            return Long.toString(number.longValue());
        } else if (value instanceof Instant time) {
            return Times.text(time);
        }
        return value.toString();
    }

    /** A time, {@link CellError#ERROR} for what is none, null for blank. */
    static Object time(Object value) {
        if (value == null || value instanceof Instant || value instanceof CellError) {
            return value;
        }
        String text = value.toString().trim();
        try {
            return text.length() == "2026-01-02".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException none) {
            return CellError.ERROR;
        }
    }

    /** Blank is the same as an empty text, as nought and as false. */
    static boolean same(Object one, Object other) {
        if (one == null || other == null) {
            return !isTrue(one) && !isTrue(other);
        } else if (one instanceof String || other instanceof String) {
            return text(one).equals(text(other));
        } else if (one instanceof Instant || other instanceof Instant) {
            return one.equals(other);
        }
        return number(one).equals(number(other));
    }

    /** Texts by their letters when both are; else times or numbers; null for what cannot be compared. */
    static Integer compare(Object one, Object other) {
        if (one instanceof Instant first && other instanceof Instant second) {
            return first.compareTo(second);
        } else if (one instanceof String first && other instanceof String second) {
            return first.compareTo(second);
        }
        Double first = number(one);
        Double second = number(other);
        return first == null || second == null ? null : Integer.valueOf(first.compareTo(second));
    }
}
