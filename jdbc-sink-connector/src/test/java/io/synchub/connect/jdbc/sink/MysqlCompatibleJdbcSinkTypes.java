/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of every type in columns that the sink makes, and those that MariaDB and MySQL can not hold. */
abstract class MysqlCompatibleJdbcSinkTypes extends SinkBehaviour {
    private static final Schema ID = schema("id:int32");
    private static final String[] CREATE = {
        "insert.mode", "upsert", "pk.mode", "record_key", "auto.create", "true", "auto.evolve", "true"
    };

    private static Schema logical(SchemaBuilder type, String name) {
        return type.name("io.debezium." + name).optional().build();
    }

    private static Arguments made(String type, Schema schema, Object... valuesAndTexts) {
        Map<Object, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < valuesAndTexts.length; i += 2) {
            expected.put(valuesAndTexts[i], (String) valuesAndTexts[i + 1]);
        }
        expected.put(null, "null");
        return Arguments.of(type, schema, expected);
    }

    static Stream<Arguments> columns() {
        return Stream.concat(plain(), Stream.concat(datesAndTimes(), rich()));
    }

    private static Stream<Arguments> plain() {
        return Stream.of(
                made("tinyint", Schema.OPTIONAL_BOOLEAN_SCHEMA, true, "1", false, "0"),
                made("tinyint", Schema.OPTIONAL_INT8_SCHEMA, Byte.MIN_VALUE, "-128"),
                made("smallint", Schema.OPTIONAL_INT16_SCHEMA, Short.MIN_VALUE, "-32768"),
                made("int", Schema.OPTIONAL_INT32_SCHEMA, Integer.MIN_VALUE, "-2147483648"),
                made("bigint", Schema.OPTIONAL_INT64_SCHEMA, Long.MIN_VALUE, "-9223372036854775808"),
                made("double", Schema.OPTIONAL_FLOAT32_SCHEMA, 0.1f, "0.1", Float.MAX_VALUE, "3.4028235e38"),
                made(
                        "double",
                        Schema.OPTIONAL_FLOAT64_SCHEMA,
                        0.1,
                        "0.1",
                        Double.MAX_VALUE,
                        "1.7976931348623157e308",
                        Double.MIN_NORMAL,
                        "2.2250738585072014e-308"),
                made(
                        "longtext",
                        Schema.OPTIONAL_STRING_SCHEMA,
                        "",
                        "",
                        "a'b\"c\\d{},\n\t`",
                        "a'b\"c\\d{},\n\t`",
                        "😀 ÄÖ \u200b",
                        "😀 ÄÖ \u200b",
                        " padded ",
                        " padded ",
                        "zero \0 byte",
                        "zero \0 byte"),
                made(
                        "decimal",
                        Decimal.builder(2).optional().build(),
                        new BigDecimal("-0.01"),
                        "-0.01",
                        new BigDecimal("1" + "0".repeat(62) + ".12"),
                        "1" + "0".repeat(62) + ".12"),
                made(
                        "decimal",
                        Decimal.builder(2)
                                .parameter("connect.decimal.precision", "10")
                                .optional()
                                .build(),
                        new BigDecimal("99999999.99"),
                        "99999999.99"),
                made(
                        "longtext",
                        Decimal.builder(40).optional().build(),
                        new BigDecimal("1E-40").setScale(40),
                        "0." + "0".repeat(39) + "1"));
    }

    private static Stream<Arguments> datesAndTimes() {
        return Stream.of(
                made(
                        "date",
                        logical(SchemaBuilder.int32(), "time.Date"),
                        0,
                        "1970-01-01",
                        -719_162,
                        "0001-01-01",
                        2_932_896,
                        "9999-12-31"),
                made(
                        "time",
                        logical(SchemaBuilder.int64(), "time.MicroTime"),
                        0L,
                        "00:00:00.000000",
                        86_400_000_000L,
                        "24:00:00.000000",
                        86_399_999_999L,
                        "23:59:59.999999"),
                made(
                        "datetime",
                        logical(SchemaBuilder.int64(), "time.MicroTimestamp"),
                        1L,
                        "1970-01-01 00:00:00.000001",
                        -1L,
                        "1969-12-31 23:59:59.999999",
                        253_402_300_799_999_999L,
                        "9999-12-31 23:59:59.999999"),
                made(
                        "datetime",
                        Timestamp.builder().optional().build(),
                        new java.util.Date(-1),
                        "1969-12-31 23:59:59.999000"),
                made(
                        "datetime",
                        logical(SchemaBuilder.string(), "time.ZonedTimestamp"),
                        "2024-06-01T10:00:00.5+02:00",
                        "2024-06-01 08:00:00.500000"),
                made(
                        "varchar",
                        logical(SchemaBuilder.string(), "time.ZonedTime"),
                        "10:15:30.25+02:00",
                        "10:15:30.250+02:00"),
                made(
                        "longtext",
                        logical(SchemaBuilder.string(), "time.Interval"),
                        "P1Y2M3DT4H5M6.78S",
                        "P1Y2M3DT4H5M6.78S"));
    }

    private static Stream<Arguments> rich() {
        Schema bits = SchemaBuilder.bytes()
                .name("io.debezium.data.Bits")
                .parameter("length", "10")
                .optional()
                .build();
        return Stream.of(
                made(
                        "char",
                        logical(SchemaBuilder.string(), "data.Uuid"),
                        "5B3F0C1E-8F3A-4A34-9D6E-0F3F1A2B3C4D",
                        "5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d"),
                made("longtext", logical(SchemaBuilder.string(), "data.Enum"), "happy", "happy"),
                made("bit", bits, new byte[] {(byte) 0b0000_0101, 0b10}, "b'1000000101'"));
    }

    private SinkRecord record(SinkWorker worker, int id, Schema row, Object value) {
        return worker.next("typed", ID, struct(ID, id), row, struct(row, value));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("columns")
    void a_column_that_is_made_holds_every_value(String type, Schema schema, Map<Object, String> expected) {
        Schema row = SchemaBuilder.struct().field("v", schema).build();
        SinkWorker worker = start("typed", CREATE);
        int id = 0;
        for (Object value : expected.keySet()) {
            worker.put(record(worker, id++, row, value));
        }
        assertThat(database.rows("SELECT v FROM typed ORDER BY id"))
                .usingElementComparator(MysqlCompatibleJdbcSinkTypes::compareNumbersByValue)
                .containsExactlyElementsOf(expected.values());
        assertThat(database.value("SELECT data_type FROM information_schema.columns WHERE table_schema = database()"
                        + " AND table_name = 'typed' AND column_name = 'v'"))
                .isEqualTo(type);
    }

    /** Drivers and servers differ in how they write an exponent. */
    private static int compareNumbersByValue(String left, String right) {
        boolean numbers = left.matches("-?[0-9.]+([eE][+-]?[0-9]+)?") && right.matches("-?[0-9.]+([eE][+-]?[0-9]+)?");
        return numbers ? new BigDecimal(left).compareTo(new BigDecimal(right)) : left.compareTo(right);
    }

    @Test
    void bytes_and_json_are_kept() {
        Schema row = SchemaBuilder.struct()
                .field("b", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("j", logical(SchemaBuilder.string(), "data.Json"))
                .field("a", SchemaBuilder.array(Schema.OPTIONAL_INT32_SCHEMA).build())
                .build();
        SinkWorker worker = start("typed", CREATE);
        worker.put(worker.next(
                "typed",
                ID,
                struct(ID, 1),
                row,
                struct(row, new byte[] {0, 1, (byte) 0xff, '\\', '\''}, "{\"b\": [1, null]}", Arrays.asList(1, null))));
        assertThat(database.rows("SELECT hex(b), json_extract(j, '$.b[0]'), json_length(a) FROM typed"))
                .containsExactly("0001FF5C27|1|2");
    }

    @Test
    void a_timestamp_is_the_same_instant_whatever_the_zone_and_a_datetime_is_what_its_clocks_show() {
        database.run(
                "CREATE TABLE typed (id int PRIMARY KEY, z timestamp(6) NULL, p datetime(6), dz timestamp(6) NULL)");
        Schema row = SchemaBuilder.struct()
                .field("z", Timestamp.SCHEMA)
                .field("p", Timestamp.SCHEMA)
                .field("dz", logical(SchemaBuilder.string(), "time.ZonedTimestamp"))
                .build();
        SinkWorker worker =
                start("typed", "insert.mode", "upsert", "pk.mode", "record_key", "db.timezone", "America/New_York");
        java.util.Date instant = new java.util.Date(1_719_792_000_000L);
        worker.put(worker.next(
                "typed", ID, struct(ID, 1), row, struct(row, instant, instant, "2024-07-01T02:00:00+02:00")));
        assertThat(database.rows(
                        "SELECT CAST(UNIX_TIMESTAMP(z) AS SIGNED), CAST(p AS CHAR), CAST(UNIX_TIMESTAMP(dz) AS SIGNED)"
                                + " FROM typed"))
                .containsExactly("1719792000|2024-06-30 20:00:00.000000|1719792000");
    }

    static Stream<Arguments> changedKeys() {
        Schema zoned =
                SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp").build();
        Schema nanos =
                SchemaBuilder.int64().name("io.debezium.time.NanoTimestamp").build();
        Schema bits = SchemaBuilder.bytes()
                .name("io.debezium.data.Bits")
                .parameter("length", "10")
                .build();
        java.util.Date millis = new java.util.Date(1_700_000_000_723L);
        String zonedNanos = "2023-11-14T22:13:20.123456789+05:30";
        return Stream.of(
                Arguments.of("datetime", Timestamp.SCHEMA, millis),
                Arguments.of("timestamp", Timestamp.SCHEMA, millis),
                Arguments.of("date", Timestamp.SCHEMA, millis),
                Arguments.of("time", Time.SCHEMA, new java.util.Date(3_600_723L)),
                Arguments.of("datetime(6)", nanos, 1_700_000_000_123_456_789L),
                Arguments.of("datetime(6)", zoned, zonedNanos),
                Arguments.of("bit(10)", bits, new byte[] {5, 1}),
                Arguments.of("decimal(10,1)", Decimal.schema(3), new BigDecimal("-1.254")),
                Arguments.of("bigint", Decimal.schema(2), new BigDecimal("5.50")),
                Arguments.of("decimal(10,1)", Schema.FLOAT64_SCHEMA, 0.25),
                Arguments.of("float", Schema.FLOAT64_SCHEMA, 0.1),
                Arguments.of("float", Schema.FLOAT32_SCHEMA, 0.1f),
                Arguments.of("char(10) collate utf8mb4_bin", Schema.STRING_SCHEMA, "a  "),
                Arguments.of("varchar(10) collate utf8mb4_bin", Schema.STRING_SCHEMA, "a  "),
                Arguments.of("binary(4)", Schema.BYTES_SCHEMA, new byte[] {'a', 'b'}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changedKeys")
    void a_key_that_its_column_changes_is_updated_and_deleted(String type, Schema schema, Object value) {
        database.run("CREATE TABLE typed (k " + type + " NOT NULL PRIMARY KEY, n int) CHARACTER SET utf8mb4");
        Schema key = SchemaBuilder.struct().field("k", schema).build();
        Schema row = schema("n:int32");
        for (String mode : List.of("upsert", "update")) {
            SinkWorker worker = start("typed", "insert.mode", mode, "pk.mode", "record_key", "delete.enabled", "true");
            if (mode.equals("upsert")) {
                worker.put(worker.next("typed", key, struct(key, value), row, struct(row, 1)));
            }
            int last = mode.equals("upsert") ? 2 : 3;
            worker.put(worker.next("typed", key, struct(key, value), row, struct(row, last)));
            assertThat(database.rows("SELECT n FROM typed")).containsExactly(Integer.toString(last));
            if (mode.equals("update")) {
                worker.put(worker.next("typed", key, struct(key, value), null, null));
            }
        }
        assertThat(database.rows("SELECT n FROM typed")).isEmpty();
    }

    @Test
    void keys_that_differ_in_case_or_in_accents_are_two() {
        Schema key = schema("k:string");
        Schema row = schema("n:int32");
        SinkWorker worker = start("typed", CREATE);
        worker.put(
                worker.next("typed", key, struct(key, "a"), row, struct(row, 1)),
                worker.next("typed", key, struct(key, "A"), row, struct(row, 2)),
                worker.next("typed", key, struct(key, "ä"), row, struct(row, 3)));
        assertThat(database.rows("SELECT n FROM typed ORDER BY n")).containsExactly("1", "2", "3");
    }

    @Test
    void what_the_database_can_not_hold_is_refused_and_named() {
        Map<Schema, List<Object>> bad = new LinkedHashMap<>();
        bad.put(Schema.OPTIONAL_FLOAT64_SCHEMA, List.of(Double.NaN, Double.NEGATIVE_INFINITY));
        bad.put(Schema.OPTIONAL_FLOAT32_SCHEMA, List.of(Float.POSITIVE_INFINITY));
        bad.put(logical(SchemaBuilder.int32(), "time.Date"), List.of(-719_163, 2_932_897));
        bad.put(logical(SchemaBuilder.string(), "time.ZonedTimestamp"), List.of("infinity", "-0043-03-15T12:00:00Z"));
        bad.put(logical(SchemaBuilder.string(), "data.Json"), List.of("{no json"));
        bad.forEach((schema, values) -> {
            Schema row = SchemaBuilder.struct().field("v", schema).build();
            for (Object value : values) {
                database.run("DROP TABLE IF EXISTS typed");
                SinkWorker worker = start("typed", CREATE);
                SinkRecord record = record(worker, 1, row, value);
                Throwable thrown = catchThrowable(() -> worker.put(record));
                assertThat(thrown).isInstanceOf(ConnectException.class);
                assertThat(trace(thrown))
                        .contains("topic typed, partition 0, offset 0", "table typed")
                        .doesNotContain("no json");
                if (schema.name() == null || !schema.name().endsWith("Json")) {
                    assertThat(trace(thrown)).contains("column v of table typed");
                }
            }
        });
    }
}
