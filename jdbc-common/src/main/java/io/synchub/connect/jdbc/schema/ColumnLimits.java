/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a column can not hold, as far as its type's name tells. A guess that is made to save statements: databases
 * differ, and domains, unsigned types and sizes in bytes are not looked at. Immutable.
 */
public final class ColumnLimits {

    /** Why a value does not fit. */
    public enum Misfit {
        NULL,
        TOO_LONG,
        OUT_OF_RANGE,
        NUL_CHARACTER,
        /** A text that its type can not read. */
        MALFORMED
    }

    /** Braces and hyphens may be left out. */
    private static final Pattern UUID = Pattern.compile("\\{?(\\p{XDigit}{4}-?){7}\\p{XDigit}{4}}?");

    private static final JsonFactory JSON = new JsonFactory();

    private static final Pattern MODIFIER = Pattern.compile("\\((\\d+)(?:\\s*,\\s*(-?\\d+))?\\)");

    private final boolean nullable;
    private final int maxLength;
    private final BigDecimal min;
    private final BigDecimal max;
    private final Predicate<String> wellFormed;

    private ColumnLimits(boolean nullable, int maxLength, BigDecimal min, BigDecimal max) {
        this(nullable, maxLength, min, max, text -> true);
    }

    private ColumnLimits(
            boolean nullable, int maxLength, BigDecimal min, BigDecimal max, Predicate<String> wellFormed) {
        this.nullable = nullable;
        this.maxLength = maxLength;
        this.min = min;
        this.max = max;
        this.wellFormed = wellFormed;
    }

    /** The limits of a column. */
    public static ColumnLimits of(ColumnDefinition column) {
        Matcher modifier = MODIFIER.matcher(column.type());
        boolean modified = modifier.find();
        if (column.family() == Family.TEXT) {
            return new ColumnLimits(column.nullable(), modified ? digits(modifier.group(1)) : -1, null, null);
        }
        String type = column.baseType().toLowerCase(Locale.ROOT);
        if (column.family() != Family.NUMBER) {
            return new ColumnLimits(column.nullable(), -1, null, null, form(type));
        }
        int bits = integerBits(type);
        if (bits > 0) {
            BigDecimal end = new BigDecimal(BigInteger.ONE.shiftLeft(bits - 1));
            return new ColumnLimits(column.nullable(), -1, end.negate(), end.subtract(BigDecimal.ONE));
        }
        if (!modified) {
            return new ColumnLimits(column.nullable(), -1, null, null);
        }
        int scale = modifier.group(2) == null ? 0 : Integer.parseInt(modifier.group(2));
        BigDecimal end = BigDecimal.ONE.scaleByPowerOfTen(digits(modifier.group(1)) - scale);
        // A value is rounded to the scale: half a last digit below the end is too much.
        BigDecimal half = BigDecimal.valueOf(5).scaleByPowerOfTen(-scale - 1);
        BigDecimal unit = half.scaleByPowerOfTen(-20);
        return new ColumnLimits(
                column.nullable(),
                -1,
                end.subtract(half).add(unit).negate(),
                end.subtract(half).subtract(unit));
    }

    private static int digits(String text) {
        return text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text);
    }

    private static Predicate<String> form(String baseType) {
        return switch (baseType) {
            case "uuid" -> text -> UUID.matcher(text).matches();
            case "json", "jsonb" -> ColumnLimits::isJson;
            default -> text -> true;
        };
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static int integerBits(String baseType) {
        return switch (baseType) {
            case "tinyint" -> 8;
            case "smallint", "int2" -> 16;
            case "mediumint" -> 24;
            case "integer", "int", "int4" -> 32;
            case "bigint", "int8" -> 64;
            default -> 0;
        };
    }

    /**
     * What is wrong with a value, if anything seems to be.
     *
     * @param value in its Java form, or null
     */
    public Optional<Misfit> misfit(Object value) {
        if (value == null) {
            return nullable ? Optional.empty() : Optional.of(Misfit.NULL);
        }
        if (value instanceof String text) {
            return misfitOfText(text);
        }
        return min != null && value instanceof Number number && isOutOfRange(number)
                ? Optional.of(Misfit.OUT_OF_RANGE)
                : Optional.empty();
    }

    private Optional<Misfit> misfitOfText(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of(Misfit.NUL_CHARACTER);
        }
        boolean tooLong =
                maxLength >= 0 && text.length() > maxLength && text.codePointCount(0, text.length()) > maxLength;
        if (tooLong) {
            return Optional.of(Misfit.TOO_LONG);
        }
        return wellFormed.test(text) ? Optional.empty() : Optional.of(Misfit.MALFORMED);
    }

    private boolean isOutOfRange(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double real = number.doubleValue();
            return real < min.doubleValue() || real > max.doubleValue();
        }
        BigDecimal exact = number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
        return exact.compareTo(min) < 0 || exact.compareTo(max) > 0;
    }
}
