/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.generic;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.statement.DecimalShape;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import java.sql.Types;
import org.apache.kafka.connect.data.Schema;

/** The types of the SQL standard. What none of them holds without loss stands as text. */
final class GenericTypes {
    /** Of the databases with decimals, few take more digits. */
    private static final int MAX_PRECISION = 38;

    private static final String TEXT = "CLOB";
    private static final String BYTES = "BLOB";

    private GenericTypes() {}

    static ColumnDefinition column(String name, Schema schema, boolean nullable) {
        return switch (SemanticType.of(schema)) {
            case BOOLEAN -> of(name, "BOOLEAN", Family.BOOLEAN, nullable);
            case INT8, INT16 -> of(name, "SMALLINT", Family.NUMBER, nullable);
            case INT32 -> of(name, "INTEGER", Family.NUMBER, nullable);
            case INT64 -> of(name, "BIGINT", Family.NUMBER, nullable);
            case FLOAT32, FLOAT64 -> of(name, "DOUBLE PRECISION", Family.NUMBER, nullable);
            case DECIMAL ->
                DecimalShape.of(schema, MAX_PRECISION)
                        .map(shape -> of(
                                name,
                                "DECIMAL(" + shape.precision() + "," + shape.scale() + ")",
                                Family.NUMBER,
                                nullable))
                        .orElseGet(() -> of(name, TEXT, Family.TEXT, nullable));
            case BYTES -> of(name, BYTES, Family.BYTES, nullable);
            case DATE -> of(name, "DATE", Family.OTHER, nullable);
            case TIME -> of(name, "TIME(6)", Family.OTHER, nullable);
            case LOCAL_TIMESTAMP, INSTANT, ZONED_TIMESTAMP -> of(name, "TIMESTAMP(6)", Family.OTHER, nullable);
            case UUID -> of(name, "VARCHAR(36)", Family.TEXT, nullable);
            default -> of(name, TEXT, Family.TEXT, nullable);
        };
    }

    /** Large objects can not be keys. */
    static ColumnDefinition ofKey(ColumnDefinition column) {
        return switch (column.type()) {
            case TEXT -> of(column.name(), "VARCHAR(255)", Family.TEXT, column.nullable());
            case BYTES -> of(column.name(), "VARBINARY(255)", Family.BYTES, column.nullable());
            default -> column;
        };
    }

    private static ColumnDefinition of(String name, String type, Family family, boolean nullable) {
        return new ColumnDefinition(name, type, type, family, nullable);
    }

    /** What a column of the catalog takes, by its type in {@link Types}. */
    static Family family(int sqlType) {
        return switch (sqlType) {
            case Types.BIT, Types.BOOLEAN -> Family.BOOLEAN;
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL -> Family.NUMBER;
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> Family.TEXT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Family.BYTES;
            case Types.ARRAY -> Family.ARRAY;
            default -> Family.OTHER;
        };
    }
}
