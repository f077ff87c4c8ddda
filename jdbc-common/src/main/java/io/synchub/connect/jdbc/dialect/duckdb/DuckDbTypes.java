/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.duckdb;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.statement.DecimalShape;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TypeSize;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;

/** Which column type holds the values of a schema without loss, and what a column of the catalog is. */
final class DuckDbTypes {
    private static final int MAX_PRECISION = 38;
    private static final int MICROSECONDS = 6;
    private static final String TEXT = "VARCHAR";
    private static final Set<SemanticType> LISTED = Set.of(
            SemanticType.BOOLEAN,
            SemanticType.INT8,
            SemanticType.INT16,
            SemanticType.INT32,
            SemanticType.INT64,
            SemanticType.FLOAT32,
            SemanticType.FLOAT64,
            SemanticType.STRING);

    private DuckDbTypes() {}

    static ColumnDefinition column(String name, Schema schema, boolean nullable) {
        String type = type(schema);
        return new ColumnDefinition(name, type, type, family(type), nullable, size(type));
    }

    private static String type(Schema schema) {
        return switch (SemanticType.of(schema)) {
            case BOOLEAN -> "BOOLEAN";
            case INT8 -> "TINYINT";
            case INT16 -> "SMALLINT";
            case INT32 -> "INTEGER";
            case INT64 -> "BIGINT";
            case FLOAT32 -> "FLOAT";
            case FLOAT64 -> "DOUBLE";
            case DECIMAL ->
                DecimalShape.of(schema, MAX_PRECISION)
                        .map(shape -> "DECIMAL(" + shape.precision() + "," + shape.scale() + ")")
                        .orElse(TEXT);
            case BYTES -> "BLOB";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case LOCAL_TIMESTAMP, INSTANT -> "TIMESTAMP";
            case ZONED_TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
            case UUID -> "UUID";
            case JSON, MAP, STRUCT, GEOMETRY, SPARSE_VECTOR -> "JSON";
            case VECTOR -> "DOUBLE[]";
            case ARRAY ->
                LISTED.contains(SemanticType.of(schema.valueSchema())) ? type(schema.valueSchema()) + "[]" : "JSON";
            // Its interval does not read what Debezium writes.
            default -> TEXT;
        };
    }

    /** What a column of the catalog takes. */
    static Family family(String type) {
        if (type.endsWith("]")) {
            return Family.ARRAY;
        }
        if (type.startsWith("DECIMAL")) {
            return Family.NUMBER;
        }
        return switch (type) {
            case "BOOLEAN" -> Family.BOOLEAN;
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "FLOAT",
                    "DOUBLE" -> Family.NUMBER;
            case TEXT -> Family.TEXT;
            case "BLOB" -> Family.BYTES;
            default -> Family.OTHER;
        };
    }

    static TypeSize size(String type) {
        // Not one of its lists.
        if (type.startsWith("DECIMAL(") && type.endsWith(")")) {
            String[] parts =
                    type.substring("DECIMAL(".length(), type.length() - 1).split(",");
            return TypeSize.decimal(Integer.parseInt(parts[0].trim()), Integer.parseInt(parts[1].trim()));
        }
        return switch (type) {
            case "TINYINT" -> TypeSize.integer(Byte.SIZE - 1);
            case "SMALLINT" -> TypeSize.INT16;
            case "INTEGER" -> TypeSize.INT32;
            case "BIGINT" -> TypeSize.INT64;
            case "FLOAT" -> TypeSize.FLOAT32;
            case "DOUBLE" -> TypeSize.FLOAT64;
            case TEXT -> TypeSize.text(null);
            case "BLOB" -> TypeSize.binary(null);
            case "TIME", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> TypeSize.fraction(MICROSECONDS);
            default -> TypeSize.UNKNOWN;
        };
    }
}
