/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.cast;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Casts to text, bytes and boolean. */
final class Texts {
    private Texts() {}

    /** Numbers in plain notation, bytes as the UTF-8 that they are, everything of time in ISO 8601. */
    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return value instanceof byte[] bytes ? utf8(bytes) : temporal(value);
    }

    private static String temporal(Object value) {
        if (value instanceof LocalDate date) {
            return infinity(value, LocalDate.MAX, LocalDate.MIN, date.toString());
        }
        if (value instanceof LocalTime time) {
            return time.equals(LocalTime.MAX) ? "24:00:00" : time.format(DateTimeFormatter.ISO_LOCAL_TIME);
        }
        if (value instanceof LocalDateTime timestamp) {
            String text = timestamp.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
            return infinity(value, LocalDateTime.MAX, LocalDateTime.MIN, text);
        }
        if (value instanceof OffsetDateTime timestamp) {
            String text = timestamp.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            return infinity(value, OffsetDateTime.MAX, OffsetDateTime.MIN, text);
        }
        if (value instanceof OffsetTime time) {
            return time.format(DateTimeFormatter.ISO_OFFSET_TIME);
        }
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        }
        throw Numbers.noCast(value);
    }

    private static String infinity(Object value, Object max, Object min, String finite) {
        if (value.equals(max)) {
            return "infinity";
        }
        return value.equals(min) ? "-infinity" : finite;
    }

    @SuppressWarnings("UnusedException")
    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CastException("the bytes are no UTF-8 text");
        }
    }

    static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw Numbers.noCast(value);
    }

    static boolean bool(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new CastException("the text is neither true nor false");
            };
        }
        if (value instanceof Number) {
            BigDecimal number = Numbers.decimal(value);
            if (number.signum() == 0 || number.compareTo(BigDecimal.ONE) == 0) {
                return number.signum() != 0;
            }
            throw new CastException("the number is neither 0 nor 1");
        }
        throw Numbers.noCast(value);
    }
}
