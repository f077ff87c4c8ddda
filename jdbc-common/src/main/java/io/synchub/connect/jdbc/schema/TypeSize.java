/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import java.math.BigInteger;
import java.util.Objects;

/**
 * How much a column's type holds. A part that a type does not have, or that the database does not bound, is null.
 *
 * @param kind what the parts count
 * @param length {@link Kind#TEXT}: characters; {@link Kind#BINARY}: bytes; {@link Kind#BITS}: bits; null: no bound
 * @param precision {@link Kind#INTEGER}: bits without the sign's; {@link Kind#UNSIGNED}: bits; {@link Kind#DECIMAL}:
 *     decimal digits, null: no bound; {@link Kind#FLOAT}: bits of the mantissa; {@link Kind#FRACTION}: digits of a
 *     second's fraction
 * @param scale {@link Kind#DECIMAL}: how many of the digits are behind the point, null where precision is
 */
public record TypeSize(Kind kind, Integer length, Integer precision, Integer scale) {
    /** Nothing is known. */
    public static final TypeSize UNKNOWN = new TypeSize(Kind.UNKNOWN, null, null, null);

    /** {@code smallint}. */
    public static final TypeSize INT16 = integer(15);

    /** {@code integer}. */
    public static final TypeSize INT32 = integer(31);

    /** {@code bigint}. */
    public static final TypeSize INT64 = integer(63);

    /** {@code real}. */
    public static final TypeSize FLOAT32 = new TypeSize(Kind.FLOAT, null, 24, null);

    /** {@code double precision}. */
    public static final TypeSize FLOAT64 = new TypeSize(Kind.FLOAT, null, 53, null);

    /** A decimal number of any size. */
    public static final TypeSize UNBOUNDED_DECIMAL = new TypeSize(Kind.DECIMAL, null, null, null);

    /** What a type's parts count. */
    public enum Kind {
        UNKNOWN,
        INTEGER,
        UNSIGNED,
        DECIMAL,
        FLOAT,
        TEXT,
        BINARY,
        BITS,
        /** Times and timestamps. */
        FRACTION
    }

    public TypeSize {
        Objects.requireNonNull(kind, "kind");
        if (kind == Kind.DECIMAL && (precision == null) != (scale == null)) {
            throw new IllegalArgumentException("A decimal type has both precision and scale, or neither");
        }
    }

    /** @param bits without the sign's: 15, 31, 63 */
    public static TypeSize integer(int bits) {
        return new TypeSize(Kind.INTEGER, null, bits, null);
    }

    /** @param bits 16, 32, 64 */
    public static TypeSize unsigned(int bits) {
        return new TypeSize(Kind.UNSIGNED, null, bits, null);
    }

    /** Decimal digits, {@code scale} of them behind the point. */
    public static TypeSize decimal(int precision, int scale) {
        return new TypeSize(Kind.DECIMAL, null, precision, scale);
    }

    /** @param characters null: no bound */
    public static TypeSize text(Integer characters) {
        return new TypeSize(Kind.TEXT, characters, null, null);
    }

    /** @param bytes null: no bound */
    public static TypeSize binary(Integer bytes) {
        return new TypeSize(Kind.BINARY, bytes, null, null);
    }

    /** @param bits null: no bound */
    public static TypeSize bits(Integer bits) {
        return new TypeSize(Kind.BITS, bits, null, null);
    }

    /** @param digits of a second's fraction: 6 are microseconds */
    public static TypeSize fraction(int digits) {
        return new TypeSize(Kind.FRACTION, null, digits, null);
    }

    /** The greatest number of an integer type. */
    public BigInteger max() {
        requireInteger();
        return BigInteger.ONE.shiftLeft(precision).subtract(BigInteger.ONE);
    }

    /** The least number of an integer type. */
    public BigInteger min() {
        requireInteger();
        return kind == Kind.UNSIGNED
                ? BigInteger.ZERO
                : BigInteger.ONE.shiftLeft(precision).negate();
    }

    /** Whether the type holds whole numbers up to a bound. */
    public boolean isInteger() {
        return kind == Kind.INTEGER || kind == Kind.UNSIGNED;
    }

    private void requireInteger() {
        if (!isInteger()) {
            throw new IllegalStateException("Not the size of an integer type: " + kind);
        }
    }
}
