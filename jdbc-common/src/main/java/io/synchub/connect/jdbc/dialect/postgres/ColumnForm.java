/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.common.data.TemporalEncoding;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * How the values of one column travel: as an {@link Element} of the column's own type where there is one, else as text
 * that the server casts. The cast names the column's type without length or precision, so that the assignment to the
 * column, and not a silent truncation, decides whether a value fits. Immutable.
 */
final class ColumnForm {
    private static final String BITS = "bit varying";
    private static final Set<String> TIMES = Set.of("time without time zone", "time");
    private static final Set<String> TIMESTAMPS = Set.of("timestamp without time zone", "timestamp");
    private static final Set<String> TIMESTAMPS_WITH_ZONE = Set.of("timestamp with time zone", "timestamptz");

    private final Element element;
    private final String castTo;
    private final CopyForm copyForm;
    private final Schema schema;
    private final SemanticType type;
    private final boolean json;
    private final PostgresText text;
    private final NulText nul;
    private final ValueOptions options;
    /** Dates and times that are to be the numbers which they were in the record; else null. */
    private final Function<Object, Number> numbers;

    private ColumnForm(RowLayout.Column source, ColumnDefinition target, ValueOptions options) {
        this.schema = source.schema();
        this.type = source.type();
        this.options = options;
        this.json = target.family() != Family.ARRAY;
        // A column with a zone holds the instant itself, and our sessions read and write it in UTC.
        boolean hasZone = target.baseType().contains("with time zone")
                || target.baseType().startsWith("timestamptz");
        this.text = new PostgresText(hasZone ? WallClock.UTC : new WallClock(options.timeZone()));
        // A table that was made by a sink which does not know Debezium's types: it goes on as it began.
        this.numbers = target.family() == Family.NUMBER
                ? TemporalEncoding.numbersOf(schema).orElse(null)
                : null;
        Element direct = numbers == null ? directElement(type, target) : numberElement(schema);
        this.element = direct == null ? Element.TEXT : direct;
        this.castTo = direct == null ? cast(target) : null;
        this.copyForm = CopyForm.of(element, target);
        this.nul = switch (target.family()) {
            case ARRAY -> NulText.ARRAY_LITERAL;
            default -> target.baseType().equals("jsonb") ? NulText.JSON : NulText.PLAIN;
        };
    }

    /** Chooses the way from values of a schema into a column. */
    static ColumnForm of(RowLayout.Column source, ColumnDefinition target, ValueOptions options) {
        return new ColumnForm(source, target, options);
    }

    private static Element numberElement(Schema schema) {
        return schema.type() == Schema.Type.INT32 ? Element.INT4 : Element.INT8;
    }

    private static Element directElement(SemanticType type, ColumnDefinition target) {
        Family family = target.family();
        String base = target.baseType();
        return switch (type) {
            case BOOLEAN -> flag(family);
            case INT8, INT16 -> number(target, Element.INT2, Element.INT4, Element.INT8);
            case INT32 -> number(target, Element.INT4, Element.INT8);
            case INT64 -> number(target, Element.INT8);
            case FLOAT32 -> number(target, Element.FLOAT4, Element.FLOAT8);
            case FLOAT64 -> number(target, Element.FLOAT8);
            case BYTES -> family == Family.BYTES ? Element.BYTEA : null;
            case DECIMAL -> family == Family.NUMBER ? Element.NUMERIC : null;
            case DATE -> base.equals("date") ? Element.DATE : null;
            case TIME -> TIMES.contains(base) ? Element.TIME : null;
            case LOCAL_TIMESTAMP, INSTANT, ZONED_TIMESTAMP -> timestamp(base);
            default -> null;
        };
    }

    /** The column's own type where that holds each value, else the least. */
    private static Element number(ColumnDefinition target, Element least, Element... wider) {
        if (target.family() != Family.NUMBER) {
            return null;
        }
        return Arrays.stream(wider)
                .filter(element -> element.columnType().equals(target.baseType()))
                .findFirst()
                .orElse(least);
    }

    /** A column of numbers takes 1 and 0. */
    private static Element flag(Family family) {
        return switch (family) {
            case BOOLEAN -> Element.BOOL;
            case NUMBER -> Element.INT2;
            default -> null;
        };
    }

    private static Element timestamp(String base) {
        if (TIMESTAMPS_WITH_ZONE.contains(base)) {
            return Element.TIMESTAMPTZ;
        }
        return TIMESTAMPS.contains(base) ? Element.TIMESTAMP : null;
    }

    /**
     * Text enters a text column by assignment, which checks its length; an explicit cast would cut it. Where it is compared
     * with {@code char(n)}, blanks at the end must not count: that is so for {@code bpchar}, which has no length of its own.
     * {@code bit} without a length means one bit: its open type is another.
     */
    private static String cast(ColumnDefinition target) {
        String base = target.baseType();
        if (target.family() == Family.TEXT) {
            return base.equals("character") || base.equals("bpchar") ? "bpchar" : null;
        }
        return base.equals("bit") ? BITS : base;
    }

    Element element() {
        return element;
    }

    /** The parameter in a call of {@code unnest}. */
    String placeholder() {
        return "?::" + element.typeName() + "[]";
    }

    /** A column of the rows that were sent, cast to the target's type where needed. */
    String select(String columnReference) {
        return castTo == null ? columnReference : columnReference + "::" + castTo;
    }

    /** Whether values go as text that the server casts. */
    boolean isCast() {
        return castTo != null;
    }

    /** Whether a value is the database's own text for a type that has a Java form, as aggregates have them. */
    boolean takesText(Object value) {
        return element != Element.TEXT && value instanceof String && numbers == null;
    }

    /** A value, in its Java form or as the database's own text, as text. */
    String text(Object value) {
        if (value == null || takesText(value)) {
            return (String) value;
        }
        return element.text(encoded(value));
    }

    /** Appends a value, in its Java form, behind its length in bytes. */
    void write(BinaryBuffer out, Object value) {
        if (value == null) {
            out.int32(-1);
        } else {
            element.write(out, encoded(value));
        }
    }

    /** Whether COPY takes the column's values, which it does in the binary form of the column's own type only. */
    boolean copies() {
        return copyForm != null;
    }

    /**
     * Appends a value, in its Java form, as COPY takes it, behind its length in bytes.
     *
     * @throws DataException when COPY has no form for it; an INSERT may have one
     */
    void copy(BinaryBuffer out, Object value) {
        if (value == null) {
            out.int32(-1);
        } else if (takesText(value)) {
            throw new DataException("the value is the database's own text for its type");
        } else {
            copyForm.write(out, element, encoded(value));
        }
    }

    /** The value in the Java form of the element. */
    private Object encoded(Object value) {
        if (numbers != null) {
            return element == Element.INT4
                    ? (Object) numbers.apply(value).intValue()
                    : (Object) numbers.apply(value).longValue();
        }
        return switch (element) {
            case TEXT -> nul.clean(plain(value), options.nul());
            case INT2 -> value instanceof Boolean flag ? (Object) digit(flag) : (Object) ((Number) value).shortValue();
            case INT4 -> value instanceof Integer ? value : (Object) ((Number) value).intValue();
            case INT8 -> value instanceof Long ? value : (Object) ((Number) value).longValue();
            case FLOAT8 -> value instanceof Double ? value : (Object) ((Number) value).doubleValue();
            case TIME -> text.clock().at(schema, (LocalTime) value);
            case TIMESTAMP, TIMESTAMPTZ -> timestamp(value);
            default -> value;
        };
    }

    private static short digit(boolean flag) {
        return (short) (flag ? 1 : 0);
    }

    private Object timestamp(Object value) {
        return switch (type) {
            case INSTANT -> text.clock().at((Instant) value);
            case ZONED_TIMESTAMP -> text.clock().at((OffsetDateTime) value);
            default -> value;
        };
    }

    private String plain(Object value) {
        if (value instanceof String string) {
            return string;
        }
        if (value instanceof Boolean flag && BITS.equals(castTo)) {
            return Short.toString(digit(flag));
        }
        return text.of(schema, type, value, json);
    }
}
