/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.statement.BitsText;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Equality;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.SchemaParameters;
import io.synchub.connect.jdbc.schema.TypeSize;
import java.util.OptionalInt;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/** Which column type holds the values of a schema without loss, and what a column of the catalog is. */
final class MysqlTypes {
    private static final int MAX_PRECISION = 65;
    private static final int MAX_SCALE = 30;
    private static final int MAX_BITS = 64;
    private static final int MICROSECONDS = 6;
    private static final int TINYINT_BITS = 7;
    private static final int MEDIUMINT_BITS = 23;

    private MysqlTypes() {}

    /** The column for the values of a schema; texts and bytes have no length, which a key can not do with. */
    static ColumnDefinition column(String name, Schema schema, boolean nullable) {
        SemanticType type = SemanticType.of(schema);
        return switch (type) {
            case BOOLEAN -> of(name, "tinyint(1)", "tinyint", Family.BOOLEAN, nullable, TypeSize.integer(TINYINT_BITS));
            case INT8 -> of(name, "tinyint", "tinyint", Family.NUMBER, nullable, TypeSize.integer(TINYINT_BITS));
            case INT16 -> of(name, "smallint", "smallint", Family.NUMBER, nullable, TypeSize.INT16);
            case INT32 -> of(name, "int", "int", Family.NUMBER, nullable, TypeSize.INT32);
            case INT64 -> of(name, "bigint", "bigint", Family.NUMBER, nullable, TypeSize.INT64);
            // Not float: it shows six digits only, so that what a client reads is not what was written.
            case FLOAT32, FLOAT64 -> of(name, "double", "double", Family.NUMBER, nullable, TypeSize.FLOAT64);
            case DECIMAL -> decimal(name, schema, nullable);
            case BYTES -> of(name, "longblob", "longblob", Family.BYTES, nullable, TypeSize.binary(null));
            case DATE -> of(name, "date", "date", Family.OTHER, nullable, TypeSize.UNKNOWN);
            case TIME -> of(name, "time(6)", "time", Family.OTHER, nullable, TypeSize.fraction(MICROSECONDS));
            // Not timestamp: it ends in 2038.
            case LOCAL_TIMESTAMP, INSTANT, ZONED_TIMESTAMP ->
                of(name, "datetime(6)", "datetime", Family.OTHER, nullable, TypeSize.fraction(MICROSECONDS));
            case UUID -> of(name, "char(36)", "char", Family.TEXT, nullable, TypeSize.text(36));
            case ZONED_TIME -> of(name, "varchar(32)", "varchar", Family.TEXT, nullable, TypeSize.text(32));
            case BITS -> bits(name, BitsText.declaredLength(schema), nullable);
            case JSON, GEOMETRY, VECTOR, SPARSE_VECTOR, ARRAY, MAP, STRUCT ->
                of(name, "json", "json", Family.OTHER, nullable, TypeSize.UNKNOWN);
            case STRING, INTERVAL, XML, ENUM, ENUM_SET, LTREE, TSVECTOR -> text(name, nullable);
        };
    }

    private static ColumnDefinition of(
            String name, String type, String base, Family family, boolean nullable, TypeSize size) {
        return new ColumnDefinition(name, type, base, family, nullable, size);
    }

    private static ColumnDefinition text(String name, boolean nullable) {
        return of(name, "longtext", "longtext", Family.TEXT, nullable, TypeSize.text(null));
    }

    private static ColumnDefinition bits(String name, int length, boolean nullable) {
        return length > 0 && length <= MAX_BITS
                ? of(name, "bit(" + length + ")", "bit", Family.OTHER, nullable, TypeSize.bits(length))
                : text(name, nullable);
    }

    /** Without a precision the widest there is; what even that can not hold stands as text. */
    private static ColumnDefinition decimal(String name, Schema schema, boolean nullable) {
        OptionalInt givenScale = SchemaParameters.number(schema, Decimal.SCALE_FIELD);
        if (givenScale.isEmpty()) {
            // The scale is that of each value: no decimal holds them all.
            return text(name, nullable);
        }
        int declaredScale = givenScale.getAsInt();
        int scale = Math.max(0, declaredScale);
        // A scale below zero stands for zeros before the point, which the precision does not count.
        int zeros = Math.max(0, -declaredScale);
        int declared = SchemaParameters.number(schema, SchemaParameters.DECIMAL_PRECISION)
                .orElse(0);
        int precision = declared >= Math.max(1, scale) ? declared + zeros : MAX_PRECISION;
        return precision <= MAX_PRECISION && scale <= MAX_SCALE
                ? of(
                        name,
                        "decimal(" + precision + "," + scale + ")",
                        "decimal",
                        Family.NUMBER,
                        nullable,
                        TypeSize.decimal(precision, scale))
                : text(name, nullable);
    }

    /**
     * What a column of the catalog takes.
     *
     * @param columnType {@code tinyint(1)}
     * @param dataType {@code tinyint}
     */
    static Family family(String columnType, String dataType) {
        return switch (dataType) {
            case "tinyint" -> columnType.startsWith("tinyint(1)") ? Family.BOOLEAN : Family.NUMBER;
            case "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "year" -> Family.NUMBER;
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set" -> Family.TEXT;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> Family.BYTES;
            default -> Family.OTHER;
        };
    }

    /**
     * Which values of a column of the catalog are one key.
     *
     * @param collation null for a column that has none
     */
    static Equality equality(String dataType, String collation) {
        return switch (dataType) {
            // Shorter ones are filled up with 0x00.
            case "binary" -> Equality.LOOSE;
            case "enum", "set" -> Equality.LOOSE;
            // Stored without the blanks at its end, whatever the collation.
            case "char" -> isBinary(collation) ? Equality.PADDED : Equality.LOOSE;
            default -> {
                if (collation == null || comparesBlanks(collation)) {
                    yield Equality.EXACT;
                }
                yield isBinary(collation) ? Equality.PADDED : Equality.LOOSE;
            }
        };
    }

    private static boolean isBinary(String collation) {
        return collation == null || collation.equals("binary") || collation.endsWith("_bin");
    }

    /** Most collations fill up the shorter of two texts with blanks, the binary ones too. */
    private static boolean comparesBlanks(String collation) {
        return collation.equals("binary") || collation.endsWith("_nopad_bin") || collation.endsWith("_0900_bin");
    }

    /**
     * How much a column of the catalog holds.
     *
     * @param length characters or bytes, or null
     * @param precision of a number, in digits (of a bit column: in bits), or null
     * @param scale or null
     * @param fraction digits of a second's fraction, or null
     */
    static TypeSize size(
            String columnType, String dataType, Long length, Integer precision, Integer scale, Integer fraction) {
        return switch (dataType) {
            case "tinyint" -> integer(columnType, TINYINT_BITS);
            case "smallint" -> integer(columnType, TypeSize.INT16.precision());
            case "mediumint" -> integer(columnType, MEDIUMINT_BITS);
            case "int" -> integer(columnType, TypeSize.INT32.precision());
            case "bigint" -> integer(columnType, TypeSize.INT64.precision());
            case "float" -> TypeSize.FLOAT32;
            case "double" -> TypeSize.FLOAT64;
            case "decimal" ->
                precision == null || scale == null ? TypeSize.UNKNOWN : TypeSize.decimal(precision, scale);
            case "bit" -> TypeSize.bits(precision);
            case "char", "varchar" -> TypeSize.text(bound(length));
            case "varbinary" -> TypeSize.binary(bound(length));
            case "longtext" -> TypeSize.text(null);
            case "longblob" -> TypeSize.binary(null);
            case "time", "datetime", "timestamp" -> TypeSize.fraction(fraction == null ? 0 : fraction);
            // The catalog counts a text's bytes, not its characters; and to widen a binary would fill up its values.
            default -> TypeSize.UNKNOWN;
        };
    }

    private static TypeSize integer(String columnType, int bits) {
        return columnType.contains("unsigned") ? TypeSize.unsigned(bits + 1) : TypeSize.integer(bits);
    }

    private static Integer bound(Long length) {
        return length == null || length > Integer.MAX_VALUE ? null : Integer.valueOf(length.intValue());
    }
}
