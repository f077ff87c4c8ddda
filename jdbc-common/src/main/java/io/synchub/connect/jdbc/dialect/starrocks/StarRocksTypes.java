/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.starrocks;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.SchemaParameters;
import io.synchub.connect.jdbc.schema.TypeSize;
import java.util.OptionalInt;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/** Which column type holds the values of a schema without loss, and what a column of the catalog is. */
final class StarRocksTypes {
    static final int BYTES_PER_CHARACTER = 4;

    private static final int MAX_PRECISION = 38;
    /** The longest text and the longest bytes that there are, in bytes. */
    private static final int MAX_BYTES = 1_048_576;

    private static final int KEY_BYTES = 1_020;
    private static final int LARGEINT_BITS = 127;
    private static final int TINYINT_BITS = 7;

    private StarRocksTypes() {}

    /** The column for the values of a schema. */
    static ColumnDefinition column(String name, Schema schema, boolean nullable) {
        SemanticType type = SemanticType.of(schema);
        return switch (type) {
            case BOOLEAN -> of(name, "boolean", Family.BOOLEAN, nullable, TypeSize.UNKNOWN);
            case INT8 -> of(name, "tinyint", Family.NUMBER, nullable, TypeSize.integer(TINYINT_BITS));
            case INT16 -> of(name, "smallint", Family.NUMBER, nullable, TypeSize.INT16);
            case INT32 -> of(name, "int", Family.NUMBER, nullable, TypeSize.INT32);
            case INT64 -> of(name, "bigint", Family.NUMBER, nullable, TypeSize.INT64);
            // Not float: it shows fewer digits than it holds, so that what a client reads is not what was written.
            case FLOAT32, FLOAT64 -> of(name, "double", Family.NUMBER, nullable, TypeSize.FLOAT64);
            case DECIMAL -> decimal(name, schema, nullable);
            case BYTES -> of(name, "varbinary", Family.BYTES, nullable, TypeSize.binary(null));
            case DATE -> of(name, "date", Family.OTHER, nullable, TypeSize.UNKNOWN);
            case LOCAL_TIMESTAMP, INSTANT, ZONED_TIMESTAMP ->
                of(name, "datetime", Family.OTHER, nullable, TypeSize.UNKNOWN);
            case JSON, GEOMETRY, VECTOR, SPARSE_VECTOR, ARRAY, MAP, STRUCT ->
                of(name, "json", Family.OTHER, nullable, TypeSize.UNKNOWN);
            case UUID -> varchar(name, 36, nullable);
            case TIME, ZONED_TIME -> varchar(name, 32, nullable);
            case STRING, INTERVAL, XML, ENUM, ENUM_SET, LTREE, TSVECTOR, BITS -> text(name, nullable);
        };
    }

    private static ColumnDefinition of(String name, String type, Family family, boolean nullable, TypeSize size) {
        return new ColumnDefinition(name, type, type, family, nullable, size);
    }

    private static ColumnDefinition text(String name, boolean nullable) {
        return varchar(name, MAX_BYTES, nullable);
    }

    /** The length counts bytes, which what is declared in characters can not be compared with. */
    static ColumnDefinition varchar(String name, int bytes, boolean nullable) {
        return new ColumnDefinition(name, "varchar(" + bytes + ")", "varchar", Family.TEXT, nullable, TypeSize.UNKNOWN);
    }

    /** The same column as a part of a primary key, whose text must be shorter. */
    static ColumnDefinition asKey(ColumnDefinition column) {
        return column.type().equals("varchar(" + MAX_BYTES + ")") ? varchar(column.name(), KEY_BYTES, false) : column;
    }

    /** Without a precision the widest there is; what even that can not hold stands as text. */
    private static ColumnDefinition decimal(String name, Schema schema, boolean nullable) {
        OptionalInt declaredScale = SchemaParameters.number(schema, Decimal.SCALE_FIELD);
        if (declaredScale.isEmpty()) {
            // Each value has a scale of its own.
            return text(name, nullable);
        }
        int scale = Math.max(0, declaredScale.getAsInt());
        int declared = SchemaParameters.number(schema, SchemaParameters.DECIMAL_PRECISION)
                .orElse(0);
        int precision = declared >= Math.max(1, scale) ? declared : MAX_PRECISION;
        if (precision > MAX_PRECISION || scale > precision) {
            return text(name, nullable);
        }
        return new ColumnDefinition(
                name,
                "decimal(" + precision + "," + scale + ")",
                "decimal",
                Family.NUMBER,
                nullable,
                TypeSize.decimal(precision, scale));
    }

    /**
     * A column of the catalog.
     *
     * @param columnType {@code decimal(10,2)}, as {@code information_schema} shows it, in lower case
     * @param dataType {@code decimal}
     * @param precision of a number, or null
     * @param scale of a number, or null
     */
    static ColumnDefinition ofCatalog(
            String name, String columnType, String dataType, boolean nullable, Integer precision, Integer scale) {
        // The catalog has MySQL's words for some types, and its column type the engine's own.
        String base = columnType.replaceAll("[(<].*", "").trim();
        Family family =
                switch (base) {
                    case "boolean" -> Family.BOOLEAN;
                    case "tinyint" -> columnType.equals("tinyint(1)") ? Family.BOOLEAN : Family.NUMBER;
                    case "smallint", "int", "bigint", "largeint", "float", "double", "decimal" -> Family.NUMBER;
                    case "decimal32", "decimal64", "decimal128", "decimalv2" -> Family.NUMBER;
                    case "char", "varchar", "string" -> Family.TEXT;
                    case "binary", "varbinary" -> Family.BYTES;
                    case "array" -> Family.ARRAY;
                    default -> Family.OTHER;
                };
        String declared = base.endsWith("int") && !base.isEmpty() ? base : columnType;
        return new ColumnDefinition(name, declared, base, family, nullable, size(base, dataType, precision, scale));
    }

    private static TypeSize size(String base, String dataType, Integer precision, Integer scale) {
        return switch (base) {
            case "tinyint" -> TypeSize.integer(TINYINT_BITS);
            case "smallint" -> TypeSize.INT16;
            case "int" -> TypeSize.INT32;
            case "bigint" -> dataType.contains("unsigned") ? TypeSize.integer(LARGEINT_BITS) : TypeSize.INT64;
            case "largeint" -> TypeSize.integer(LARGEINT_BITS);
            case "float" -> TypeSize.FLOAT32;
            case "double" -> TypeSize.FLOAT64;
            default ->
                base.startsWith("decimal") && precision != null && scale != null
                        ? TypeSize.decimal(precision, scale)
                        : TypeSize.UNKNOWN;
        };
    }
}
