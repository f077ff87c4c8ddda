/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.data;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * What a Connect schema means, beyond its primitive type: Connect's and Debezium's logical types sorted into one list.
 * Each constant names the Java form in which {@link #toJava} gives its values.
 *
 * <p>PostgreSQL's {@code infinity} and {@code -infinity} come as the {@code MAX} and {@code MIN} of their Java form,
 * and its {@code 24:00:00} as {@link java.time.LocalTime#MAX}: what the PostgreSQL driver writes back as the same.
 */
public enum SemanticType {
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link Byte}. */
    INT8,
    /** {@link Short}. */
    INT16,
    /** {@link Integer}; Debezium's {@code Year} too. */
    INT32,
    /** {@link Long}. */
    INT64,
    /** {@link Float}. */
    FLOAT32,
    /** {@link Double}. */
    FLOAT64,
    /** {@link String}. */
    STRING,
    /** {@code byte[]}, also when the value came as a {@link java.nio.ByteBuffer}. */
    BYTES,
    /** {@link java.math.BigDecimal}. */
    DECIMAL,
    /** {@link java.time.LocalDate}. */
    DATE,
    /** A time of day: {@link java.time.LocalTime}. */
    TIME,
    /** A timestamp without a zone: {@link java.time.LocalDateTime}. */
    LOCAL_TIMESTAMP,
    /** Connect's Timestamp, a point on the time line: {@link java.time.Instant}. */
    INSTANT,
    /** A timestamp with an offset: {@link java.time.OffsetDateTime}. */
    ZONED_TIMESTAMP,
    /** {@link java.time.OffsetTime}. */
    ZONED_TIME,
    /** {@link String}, an ISO 8601 duration. */
    INTERVAL,
    /** {@link String}. */
    UUID,
    /** {@link String}. */
    JSON,
    /** {@link String}. */
    XML,
    /** {@link String}. */
    ENUM,
    /** {@link String}, comma-separated. */
    ENUM_SET,
    /** {@link String}. */
    LTREE,
    /** {@link String}. */
    TSVECTOR,
    /** {@code byte[]}, little-endian; the schema's parameter {@code length} counts the bits. */
    BITS,
    /** {@link org.apache.kafka.connect.data.Struct} with {@code wkb} and {@code srid}. */
    GEOMETRY,
    /** {@link java.util.List} of Float or Double. */
    VECTOR,
    /** {@link org.apache.kafka.connect.data.Struct} with {@code dimensions} and {@code vector}. */
    SPARSE_VECTOR,
    /** {@link java.util.List}. */
    ARRAY,
    /** {@link java.util.Map}. */
    MAP,
    /** {@link org.apache.kafka.connect.data.Struct}. */
    STRUCT;

    /**
     * Finds what a schema means. A logical name that is not known, or that stands on another primitive type than the
     * one it is defined on, counts for nothing: the primitive type is the answer.
     */
    public static SemanticType of(Schema schema) {
        return ValueDecoder.of(schema).semanticType();
    }

    /**
     * Gives a value of a column in the Java form that this constant names.
     *
     * <p>Who reads many values of one column keeps {@link ValueDecoder#of} instead.
     *
     * @param schema the column's schema, for which {@link #of} gave this constant
     * @param value as Connect hands it over; null stays null
     * @throws DataException when the value is of a class that does not belong to the schema, or is text that does not
     *     follow its form; the message holds the schema's name, never the value
     */
    public Object toJava(Schema schema, Object value) {
        ValueDecoder decoder = ValueDecoder.of(schema);
        if (decoder.semanticType() != this) {
            throw new IllegalArgumentException("Schema " + schema + " is " + decoder.semanticType() + ", not " + this);
        }
        return decoder.decode(value);
    }
}
