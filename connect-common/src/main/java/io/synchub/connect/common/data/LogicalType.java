/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * Every logical type that Connect and Debezium define, with the primitive type that it stands on and the way its values
 * are written.
 */
enum LogicalType implements ValueDecoder {
    CONNECT_DECIMAL(Decimal.LOGICAL_NAME, Schema.Type.BYTES, SemanticType.DECIMAL, BigDecimal.class),
    CONNECT_DATE(
            Date.LOGICAL_NAME,
            Schema.Type.INT32,
            SemanticType.DATE,
            java.util.Date.class,
            date -> TemporalDecoding.dateOfMillis(date.getTime())),
    CONNECT_TIME(
            Time.LOGICAL_NAME,
            Schema.Type.INT32,
            SemanticType.TIME,
            java.util.Date.class,
            time -> TemporalDecoding.timeOfMillis(time.getTime())),
    CONNECT_TIMESTAMP(
            Timestamp.LOGICAL_NAME,
            Schema.Type.INT64,
            SemanticType.INSTANT,
            java.util.Date.class,
            timestamp -> java.time.Instant.ofEpochMilli(timestamp.getTime())),

    DATE(LogicalNames.DATE, Schema.Type.INT32, SemanticType.DATE, Integer.class, TemporalDecoding::dateOfDays),
    TIME(
            LogicalNames.TIME,
            Schema.Type.INT32,
            SemanticType.TIME,
            Integer.class,
            millis -> TemporalDecoding.timeOfMillis(millis)),
    MICRO_TIME(
            LogicalNames.MICRO_TIME, Schema.Type.INT64, SemanticType.TIME, Long.class, TemporalDecoding::timeOfMicros),
    NANO_TIME(LogicalNames.NANO_TIME, Schema.Type.INT64, SemanticType.TIME, Long.class, TemporalDecoding::timeOfNanos),
    TIMESTAMP(
            LogicalNames.TIMESTAMP,
            Schema.Type.INT64,
            SemanticType.LOCAL_TIMESTAMP,
            Long.class,
            TemporalDecoding::timestampOfMillis),
    MICRO_TIMESTAMP(
            LogicalNames.MICRO_TIMESTAMP,
            Schema.Type.INT64,
            SemanticType.LOCAL_TIMESTAMP,
            Long.class,
            TemporalDecoding::timestampOfMicros),
    NANO_TIMESTAMP(
            LogicalNames.NANO_TIMESTAMP,
            Schema.Type.INT64,
            SemanticType.LOCAL_TIMESTAMP,
            Long.class,
            TemporalDecoding::timestampOfNanos),
    ISO_DATE(LogicalNames.ISO_DATE, Schema.Type.STRING, SemanticType.DATE, String.class, IsoText::date),
    ISO_TIME(LogicalNames.ISO_TIME, Schema.Type.STRING, SemanticType.TIME, String.class, IsoText::time),
    ISO_TIMESTAMP(
            LogicalNames.ISO_TIMESTAMP,
            Schema.Type.STRING,
            SemanticType.LOCAL_TIMESTAMP,
            String.class,
            IsoText::timestamp),
    ZONED_TIMESTAMP(
            LogicalNames.ZONED_TIMESTAMP,
            Schema.Type.STRING,
            SemanticType.ZONED_TIMESTAMP,
            String.class,
            IsoText::zonedTimestamp),
    ZONED_TIME(LogicalNames.ZONED_TIME, Schema.Type.STRING, SemanticType.ZONED_TIME, String.class, IsoText::zonedTime),
    INTERVAL(LogicalNames.INTERVAL, Schema.Type.STRING, SemanticType.INTERVAL, String.class),
    MICRO_DURATION(
            LogicalNames.MICRO_DURATION,
            Schema.Type.INT64,
            SemanticType.INTERVAL,
            Long.class,
            TemporalDecoding::intervalOfMicros),
    NANO_DURATION(
            LogicalNames.NANO_DURATION,
            Schema.Type.INT64,
            SemanticType.INTERVAL,
            Long.class,
            TemporalDecoding::intervalOfNanos),
    YEAR(LogicalNames.YEAR, Schema.Type.INT32, SemanticType.INT32, Integer.class),

    STRUCTURED_DATE(
            LogicalNames.STRUCTURED_DATE,
            Schema.Type.STRUCT,
            SemanticType.DATE,
            Struct.class,
            StructuredTemporals::date),
    STRUCTURED_TIME(
            LogicalNames.STRUCTURED_TIME,
            Schema.Type.STRUCT,
            SemanticType.TIME,
            Struct.class,
            StructuredTemporals::time),
    STRUCTURED_TIMESTAMP(
            LogicalNames.STRUCTURED_TIMESTAMP,
            Schema.Type.STRUCT,
            SemanticType.LOCAL_TIMESTAMP,
            Struct.class,
            StructuredTemporals::timestamp),
    STRUCTURED_ZONED_TIME(
            LogicalNames.STRUCTURED_ZONED_TIME,
            Schema.Type.STRUCT,
            SemanticType.ZONED_TIME,
            Struct.class,
            StructuredTemporals::zonedTime),
    STRUCTURED_ZONED_TIMESTAMP(
            LogicalNames.STRUCTURED_ZONED_TIMESTAMP,
            Schema.Type.STRUCT,
            SemanticType.ZONED_TIMESTAMP,
            Struct.class,
            StructuredTemporals::zonedTimestamp),
    STRUCTURED_DURATION(
            LogicalNames.STRUCTURED_DURATION,
            Schema.Type.STRUCT,
            SemanticType.INTERVAL,
            Struct.class,
            StructuredTemporals::interval),

    VARIABLE_SCALE_DECIMAL(
            LogicalNames.VARIABLE_SCALE_DECIMAL,
            Schema.Type.STRUCT,
            SemanticType.DECIMAL,
            Struct.class,
            decimal -> new BigDecimal(new BigInteger(decimal.getBytes("value")), decimal.getInt32("scale"))),
    ENUM(LogicalNames.ENUM, Schema.Type.STRING, SemanticType.ENUM, String.class),
    ENUM_SET(LogicalNames.ENUM_SET, Schema.Type.STRING, SemanticType.ENUM_SET, String.class),
    BITS(LogicalNames.BITS, Schema.Type.BYTES, SemanticType.BITS, byte[].class),
    JSON(LogicalNames.JSON, Schema.Type.STRING, SemanticType.JSON, String.class),
    XML(LogicalNames.XML, Schema.Type.STRING, SemanticType.XML, String.class),
    UUID(LogicalNames.UUID, Schema.Type.STRING, SemanticType.UUID, String.class),
    LTREE(LogicalNames.LTREE, Schema.Type.STRING, SemanticType.LTREE, String.class),
    TSVECTOR(LogicalNames.TSVECTOR, Schema.Type.STRING, SemanticType.TSVECTOR, String.class),
    DOUBLE_VECTOR(LogicalNames.DOUBLE_VECTOR, Schema.Type.ARRAY, SemanticType.VECTOR, List.class),
    FLOAT_VECTOR(LogicalNames.FLOAT_VECTOR, Schema.Type.ARRAY, SemanticType.VECTOR, List.class),
    SPARSE_DOUBLE_VECTOR(
            LogicalNames.SPARSE_DOUBLE_VECTOR, Schema.Type.STRUCT, SemanticType.SPARSE_VECTOR, Struct.class),
    GEOMETRY(LogicalNames.GEOMETRY, Schema.Type.STRUCT, SemanticType.GEOMETRY, Struct.class),
    GEOGRAPHY(LogicalNames.GEOGRAPHY, Schema.Type.STRUCT, SemanticType.GEOMETRY, Struct.class),
    POINT(LogicalNames.POINT, Schema.Type.STRUCT, SemanticType.GEOMETRY, Struct.class);

    private static final Map<String, LogicalType> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(logical -> logical.schemaName, logical -> logical));

    private final String schemaName;
    private final Schema.Type type;
    private final SemanticType semanticType;
    private final Class<?> connectClass;
    private final Function<Object, Object> decoding;

    <T> LogicalType(String schemaName, Schema.Type type, SemanticType semanticType, Class<T> connectClass) {
        this(schemaName, type, semanticType, connectClass, value -> value);
    }

    <T> LogicalType(
            String schemaName,
            Schema.Type type,
            SemanticType semanticType,
            Class<T> connectClass,
            Function<? super T, ?> decoding) {
        this.schemaName = schemaName;
        this.type = type;
        this.semanticType = semanticType;
        this.connectClass = connectClass;
        this.decoding = value -> decoding.apply(connectClass.cast(value));
    }

    /** The logical type of that name on that primitive type, or null. */
    static LogicalType named(String schemaName, Schema.Type type) {
        LogicalType logical = BY_NAME.get(schemaName);
        return logical != null && logical.type == type ? logical : null;
    }

    String schemaName() {
        return schemaName;
    }

    Schema.Type type() {
        return type;
    }

    @Override
    public SemanticType semanticType() {
        return semanticType;
    }

    @Override
    public Object decode(Object value) {
        if (value == null) {
            return null;
        }
        if (connectClass.isInstance(value)) {
            return decoding.apply(value);
        }
        if (connectClass == byte[].class && value instanceof ByteBuffer buffer) {
            return decoding.apply(PrimitiveType.bytes(buffer));
        }
        throw new DataException("A column of type " + schemaName + " holds a "
                + value.getClass().getName() + " where a " + connectClass.getTypeName() + " belongs");
    }
}
