/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.ResultColumn;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.SchemaParameters;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Which column type holds the values of a schema, and which schema describes a column. */
final class PostgresTypes {
    /** Debezium's and Confluent's parameter for a Decimal's precision; the scale has a parameter of Connect's own. */
    private static final String LENGTH_PARAMETER = "length";

    private static final int MAX_PRECISION = 1000;
    private static final Set<SemanticType> ARRAY_ELEMENTS_AS_JSON = Set.of(
            SemanticType.ARRAY,
            SemanticType.MAP,
            SemanticType.STRUCT,
            SemanticType.GEOMETRY,
            SemanticType.VECTOR,
            SemanticType.SPARSE_VECTOR);

    private static final Map<SemanticType, String> SIMPLE = Map.ofEntries(
            Map.entry(SemanticType.BOOLEAN, "boolean"),
            Map.entry(SemanticType.INT8, "smallint"),
            Map.entry(SemanticType.INT16, "smallint"),
            Map.entry(SemanticType.INT32, "integer"),
            Map.entry(SemanticType.INT64, "bigint"),
            Map.entry(SemanticType.FLOAT32, "real"),
            Map.entry(SemanticType.FLOAT64, "double precision"),
            Map.entry(SemanticType.STRING, "text"),
            Map.entry(SemanticType.BYTES, "bytea"),
            Map.entry(SemanticType.DATE, "date"),
            Map.entry(SemanticType.TIME, "time without time zone"),
            Map.entry(SemanticType.LOCAL_TIMESTAMP, "timestamp without time zone"),
            Map.entry(SemanticType.INSTANT, "timestamp without time zone"),
            Map.entry(SemanticType.ZONED_TIMESTAMP, "timestamp with time zone"),
            Map.entry(SemanticType.ZONED_TIME, "time with time zone"),
            Map.entry(SemanticType.INTERVAL, "interval"),
            Map.entry(SemanticType.UUID, "uuid"),
            Map.entry(SemanticType.JSON, "jsonb"),
            Map.entry(SemanticType.XML, "xml"),
            Map.entry(SemanticType.ENUM, "text"),
            Map.entry(SemanticType.ENUM_SET, "text"),
            Map.entry(SemanticType.LTREE, "text"),
            Map.entry(SemanticType.TSVECTOR, "tsvector"),
            Map.entry(SemanticType.BITS, "bit varying"),
            Map.entry(SemanticType.GEOMETRY, "jsonb"),
            Map.entry(SemanticType.VECTOR, "double precision[]"),
            Map.entry(SemanticType.SPARSE_VECTOR, "jsonb"),
            Map.entry(SemanticType.MAP, "jsonb"),
            Map.entry(SemanticType.STRUCT, "jsonb"));

    private PostgresTypes() {}

    /** The column that holds the values of a schema without loss. */
    static ColumnDefinition column(String name, Schema schema, boolean nullable) {
        SemanticType type = SemanticType.of(schema);
        String base = baseType(type, schema);
        String modifier = modifier(type, schema);
        return new ColumnDefinition(
                name, base + modifier, base, family(base), nullable, PostgresSizes.ofSql(base, modifier));
    }

    private static String baseType(SemanticType type, Schema schema) {
        if (type == SemanticType.DECIMAL) {
            return "numeric";
        }
        if (type != SemanticType.ARRAY) {
            return SIMPLE.get(type);
        }
        Schema element = schema.valueSchema();
        SemanticType elementType = SemanticType.of(element);
        return ARRAY_ELEMENTS_AS_JSON.contains(elementType) ? "jsonb" : baseType(elementType, element) + "[]";
    }

    private static String modifier(SemanticType type, Schema schema) {
        if (type == SemanticType.BITS) {
            int length = SchemaParameters.number(schema, LENGTH_PARAMETER).orElse(0);
            return length > 0 && length < Integer.MAX_VALUE ? "(" + length + ")" : "";
        }
        if (type == SemanticType.DECIMAL) {
            int precision = SchemaParameters.number(schema, SchemaParameters.DECIMAL_PRECISION)
                    .orElse(0);
            int scale = SchemaParameters.number(schema, Decimal.SCALE_FIELD).orElse(0);
            boolean fits = precision > 0 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision;
            return fits ? "(" + precision + "," + scale + ")" : "";
        }
        return "";
    }

    private static Family family(String baseType) {
        if (baseType.endsWith("[]")) {
            return Family.ARRAY;
        }
        return switch (baseType) {
            case "boolean" -> Family.BOOLEAN;
            case "smallint", "integer", "bigint", "real", "double precision", "numeric" -> Family.NUMBER;
            case "text" -> Family.TEXT;
            case "bytea" -> Family.BYTES;
            default -> Family.OTHER;
        };
    }

    /** A column of a query's result. */
    static ResultColumn resultColumn(ResultSetMetaData metaData, int column) throws SQLException {
        Schema schema = resultSchema(metaData, column);
        ColumnDefinition portable = column(metaData.getColumnLabel(column), schema, true);
        String nativeType = castable(metaData.getColumnTypeName(column));
        return new ResultColumn(
                schema,
                new ColumnDefinition(portable.name(), nativeType, nativeType, familyOf(portable, nativeType), true),
                nativeType.equals("bpchar"));
    }

    /** The driver calls an integer column that has a sequence by a name that only CREATE TABLE knows. */
    private static String castable(String typeName) {
        return switch (typeName) {
            case "smallserial" -> "int2";
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            default -> typeName;
        };
    }

    private static Family familyOf(ColumnDefinition portable, String nativeType) {
        boolean openText = Set.of("text", "varchar", "bpchar", "name").contains(nativeType);
        return portable.family() == Family.TEXT && !openText ? Family.OTHER : portable.family();
    }

    /** The schema of a result's column; what has no schema of its own comes as text. */
    private static Schema resultSchema(ResultSetMetaData metaData, int column) throws SQLException {
        return switch (metaData.getColumnType(column)) {
            case Types.BIT, Types.BOOLEAN ->
                "bool".equals(metaData.getColumnTypeName(column))
                        ? Schema.OPTIONAL_BOOLEAN_SCHEMA
                        : Schema.OPTIONAL_STRING_SCHEMA;
            case Types.SMALLINT, Types.TINYINT -> Schema.OPTIONAL_INT16_SCHEMA;
            case Types.INTEGER -> Schema.OPTIONAL_INT32_SCHEMA;
            case Types.BIGINT -> Schema.OPTIONAL_INT64_SCHEMA;
            case Types.REAL -> Schema.OPTIONAL_FLOAT32_SCHEMA;
            case Types.DOUBLE, Types.FLOAT -> Schema.OPTIONAL_FLOAT64_SCHEMA;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> Schema.OPTIONAL_BYTES_SCHEMA;
            case Types.DATE -> Date.builder().optional().build();
            case Types.NUMERIC, Types.DECIMAL -> decimal(metaData.getPrecision(column), metaData.getScale(column));
            default -> logicalText(metaData.getColumnTypeName(column));
        };
    }

    private static Schema decimal(int precision, int scale) {
        return precision > 0
                ? Decimal.builder(scale)
                        .parameter(SchemaParameters.DECIMAL_PRECISION, Integer.toString(precision))
                        .optional()
                        .build()
                : Decimal.builder(0).optional().build();
    }

    private static Schema logicalText(String typeName) {
        String logical =
                switch (typeName) {
                    case "timestamp" -> "io.debezium.time.IsoTimestamp";
                    case "timestamptz" -> "io.debezium.time.ZonedTimestamp";
                    case "time" -> "io.debezium.time.IsoTime";
                    case "timetz" -> "io.debezium.time.ZonedTime";
                    case "interval" -> "io.debezium.time.Interval";
                    case "uuid" -> "io.debezium.data.Uuid";
                    case "json", "jsonb" -> "io.debezium.data.Json";
                    case "xml" -> "io.debezium.data.Xml";
                    default -> null;
                };
        return logical == null
                ? Schema.OPTIONAL_STRING_SCHEMA
                : SchemaBuilder.string().name(logical).optional().build();
    }
}
