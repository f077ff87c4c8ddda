/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.ValueOptions.NulPolicy;
import io.synchub.connect.jdbc.write.WriteRule;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values as the database shows them afterwards, the same over both protocols of the driver and by COPY. */
class PostgresValuesIT {
    private static final Schema JSON =
            SchemaBuilder.string().name("io.debezium.data.Json").build();
    private static final Schema DAYS =
            SchemaBuilder.int32().name("io.debezium.time.Date").build();
    private static final Schema UUID =
            SchemaBuilder.string().name("io.debezium.data.Uuid").build();
    private static final Schema ZONED =
            SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp").build();
    private static final Schema LOCAL =
            SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp").build();

    private final PostgresTestDatabase database = PostgresTestDatabase.fresh("warehouse");
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = PostgresBulkWriterIT.Way.EXTENDED.connect(database);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private List<String> written(
            PostgresBulkWriterIT.Way way, String type, Schema schema, Object value, ValueOptions options)
            throws SQLException {
        connection.close();
        connection = way.connect(database);
        database.run("CREATE TABLE IF NOT EXISTS t (c " + type + ")", "TRUNCATE t");
        TableDefinition table =
                new PostgresDialect().readTable(connection, TableId.of("t")).orElseThrow();
        RowLayout layout = new RowLayout(List.of(new RowLayout.Column("c", schema, false)), WriteRule.INSERT);
        List<RowChange> rows = Stream.of(value)
                .map(of -> new RowChange(
                        table.id(),
                        layout,
                        RowChange.Operation.WRITE,
                        new Object[] {of},
                        new RecordPosition("t", 0, 0)))
                .toList();
        way.writer(options).write(connection, table, layout, rows);
        connection.commit();
        return database.rows("SELECT c::text FROM t");
    }

    static Stream<Arguments> forms() {
        Schema decimal = Decimal.schema(0);
        return Stream.of(
                Arguments.of("numeric", decimal, new BigDecimal("0"), "0"),
                Arguments.of("numeric", decimal, new BigDecimal("0.000"), "0.000"),
                Arguments.of("numeric", decimal, new BigDecimal("-1.5"), "-1.5"),
                Arguments.of("numeric", decimal, new BigDecimal("12345.6789"), "12345.6789"),
                Arguments.of("numeric", decimal, new BigDecimal("10000"), "10000"),
                Arguments.of("numeric", decimal, new BigDecimal("100000000.00010"), "100000000.00010"),
                Arguments.of("numeric", decimal, new BigDecimal("0.00000001"), "0.00000001"),
                Arguments.of("numeric", decimal, new BigDecimal("1E+3"), "1000"),
                Arguments.of("numeric", decimal, new BigDecimal("-999999999999999.999"), "-999999999999999.999"),
                Arguments.of(
                        "numeric",
                        decimal,
                        new BigDecimal("-123456789012345678901234567890.0123456789"),
                        "-123456789012345678901234567890.0123456789"),
                Arguments.of("numeric(6,2)", decimal, new BigDecimal("1234.567"), "1234.57"),
                Arguments.of("bigint", Schema.INT32_SCHEMA, -7, "-7"),
                Arguments.of("bigint", Schema.INT8_SCHEMA, (byte) -7, "-7"),
                Arguments.of("integer", Schema.INT16_SCHEMA, (short) 300, "300"),
                Arguments.of("integer", Schema.INT64_SCHEMA, 300L, "300"),
                Arguments.of("numeric(6,2)", Schema.INT32_SCHEMA, 300, "300.00"),
                Arguments.of("double precision", Schema.FLOAT32_SCHEMA, 0.1f, "0.10000000149011612"),
                Arguments.of("double precision", Schema.FLOAT64_SCHEMA, Double.NaN, "NaN"),
                Arguments.of("real", Schema.FLOAT64_SCHEMA, 0.1, "0.1"),
                Arguments.of("smallint", Schema.BOOLEAN_SCHEMA, true, "1"),
                Arguments.of("bigint", Schema.BOOLEAN_SCHEMA, true, "1"),
                Arguments.of("bigint", DAYS, LocalDate.of(1970, 1, 8), "7"),
                Arguments.of("varchar(3)", Schema.STRING_SCHEMA, "äöü  ", "äöü"),
                Arguments.of("char(5)", Schema.STRING_SCHEMA, "abc", "abc"),
                Arguments.of("name", Schema.STRING_SCHEMA, "abc", "abc"),
                Arguments.of("bytea", Schema.BYTES_SCHEMA, new byte[] {0, -1}, "\\x00ff"),
                Arguments.of("json", JSON, "{\"b\": 1,  \"a\": 2}", "{\"b\": 1,  \"a\": 2}"),
                Arguments.of("jsonb", JSON, "{\"b\": 1,  \"a\": 2}", "{\"a\": 2, \"b\": 1}"),
                Arguments.of(
                        "uuid", UUID, "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                Arguments.of(
                        "uuid",
                        Schema.STRING_SCHEMA,
                        "{f81d4fae7dec11d0a76500a0c91e6bf6}",
                        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                Arguments.of("date", Date.SCHEMA, LocalDate.of(1999, 12, 31), "1999-12-31"),
                Arguments.of("date", Date.SCHEMA, LocalDate.of(-43, 3, 15), "0044-03-15 BC"),
                Arguments.of("date", Date.SCHEMA, LocalDate.MAX, "infinity"),
                Arguments.of("date", Date.SCHEMA, LocalDate.MIN, "-infinity"),
                Arguments.of("time", Time.SCHEMA, LocalTime.of(1, 2, 3, 4000), "01:02:03.000004"),
                Arguments.of("time", Time.SCHEMA, LocalTime.MAX, "24:00:00"),
                Arguments.of(
                        "timestamp",
                        LOCAL,
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
                        "1969-12-31 23:59:59.999999"),
                Arguments.of(
                        "timestamp(3)",
                        LOCAL,
                        LocalDateTime.of(2024, 1, 1, 0, 0, 0, 1_600_000),
                        "2024-01-01 00:00:00.002"),
                Arguments.of("timestamp", LOCAL, LocalDateTime.of(-43, 3, 15, 12, 0), "0044-03-15 12:00:00 BC"),
                Arguments.of("timestamp", LOCAL, LocalDateTime.MAX, "infinity"),
                Arguments.of("timestamptz", ZONED, OffsetDateTime.MIN, "-infinity"),
                Arguments.of(
                        "timestamptz",
                        ZONED,
                        OffsetDateTime.parse("2024-06-01T01:00:00+02:00"),
                        "2024-05-31 23:00:00+00"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_value_is_what_was_sent(String type, Schema schema, Object value, String text) throws SQLException {
        for (PostgresBulkWriterIT.Way way : PostgresBulkWriterIT.Way.values()) {
            assertThat(written(way, type, schema, value, ValueOptions.DEFAULT))
                    .as(way.name())
                    .containsExactly(text);
        }
    }

    static Stream<Arguments> instants() {
        Instant noon = Instant.parse("2024-06-01T12:00:00Z");
        Schema times = SchemaBuilder.array(Timestamp.SCHEMA).build();
        List<java.util.Date> listed = List.of(java.util.Date.from(noon));
        return Stream.of(
                Arguments.of("timestamp", Timestamp.SCHEMA, noon, "2024-06-01 14:00:00"),
                Arguments.of("timestamp", Timestamp.SCHEMA, Instant.MAX, "infinity"),
                Arguments.of("timestamptz", Timestamp.SCHEMA, noon, "2024-06-01 12:00:00+00"),
                Arguments.of("text", Timestamp.SCHEMA, noon, "2024-06-01 14:00:00"),
                Arguments.of("timestamp[]", times, listed, "{\"2024-06-01 14:00:00\"}"),
                Arguments.of("timestamptz[]", times, listed, "{\"2024-06-01 12:00:00+00\"}"),
                Arguments.of("time", Time.SCHEMA, LocalTime.NOON, "13:00:00"),
                Arguments.of("date", Date.SCHEMA, LocalDate.of(2024, 6, 1), "2024-06-01"),
                Arguments.of("timestamp", LOCAL, LocalDateTime.of(2024, 6, 1, 12, 0), "2024-06-01 12:00:00"));
    }

    /** Connect's Time is of the first day of 1970, when Berlin was one hour ahead; the rest is of a summer's day. */
    @ParameterizedTest
    @MethodSource("instants")
    void an_instant_stands_in_the_users_zone_where_a_column_has_none(
            String type, Schema schema, Object value, String text) throws SQLException {
        ValueOptions berlin = new ValueOptions(ZoneId.of("Europe/Berlin"), NulPolicy.FAIL);
        for (PostgresBulkWriterIT.Way way : PostgresBulkWriterIT.Way.values()) {
            database.run("SET TIME ZONE 'UTC'");
            assertThat(written(way, type, schema, value, berlin)).as(way.name()).containsExactly(text);
        }
    }

    static Stream<Arguments> nuls() {
        Schema texts = SchemaBuilder.array(Schema.STRING_SCHEMA).build();
        Schema map =
                SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA).build();
        return Stream.of(
                Arguments.of("text", Schema.STRING_SCHEMA, "a\0b", "ab", "a\\u0000b"),
                Arguments.of("text[]", texts, List.of("a\0b"), "{ab}", "{\"a\\\\u0000b\"}"),
                Arguments.of("jsonb", JSON, "{\"k\":\"a\\u0000b\"}", "{\"k\": \"ab\"}", "{\"k\": \"a\\\\u0000b\"}"),
                Arguments.of("jsonb", map, Map.of("k", "a\0b"), "{\"k\": \"ab\"}", "{\"k\": \"a\\\\u0000b\"}"));
    }

    @ParameterizedTest
    @MethodSource("nuls")
    void a_nul_goes_by_the_policy(String type, Schema schema, Object value, String stripped, String escaped)
            throws SQLException {
        for (PostgresBulkWriterIT.Way way : PostgresBulkWriterIT.Way.values()) {
            assertThat(written(way, type, schema, value, new ValueOptions(ZoneOffset.UTC, NulPolicy.STRIP)))
                    .containsExactly(stripped);
            assertThat(written(way, type, schema, value, new ValueOptions(ZoneOffset.UTC, NulPolicy.ESCAPE)))
                    .containsExactly(escaped);
            assertThatThrownBy(() -> written(way, type, schema, value, ValueOptions.DEFAULT))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("column c of table t: ");
            connection.rollback();
        }
    }

    /** An integer rounds, as it does with doubles, and refuses what is too large; what is too large for a numeric has no form. */
    @ParameterizedTest
    @EnumSource(PostgresBulkWriterIT.Way.class)
    void a_number_that_does_not_fit_is_refused(PostgresBulkWriterIT.Way way) throws SQLException {
        assertThatThrownBy(() ->
                        written(way, "smallint", Decimal.schema(1), new BigDecimal("32767.5"), ValueOptions.DEFAULT))
                .isInstanceOf(SQLException.class);
        connection.rollback();
        assertThat(written(way, "integer", Decimal.schema(1), new BigDecimal("7.5"), ValueOptions.DEFAULT))
                .containsExactly("8");
        assertThat(written(way, "integer", Decimal.schema(1), new BigDecimal("7.0"), ValueOptions.DEFAULT))
                .containsExactly("7");
    }
}
