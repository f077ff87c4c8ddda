/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.common.data.LogicalNames;
import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.common.data.TemporalEncoding;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.SchemaParameters;
import io.synchub.connect.jdbc.schema.TypeSize;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * Whether a column keeps apart all values of a record's field when it takes them in. A list of the pairs of types of which
 * that is known; of all others it is not. Immutable.
 */
final class ExactKeys {
    private static final int MICROSECONDS = 6;
    private static final int MILLISECONDS = 3;
    private static final int MANTISSA_OF_DOUBLE = 53;
    private static final int MANTISSA_OF_FLOAT = 24;

    private static final Set<SemanticType> INTEGERS =
            EnumSet.of(SemanticType.INT8, SemanticType.INT16, SemanticType.INT32, SemanticType.INT64);
    private static final Set<SemanticType> TEXTS = EnumSet.of(
            SemanticType.STRING, SemanticType.UUID, SemanticType.ENUM, SemanticType.ENUM_SET, SemanticType.LTREE);
    private static final Set<String> OF_MILLIS =
            Set.of(Time.LOGICAL_NAME, Timestamp.LOGICAL_NAME, LogicalNames.TIME, LogicalNames.TIMESTAMP);
    private static final Set<String> OF_MICROS = Set.of(LogicalNames.MICRO_TIME, LogicalNames.MICRO_TIMESTAMP);

    /** Texts whose size is not known: MySQL's count bytes, SQLite's have none. Not {@code name}, which cuts. */
    private static final Set<String> TEXT_TYPES = Set.of(
            "text",
            "tinytext",
            "mediumtext",
            "longtext",
            "varchar",
            "char",
            "character",
            "nchar",
            "nvarchar",
            "clob",
            "character varying",
            "character large object");

    private static final Set<String> TIMESTAMP_TYPES =
            Set.of("timestamp", "timestamptz", "timestamp without time zone", "timestamp with time zone", "datetime");

    private static final Set<String> TIME_TYPES = Set.of("time", "time without time zone");

    private final RowLayout.Column source;
    private final ColumnDefinition target;
    private final ValueOptions values;
    /** The type without length and precision, in small letters. */
    private final String base;

    ExactKeys(RowLayout.Column source, ColumnDefinition target, ValueOptions values) {
        this.source = source;
        this.target = target;
        this.values = values;
        String type = target.baseType().toLowerCase(Locale.ROOT);
        int modifier = type.indexOf('(');
        this.base = modifier < 0 ? type : type.substring(0, modifier).trim();
    }

    /** Whether texts meet a column of UUIDs, to which upper and lower case are one. */
    boolean isUuid() {
        return base.equals("uuid") && TEXTS.contains(source.type());
    }

    /** Whether texts meet a column of whole numbers. */
    boolean isTextOfWholeNumber() {
        return source.type() == SemanticType.STRING && isInteger();
    }

    /** Whether texts meet a column of texts. */
    boolean isText() {
        return TEXTS.contains(source.type()) && takesText();
    }

    /** Whether different values stay different. */
    boolean areExact() {
        SemanticType type = source.type();
        if (INTEGERS.contains(type)) {
            return keepsIntegers();
        }
        return switch (type) {
            case STRING, UUID, ENUM, ENUM_SET, LTREE -> takesText();
            case BOOLEAN -> target.family() == Family.BOOLEAN || isInteger() || takesText();
            case BYTES -> target.family() == Family.BYTES && !base.equals("binary");
            case FLOAT32 -> isFloatOf(MANTISSA_OF_FLOAT);
            case FLOAT64 -> isFloatOf(MANTISSA_OF_DOUBLE);
            case DECIMAL -> keepsDecimals();
            case DATE -> base.equals("date") || takesText() || keepsNumbers();
            case TIME -> keepsFraction(TIME_TYPES);
            case INSTANT, LOCAL_TIMESTAMP -> keepsFraction(TIMESTAMP_TYPES);
            default -> keepsNumbers();
        };
    }

    private boolean isInteger() {
        return (target.family() == Family.NUMBER || target.family() == Family.BOOLEAN)
                && (target.size().isInteger() || base.contains("int"));
    }

    private boolean isDecimal() {
        return target.size().kind() == TypeSize.Kind.DECIMAL;
    }

    private boolean takesText() {
        return target.family() == Family.TEXT
                && (target.size().kind() == TypeSize.Kind.TEXT || TEXT_TYPES.contains(base));
    }

    private boolean isFloatOf(int mantissa) {
        if (target.family() != Family.NUMBER || target.type().contains("(")) {
            return false;
        }
        return target.size().kind() == TypeSize.Kind.FLOAT
                ? target.size().precision() >= mantissa
                : base.equals("real") || base.startsWith("double");
    }

    private boolean keepsIntegers() {
        boolean fitsDouble = source.type() != SemanticType.INT64 && isFloatOf(MANTISSA_OF_DOUBLE);
        boolean whole = isInteger()
                || (isDecimal()
                        && (target.size().scale() == null || target.size().scale() >= 0));
        // A year of two digits is one of four.
        return (target.family() != Family.OTHER && whole && !base.equals("year")) || fitsDouble || takesText();
    }

    private boolean keepsDecimals() {
        if (isDecimal() && target.size().scale() == null) {
            return true;
        }
        OptionalInt scale = SchemaParameters.number(source.schema(), Decimal.SCALE_FIELD);
        if (scale.isEmpty()) {
            return false;
        }
        return isDecimal()
                ? scale.getAsInt() <= target.size().scale()
                : isInteger() ? scale.getAsInt() <= 0 : takesText();
    }

    /** Dates and times that stay the numbers which they are in the record. */
    private boolean keepsNumbers() {
        return isInteger() && TemporalEncoding.numbersOf(source.schema()).isPresent();
    }

    private boolean keepsFraction(Set<String> types) {
        if (keepsNumbers()) {
            return true;
        }
        int digits = OF_MILLIS.contains(String.valueOf(source.schema().name()))
                ? MILLISECONDS
                : OF_MICROS.contains(String.valueOf(source.schema().name())) ? MICROSECONDS : Integer.MAX_VALUE;
        if (digits == Integer.MAX_VALUE || !keepsClock()) {
            return false;
        }
        boolean hasFraction = types.contains(base) && target.size().kind() == TypeSize.Kind.FRACTION;
        return takesText() || (hasFraction && digits <= target.size().precision());
    }

    /** A clock that is set back shows an hour twice. */
    private boolean keepsClock() {
        boolean local = source.type() == SemanticType.LOCAL_TIMESTAMP;
        boolean hasZone = base.endsWith("with time zone") || base.equals("timestamptz");
        return local || hasZone || values.timeZone().getRules().isFixedOffset();
    }
}
