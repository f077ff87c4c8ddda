/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.duckdb;

import io.synchub.connect.common.data.TemporalEncoding;
import io.synchub.connect.jdbc.dialect.statement.BitsText;
import io.synchub.connect.jdbc.dialect.statement.IsoValue;
import io.synchub.connect.jdbc.dialect.statement.JsonText;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.write.RowLayout;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.connect.errors.DataException;

/**
 * The values of a column as texts that DuckDB casts to the column's type. Immutable.
 *
 * @param column what the values are
 * @param target the column as the catalog has it
 * @param zone in which instants stand in columns without a zone
 * @param numbers how a date, time or duration becomes the number that it was, where the column is one of numbers
 */
record DuckDbText(
        RowLayout.Column column, ColumnDefinition target, ZoneId zone, Optional<Function<Object, Number>> numbers) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSSSS");
    /** Years beyond 9999 without the sign that ISO 8601 wants. */
    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, SignStyle.NOT_NEGATIVE)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT);

    private static final String INFINITY = "infinity";

    DuckDbText(RowLayout.Column column, ColumnDefinition target, ZoneId zone) {
        this(
                column,
                target,
                zone,
                target.family() == Family.NUMBER ? TemporalEncoding.numbersOf(column.schema()) : Optional.empty());
    }

    /** The expression that makes a value of a text. */
    String sql(String text) {
        if (target.family() == Family.BYTES) {
            return "unhex(" + text + ")";
        }
        return switch (column.type()) {
            case ARRAY, VECTOR, MAP, STRUCT ->
                isNested() ? "CAST(CAST(" + text + " AS JSON) AS " + target.type() + ")" : cast(text);
            default -> cast(text);
        };
    }

    /** Lists, maps and structs are read out of JSON, and not out of its text. */
    private boolean isNested() {
        return target.family() == Family.ARRAY
                || target.type().startsWith("MAP(")
                || target.type().startsWith("STRUCT(");
    }

    private String cast(String text) {
        return target.type().equals("VARCHAR") ? text : "CAST(" + text + " AS " + target.type() + ")";
    }

    /** The text of a value in its Java form, or null. */
    String of(Object value) {
        if (value == null) {
            return null;
        }
        if (numbers.isPresent()) {
            return numbers.get().apply(value).toString();
        }
        return switch (column.type()) {
            case BOOLEAN -> bool((Boolean) value);
            case BYTES -> bytes((byte[]) value);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case DATE -> date((LocalDate) value);
            case TIME -> value.equals(LocalTime.MAX) ? "24:00:00" : TIME.format((LocalTime) value);
            case LOCAL_TIMESTAMP -> timestamp((LocalDateTime) value);
            case INSTANT -> instant((Instant) value);
            case ZONED_TIMESTAMP -> zoned((OffsetDateTime) value);
            case BITS -> BitsText.of(column.schema()).text((byte[]) value);
            case GEOMETRY, VECTOR, SPARSE_VECTOR, ARRAY, MAP, STRUCT -> JsonText.of(column.schema(), value);
            default -> IsoValue.text(value);
        };
    }

    private String bool(Boolean value) {
        return target.family() == Family.NUMBER ? (value ? "1" : "0") : value.toString();
    }

    private String bytes(byte[] value) {
        if (target.family() != Family.BYTES) {
            throw new DataException("the column takes no bytes: it is " + target.type());
        }
        return HexFormat.of().formatHex(value);
    }

    private static String date(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return INFINITY;
        }
        if (date.equals(LocalDate.MIN)) {
            return "-" + INFINITY;
        }
        return DAY.format(date) + (date.getYear() <= 0 ? " (BC)" : "");
    }

    private static String timestamp(LocalDateTime timestamp) {
        if (timestamp.equals(LocalDateTime.MAX)) {
            return INFINITY;
        }
        return timestamp.equals(LocalDateTime.MIN)
                ? "-" + INFINITY
                : date(timestamp.toLocalDate()) + " " + TIME.format(timestamp);
    }

    private String zoned(OffsetDateTime timestamp) {
        if (timestamp.equals(OffsetDateTime.MAX)) {
            return INFINITY;
        }
        return timestamp.equals(OffsetDateTime.MIN) ? "-" + INFINITY : instant(timestamp.toInstant());
    }

    private String instant(Instant instant) {
        return target.type().equals("TIMESTAMP WITH TIME ZONE")
                ? timestamp(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "+00"
                : timestamp(LocalDateTime.ofInstant(instant, zone));
    }
}
