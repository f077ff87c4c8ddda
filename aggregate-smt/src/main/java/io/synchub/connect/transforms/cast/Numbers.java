/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.cast;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Casts to numbers. Digits after the point are rounded half up, as SQL does; a number out of range is an error. */
final class Numbers {
    /** A text such as 1e999999999 is short, and huge once it is written out. */
    private static final int MAX_EXPONENT = 10_000;

    private Numbers() {}

    static long integer(Object value, long min, long max) {
        BigInteger whole = whole(value);
        if (whole.bitLength() > Long.SIZE - 1) {
            throw outOfRange(min, max);
        }
        long number = whole.longValue();
        if (number < min || number > max) {
            throw outOfRange(min, max);
        }
        return number;
    }

    /** Texts must be whole numbers as they stand: what looks like a fraction is more likely another column. */
    private static BigInteger whole(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return BigInteger.valueOf(((Number) value).longValue());
        }
        if (value instanceof Boolean flag) {
            return flag ? BigInteger.ONE : BigInteger.ZERO;
        }
        BigDecimal decimal = decimal(value);
        if (value instanceof String && decimal.scale() != 0) {
            throw new CastException("the text is no whole number");
        }
        return decimal.setScale(0, RoundingMode.HALF_UP).toBigInteger();
    }

    /** Any number as a decimal; of a binary fraction, the shortest decimal that stands for it. */
    @SuppressWarnings("UnusedException") // Its message quotes the text.
    static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Float || value instanceof Double) {
            if (!Double.isFinite(((Number) value).doubleValue())) {
                throw new CastException("it is not a number or infinite");
            }
            return new BigDecimal(value.toString());
        }
        if (value instanceof Number number) {
            return number instanceof BigInteger big ? new BigDecimal(big) : BigDecimal.valueOf(number.longValue());
        }
        if (value instanceof String text) {
            try {
                BigDecimal decimal = new BigDecimal(text.strip());
                if (Math.abs((long) decimal.scale()) > MAX_EXPONENT) {
                    throw new CastException("the text is a number of more than " + MAX_EXPONENT + " digits");
                }
                return decimal;
            } catch (NumberFormatException e) {
                throw new CastException("the text is no number");
            }
        }
        throw noCast(value);
    }

    static double float64(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof String text) {
            switch (text.strip()) {
                case "NaN":
                    return Double.NaN;
                case "Infinity":
                    return Double.POSITIVE_INFINITY;
                case "-Infinity":
                    return Double.NEGATIVE_INFINITY;
                default:
                    break;
            }
        }
        double number = decimal(value).doubleValue();
        if (Double.isInfinite(number)) {
            throw new CastException("it is out of the range of float64");
        }
        return number;
    }

    static float float32(Object value) {
        double number = float64(value);
        float narrow = (float) number;
        if (Float.isInfinite(narrow) && !Double.isInfinite(number)) {
            throw new CastException("it is out of the range of float32");
        }
        return narrow;
    }

    static CastException noCast(Object value) {
        return new CastException("there is no cast from " + value.getClass().getSimpleName());
    }

    private static CastException outOfRange(long min, long max) {
        return new CastException("it is out of the range " + min + " to " + max);
    }
}
