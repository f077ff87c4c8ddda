/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import static io.synchub.connect.jdbc.sink.harness.Records.struct;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * A schema and values of it that are hard to carry over.
 *
 * @param name tells it from the others
 * @param values as Connect hands them over
 */
public record TypeCase(String name, Schema schema, List<Object> values) {
    private static final byte[] BYTES = {0, 1, (byte) 0xff, '\\', '\''};
    private static final long YEAR_10000_MILLIS = 253_402_300_800_000L;

    /** All that the sink knows. */
    public static List<TypeCase> all() {
        return Stream.of(numbers(), decimals(), texts(), dates(), timestamps(), durations(), arrays(), structures())
                .flatMap(cases -> cases)
                .toList();
    }

    private static TypeCase of(String name, Schema schema, Object... values) {
        return new TypeCase(name, schema, Arrays.asList(values));
    }

    private static Schema logical(SchemaBuilder type, String name) {
        return type.name("io.debezium." + name).optional().build();
    }

    private static Schema text(String name) {
        return logical(SchemaBuilder.string(), name);
    }

    private static Schema int64(String name) {
        return logical(SchemaBuilder.int64(), "time." + name);
    }

    private static Schema int32(String name) {
        return logical(SchemaBuilder.int32(), "time." + name);
    }

    private static Schema decimal(int scale, String precision) {
        return Decimal.builder(scale)
                .parameter("connect.decimal.precision", precision)
                .optional()
                .build();
    }

    private static Schema array(Schema element) {
        return SchemaBuilder.array(element).optional().build();
    }

    private static Stream<TypeCase> numbers() {
        return Stream.of(
                of("boolean", Schema.OPTIONAL_BOOLEAN_SCHEMA, true, false),
                of("int8", Schema.OPTIONAL_INT8_SCHEMA, Byte.MIN_VALUE, Byte.MAX_VALUE),
                of("int16", Schema.OPTIONAL_INT16_SCHEMA, Short.MIN_VALUE, Short.MAX_VALUE),
                of("int32", Schema.OPTIONAL_INT32_SCHEMA, Integer.MIN_VALUE, Integer.MAX_VALUE),
                of("int64", Schema.OPTIONAL_INT64_SCHEMA, Long.MIN_VALUE, Long.MAX_VALUE),
                of("year", int32("Year"), 1, 2155),
                of(
                        "float32",
                        Schema.OPTIONAL_FLOAT32_SCHEMA,
                        Float.NaN,
                        Float.MAX_VALUE,
                        Float.MIN_VALUE,
                        -0.1f,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY),
                of(
                        "float64",
                        Schema.OPTIONAL_FLOAT64_SCHEMA,
                        Double.NaN,
                        Double.MAX_VALUE,
                        Double.MIN_VALUE,
                        0.1,
                        -0.0,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY));
    }

    private static Stream<TypeCase> decimals() {
        Schema variable = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .optional()
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        return Stream.of(
                of(
                        "decimal",
                        Decimal.builder(2).optional().build(),
                        new BigDecimal("-0.01"),
                        new BigDecimal("12345678901234567890123456789012345678901234567890.12")),
                of("decimal(10,2)", decimal(2, "10"), new BigDecimal("99999999.99"), new BigDecimal("0.00")),
                of("decimal(38,0)", decimal(0, "38"), new BigDecimal(BigInteger.TEN.pow(37))),
                of("decimal(60,30)", decimal(30, "60"), new BigDecimal("1".repeat(30) + "." + "2".repeat(30))),
                of("decimal(5,-2)", decimal(-2, "5"), new BigDecimal(BigInteger.valueOf(-12_345), -2)),
                of(
                        "variable scale",
                        variable,
                        struct(variable, 3, new byte[] {0x01, (byte) 0xe2, 0x40}),
                        struct(variable, -2, new byte[] {(byte) 0xff}),
                        struct(variable, 0, BigInteger.TEN.pow(60).toByteArray())));
    }

    private static Stream<TypeCase> texts() {
        Schema bits = SchemaBuilder.bytes()
                .name("io.debezium.data.Bits")
                .parameter("length", "10")
                .optional()
                .build();
        return Stream.of(
                of("string", Schema.OPTIONAL_STRING_SCHEMA, "", "NULL", "a'b\"c\\d{},\n\t", "😀 ÄÖ \u200b", " padded "),
                of("bytes", Schema.OPTIONAL_BYTES_SCHEMA, BYTES, ByteBuffer.wrap(new byte[] {5, 6}), new byte[0]),
                of("bits", bits, new byte[] {(byte) 0b0000_0101, 0b10}),
                of("uuid", text("data.Uuid"), "5B3F0C1E-8F3A-4A34-9D6E-0F3F1A2B3C4D"),
                of(
                        "json",
                        text("data.Json"),
                        "{\"b\": [1, null, \"x'y\"]}",
                        "\"text\"",
                        "null",
                        "12345678901234567890.5"),
                of("xml", text("data.Xml"), "<a b=\"c\">d</a>"),
                of("enum", text("data.Enum"), "happy", "it's"),
                of("enum set", text("data.EnumSet"), "a,b", ""),
                of("ltree", text("data.Ltree"), "a.b"),
                of("tsvector", text("data.Tsvector"), "'a':1 'b':2"));
    }

    private static Schema structured(String name, String... fields) {
        SchemaBuilder builder =
                SchemaBuilder.struct().name("io.debezium.time." + name).optional();
        for (String field : fields) {
            builder.field(field, Schema.OPTIONAL_INT64_SCHEMA);
        }
        return builder.field("specialValue", Schema.OPTIONAL_STRING_SCHEMA).build();
    }

    private static Stream<TypeCase> dates() {
        Schema structured = structured("StructuredDate", "year", "month", "day");
        return Stream.of(
                of("date", int32("Date"), 0, -719_163, -719_162, 2_932_897),
                of("connect date", Date.builder().optional().build(), new java.util.Date(0)),
                of("iso date", text("time.IsoDate"), "2017-09-15Z", "infinity", "-infinity"),
                of(
                        "structured date",
                        structured,
                        struct(structured, 294_276L, 12L, 31L, null),
                        struct(structured, null, null, null, "POSITIVE_INFINITY")),
                of("time", int32("Time"), 0, 3_723_004),
                of("micro time", int64("MicroTime"), 0L, 86_400_000_000L, 86_399_999_999L, 1L),
                of("nano time", int64("NanoTime"), 0L, 86_399_999_999_000L),
                of("iso time", text("time.IsoTime"), "10:15:30.25Z"),
                of("connect time", Time.builder().optional().build(), new java.util.Date(3_723_004)),
                of("zoned time", text("time.ZonedTime"), "10:15:30.25+02:00", "24:00:00Z"));
    }

    private static Stream<TypeCase> timestamps() {
        return Stream.of(
                of("timestamp", int64("Timestamp"), 1L, -1L, YEAR_10000_MILLIS),
                of(
                        "micro timestamp",
                        int64("MicroTimestamp"),
                        1L,
                        -1L,
                        9_223_372_036_825_200_000L,
                        -9_223_372_036_832_400_000L,
                        -62_135_596_800_000_001L,
                        YEAR_10000_MILLIS * 1000),
                of("nano timestamp", int64("NanoTimestamp"), 1_000L, -1_000L),
                of(
                        "connect timestamp",
                        Timestamp.builder().optional().build(),
                        new java.util.Date(-1),
                        new java.util.Date(YEAR_10000_MILLIS)),
                of("iso timestamp", text("time.IsoTimestamp"), "2024-03-31T02:30:00.123456Z"),
                of(
                        "zoned timestamp",
                        text("time.ZonedTimestamp"),
                        "2024-06-01T10:00:00.5+02:00",
                        "2024-06-01T10:00:00.123456Z",
                        "infinity",
                        "-infinity",
                        "-0043-03-15T12:00:00Z",
                        "+10000-01-01T00:00:00Z"));
    }

    private static Stream<TypeCase> durations() {
        return Stream.of(
                of("interval", text("time.Interval"), "P1Y2M3DT4H5M6.78S", "P-1Y-2M3DT-4H-5M-6.78S"),
                of("micro duration", int64("MicroDuration"), -1_500_000L, 90_000_000_000L),
                of("nano duration", int64("NanoDuration"), -1_500_000_000L));
    }

    private static Stream<TypeCase> arrays() {
        Schema strings = array(Schema.OPTIONAL_STRING_SCHEMA);
        return Stream.of(
                of("strings", strings, Arrays.asList("a", null, "", "NULL", "q\"b\\c{},"), List.of()),
                of("ints", array(Schema.OPTIONAL_INT32_SCHEMA), Arrays.asList(1, null, -2), List.of()),
                of("dates", array(int32("Date")), Arrays.asList(0, null)),
                of(
                        "timestamps",
                        array(int64("MicroTimestamp")),
                        Arrays.asList(1L, null, -62_135_596_800_000_001L, 9_223_372_036_825_200_000L)),
                of("zoned timestamps", array(text("time.ZonedTimestamp")), List.of("2024-06-01T10:00:00+02:00")),
                of("uuids", array(text("data.Uuid")), List.of("5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d")),
                of("decimals", array(decimal(2, "10")), Arrays.asList(new BigDecimal("1.50"), null)),
                of("binaries", array(Schema.BYTES_SCHEMA), List.of(BYTES)),
                of("jsons", array(text("data.Json")), List.of("{\"a\": [1]}", "null")),
                of(
                        "nested ints",
                        array(array(Schema.OPTIONAL_INT32_SCHEMA)),
                        List.of(Arrays.asList(1, 2), Arrays.asList(3, null))));
    }

    private static Stream<TypeCase> structures() {
        Schema inner = SchemaBuilder.struct()
                .field("n", Schema.OPTIONAL_INT32_SCHEMA)
                .field("b", Schema.BYTES_SCHEMA)
                .build();
        Schema nested = SchemaBuilder.struct()
                .optional()
                .field("a", Schema.STRING_SCHEMA)
                .field("i", inner)
                .field("d", int32("Date"))
                .build();
        Schema geometry = SchemaBuilder.struct()
                .name("io.debezium.data.geometry.Geometry")
                .optional()
                .field("wkb", Schema.BYTES_SCHEMA)
                .field("srid", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
        Schema map = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.FLOAT64_SCHEMA)
                .optional()
                .build();
        return Stream.of(
                of("map", map, Map.of("k", 1.5), Map.of("k", Double.NaN), Map.of()),
                of("struct", nested, struct(nested, "x\"y", struct(inner, null, new byte[] {1}), 0)),
                of("geometry", geometry, struct(geometry, new byte[] {1, 2}, 4326)),
                of(
                        "vector",
                        logical(SchemaBuilder.array(Schema.FLOAT64_SCHEMA), "data.DoubleVector"),
                        List.of(1.5, -2.0)));
    }
}
