/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Date;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CastTargetTest {
    @ParameterizedTest
    @CsvSource({
        "boolean,boolean", "bool,boolean", "int8,int8", "tinyint,int8", "int16,int16", "smallint,int16",
        "int32,int32", "int,int32", "INTEGER,int32", "int64,int64", "bigint,int64", "float32,float32",
        "real,float32", "float64,float64", "double,float64", "string,string", "text,string", "varchar,string",
        "bytes,bytes", "date,date", "time,time", "timestamp,timestamp", "timestamptz,timestamptz", "instant,instant"
    })
    void every_name_and_alias_is_known(String name, String canonical) {
        assertThat(CastTarget.parse(name)).hasToString(canonical);
    }

    @Test
    void a_decimal_has_a_precision_and_a_scale() {
        assertThat(CastTarget.parse("decimal( 10 , 2 )")).hasToString("decimal(10,2)");
        assertThat(CastTarget.parse("NUMERIC(5)")).hasToString("decimal(5,0)");
        Schema schema = CastTarget.parse("decimal(10,2)").schema().build();
        assertThat(schema.name()).isEqualTo(Decimal.LOGICAL_NAME);
        assertThat(schema.parameters()).containsEntry("scale", "2").containsEntry("connect.decimal.precision", "10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "datetime | the type 'datetime' is not known: use one of boolean, int8",
                "decimal | write decimal(p,s), such as decimal(10,2)",
                "decimal(0) | 1 to 1000",
                "decimal(1001,2) | 1 to 1000",
                "decimal(2,3) | 0 to the precision, here 2",
                "decimal(2,-1) | is no type",
                "varchar(20) | takes no number in brackets",
                "a b | is no type",
            })
    void what_is_no_type_is_refused_with_the_mend(String name, String message) {
        assertThatThrownBy(() -> CastTarget.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whole_numbers_take_what_fits_and_round_half_up() {
        assertThat(cast("int8", 127L)).isEqualTo((byte) 127);
        assertThat(cast("int16", new BigDecimal("-1.5"))).isEqualTo((short) -2);
        assertThat(cast("int32", 2.5d)).isEqualTo(3);
        assertThat(cast("int64", " 42 ")).isEqualTo(42L);
        assertThat(cast("int32", true)).isEqualTo(1);
        assertRefused("int8", 128, "out of the range -128 to 127");
        assertRefused("int64", new BigDecimal("9223372036854775808"), "out of the range");
        assertRefused("int64", new BigDecimal("1E+400"), "out of the range");
        assertRefused("int32", "4.2", "no whole number");
        assertRefused("int32", "0x10", "no number");
        assertRefused("int32", Double.NaN, "not a number");
        assertRefused("int32", LocalDate.EPOCH, "no cast from LocalDate");
    }

    @Test
    void fractions_take_the_nearest_and_refuse_what_is_too_large() {
        assertThat(cast("float64", "1.5")).isEqualTo(1.5d);
        assertThat(cast("float64", 1)).isEqualTo(1d);
        assertThat(cast("float64", "NaN")).isEqualTo(Double.NaN);
        assertThat(cast("float32", 0.1d)).isEqualTo(0.1f);
        assertThat(cast("float32", Double.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertRefused("float32", 1e300, "out of the range of float32");
        assertRefused("float64", "1e400", "out of the range of float64");
        assertRefused("float64", "1d", "no number");
    }

    @Test
    void decimals_round_half_up_to_the_scale_and_refuse_what_does_not_fit_before_the_point() {
        assertThat(cast("decimal(5,2)", new BigDecimal("1.005"))).isEqualTo(new BigDecimal("1.01"));
        assertThat(cast("decimal(5,2)", new BigDecimal("-1.005"))).isEqualTo(new BigDecimal("-1.01"));
        assertThat(cast("decimal(5,2)", 999)).isEqualTo(new BigDecimal("999.00"));
        assertThat(cast("decimal(5,2)", 0.1d)).isEqualTo(new BigDecimal("0.10"));
        assertThat(cast("decimal(3,2)", 0.1f)).isEqualTo(new BigDecimal("0.10"));
        assertThat(cast("decimal(2,2)", 0)).isEqualTo(new BigDecimal("0.00"));
        assertThat(cast("decimal(5,2)", "1e2")).isEqualTo(new BigDecimal("100.00"));
        assertRefused("decimal(5,2)", new BigDecimal("999.995"), "more than 3 digits before the point");
        assertRefused("decimal(5,2)", "1e999999999", "digits");
        assertRefused("decimal(5,2)", true, "no cast from Boolean");
        assertRefused("decimal(5,2)", "", "no number");
    }

    @Property
    void a_decimal_never_differs_by_more_than_half_of_its_last_digit(@ForAll BigDecimal number) {
        BigDecimal rounded = (BigDecimal) cast("decimal(1000,3)", number);

        assertThat(rounded.subtract(number).abs()).isLessThanOrEqualTo(new BigDecimal("0.0005"));
    }

    @Test
    void text_is_plain_and_strict() {
        assertThat(cast("string", new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(cast("string", 1.5f)).isEqualTo("1.5");
        assertThat(cast("string", true)).isEqualTo("true");
        assertThat(cast("string", "é".getBytes(StandardCharsets.UTF_8))).isEqualTo("é");
        assertThat(cast("string", LocalDate.of(2026, 1, 31))).isEqualTo("2026-01-31");
        assertThat(cast("string", LocalTime.NOON)).isEqualTo("12:00:00");
        assertThat(cast("string", LocalTime.MAX)).isEqualTo("24:00:00");
        assertThat(cast("string", LocalDateTime.parse("2026-01-31T12:00"))).isEqualTo("2026-01-31T12:00:00");
        assertThat(cast("string", OffsetDateTime.MAX)).isEqualTo("infinity");
        assertThat(cast("string", Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(cast("string", OffsetTime.parse("12:00+01:00"))).isEqualTo("12:00:00+01:00");
        assertThat(cast("bytes", "é")).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
        assertRefused("string", new byte[] {(byte) 0xff}, "no UTF-8");
        assertRefused("string", List.of(), "no cast from");
        assertRefused("bytes", 1, "no cast from Integer");
    }

    @Test
    void booleans_are_true_and_false_or_one_and_zero() {
        assertThat(cast("boolean", "TRUE")).isEqualTo(true);
        assertThat(cast("boolean", "false")).isEqualTo(false);
        assertThat(cast("boolean", 1)).isEqualTo(true);
        assertThat(cast("boolean", new BigDecimal("0.0"))).isEqualTo(false);
        assertRefused("boolean", "yes", "neither true nor false");
        assertRefused("boolean", 2, "neither 0 nor 1");
    }

    @Test
    void dates_and_times_are_cast_in_utc() {
        Object offset = OffsetDateTime.parse("2026-01-01T00:30:00.123456+01:00");
        assertThat(cast("date", LocalDateTime.parse("2026-01-31T23:59:59"))).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(cast("date", offset)).isEqualTo(LocalDate.of(2025, 12, 31));
        assertThat(cast("date", Instant.parse("1969-12-31T23:59:59.999Z"))).isEqualTo(LocalDate.of(1969, 12, 31));
        assertThat(cast("time", offset)).isEqualTo(LocalTime.parse("23:30:00.123456"));
        assertThat(cast("time", OffsetTime.parse("12:00+01:00"))).isEqualTo(LocalTime.NOON);
        assertThat(cast("timestamp", offset)).isEqualTo(LocalDateTime.parse("2025-12-31T23:30:00.123456"));
        assertThat(cast("timestamp", LocalDate.EPOCH)).isEqualTo(LocalDateTime.parse("1970-01-01T00:00"));
        assertThat(cast("timestamp", OffsetDateTime.MAX)).isEqualTo(LocalDateTime.MAX);
        assertThat(cast("timestamptz", LocalDateTime.MIN)).isEqualTo(OffsetDateTime.MIN);
        assertThat(cast("timestamptz", offset)).isEqualTo(OffsetDateTime.parse("2025-12-31T23:30:00.123456Z"));
        assertThat(cast("instant", LocalDateTime.parse("2026-01-01T00:00")))
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(cast("instant", -1L)).isEqualTo(Instant.parse("1969-12-31T23:59:59.999Z"));
        assertRefused("time", LocalDate.EPOCH, "no time of day");
        assertRefused("date", 5, "no cast from Integer");
        assertRefused("date", LocalTime.NOON, "no cast from LocalTime");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:30:00.5Z",
                "2026-01-31 12:30:00.5",
                "2026-01-31T12:30:00.5",
                "2026-01-31 13:30:00.5+01",
                "2026-01-31T13:30:00.5+01:00"
            })
    void texts_are_read_as_iso_8601(String text) {
        assertThat(cast("timestamp", text)).isEqualTo(LocalDateTime.parse("2026-01-31T12:30:00.5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "31.01.2026", "2026-01-31T25:00:00", "", "2026-1-1", "now"})
    void other_texts_are_refused(String text) {
        assertRefused("timestamp", text, "ISO 8601");
    }

    @Test
    void a_schema_holds_what_was_cast() {
        assertThat(connect("date", "1969-12-31")).isEqualTo(new Date(-86_400_000L));
        assertThat(connect("time", "00:00:00.000001")).isEqualTo(1L);
        assertThat(connect("time", LocalTime.MAX)).isEqualTo(86_400_000_000L);
        assertThat(connect("timestamp", "1969-12-31T23:59:59.999999")).isEqualTo(-1L);
        assertThat(connect("timestamp", "infinity")).isEqualTo(9_223_372_036_825_200_000L);
        assertThat(connect("timestamptz", "2026-01-01T00:00:00.123456+01:00")).isEqualTo("2025-12-31T23:00:00.123456Z");
        assertThat(connect("instant", "1970-01-01T00:00:00.0019Z")).isEqualTo(new Date(1));
        assertThat(CastTarget.parse("instant").schema().build()).isEqualTo(Timestamp.SCHEMA);
        assertThatThrownBy(() -> connect("date", "infinity")).hasMessageContaining("out of the range");
        assertThatThrownBy(() -> connect("instant", "infinity")).hasMessageContaining("out of the range");
    }

    @Test
    void without_a_schema_it_is_what_json_can_say() {
        assertThat(schemaless("decimal(20,2)", "1e3")).isEqualTo("1000.00");
        assertThat(schemaless("date", "2026-01-31T10:00:00")).isEqualTo("2026-01-31");
        assertThat(schemaless("time", "10:00:00.5")).isEqualTo("10:00:00.5");
        assertThat(schemaless("timestamp", 0L)).isEqualTo("1970-01-01T00:00:00");
        assertThat(schemaless("timestamptz", 0L)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(schemaless("instant", "1970-01-01T00:00:00.123456Z")).isEqualTo("1970-01-01T00:00:00.123Z");
        assertThat(schemaless("int32", "7")).isEqualTo(7);
    }

    private static Object cast(String type, Object value) {
        return CastTarget.parse(type).cast(value);
    }

    private static Object connect(String type, Object value) {
        return CastTarget.parse(type).toConnect(cast(type, value));
    }

    private static Object schemaless(String type, Object value) {
        return CastTarget.parse(type).toSchemaless(cast(type, value));
    }

    private static void assertRefused(String type, Object value, String reason) {
        assertThatThrownBy(() -> cast(type, value))
                .isInstanceOf(CastException.class)
                .hasMessageContaining(reason)
                .hasNoCause();
    }
}
