/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.Dialects;
import io.synchub.connect.jdbc.schema.ChangePolicy;
import io.synchub.connect.jdbc.schema.SchemaEvolution;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.WorkerLog;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteRule;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Changes of columns, which MariaDB and MySQL define anew as a whole, and tables that they can not roll back. */
abstract class MysqlCompatibleJdbcSinkEvolution extends JdbcSinkEvolution {
    private Dialect dialect() {
        return Dialects.of(database.properties().get("connection.url"));
    }

    @Override
    protected String type(String column) {
        return definition(column, "column_type").replaceAll("int\\(\\d+\\)", "int");
    }

    private String definition(String column, String what) {
        return database.value("SELECT " + what + " FROM information_schema.columns WHERE table_schema = database()"
                + " AND table_name = 't' AND column_name = '" + column + "'");
    }

    @Override
    protected String asText(String column) {
        return "CAST(" + column + " AS CHAR)";
    }

    @Override
    protected String stricter() {
        return "ALTER TABLE t MODIFY v int NOT NULL, ADD w int NOT NULL";
    }

    @Override
    protected Stream<Arguments> widenings() {
        Schema decimal = Decimal.builder(3)
                .parameter("connect.decimal.precision", "8")
                .optional()
                .build();
        Schema longer =
                SchemaBuilder.string().parameter("length", "9").optional().build();
        Schema longest =
                SchemaBuilder.string().parameter("length", "70000").optional().build();
        Schema binary =
                SchemaBuilder.bytes().parameter("length", "9").optional().build();
        Schema micros = SchemaBuilder.int64()
                .name("io.debezium.time.MicroTimestamp")
                .optional()
                .build();
        BigDecimal number = new BigDecimal("12345.678");
        String ten = "2024-01-15 10:00:00";
        return Stream.of(
                Arguments.of("smallint", "7", Schema.OPTIONAL_INT32_SCHEMA, 70_000, "int", "7", "70000"),
                Arguments.of("mediumint", "7", Schema.OPTIONAL_INT32_SCHEMA, 1 << 30, "int", "7", "1073741824"),
                Arguments.of("int", "7", Schema.OPTIONAL_INT64_SCHEMA, 1L << 40, "bigint", "7", "1099511627776"),
                Arguments.of("bigint", "-7", decimal, number, "decimal(22,3)", "-7.000", "12345.678"),
                Arguments.of("float", "0.5", Schema.OPTIONAL_FLOAT64_SCHEMA, 1e300, "double", "0.5", "1e300"),
                Arguments.of("decimal(4,2)", "12.34", decimal, number, "decimal(8,3)", "12.340", "12345.678"),
                Arguments.of("varchar(3)", "abc", longer, "abcdefghi", "varchar(9)", "abc", "abcdefghi"),
                Arguments.of("char(3)", "abc", longer, "abcdefghi", "char(9)", "abc", "abcdefghi"),
                Arguments.of("varchar(3)", "abc", longest, "abcdefghi", "longtext", "abc", "abcdefghi"),
                Arguments.of("longtext", "abc", longer, "abcdefghijkl", "longtext", "abc", "abcdefghijkl"),
                Arguments.of(
                        "varbinary(3)", "abc", binary, new byte[] {'a', 'b', 'c', 'd'}, "varbinary(9)", "abc", "abcd"),
                Arguments.of(
                        "datetime",
                        ten,
                        micros,
                        1_705_312_800_123_456L,
                        "datetime(6)",
                        ten + ".000000",
                        ten + ".123456"),
                Arguments.of(
                        "datetime",
                        ten,
                        Timestamp.builder().optional().build(),
                        new java.util.Date(1_705_312_800_123L),
                        "datetime(3)",
                        ten + ".000",
                        ten + ".123"));
    }

    @Test
    void what_else_is_said_of_a_column_stays() {
        database.run("CREATE TABLE t (id int PRIMARY KEY, v smallint NOT NULL DEFAULT 7 COMMENT 'it''s \\\\ v',"
                + " w varchar(3) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'a''b',"
                + " n int NOT NULL AUTO_INCREMENT UNIQUE)");
        Schema row = SchemaBuilder.struct()
                .field("v", Schema.INT32_SCHEMA)
                .field(
                        "w",
                        SchemaBuilder.string()
                                .parameter("length", "9")
                                .optional()
                                .build())
                .field("n", Schema.INT64_SCHEMA)
                .build();
        SinkWorker worker = start("t", EVOLVE);
        worker.put(worker.next("t", ID, struct(ID, 1), row, struct(row, 70_000, null, 5L)));
        assertThat(Stream.of("v", "w", "n").map(this::type)).containsExactly("int", "varchar(9)", "bigint");
        assertThat(definition("v", "is_nullable, column_comment")).isEqualTo("NO|it's \\ v");
        assertThat(definition("w", "is_nullable, collation_name")).isEqualTo("YES|latin1_bin");
        database.run("INSERT INTO t (id) VALUES (2)");
        assertThat(database.rows("SELECT * FROM t ORDER BY id")).containsExactly("1|70000|null|5", "2|7|a'b|6");
    }

    @Test
    void columns_that_can_not_be_defined_anew_are_left() {
        database.run("CREATE TABLE t (id int PRIMARY KEY, v smallint,"
                + " at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)");
        Schema row = SchemaBuilder.struct()
                .field("v", Schema.INT32_SCHEMA)
                .field(
                        "at",
                        SchemaBuilder.int64()
                                .name("io.debezium.time.MicroTimestamp")
                                .optional()
                                .build())
                .build();
        SinkWorker worker = start("t", EVOLVE);
        worker.put(worker.next("t", ID, struct(ID, 1), row, struct(row, 70_000, 1_705_312_800_000_000L)));
        assertThat(type("v")).isEqualTo("int");
        assertThat(definition("at", "is_nullable, extra"))
                .containsIgnoringCase("NO|")
                .containsIgnoringCase("on update");
    }

    @Test
    void a_field_finds_its_column_in_whatever_case() {
        database.run("CREATE TABLE t (ID int PRIMARY KEY, Val int)");
        Schema row = schema("val:int32");
        SinkWorker worker = start("t", EVOLVE);
        worker.put(worker.next("t", ID, struct(ID, 1), row, struct(row, 7)));
        assertThat(database.rows("SELECT * FROM t")).containsExactly("1|7");
    }

    @Test
    void digits_for_which_no_decimal_has_room_are_refused_and_never_rounded() {
        database.run("CREATE TABLE t (id int PRIMARY KEY, v decimal(65,2))");
        Schema row = SchemaBuilder.struct().field("v", Decimal.schema(4)).build();
        SinkWorker worker = start("t", EVOLVE);
        worker.put(worker.next("t", ID, struct(ID, 1), row, struct(row, new BigDecimal("1.2500"))));
        SinkRecord finer = worker.next("t", ID, struct(ID, 2), row, struct(row, new BigDecimal("1.2345")));
        assertThat(trace(catchThrowable(() -> worker.put(finer))))
                .contains("column v of table t", "more digits behind the point");
        assertThat(database.rows("SELECT * FROM t")).containsExactly("1|1.25");
    }

    @Test
    void a_default_that_has_no_form_is_left_out() {
        database.run("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        Schema row = SchemaBuilder.struct()
                .field(
                        "nan",
                        SchemaBuilder.float64()
                                .optional()
                                .defaultValue(Double.NaN)
                                .build())
                .field(
                        "inf",
                        SchemaBuilder.float32()
                                .optional()
                                .defaultValue(Float.NEGATIVE_INFINITY)
                                .build())
                .field(
                        "half",
                        SchemaBuilder.float64().optional().defaultValue(0.5).build())
                .build();
        SinkWorker worker = start("t", EVOLVE);
        worker.put(worker.next("t", ID, struct(ID, 2), row, struct(row, 1.5, 2.5f, 3.5)));
        assertThat(database.rows("SELECT nan, inf, half FROM t ORDER BY id"))
                .containsExactly("null|null|0.5", "1.5|2.5|3.5");
    }

    @Test
    void a_table_that_can_not_be_rolled_back_is_refused() {
        database.run("CREATE TABLE t (id int PRIMARY KEY, v int) ENGINE = MyISAM");
        Schema row = schema("v:int32");
        SinkWorker worker = start("t", EVOLVE);
        SinkRecord record = worker.next("t", ID, struct(ID, 1), row, struct(row, 7));
        assertThat(trace(catchThrowable(() -> worker.put(record)))).contains("engine MyISAM", "ENGINE = InnoDB");
        assertThat(database.rows("SELECT * FROM t")).isEmpty();
        assertThat(new JdbcSinkConnector()
                        .validate(properties("t", EVOLVE)).configValues().stream()
                                .filter(value -> !value.errorMessages().isEmpty())
                                .map(ConfigValue::name))
                .containsExactly("table.name.format");
    }

    @Test
    void bounds_of_a_transaction_are_taken_back() throws Exception {
        Dialect dialect = dialect();
        String waits = "SELECT @@innodb_lock_wait_timeout, @@lock_wait_timeout";
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(dialect.sessionSetup());
            assertThat(row(statement, waits)).isEqualTo("30|30");
            dialect.boundTransaction(connection, Duration.ofMillis(500), Duration.ofSeconds(60));
            assertThat(row(statement, waits)).isEqualTo("1|1");
            dialect.unboundTransaction(connection);
            assertThat(row(statement, waits)).isEqualTo("30|30");
        }
    }

    private static String row(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1) + "|" + result.getString(2);
        }
    }

    @Test
    void tables_are_not_read_or_changed_amid_a_transaction() throws Exception {
        database.run("CREATE TABLE t (id int PRIMARY KEY)");
        RowLayout layout =
                new RowLayout(List.of(new RowLayout.Column("id", Schema.INT32_SCHEMA, true)), WriteRule.UPSERT);
        TableSchemas tables = new TableSchemas(dialect(), new ChangePolicy(SchemaEvolution.APPLY, true, true));
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            assertThatThrownBy(() -> tables.ensure(connection, TableId.of("t"), layout))
                    .isInstanceOf(IllegalStateException.class);
            connection.commit();
            tables.ensure(connection, TableId.of("t"), layout);
        }
        assertThat(database.rows("SELECT id FROM t")).containsExactly("1");
    }

    @Test
    void a_column_under_a_foreign_key_is_left_and_its_rows_decide() {
        database.run(
                "CREATE TABLE t (id int PRIMARY KEY, v smallint)",
                "CREATE TABLE c (n int PRIMARY KEY, p int, FOREIGN KEY (p) REFERENCES t (id))");
        Schema key = schema("id:int64");
        Schema row = schema("v:int32");
        try (WorkerLog log = WorkerLog.open()) {
            SinkWorker worker = start("t", EVOLVE);
            worker.put(worker.next("t", key, struct(key, 1L), row, struct(row, 70_000)));
            assertThat(database.rows("SELECT * FROM t")).containsExactly("1|70000");
            assertThat(log.warnings("left as it is")).singleElement().satisfies(warning -> assertThat(warning)
                    .contains("table t column id is int(11), its values need bigint", "foreign key"));
            SinkRecord far = worker.next("t", key, struct(key, 770_077_770_077L), row, struct(row, 1));
            assertThat(trace(catchThrowable(() -> worker.put(far))))
                    .contains("column id of table t", "MODIFY COLUMN", "restart the task")
                    .doesNotContain("770077");
        }
    }
}
