/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.sqlite;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.statement.DecimalShape;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import java.util.Locale;
import org.apache.kafka.connect.data.Schema;

/**
 * The few types there are. A decimal stands as text unless it is a whole number that 64 bits hold: a column of type
 * NUMERIC or DECIMAL turns it into a floating point number of 15 digits. Dates and times are texts in ISO 8601.
 */
final class SqliteTypes {
    /** A long holds any number of so many digits. */
    private static final int LONG_DIGITS = 18;

    private SqliteTypes() {}

    static ColumnDefinition column(String name, Schema schema, boolean nullable) {
        String type = type(SemanticType.of(schema), schema);
        return new ColumnDefinition(name, type, type, family(type), nullable);
    }

    private static String type(SemanticType type, Schema schema) {
        return switch (type) {
            case BOOLEAN -> "BOOLEAN";
            case INT8, INT16, INT32, INT64 -> "INTEGER";
            case FLOAT32, FLOAT64 -> "REAL";
            case BYTES -> "BLOB";
            case DECIMAL ->
                DecimalShape.of(schema, Integer.MAX_VALUE)
                                .filter(shape -> shape.scale() == 0 && shape.precision() <= LONG_DIGITS)
                                .isPresent()
                        ? "INTEGER"
                        : "TEXT";
            default -> "TEXT";
        };
    }

    /** What a column of a declared type takes, by SQLite's rules of affinity. */
    static Family family(String declared) {
        String type = declared.toUpperCase(Locale.ROOT);
        if (type.contains("INT")) {
            return Family.NUMBER;
        }
        if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
            return Family.TEXT;
        }
        if (type.contains("BLOB")) {
            return Family.BYTES;
        }
        if (type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB")) {
            return Family.NUMBER;
        }
        if (type.startsWith("BOOL")) {
            return Family.BOOLEAN;
        }
        return type.startsWith("NUM") || type.startsWith("DEC") ? Family.NUMBER : Family.OTHER;
    }
}
