/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.data;

/**
 * The schema names that Debezium gives to its logical types. Connect's own are constants of its classes already.
 *
 * <p>Written out here because no plugin depends on Debezium's jars.
 */
public final class LogicalNames {
    /** INT32, days since the epoch. */
    public static final String DATE = "io.debezium.time.Date";
    /** INT32, milliseconds since midnight. */
    public static final String TIME = "io.debezium.time.Time";
    /** INT64, microseconds since midnight. */
    public static final String MICRO_TIME = "io.debezium.time.MicroTime";
    /** INT64, nanoseconds since midnight. */
    public static final String NANO_TIME = "io.debezium.time.NanoTime";
    /** INT64, milliseconds since the epoch, no zone. */
    public static final String TIMESTAMP = "io.debezium.time.Timestamp";
    /** INT64, microseconds since the epoch, no zone. */
    public static final String MICRO_TIMESTAMP = "io.debezium.time.MicroTimestamp";
    /** INT64, nanoseconds since the epoch, no zone. */
    public static final String NANO_TIMESTAMP = "io.debezium.time.NanoTimestamp";
    /** STRING, a date such as {@code 2017-09-15Z}. */
    public static final String ISO_DATE = "io.debezium.time.IsoDate";
    /** STRING, a time such as {@code 04:05:11.789Z}; the Z is only form, there is no zone. */
    public static final String ISO_TIME = "io.debezium.time.IsoTime";
    /** STRING, a timestamp such as {@code 2019-07-09T02:28:57.123456Z}; the Z is only form, there is no zone. */
    public static final String ISO_TIMESTAMP = "io.debezium.time.IsoTimestamp";
    /** STRING, ISO 8601 with an offset. */
    public static final String ZONED_TIMESTAMP = "io.debezium.time.ZonedTimestamp";
    /** STRING, ISO 8601 with an offset. */
    public static final String ZONED_TIME = "io.debezium.time.ZonedTime";
    /** STRING, an ISO 8601 duration with all its parts: {@code P1Y2M3DT4H5M6.78S}. */
    public static final String INTERVAL = "io.debezium.time.Interval";
    /** INT64, microseconds. */
    public static final String MICRO_DURATION = "io.debezium.time.MicroDuration";
    /** INT64, nanoseconds. */
    public static final String NANO_DURATION = "io.debezium.time.NanoDuration";
    /** INT32, the number of the year. */
    public static final String YEAR = "io.debezium.time.Year";

    /** STRUCT of calendar parts, for dates outside the other types' range and for the infinities. */
    public static final String STRUCTURED_DATE = "io.debezium.time.StructuredDate";
    /** STRUCT of clock parts. */
    public static final String STRUCTURED_TIME = "io.debezium.time.StructuredTime";
    /** STRUCT of calendar and clock parts, no zone. */
    public static final String STRUCTURED_TIMESTAMP = "io.debezium.time.StructuredTimestamp";
    /** STRUCT of clock parts and an offset. */
    public static final String STRUCTURED_ZONED_TIME = "io.debezium.time.StructuredZonedTime";
    /** STRUCT of calendar and clock parts and an offset. */
    public static final String STRUCTURED_ZONED_TIMESTAMP = "io.debezium.time.StructuredZonedTimestamp";
    /** STRUCT of the parts of an interval. */
    public static final String STRUCTURED_DURATION = "io.debezium.time.StructuredDuration";

    /** STRUCT {@code {scale: INT32, value: BYTES}}: a decimal whose scale is its own. */
    public static final String VARIABLE_SCALE_DECIMAL = "io.debezium.data.VariableScaleDecimal";
    /** STRING, the parameter {@code allowed} lists the values. */
    public static final String ENUM = "io.debezium.data.Enum";
    /** STRING, comma-separated, the parameter {@code allowed} lists the values. */
    public static final String ENUM_SET = "io.debezium.data.EnumSet";
    /** BYTES, little-endian, the parameter {@code length} counts the bits. */
    public static final String BITS = "io.debezium.data.Bits";
    /** STRING. */
    public static final String JSON = "io.debezium.data.Json";
    /** STRING. */
    public static final String XML = "io.debezium.data.Xml";
    /** STRING. */
    public static final String UUID = "io.debezium.data.Uuid";
    /** STRING, PostgreSQL's ltree. */
    public static final String LTREE = "io.debezium.data.Ltree";
    /** STRING, PostgreSQL's tsvector. */
    public static final String TSVECTOR = "io.debezium.data.Tsvector";
    /** ARRAY of FLOAT64. */
    public static final String DOUBLE_VECTOR = "io.debezium.data.DoubleVector";
    /** ARRAY of FLOAT32. */
    public static final String FLOAT_VECTOR = "io.debezium.data.FloatVector";
    /** STRUCT {@code {dimensions: INT16, vector: MAP<INT16, FLOAT64>}}. */
    public static final String SPARSE_DOUBLE_VECTOR = "io.debezium.data.SparseDoubleVector";

    /** STRUCT with {@code wkb} (BYTES) and {@code srid} (INT32). */
    public static final String GEOMETRY = "io.debezium.data.geometry.Geometry";
    /** As {@link #GEOMETRY}, on the globe. */
    public static final String GEOGRAPHY = "io.debezium.data.geometry.Geography";
    /** As {@link #GEOMETRY}, with {@code x} and {@code y} (FLOAT64). */
    public static final String POINT = "io.debezium.data.geometry.Point";

    private LogicalNames() {}
}
