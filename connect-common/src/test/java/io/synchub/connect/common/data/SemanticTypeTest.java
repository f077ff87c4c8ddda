/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SemanticTypeTest {
    @ParameterizedTest
    @EnumSource(LogicalType.class)
    void every_logical_type_is_found_by_its_name_and_keeps_null(LogicalType logical) {
        Schema schema = named(logical.schemaName(), logical.type());

        assertThat(SemanticType.of(schema)).isEqualTo(logical.semanticType());
        assertThat(logical.semanticType().toJava(schema, null)).isNull();
    }

    @ParameterizedTest
    @EnumSource(PrimitiveType.class)
    void every_primitive_type_is_found_under_an_unknown_name_and_keeps_null(PrimitiveType primitive) {
        Schema schema = named("com.example.Unknown", Schema.Type.valueOf(primitive.name()));

        assertThat(SemanticType.of(schema)).isEqualTo(primitive.semanticType());
        assertThat(primitive.semanticType().toJava(schema, null)).isNull();
    }

    @Test
    void a_known_name_on_another_primitive_type_counts_for_nothing() {
        assertThat(SemanticType.of(SchemaBuilder.float64().name(LogicalNames.MICRO_DURATION)))
                .isEqualTo(SemanticType.FLOAT64);
        assertThat(SemanticType.of(SchemaBuilder.string().name(Decimal.LOGICAL_NAME)))
                .isEqualTo(SemanticType.STRING);
    }

    @Test
    void connects_logical_types_are_decoded() {
        assertThat(java(Decimal.schema(2), new BigDecimal("12.50"))).isEqualTo(new BigDecimal("12.50"));
        assertThat(java(Date.SCHEMA, new java.util.Date(86_400_000L))).isEqualTo(LocalDate.of(1970, 1, 2));
        assertThat(java(Date.SCHEMA, new java.util.Date(-86_400_000L))).isEqualTo(LocalDate.of(1969, 12, 31));
        assertThat(java(Time.SCHEMA, new java.util.Date(3_600_001L))).isEqualTo(LocalTime.parse("01:00:00.001"));
        assertThat(java(Timestamp.SCHEMA, new java.util.Date(-1))).isEqualTo(Instant.parse("1969-12-31T23:59:59.999Z"));
    }

    @Test
    void debeziums_numbers_are_decoded() {
        assertThat(java(int32(LogicalNames.DATE), -1)).isEqualTo(LocalDate.of(1969, 12, 31));
        assertThat(java(int32(LogicalNames.TIME), 1)).isEqualTo(LocalTime.parse("00:00:00.001"));
        assertThat(java(int64(LogicalNames.MICRO_TIME), 1L)).isEqualTo(LocalTime.parse("00:00:00.000001"));
        assertThat(java(int64(LogicalNames.NANO_TIME), 1L)).isEqualTo(LocalTime.parse("00:00:00.000000001"));
        assertThat(java(int64(LogicalNames.TIMESTAMP), -1L)).isEqualTo(LocalDateTime.parse("1969-12-31T23:59:59.999"));
        assertThat(java(int64(LogicalNames.MICRO_TIMESTAMP), 1_529_507_596_945_104L))
                .isEqualTo(LocalDateTime.parse("2018-06-20T15:13:16.945104"));
        assertThat(java(int64(LogicalNames.MICRO_TIMESTAMP), -1L))
                .isEqualTo(LocalDateTime.parse("1969-12-31T23:59:59.999999"));
        assertThat(java(int64(LogicalNames.NANO_TIMESTAMP), -1L))
                .isEqualTo(LocalDateTime.parse("1969-12-31T23:59:59.999999999"));
        assertThat(java(int32(LogicalNames.YEAR), 2026)).isEqualTo(2026);
        assertThat(java(int64(LogicalNames.MICRO_DURATION), -1_500_000L)).isEqualTo("PT-1.5S");
        assertThat(java(int64(LogicalNames.NANO_DURATION), 90_000_000_001L)).isEqualTo("PT1M30.000000001S");
    }

    @Test
    void debeziums_texts_are_decoded() {
        assertThat(java(text(LogicalNames.ISO_DATE), "2017-09-15Z")).isEqualTo(LocalDate.of(2017, 9, 15));
        assertThat(java(text(LogicalNames.ISO_DATE), "2017-09-15")).isEqualTo(LocalDate.of(2017, 9, 15));
        assertThat(java(text(LogicalNames.ISO_TIME), "04:05:11.789Z")).isEqualTo(LocalTime.parse("04:05:11.789"));
        assertThat(java(text(LogicalNames.ISO_TIMESTAMP), "2019-07-09T02:28:57.123456Z"))
                .isEqualTo(LocalDateTime.parse("2019-07-09T02:28:57.123456"));
        assertThat(java(text(LogicalNames.ZONED_TIMESTAMP), "2019-07-09T02:28:10+02:00"))
                .isEqualTo(OffsetDateTime.parse("2019-07-09T02:28:10+02:00"));
        assertThat(java(text(LogicalNames.ZONED_TIME), "10:15:30+01:00")).isEqualTo(OffsetTime.parse("10:15:30+01:00"));
        assertThat(java(text(LogicalNames.INTERVAL), "P1Y2M3DT4H5M6.78S")).isEqualTo("P1Y2M3DT4H5M6.78S");
        assertThat(java(text(LogicalNames.JSON), "{}")).isEqualTo("{}");
        assertThat(java(text(LogicalNames.UUID), "6f1c…")).isEqualTo("6f1c…");
    }

    @Test
    void structured_dates_and_times_are_decoded() {
        Schema int8 = Schema.OPTIONAL_INT8_SCHEMA;
        Schema int32 = Schema.OPTIONAL_INT32_SCHEMA;
        Schema schema = SchemaBuilder.struct()
                .name(LogicalNames.STRUCTURED_ZONED_TIMESTAMP)
                .field("year", int32)
                .field("month", int8)
                .field("day", int8)
                .field("hour", int8)
                .field("minute", int8)
                .field("second", int8)
                .field("nanos", int32)
                .field("offsetSeconds", int32)
                .field("specialValue", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Struct value = new Struct(schema)
                .put("year", -44)
                .put("month", (byte) 3)
                .put("day", (byte) 15)
                .put("hour", (byte) 12)
                .put("nanos", 5)
                .put("offsetSeconds", 3600);

        assertThat(java(schema, value)).isEqualTo(OffsetDateTime.parse("-0044-03-15T12:00:00.000000005+01:00"));
        assertThat(java(schema, new Struct(schema).put("specialValue", "POSITIVE_INFINITY")))
                .isEqualTo(OffsetDateTime.MAX);
        assertThatThrownBy(() -> java(schema, new Struct(schema).put("month", (byte) 77)))
                .isInstanceOf(DataException.class)
                .hasMessageNotContaining("77")
                .hasNoCause();
    }

    @Test
    void a_structured_duration_keeps_its_parts() {
        Schema schema = SchemaBuilder.struct()
                .name(LogicalNames.STRUCTURED_DURATION)
                .field("years", Schema.OPTIONAL_INT32_SCHEMA)
                .field("seconds", Schema.OPTIONAL_INT64_SCHEMA)
                .field("nanos", Schema.OPTIONAL_INT32_SCHEMA)
                .build();

        assertThat(java(
                        schema,
                        new Struct(schema).put("years", 1).put("seconds", -1L).put("nanos", -500_000_000)))
                .isEqualTo("P1Y0M0DT0H0M-1.5S");
    }

    @Test
    void postgresqls_infinities_become_the_ends_of_javas_time() {
        assertThat(java(int64(LogicalNames.MICRO_TIMESTAMP), 9_223_372_036_825_200_000L))
                .isEqualTo(LocalDateTime.MAX);
        assertThat(java(int64(LogicalNames.MICRO_TIMESTAMP), -9_223_372_036_832_400_000L))
                .isEqualTo(LocalDateTime.MIN);
        assertThat(java(int64(LogicalNames.TIMESTAMP), 9_223_372_036_825_200L)).isEqualTo(LocalDateTime.MAX);
        assertThat(java(int64(LogicalNames.NANO_TIMESTAMP), Long.MAX_VALUE)).isEqualTo(LocalDateTime.MAX);
        assertThat(java(int64(LogicalNames.NANO_TIMESTAMP), Long.MIN_VALUE)).isEqualTo(LocalDateTime.MIN);
        assertThat(java(text(LogicalNames.ZONED_TIMESTAMP), "infinity")).isEqualTo(OffsetDateTime.MAX);
        assertThat(java(text(LogicalNames.ZONED_TIMESTAMP), "+294247-01-10T04:00:25.2Z"))
                .isEqualTo(OffsetDateTime.MAX);
        assertThat(java(text(LogicalNames.ISO_TIMESTAMP), "-infinity")).isEqualTo(LocalDateTime.MIN);
        int infinityDay = Math.toIntExact(LocalDate.of(-5_877_611, 6, 21).toEpochDay());
        assertThat(java(int32(LogicalNames.DATE), infinityDay)).isEqualTo(LocalDate.MAX);
        assertThat(java(int32(LogicalNames.DATE), infinityDay + 1)).isEqualTo(LocalDate.MIN);
        // As Debezium 3.6 writes them in a snapshot.
        assertThat(java(int32(LogicalNames.DATE), -622_191_234)).isEqualTo(LocalDate.MAX);
        assertThat(java(int32(LogicalNames.DATE), -625_821_272)).isEqualTo(LocalDate.MIN);
    }

    @Test
    void the_end_of_the_day_is_the_last_time_that_java_has() {
        assertThat(java(int32(LogicalNames.TIME), 86_400_000)).isEqualTo(LocalTime.MAX);
        assertThat(java(int64(LogicalNames.MICRO_TIME), 86_400_000_000L)).isEqualTo(LocalTime.MAX);
        assertThat(java(text(LogicalNames.ZONED_TIME), "24:00:00+02:00"))
                .isEqualTo(OffsetTime.parse("23:59:59.999999999+02:00"));
        assertThatThrownBy(() -> java(int64(LogicalNames.MICRO_TIME), -1L))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("MySQL's TIME");
    }

    @Test
    void decimals_of_their_own_scale_are_decoded() {
        Schema schema = SchemaBuilder.struct()
                .name(LogicalNames.VARIABLE_SCALE_DECIMAL)
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        Struct value = new Struct(schema)
                .put("scale", 3)
                .put("value", new BigDecimal("-1.234").unscaledValue().toByteArray());

        assertThat(java(schema, value)).isEqualTo(new BigDecimal("-1.234"));
    }

    @Test
    void bytes_come_as_an_array_from_either_class_and_leave_a_buffer_as_it_was() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2).slice();

        assertThat(java(Schema.BYTES_SCHEMA, buffer)).isEqualTo(new byte[] {1, 2});
        assertThat(java(SchemaBuilder.bytes().name(LogicalNames.BITS).build(), buffer))
                .isEqualTo(new byte[] {1, 2});
        assertThat(buffer.remaining()).isEqualTo(2);
        assertThat(java(Schema.BYTES_SCHEMA, new byte[] {3})).isEqualTo(new byte[] {3});
    }

    @Test
    void lists_and_maps_stay() {
        Schema vector = SchemaBuilder.array(Schema.FLOAT32_SCHEMA)
                .name(LogicalNames.FLOAT_VECTOR)
                .build();

        assertThat(java(vector, List.of(1.5f))).isEqualTo(List.of(1.5f));
        assertThat(java(SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA), Map.of("a", 1)))
                .isEqualTo(Map.of("a", 1));
    }

    @Test
    void a_wrong_class_or_form_is_refused_without_showing_the_value() {
        assertThatThrownBy(() -> java(int32(LogicalNames.DATE), "secret"))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "A column of type io.debezium.time.Date holds a java.lang.String where a java.lang.Integer belongs");
        assertThatThrownBy(() -> java(Schema.INT32_SCHEMA, "secret"))
                .isInstanceOf(DataException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> java(text(LogicalNames.ZONED_TIMESTAMP), "secret"))
                .isInstanceOf(DataException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    private static Object java(Schema schema, Object value) {
        return SemanticType.of(schema).toJava(schema, value);
    }

    private static Schema int32(String name) {
        return named(name, Schema.Type.INT32);
    }

    private static Schema int64(String name) {
        return named(name, Schema.Type.INT64);
    }

    private static Schema text(String name) {
        return named(name, Schema.Type.STRING);
    }

    private static Schema named(String name, Schema.Type type) {
        return switch (type) {
            case ARRAY -> SchemaBuilder.array(Schema.STRING_SCHEMA).name(name).build();
            case MAP ->
                SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA)
                        .name(name)
                        .build();
            default -> SchemaBuilder.type(type).name(name).build();
        };
    }
}
