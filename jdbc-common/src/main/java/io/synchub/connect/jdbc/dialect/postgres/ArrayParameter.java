/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.common.data.TemporalEncoding;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.write.RowLayout;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/**
 * How the values of one column travel: as one array parameter, in the driver's binary form where one exists, else as
 * text that the server casts. The cast names the column's type without length or precision, so that the assignment to
 * the column, and not a silent truncation, decides whether a value fits.
 */
final class ArrayParameter {

    /** The element types whose arrays the driver sends in binary. */
    private enum Element {
        BOOL("bool", Boolean[]::new),
        INT2("int2", Short[]::new),
        INT4("int4", Integer[]::new),
        INT8("int8", Long[]::new),
        FLOAT4("float4", Float[]::new),
        FLOAT8("float8", Double[]::new),
        BYTEA("bytea", byte[][]::new),
        TEXT("text", String[]::new);

        private final String typeName;
        private final java.util.function.IntFunction<Object[]> newArray;

        Element(String typeName, java.util.function.IntFunction<Object[]> newArray) {
            this.typeName = typeName;
            this.newArray = newArray;
        }
    }

    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint", "int2", "int4", "int8");

    private final Element element;
    private final String castTo;
    private final Schema schema;
    private final SemanticType type;
    private final boolean json;
    /** Dates and times that are to be the numbers which they were in the record; else null. */
    private final Function<Object, Number> numbers;

    private ArrayParameter(Element element, String castTo, Schema schema, SemanticType type, boolean json) {
        this(element, castTo, schema, type, json, null);
    }

    private ArrayParameter(
            Element element,
            String castTo,
            Schema schema,
            SemanticType type,
            boolean json,
            Function<Object, Number> numbers) {
        this.numbers = numbers;
        this.element = element;
        this.castTo = castTo;
        this.schema = schema;
        this.type = type;
        this.json = json;
    }

    /** Chooses the way from values of a schema into a column. */
    static ArrayParameter of(RowLayout.Column source, ColumnDefinition target) {
        SemanticType type = source.type();
        Element direct = directElement(type, target.family());
        if (direct != null) {
            return new ArrayParameter(direct, null, source.schema(), type, false);
        }
        Optional<Function<Object, Number>> numbers = TemporalEncoding.numbersOf(source.schema());
        if (numbers.isPresent() && target.family() == Family.NUMBER) {
            // A table that was made by a sink which does not know Debezium's types: it goes on as it began.
            Element number = source.schema().type() == Schema.Type.INT32 ? Element.INT4 : Element.INT8;
            return new ArrayParameter(number, null, source.schema(), type, false, numbers.get());
        }
        String cast = target.family() == Family.TEXT ? textCast(target.baseType()) : castable(target.baseType());
        boolean json = target.family() != Family.ARRAY;
        return new ArrayParameter(Element.TEXT, cast, source.schema(), type, json);
    }

    private static Element directElement(SemanticType type, Family target) {
        return switch (type) {
            case BOOLEAN -> target == Family.BOOLEAN ? Element.BOOL : null;
            case INT8, INT16 -> target == Family.NUMBER ? Element.INT2 : null;
            case INT32 -> target == Family.NUMBER ? Element.INT4 : null;
            case INT64 -> target == Family.NUMBER ? Element.INT8 : null;
            case FLOAT32 -> target == Family.NUMBER ? Element.FLOAT4 : null;
            case FLOAT64 -> target == Family.NUMBER ? Element.FLOAT8 : null;
            case BYTES -> target == Family.BYTES ? Element.BYTEA : null;
            default -> null;
        };
    }

    /**
     * Text enters a text column by assignment, which checks its length; an explicit cast would cut it. Where it is compared
     * with {@code char(n)}, blanks at the end must not count: that is so for {@code bpchar}, which has no length of its own.
     */
    private static String textCast(String baseType) {
        return baseType.equals("character") || baseType.equals("bpchar") ? "bpchar" : null;
    }

    /** {@code bit} without a length means one bit: cast to the open type. */
    private static String castable(String baseType) {
        return baseType.equals("bit") ? "bit varying" : baseType;
    }

    /** The element type, for {@link java.sql.Connection#createArrayOf}. */
    String elementType() {
        return element.typeName;
    }

    /** The parameter in a call of {@code unnest}. */
    String placeholder() {
        return "?::" + element.typeName + "[]";
    }

    /** A column of the unnested rows, cast to the target's type where needed. */
    String select(String columnReference) {
        return castTo == null ? columnReference : columnReference + "::" + castTo;
    }

    Object[] newArray(int length) {
        return element.newArray.apply(length);
    }

    /** An integer column reads no decimal point, though 7.00 is one of its values. What it can not hold stays refused. */
    private static String withoutFraction(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** A value, in its Java form, as an element of the array. */
    Object encode(Object value) {
        if (value == null) {
            return null;
        }
        if (numbers != null) {
            return numbers.apply(value);
        }
        if (value instanceof BigDecimal number && castTo != null && INTEGERS.contains(castTo)) {
            return withoutFraction(number);
        }
        return switch (element) {
            case TEXT -> value instanceof String text ? text : PostgresText.of(schema, type, value, json);
            case INT2 -> ((Number) value).shortValue();
            default -> value;
        };
    }
}
