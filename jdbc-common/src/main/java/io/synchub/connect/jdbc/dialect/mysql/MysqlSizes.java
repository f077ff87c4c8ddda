/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TypeSize;
import java.util.Optional;

/** The types of MariaDB and MySQL in other sizes. */
final class MysqlSizes {
    private static final String COLLATE = " collate ";
    private static final int MAX_CHAR = 255;
    /** Of a varchar with four bytes a character: a row has 65,535 bytes for all its columns. */
    private static final int MAX_VARCHAR = 16_000;

    private static final int MAX_VARBINARY = 64_000;
    private static final int MAX_PRECISION = 65;
    private static final int MAX_SCALE = 30;
    private static final int MAX_BITS = 64;
    /** The length of a value of up to so many bytes takes one byte. */
    private static final int SHORT_BYTES = 255;

    private static final int BYTES_PER_CHARACTER = 4;

    private MysqlSizes() {}

    /**
     * A column of the same type with another size: a text without a bound where it would be too long for a row.
     *
     * @return empty when there is none that takes so much
     */
    static Optional<ColumnDefinition> resized(ColumnDefinition column, TypeSize size) {
        return switch (size.kind()) {
            case DECIMAL -> decimal(column, size);
            case TEXT -> Optional.of(text(column, size));
            case BINARY ->
                Optional.of(
                        size.length() > MAX_VARBINARY
                                ? of(column, "longblob", "", TypeSize.binary(null))
                                : of(column, "varbinary", "(" + size.length() + ")", size));
            case BITS ->
                size.length() > MAX_BITS
                        ? Optional.empty()
                        : Optional.of(of(column, "bit", "(" + size.length() + ")", size));
            case FRACTION -> Optional.of(of(column, column.baseType(), "(" + size.precision() + ")", size));
            case INTEGER, UNSIGNED, FLOAT, UNKNOWN -> Optional.empty();
        };
    }

    /** Without a bound: the widest there is. */
    private static Optional<ColumnDefinition> decimal(ColumnDefinition column, TypeSize size) {
        if (size.precision() == null) {
            return column.family() == Family.NUMBER ? Optional.of(column) : Optional.empty();
        }
        return size.precision() > MAX_PRECISION || size.scale() > MAX_SCALE
                ? Optional.empty()
                : Optional.of(of(column, "decimal", "(" + size.precision() + "," + size.scale() + ")", size));
    }

    private static ColumnDefinition text(ColumnDefinition column, TypeSize size) {
        int collation = column.type().indexOf(COLLATE);
        String collate = collation < 0 ? "" : column.type().substring(collation);
        if (size.length() > MAX_VARCHAR) {
            return of(column, "longtext", collate, TypeSize.text(null));
        }
        String base = size.length() > MAX_CHAR ? "varchar" : column.baseType();
        return of(column, base, "(" + size.length() + ")" + collate, size);
    }

    private static ColumnDefinition of(ColumnDefinition column, String base, String rest, TypeSize size) {
        return new ColumnDefinition(
                column.name(), base + rest, base, column.family(), column.nullable(), size, column.equality());
    }

    /** Rows stay where they are only when a varying text or binary grows and its length takes as many bytes as before. */
    static boolean rewrites(ColumnDefinition from, ColumnDefinition to) {
        boolean varies = from.baseType().equals("varchar") || from.baseType().equals("varbinary");
        if (!varies || !from.baseType().equals(to.baseType())) {
            return true;
        }
        boolean staysShort = (long) to.size().length() * BYTES_PER_CHARACTER <= SHORT_BYTES;
        return !staysShort && from.size().length() <= SHORT_BYTES;
    }
}
