/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import io.synchub.connect.common.data.LogicalNames;
import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.schema.TypeSize.Kind;
import io.synchub.connect.jdbc.write.RowLayout;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * What a column's type would have to hold for all values of a schema: the same kind of values as before, and more of
 * them. Only what the schema declares counts: a text without a declared length asks nothing of a column that has one.
 */
final class Widening {
    private static final String LENGTH = "length";
    private static final String SOURCE_LENGTH = "__debezium.source.column.length";
    private static final int MILLISECONDS = 3;
    private static final int MICROSECONDS = 6;
    private static final Set<String> OF_MILLIS =
            Set.of(Time.LOGICAL_NAME, Timestamp.LOGICAL_NAME, LogicalNames.TIME, LogicalNames.TIMESTAMP);
    /** Nanoseconds too: no column has more than microseconds. Texts may have as many digits. */
    private static final Set<String> OF_MICROS = Set.of(
            LogicalNames.MICRO_TIME,
            LogicalNames.NANO_TIME,
            LogicalNames.ISO_TIME,
            LogicalNames.ZONED_TIME,
            LogicalNames.MICRO_TIMESTAMP,
            LogicalNames.NANO_TIMESTAMP,
            LogicalNames.ISO_TIMESTAMP,
            LogicalNames.ZONED_TIMESTAMP,
            LogicalNames.STRUCTURED_TIME,
            LogicalNames.STRUCTURED_ZONED_TIME,
            LogicalNames.STRUCTURED_TIMESTAMP,
            LogicalNames.STRUCTURED_ZONED_TIMESTAMP);

    private static final Map<SemanticType, TypeSize> INTEGERS = new EnumMap<>(Map.of(
            SemanticType.INT8, TypeSize.integer(7),
            SemanticType.INT16, TypeSize.INT16,
            SemanticType.INT32, TypeSize.INT32,
            SemanticType.INT64, TypeSize.INT64));

    private Widening() {}

    /**
     * Finds the size that a column should have.
     *
     * @param have the size it has
     * @return empty when it takes all values that the schema declares, or can not be made to by widening
     */
    static Optional<TypeSize> of(TypeSize have, RowLayout.Column column) {
        return switch (have.kind()) {
            case INTEGER -> fromInteger(have, column);
            case DECIMAL -> have.precision() == null ? Optional.empty() : fromDecimal(have, column);
            case FLOAT -> fromFloat(have, column.type());
            case TEXT -> longer(have, column, isText(column.type()));
            case BINARY -> longer(have, column, column.type() == SemanticType.BYTES);
            case BITS -> longer(have, column, column.type() == SemanticType.BITS);
            case FRACTION -> finer(have, column.schema());
            case UNSIGNED, UNKNOWN -> Optional.empty();
        };
    }

    /** Whether a column that is not widened would round values of the schema, rather than refuse those that do not fit. */
    static boolean rounds(TypeSize have, RowLayout.Column column) {
        return switch (have.kind()) {
            case INTEGER -> isDecimal(column) && scale(column.schema()) > 0;
            case DECIMAL -> isDecimal(column) && scale(column.schema()) > have.scale();
            case FLOAT, FRACTION -> true;
            case TEXT, BINARY, BITS, UNSIGNED, UNKNOWN -> false;
        };
    }

    private static boolean isText(SemanticType type) {
        return type == SemanticType.STRING || type == SemanticType.ENUM || type == SemanticType.ENUM_SET;
    }

    private static Optional<TypeSize> fromInteger(TypeSize have, RowLayout.Column column) {
        TypeSize integer = INTEGERS.get(column.type());
        if (integer != null) {
            return integer.precision() > have.precision() ? Optional.of(integer) : Optional.empty();
        }
        if (!isDecimal(column)) {
            return Optional.empty();
        }
        int scale = scale(column.schema());
        Integer precision = precision(column.schema());
        if (precision == null) {
            return Optional.of(TypeSize.UNBOUNDED_DECIMAL);
        }
        int whole = precision - scale;
        if (scale <= 0 && whole <= fullDigits(have)) {
            return Optional.empty();
        }
        return Optional.of(digitsOf(Math.max(whole, fullDigits(have) + 1), Math.max(scale, 0)));
    }

    /** How many decimal digits an integer type takes whatever they are: its greatest number has one more. */
    private static int fullDigits(TypeSize integer) {
        return (int) (integer.precision() * Math.log10(2));
    }

    private static Optional<TypeSize> fromDecimal(TypeSize have, RowLayout.Column column) {
        if (!isDecimal(column)) {
            return Optional.empty();
        }
        int haveWhole = have.precision() - have.scale();
        int scale = Math.max(have.scale(), scale(column.schema()));
        Integer precision = precision(column.schema());
        int whole = precision == null ? haveWhole : Math.max(haveWhole, precision - scale(column.schema()));
        return whole == haveWhole && scale == have.scale() ? Optional.empty() : Optional.of(digitsOf(whole, scale));
    }

    private static TypeSize digitsOf(int whole, int scale) {
        return TypeSize.decimal(Math.max(whole + scale, 1), scale);
    }

    private static Optional<TypeSize> fromFloat(TypeSize have, SemanticType type) {
        boolean wider = type == SemanticType.FLOAT64 && have.precision() < TypeSize.FLOAT64.precision();
        return wider ? Optional.of(TypeSize.FLOAT64) : Optional.empty();
    }

    private static Optional<TypeSize> longer(TypeSize have, RowLayout.Column column, boolean sameKind) {
        if (!sameKind || have.length() == null) {
            return Optional.empty();
        }
        return declaredLength(column.schema())
                .filter(length -> length > have.length())
                .map(length -> new TypeSize(have.kind(), length, null, null));
    }

    private static Optional<TypeSize> finer(TypeSize have, Schema schema) {
        int digits = fractionDigits(String.valueOf(schema.name()));
        return have.precision() < digits ? Optional.of(TypeSize.fraction(digits)) : Optional.empty();
    }

    /** The digits of a second's fraction that values of a logical type have. */
    private static int fractionDigits(String logicalName) {
        if (OF_MICROS.contains(logicalName)) {
            return MICROSECONDS;
        }
        return OF_MILLIS.contains(logicalName) ? MILLISECONDS : 0;
    }

    /** Debezium gives types without a bound the greatest integer as their length: that declares nothing. */
    private static Optional<Integer> declaredLength(Schema schema) {
        Integer length = parameter(schema, LENGTH);
        Integer declared = length != null ? length : parameter(schema, SOURCE_LENGTH);
        return Optional.ofNullable(declared).filter(value -> value > 0 && value < Integer.MAX_VALUE);
    }

    /** A decimal of variable scale declares neither digits nor scale. */
    private static boolean isDecimal(RowLayout.Column column) {
        return column.type() == SemanticType.DECIMAL
                && Decimal.LOGICAL_NAME.equals(column.schema().name());
    }

    private static int scale(Schema decimal) {
        Integer scale = parameter(decimal, Decimal.SCALE_FIELD);
        return scale == null ? 0 : scale;
    }

    private static Integer precision(Schema decimal) {
        Integer precision = parameter(decimal, SchemaParameters.DECIMAL_PRECISION);
        return precision == null || precision <= 0 ? null : precision;
    }

    /** Null where there is no such number. */
    private static Integer parameter(Schema schema, String name) {
        OptionalInt number = SchemaParameters.number(schema, name);
        return number.isPresent() ? Integer.valueOf(number.getAsInt()) : null;
    }

    /** Whether the new type is of another family of types than the old, rather than more of the same. */
    static boolean changesKind(TypeSize have, TypeSize wanted) {
        return have.kind() != wanted.kind() || wanted.kind() == Kind.INTEGER || wanted.kind() == Kind.FLOAT;
    }
}
