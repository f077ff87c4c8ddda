/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TypeSize;

/** How much PostgreSQL's types hold. */
final class PostgresSizes {
    /** What the catalog adds to the modifier of types that have a length of their own. */
    private static final int HEADER = 4;

    private static final int MICROSECONDS = 6;
    private static final int MAX_PRECISION = 1000;

    /** Of {@code varchar(n)}; that of {@code bit varying(n)} is greater. */
    private static final int MAX_LENGTH = 10_485_760;

    private PostgresSizes() {}

    /**
     * Reads a size from the catalog.
     *
     * @param typeName {@code pg_type.typname}
     * @param modifier {@code pg_attribute.atttypmod}, negative where the column has none
     * @return unknown for {@code bit(n)} too: it takes no more and no fewer bits, so there is no more of the same
     */
    static TypeSize of(String typeName, int modifier) {
        Integer parameter = modifier < 0 ? null : modifier;
        return switch (typeName) {
            case "int2" -> TypeSize.INT16;
            case "int4" -> TypeSize.INT32;
            case "int8" -> TypeSize.INT64;
            case "float4" -> TypeSize.FLOAT32;
            case "float8" -> TypeSize.FLOAT64;
            case "numeric" -> numeric(modifier);
            case "text" -> TypeSize.text(null);
            case "varchar", "bpchar" -> TypeSize.text(modifier < HEADER ? null : modifier - HEADER);
            case "bytea" -> TypeSize.binary(null);
            case "varbit" -> TypeSize.bits(parameter);
            case "time", "timetz", "timestamp", "timestamptz" ->
                TypeSize.fraction(parameter == null ? MICROSECONDS : parameter);
            default -> TypeSize.UNKNOWN;
        };
    }

    /** The precision is in the upper half, the scale in the lower eleven bits, whose first is a sign since 15. */
    private static TypeSize numeric(int modifier) {
        if (modifier < HEADER) {
            return TypeSize.UNBOUNDED_DECIMAL;
        }
        int parts = modifier - HEADER;
        return TypeSize.decimal(parts >> 16 & 0xffff, ((parts & 0x7ff) ^ 1024) - 1024);
    }

    /**
     * The size of a type as {@link PostgresTypes} writes it.
     *
     * @param baseType without modifier
     * @param modifier {@code (10)} or {@code (10,2)}, or empty
     */
    static TypeSize ofSql(String baseType, String modifier) {
        String[] parts = modifier.isEmpty()
                ? new String[0]
                : modifier.substring(1, modifier.length() - 1).split(",");
        return switch (baseType) {
            case "smallint" -> TypeSize.INT16;
            case "integer" -> TypeSize.INT32;
            case "bigint" -> TypeSize.INT64;
            case "real" -> TypeSize.FLOAT32;
            case "double precision" -> TypeSize.FLOAT64;
            case "numeric" ->
                parts.length == 0
                        ? TypeSize.UNBOUNDED_DECIMAL
                        : TypeSize.decimal(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            case "text" -> TypeSize.text(null);
            case "bytea" -> TypeSize.binary(null);
            case "bit varying" -> TypeSize.bits(parts.length == 0 ? null : Integer.valueOf(parts[0]));
            case "time without time zone",
                    "time with time zone",
                    "timestamp without time zone",
                    "timestamp with time zone" -> TypeSize.fraction(MICROSECONDS);
            default -> TypeSize.UNKNOWN;
        };
    }

    /** A column of the same type with another size; without any bound where PostgreSQL does not go that far. */
    static ColumnDefinition resized(ColumnDefinition column, TypeSize size) {
        String base = column.baseType();
        String type =
                switch (size.kind()) {
                    case DECIMAL -> base + decimalModifier(size);
                    case TEXT, BITS -> size.length() > MAX_LENGTH ? base : base + "(" + size.length() + ")";
                    // Microseconds are what these types have without a modifier, which would stand amid their name.
                    case FRACTION -> base;
                    default -> throw new IllegalArgumentException("Type " + base + " has no size " + size);
                };
        return new ColumnDefinition(
                column.name(), type, base, column.family(), column.nullable(), size, column.equality());
    }

    private static String decimalModifier(TypeSize size) {
        return size.precision() == null || size.precision() > MAX_PRECISION
                ? ""
                : "(" + size.precision() + "," + size.scale() + ")";
    }

    /** PostgreSQL keeps the rows of a column that only loses a bound, or has it moved, and whose values stay. */
    static boolean rewrites(ColumnDefinition from, ColumnDefinition to) {
        if (!from.baseType().equals(to.baseType()) || from.baseType().equals("character")) {
            return true;
        }
        boolean bounded = to.size().scale() != null;
        return bounded && !to.size().scale().equals(from.size().scale());
    }
}
