/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is particular to PostgreSQL: values that meet columns of other types, keys, and values that do not fit. */
class PostgresJdbcSinkTypesIT extends SinkBehaviour {
    private static final Schema ID = schema("id:int32");
    private static final String[] UPSERT = {"insert.mode", "upsert", "pk.mode", "record_key", "delete.enabled", "true"};

    @Override
    protected TestDatabase freshDatabase() {
        return PostgresTestDatabase.fresh("warehouse");
    }

    private static Schema logical(SchemaBuilder type, String name) {
        return type.name("io.debezium." + name).optional().build();
    }

    static Stream<Arguments> columnsThatWereThere() {
        Schema text = Schema.STRING_SCHEMA;
        return Stream.of(
                Arguments.of("timestamptz", Timestamp.SCHEMA, new java.util.Date(0), "1970-01-01 00:00:00+00"),
                Arguments.of(
                        "timestamptz",
                        logical(SchemaBuilder.int64(), "time.MicroTimestamp"),
                        1_705_312_800_123_456L,
                        "2024-01-15 10:00:00.123456+00"),
                Arguments.of(
                        "timestamp",
                        logical(SchemaBuilder.string(), "time.ZonedTimestamp"),
                        "2024-01-15T10:00:00+02:00",
                        "2024-01-15 08:00:00"),
                Arguments.of(
                        "date",
                        logical(SchemaBuilder.int64(), "time.MicroTimestamp"),
                        1_705_312_800_123_456L,
                        "2024-01-15"),
                Arguments.of("date", text, "2024-01-15", "2024-01-15"),
                Arguments.of("int4", Schema.INT64_SCHEMA, 7L, "7"),
                Arguments.of("int2", Schema.INT32_SCHEMA, 7, "7"),
                Arguments.of("int4", Decimal.schema(2), new BigDecimal("7.00"), "7"),
                Arguments.of("int8", Decimal.schema(2), new BigDecimal("5.25"), "5"),
                Arguments.of("int2", Decimal.schema(2), new BigDecimal("-5.50"), "-6"),
                Arguments.of("float8", Decimal.schema(2), new BigDecimal("5.25"), "5.25"),
                Arguments.of("positive", Decimal.schema(1), new BigDecimal("5.5"), "6"),
                Arguments.of("bit(1)", Schema.BOOLEAN_SCHEMA, true, "1"),
                Arguments.of("bit varying(3)", Schema.BOOLEAN_SCHEMA, false, "0"),
                Arguments.of("int2", Schema.BOOLEAN_SCHEMA, true, "1"),
                Arguments.of("int4", Schema.BOOLEAN_SCHEMA, false, "0"),
                Arguments.of("int8", Schema.BOOLEAN_SCHEMA, true, "1"),
                Arguments.of("numeric(5,2)", Schema.BOOLEAN_SCHEMA, true, "1.00"),
                Arguments.of("positive", Schema.BOOLEAN_SCHEMA, true, "1"),
                Arguments.of("int4", text, "7", "7"),
                Arguments.of("numeric(10,2)", Schema.FLOAT64_SCHEMA, 1.25, "1.25"),
                Arguments.of("numeric", text, "NaN", "NaN"),
                Arguments.of("numeric", Schema.FLOAT64_SCHEMA, Double.NaN, "NaN"),
                Arguments.of("numeric(10,2)", Schema.FLOAT32_SCHEMA, Float.NaN, "NaN"),
                Arguments.of("numeric", Schema.INT64_SCHEMA, Long.MAX_VALUE, "9223372036854775807"),
                Arguments.of("float8", Schema.INT32_SCHEMA, 7, "7"),
                Arguments.of("text", Schema.INT64_SCHEMA, 7L, "7"),
                Arguments.of("varchar(20)", Decimal.schema(2), new BigDecimal("7.10"), "7.10"),
                Arguments.of("text", Date.SCHEMA, new java.util.Date(0), "1970-01-01"),
                Arguments.of("text", Schema.BOOLEAN_SCHEMA, true, "true"),
                Arguments.of("text", SchemaBuilder.array(Schema.INT32_SCHEMA).build(), List.of(1, 2), "[1,2]"),
                Arguments.of("jsonb", text, "{\"a\":1}", "{\"a\": 1}"),
                Arguments.of("json", text, "{\"a\":1}", "{\"a\":1}"),
                Arguments.of("json", SchemaBuilder.array(Schema.INT32_SCHEMA).build(), List.of(1, 2), "[1,2]"),
                Arguments.of("boolean", Schema.INT32_SCHEMA, 1, "true"),
                Arguments.of("boolean", Schema.INT8_SCHEMA, (byte) 0, "false"),
                Arguments.of("boolean", text, "yes", "true"),
                Arguments.of("mood", text, "happy", "happy"),
                Arguments.of("mood[]", SchemaBuilder.array(text).build(), List.of("sad", "happy"), "{sad,happy}"),
                Arguments.of("positive", Schema.INT32_SCHEMA, 7, "7"),
                Arguments.of("label", text, "abc", "abc"),
                Arguments.of(
                        "uuid", text, "5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d", "5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d"),
                Arguments.of("char(4)", text, "ab", "ab"),
                Arguments.of("varchar(3)", text, "abc", "abc"),
                Arguments.of("varchar(3)", text, "abc   ", "abc"),
                Arguments.of("inet", text, "10.0.0.1", "10.0.0.1/32"),
                Arguments.of("int4range", text, "[1,5)", "[1,5)"),
                Arguments.of(
                        "bit(3)",
                        SchemaBuilder.bytes()
                                .name("io.debezium.data.Bits")
                                .parameter("length", "3")
                                .build(),
                        new byte[] {5},
                        "101"),
                Arguments.of("bit(1)", text, "1", "1"),
                Arguments.of("int8[]", SchemaBuilder.array(Schema.INT32_SCHEMA).build(), List.of(1, 2), "{1,2}"),
                Arguments.of(
                        "int[][]",
                        SchemaBuilder.array(
                                        SchemaBuilder.array(Schema.INT32_SCHEMA).build())
                                .build(),
                        List.of(List.of(1, 2), List.of(3, 4)),
                        "{{1,2},{3,4}}"),
                Arguments.of("text[]", text, "{a,b}", "{a,b}"),
                Arguments.of("money", Decimal.schema(2), new BigDecimal("7.10"), "$7.10"),
                Arguments.of("bytea", text, "\\x0102", "\\x0102"));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("columnsThatWereThere")
    void values_enter_columns_that_were_there(String type, Schema schema, Object value, String expected) {
        createTable(type);
        Schema row = SchemaBuilder.struct().field("v", schema).build();
        SinkWorker worker = start("t", UPSERT);
        worker.put(worker.next("t", ID, struct(ID, 1), row, struct(row, value)));
        SinkWorker updates = start("t", "insert.mode", "update", "pk.mode", "record_key");
        updates.put(updates.next("t", ID, struct(ID, 1), row, struct(row, value)));
        assertThat(database.rows("SELECT v::text FROM t")).containsExactly(expected);
    }

    private void createTable(String type) {
        database.run(
                "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
                "CREATE DOMAIN label AS varchar(5)",
                "CREATE TABLE t (id int PRIMARY KEY, v " + type + ")");
    }

    static Stream<Arguments> valuesThatDoNotFit() {
        Schema text = Schema.STRING_SCHEMA;
        return Stream.of(
                Arguments.of("varchar(3)", text, "s3cr3t", "22001"),
                Arguments.of("char(3)", text, "s3cr3t", "22001"),
                Arguments.of("label", text, "s3cr3t", "22001"),
                Arguments.of("varchar(3)", Schema.INT64_SCHEMA, 770077L, "22001"),
                Arguments.of("int4", Schema.INT64_SCHEMA, 7_700_777_007L, "22003"),
                Arguments.of("int2", Decimal.schema(1), new BigDecimal("770077.5"), "22003"),
                Arguments.of("bit(3)", Schema.BOOLEAN_SCHEMA, true, "22026"),
                Arguments.of("numeric(5,2)", Decimal.schema(2), new BigDecimal("770077.00"), "22003"),
                Arguments.of("boolean", Schema.INT32_SCHEMA, 770077, "22P02"),
                Arguments.of("jsonb", text, "{s3cr3t", "22P02"),
                Arguments.of("mood", text, "s3cr3t", "22P02"),
                Arguments.of("uuid", text, "s3cr3t", "22P02"),
                Arguments.of("positive", Schema.INT32_SCHEMA, -770077, "23514"),
                Arguments.of("bit(3)", text, "10101", "22026"),
                Arguments.of("xml", text, "<s3cr3t>", "2200N"),
                Arguments.of("int[]", text, "{s3cr3t}", "22P02"),
                Arguments.of("date", text, "s3cr3t", "22007"),
                Arguments.of("date", text, "2024-13-45", "22008"));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("valuesThatDoNotFit")
    void values_that_do_not_fit_are_never_cut_or_bent(String type, Schema schema, Object value, String state) {
        createTable(type);
        Schema row = SchemaBuilder.struct().field("v", schema).build();
        SinkWorker worker = start("t", UPSERT);
        SinkRecord record = worker.next("t", ID, struct(ID, 1), row, struct(row, value));
        assertThat(trace(catchThrowable(() -> worker.put(record))))
                .contains("topic t, partition 0, offset 0", "table t", "SQLState " + state)
                .contains(state.startsWith("22") ? "column v" : "table t")
                .doesNotContain("s3cr3t", "77007", "10101", "13-45");
        assertThat(database.rows("SELECT * FROM t")).isEmpty();
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of("text", Schema.STRING_SCHEMA, "it's", "other \"one\""),
                Arguments.of("varchar(30)", Schema.STRING_SCHEMA, "a", "A"),
                Arguments.of("char(5)", Schema.STRING_SCHEMA, "a", "b"),
                Arguments.of("char(5)", Schema.STRING_SCHEMA, "a    ", "b    "),
                Arguments.of(
                        "uuid",
                        logical(SchemaBuilder.string(), "data.Uuid"),
                        "5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d",
                        "6b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d"),
                Arguments.of(
                        "uuid",
                        Schema.STRING_SCHEMA,
                        "5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d",
                        "6b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d"),
                Arguments.of("numeric", Decimal.schema(2), new BigDecimal("1.00"), new BigDecimal("1.10")),
                Arguments.of("int", Decimal.schema(2), new BigDecimal("1.00"), new BigDecimal("2.00")),
                Arguments.of("bytea", Schema.BYTES_SCHEMA, new byte[] {1}, new byte[] {1, 0}),
                Arguments.of("date", Date.SCHEMA, new java.util.Date(0), new java.util.Date(86_400_000)),
                Arguments.of("timestamptz", Timestamp.SCHEMA, new java.util.Date(0), new java.util.Date(1)),
                Arguments.of("boolean", Schema.BOOLEAN_SCHEMA, true, false),
                Arguments.of("float8", Schema.FLOAT64_SCHEMA, 0.1, Double.NaN),
                Arguments.of("mood", Schema.STRING_SCHEMA, "sad", "happy"),
                Arguments.of("bigint", Schema.INT32_SCHEMA, 1, 2),
                Arguments.of("bigint", Decimal.schema(1), new BigDecimal("1.6"), new BigDecimal("3.4")),
                Arguments.of("bit(1)", Schema.BOOLEAN_SCHEMA, true, false),
                Arguments.of("int", Schema.BOOLEAN_SCHEMA, true, false),
                Arguments.of("int", Schema.INT64_SCHEMA, 1L, 2L),
                Arguments.of("numeric(10,1)", Decimal.schema(3), new BigDecimal("1.234"), new BigDecimal("1.567")),
                Arguments.of("numeric(10,1)", Schema.FLOAT64_SCHEMA, 0.12, 0.34),
                Arguments.of("numeric(10,1)", Schema.INT64_SCHEMA, 1L, 2L),
                Arguments.of("real", Schema.FLOAT64_SCHEMA, 0.1, 0.3),
                Arguments.of("real", Schema.INT32_SCHEMA, 123_456_789, 7),
                Arguments.of("int", Schema.FLOAT64_SCHEMA, 1.6, 3.4),
                Arguments.of("timestamp(0)", Timestamp.SCHEMA, new java.util.Date(123), new java.util.Date(5678)),
                Arguments.of("timestamptz(0)", Timestamp.SCHEMA, new java.util.Date(123), new java.util.Date(5678)),
                Arguments.of(
                        "time(0)", logical(SchemaBuilder.int64(), "time.MicroTime"), 3_600_123_456L, 3_700_123_456L),
                Arguments.of(
                        "interval(0)",
                        logical(SchemaBuilder.int64(), "time.MicroDuration"),
                        3_600_123_456L,
                        3_700_123_456L));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("keys")
    void keys_of_many_types_are_found_again(String type, Schema schema, Object first, Object second) {
        database.run("CREATE TYPE mood AS ENUM ('sad', 'happy')", "CREATE TABLE t (k " + type + " PRIMARY KEY, v int)");
        Schema key = SchemaBuilder.struct().field("k", schema).build();
        Schema row = schema("v:int32");
        SinkWorker worker = start("t", UPSERT);
        worker.put(
                worker.next("t", key, struct(key, first), row, struct(row, 1)),
                worker.next("t", key, struct(key, second), row, struct(row, 2)),
                worker.next("t", key, struct(key, first), row, struct(row, 3)));
        worker.put(worker.next("t", key, struct(key, second), row, struct(row, 4)));
        assertThat(database.rows("SELECT v FROM t ORDER BY v")).containsExactly("3", "4");
        SinkWorker updates = start("t", "insert.mode", "update", "pk.mode", "record_key");
        updates.put(updates.next("t", key, struct(key, second), row, struct(row, 5)));
        worker.put(worker.next("t", key, struct(key, first), null, null));
        assertThat(database.rows("SELECT v FROM t")).containsExactly("5");
    }

    @Test
    void keys_that_are_equal_to_the_database_only_are_written_in_order() {
        database.run("CREATE TABLE t (k float8 PRIMARY KEY, v int)");
        Schema key = schema("k:float64");
        Schema row = schema("v:int32");
        SinkWorker worker = start("t", UPSERT);
        worker.put(
                worker.next("t", key, struct(key, 0.0), row, struct(row, 1)),
                worker.next("t", key, struct(key, -0.0), row, struct(row, 2)));
        assertThat(database.rows("SELECT v FROM t")).containsExactly("2");
    }

    @Test
    void uuids_are_one_key_whatever_their_case() {
        database.run("CREATE TABLE t (k uuid PRIMARY KEY, v int)");
        Schema key = schema("k:string");
        Schema row = schema("v:int32");
        String kept = "aaaaaaaa-0000-0000-0000-000000000001";
        String gone = "bbbbbbbb-0000-0000-0000-000000000001";
        for (String writers : List.of("1", "4")) {
            SinkWorker worker = start("t", JdbcSinkWrites.with(UPSERT, "writers.per.task", writers));
            worker.put(
                    worker.next("t", key, struct(key, kept), row, struct(row, 2)),
                    worker.next("t", key, struct(key, kept.toUpperCase(Locale.ROOT)), row, struct(row, 1)),
                    worker.next("t", key, struct(key, gone), row, struct(row, 3)),
                    worker.next("t", key, struct(key, gone.toUpperCase(Locale.ROOT)), null, null));
            assertThat(database.rows("SELECT k, v FROM t")).containsExactly(kept + "|1");
        }
    }

    @Test
    void an_index_entry_that_is_too_large_names_its_record() {
        database.run("CREATE TABLE t (id text PRIMARY KEY)");
        java.util.Random random = new java.util.Random(1);
        String large = random.ints(20_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Schema key = schema("id:string");
        SinkWorker worker = start("t", UPSERT);
        SinkRecord good = worker.next("t", key, struct(key, "a"), key, struct(key, "a"));
        SinkRecord bad = worker.next("t", key, struct(key, large), key, struct(key, large));
        assertThat(trace(catchThrowable(() -> worker.put(good, bad))))
                .contains("topic t, partition 0, offset 1", "table t", "SQLState 54000");
    }

    @Test
    void an_error_of_a_trigger_names_its_record_and_not_what_it_says() {
        database.run(
                "CREATE TABLE t (id int PRIMARY KEY)",
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN IF NEW.id = 770077 THEN RAISE EXCEPTION 's3cr3t %', NEW.id; END IF; RETURN NEW; END $$",
                "CREATE TRIGGER refuse BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION refuse()");
        SinkWorker worker = start("t", UPSERT);
        SinkRecord good = worker.next("t", ID, struct(ID, 1), ID, struct(ID, 1));
        SinkRecord bad = worker.next("t", ID, struct(ID, 770077), ID, struct(ID, 770077));
        assertThat(trace(catchThrowable(() -> worker.put(good, bad))))
                .contains("topic t, partition 0, offset 1", "table t", "SQLState P0001")
                .doesNotContain("s3cr3t", "770077");
    }

    @Test
    void the_time_zone_of_the_worker_does_not_matter() {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try {
            database.run("CREATE TABLE t (id int PRIMARY KEY, ts timestamp, tz timestamptz, d date, txt text)");
            Schema row = SchemaBuilder.struct()
                    .field("ts", Timestamp.SCHEMA)
                    .field("tz", Timestamp.SCHEMA)
                    .field("d", Date.SCHEMA)
                    .field("txt", Timestamp.SCHEMA)
                    .build();
            java.util.Date instant = new java.util.Date(1_710_054_000_000L);
            SinkWorker worker = start("t", UPSERT);
            SinkRecord record = worker.next(
                    "t", ID, struct(ID, 1), row, struct(row, instant, instant, new java.util.Date(0), instant));
            for (int i = 0; i < 7; i++) {
                worker.put(record);
            }
            assertThat(database.rows("SELECT ts::text, tz AT TIME ZONE 'UTC', d, txt FROM t"))
                    .containsExactly("2024-03-10 07:00:00|2024-03-10 07:00:00|1970-01-01|2024-03-10 07:00:00");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void topics_whose_names_the_database_would_cut_to_one_table_are_refused() {
        String topic = "t".repeat(63);
        SinkWorker worker = start(topic + "1," + topic + "2", JdbcSinkWrites.with(UPSERT, "auto.create", "true"));
        SinkRecord one = worker.next(topic + "1", ID, struct(ID, 1), ID, struct(ID, 1));
        SinkRecord two = worker.next(topic + "2", ID, struct(ID, 1), ID, struct(ID, 1));
        assertThat(trace(catchThrowable(() -> worker.put(one, two))))
                .contains("Table " + topic + "1", "64 bytes", "PostgreSQL keeps 63", "table.name.format");
        assertThat(database.value("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'ttt%'"))
                .isEqualTo("0");
    }

    @Test
    void a_topic_with_a_foreign_database_in_its_name_is_told_so() {
        SinkWorker worker = start("server.public.orders", JdbcSinkWrites.with(UPSERT, "auto.create", "true"));
        SinkRecord record = worker.next("server.public.orders", ID, struct(ID, 1), ID, struct(ID, 1));
        assertThat(trace(catchThrowable(() -> worker.put(record))))
                .contains("topic server.public.orders, partition 0, offset 0", "names database 'server'", "warehouse");
    }

    @Test
    void a_key_column_that_gets_another_type_under_the_task_is_read_again() {
        database.run("CREATE TABLE t (id int PRIMARY KEY, v text)");
        Schema row = schema("v:string");
        for (String mode : List.of("update", "upsert")) {
            SinkWorker worker = start("t", JdbcSinkWrites.with(UPSERT, "insert.mode", mode, "delete.enabled", "true"));
            database.run("DELETE FROM t", "ALTER TABLE t ALTER id TYPE int USING id::int", "INSERT INTO t VALUES (1)");
            worker.put(worker.next("t", ID, struct(ID, 1), row, struct(row, "a")));
            database.run("ALTER TABLE t ALTER id TYPE text");
            worker.put(worker.next("t", ID, struct(ID, 1), row, struct(row, "b")));
            assertThat(database.rows("SELECT * FROM t")).containsExactly("1|b");
            worker.put(worker.next("t", ID, struct(ID, 1), null, null));
            assertThat(database.rows("SELECT * FROM t")).isEmpty();
        }
    }
}
