/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.common.data.ValueDecoder;
import io.synchub.connect.jdbc.dialect.statement.JsonText;
import io.synchub.connect.jdbc.schema.SchemaParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.data.Schema;

/**
 * Values in PostgreSQL's text form, which every type reads (PostgreSQL manual, chapter 8). Years before Christ have the
 * suffix BC, {@code MAX} and {@code MIN} of java.time stand for the infinities.
 */
final class PostgresText {
    private static final String INFINITY = "infinity";
    private static final String MINUS_INFINITY = "-infinity";
    private static final int NANOS_PER_MICRO = 1000;
    /** What PostgreSQL allows for {@code bit(n)}; Debezium gives more for a {@code bit varying} without a length. */
    private static final int MAX_DECLARED_BITS = 83_886_080;

    /** In UTC. */
    static final PostgresText UTC = new PostgresText(WallClock.UTC);

    private final WallClock clock;

    /** @param clock shows the instants that come without an offset of their own */
    PostgresText(WallClock clock) {
        this.clock = clock;
    }

    WallClock clock() {
        return clock;
    }

    /**
     * Writes a value.
     *
     * @param value in its Java form, not null
     * @param asJson whether a structured value is to be JSON rather than an array literal
     */
    String of(Schema schema, SemanticType type, Object value, boolean asJson) {
        return switch (type) {
            case DATE -> date((LocalDate) value);
            case TIME -> time(clock.at(schema, (LocalTime) value));
            case LOCAL_TIMESTAMP -> timestamp((LocalDateTime) value);
            case INSTANT -> timestamp(clock.at((Instant) value));
            case ZONED_TIMESTAMP -> zonedTimestamp((OffsetDateTime) value);
            case BYTES -> "\\x" + HexFormat.of().formatHex((byte[]) value);
            case BITS -> bits(schema, (byte[]) value);
            case ARRAY, VECTOR -> asJson ? JsonText.of(schema, value) : array(schema, (List<?>) value);
            case MAP, STRUCT, SPARSE_VECTOR, GEOMETRY -> JsonText.of(schema, value);
            default -> value.toString();
        };
    }

    static String date(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return INFINITY;
        }
        if (date.equals(LocalDate.MIN)) {
            return MINUS_INFINITY;
        }
        StringBuilder text = new StringBuilder(10);
        appendDate(text, date);
        return date.getYear() > 0 ? text.toString() : text.append(" BC").toString();
    }

    static String time(LocalTime time) {
        if (time.equals(LocalTime.MAX)) {
            return "24:00:00";
        }
        StringBuilder text = new StringBuilder(15);
        appendTime(text, time);
        return text.toString();
    }

    static String timestamp(LocalDateTime timestamp) {
        if (timestamp.equals(LocalDateTime.MAX)) {
            return INFINITY;
        }
        if (timestamp.equals(LocalDateTime.MIN)) {
            return MINUS_INFINITY;
        }
        StringBuilder text = new StringBuilder(26);
        appendDate(text, timestamp.toLocalDate());
        text.append(' ');
        appendTime(text, timestamp.toLocalTime());
        return timestamp.getYear() > 0 ? text.toString() : text.append(" BC").toString();
    }

    private static String zonedTimestamp(OffsetDateTime timestamp) {
        if (timestamp.equals(OffsetDateTime.MAX)) {
            return INFINITY;
        }
        if (timestamp.equals(OffsetDateTime.MIN)) {
            return MINUS_INFINITY;
        }
        LocalDateTime utc = timestamp.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        StringBuilder text = new StringBuilder(29);
        appendDate(text, utc.toLocalDate());
        text.append(' ');
        appendTime(text, utc.toLocalTime());
        return text.append("+00").append(utc.getYear() > 0 ? "" : " BC").toString();
    }

    private static void appendDate(StringBuilder text, LocalDate date) {
        int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
        for (int power = 1000; power > year && power > 1; power /= 10) {
            text.append('0');
        }
        text.append(year).append('-');
        appendTwoDigits(text, date.getMonthValue());
        text.append('-');
        appendTwoDigits(text, date.getDayOfMonth());
    }

    private static void appendTime(StringBuilder text, LocalTime time) {
        appendTwoDigits(text, time.getHour());
        text.append(':');
        appendTwoDigits(text, time.getMinute());
        text.append(':');
        appendTwoDigits(text, time.getSecond());
        int nanos = time.getNano();
        if (nanos != 0) {
            text.append('.');
            boolean micros = nanos % NANOS_PER_MICRO == 0;
            int fraction = micros ? nanos / NANOS_PER_MICRO : nanos;
            for (int power = micros ? 100_000 : 100_000_000; power > fraction && power > 1; power /= 10) {
                text.append('0');
            }
            text.append(fraction);
        }
    }

    private static void appendTwoDigits(StringBuilder text, int number) {
        if (number < 10) {
            text.append('0');
        }
        text.append(number);
    }

    /**
     * Debezium writes bits little-endian and leaves out bytes that are zero; PostgreSQL's text begins with the highest
     * bit, and a column {@code bit(n)} takes just n of them.
     */
    private static String bits(Schema schema, byte[] bytes) {
        int available = bytes.length * Byte.SIZE;
        int length = SchemaParameters.number(schema, "length").orElse(available);
        if (length < 0 || length > MAX_DECLARED_BITS) {
            length = available;
        }
        StringBuilder text = new StringBuilder(length);
        for (int bit = length - 1; bit >= 0; bit--) {
            text.append(bit < available ? (bytes[bit / Byte.SIZE] >> (bit % Byte.SIZE)) & 1 : 0);
        }
        return text.toString();
    }

    private String array(Schema schema, List<?> elements) {
        Schema elementSchema = schema.valueSchema();
        ValueDecoder decoder = ValueDecoder.of(elementSchema);
        StringBuilder text = new StringBuilder("{");
        for (Object element : elements) {
            if (text.length() > 1) {
                text.append(',');
            }
            if (element == null) {
                text.append("NULL");
            } else {
                String inner = of(elementSchema, decoder.semanticType(), decoder.decode(element), false);
                if (decoder.semanticType() == SemanticType.ARRAY) {
                    // A further dimension, which quotes would make a text.
                    text.append(inner);
                } else {
                    appendQuoted(text, inner);
                }
            }
        }
        return text.append('}').toString();
    }

    private static void appendQuoted(StringBuilder text, String inner) {
        text.append('"');
        for (int i = 0; i < inner.length(); i++) {
            char character = inner.charAt(i);
            if (character == '"' || character == '\\') {
                text.append('\\');
            }
            text.append(character);
        }
        text.append('"');
    }
}
