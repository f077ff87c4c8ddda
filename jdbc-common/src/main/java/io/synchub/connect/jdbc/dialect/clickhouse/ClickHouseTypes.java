/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.clickhouse;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.SchemaParameters;
import io.synchub.connect.jdbc.schema.TypeSize;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/**
 * Which column type holds the values of a schema without loss, and what a column of the catalog is. That a column takes
 * nulls is part of ClickHouse's type; {@link ColumnDefinition#type} is the type within {@code Nullable(…)}.
 */
final class ClickHouseTypes {
    private static final int MAX_PRECISION = 76;
    private static final String LOW_CARDINALITY = "LowCardinality(";
    private static final String NULLABLE = "Nullable(";
    private static final Pattern INTEGER = Pattern.compile("(U?)Int(\\d+)");
    private static final Pattern DECIMAL = Pattern.compile("Decimal\\((\\d+), ?(\\d+)\\)");

    private ClickHouseTypes() {}

    /** The column for the values of a schema. */
    static ColumnDefinition column(String name, Schema schema, boolean nullable) {
        String type = type(schema, nullable);
        return column(name, type, nullable);
    }

    private static String type(Schema schema, boolean nullable) {
        SemanticType type = SemanticType.of(schema);
        return switch (type) {
            case DECIMAL -> decimal(schema);
            case DATE -> "Date32";
            // Of UTC: another zone has hours that its clocks leave out.
            case LOCAL_TIMESTAMP, INSTANT, ZONED_TIMESTAMP -> "DateTime64(6, 'UTC')";
            case UUID -> "UUID";
            // An array can not be null, but its elements can.
            case ARRAY, VECTOR ->
                nullable
                        ? "String"
                        : scalar(SemanticType.of(schema.valueSchema()))
                                .map(element -> "Array("
                                        + (schema.valueSchema().isOptional() ? NULLABLE + element + ")" : element)
                                        + ")")
                                .orElse("String");
            default -> scalar(type).orElse("String");
        };
    }

    /** The types whose values are the same in JSON. */
    private static Optional<String> scalar(SemanticType type) {
        return Optional.ofNullable(
                switch (type) {
                    case BOOLEAN -> "Bool";
                    case INT8 -> "Int8";
                    case INT16 -> "Int16";
                    case INT32 -> "Int32";
                    case INT64 -> "Int64";
                    case FLOAT32 -> "Float32";
                    case FLOAT64 -> "Float64";
                    case STRING -> "String";
                    default -> null;
                });
    }

    /** Without a precision the widest there is; what even that can not hold stands as text. */
    private static String decimal(Schema schema) {
        OptionalInt declaredScale = SchemaParameters.number(schema, Decimal.SCALE_FIELD);
        if (declaredScale.isEmpty()) {
            // Each value has a scale of its own.
            return "String";
        }
        int scale = Math.max(0, declaredScale.getAsInt());
        int declared = SchemaParameters.number(schema, SchemaParameters.DECIMAL_PRECISION)
                .orElse(0);
        int precision = declared >= Math.max(1, scale) ? declared : MAX_PRECISION;
        return precision <= MAX_PRECISION && scale <= precision
                ? "Decimal(" + precision + ", " + scale + ")"
                : "String";
    }

    /** A column of the catalog. */
    static ColumnDefinition ofCatalog(String name, String fullType) {
        boolean frugal = fullType.startsWith(LOW_CARDINALITY);
        String type = frugal ? inner(fullType, LOW_CARDINALITY) : fullType;
        boolean nullable = type.startsWith(NULLABLE);
        String bare = nullable ? inner(type, NULLABLE) : type;
        ColumnDefinition column = column(name, bare, nullable);
        return frugal
                ? new ColumnDefinition(
                        name,
                        LOW_CARDINALITY + bare + ")",
                        column.baseType(),
                        column.family(),
                        nullable,
                        TypeSize.UNKNOWN)
                : column;
    }

    private static ColumnDefinition column(String name, String bare, boolean nullable) {
        int open = bare.indexOf('(');
        String base = open < 0 ? bare : bare.substring(0, open);
        return new ColumnDefinition(name, bare, base, family(base), nullable, size(bare));
    }

    private static String inner(String type, String wrapper) {
        return type.substring(wrapper.length(), type.length() - 1);
    }

    /** The type as it stands in a definition. */
    static String declared(ColumnDefinition column, boolean nullable) {
        String type = column.type();
        if (!nullable) {
            return type;
        }
        return type.startsWith(LOW_CARDINALITY)
                ? LOW_CARDINALITY + NULLABLE + inner(type, LOW_CARDINALITY) + "))"
                : NULLABLE + type + ")";
    }

    private static Family family(String base) {
        if (INTEGER.matcher(base).matches() || base.startsWith("Float") || base.startsWith("Decimal")) {
            return Family.NUMBER;
        }
        return switch (base) {
            case "Bool" -> Family.BOOLEAN;
            case "String", "FixedString" -> Family.TEXT;
            case "Array" -> Family.ARRAY;
            default -> Family.OTHER;
        };
    }

    private static TypeSize size(String bare) {
        Matcher integer = INTEGER.matcher(bare);
        if (integer.matches()) {
            int bits = Integer.parseInt(integer.group(2));
            return integer.group(1).isEmpty() ? TypeSize.integer(bits - 1) : TypeSize.unsigned(bits);
        }
        Matcher decimal = DECIMAL.matcher(bare);
        if (decimal.matches()) {
            return TypeSize.decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return switch (bare) {
            case "Float32" -> TypeSize.FLOAT32;
            case "Float64" -> TypeSize.FLOAT64;
            case "String" -> TypeSize.text(null);
            default -> TypeSize.UNKNOWN;
        };
    }
}
