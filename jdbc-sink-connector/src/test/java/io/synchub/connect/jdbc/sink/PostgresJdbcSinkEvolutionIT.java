/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.dialect.postgres.PostgresDialect;
import io.synchub.connect.jdbc.schema.ChangePolicy;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.SchemaEvolution;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.harness.Background;
import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import io.synchub.connect.jdbc.sink.harness.WorkerLog;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteRule;
import io.synchub.connect.localstack.Await;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that become wider, changes that many tasks want at once, and changes that can not be made now or ever. */
class PostgresJdbcSinkEvolutionIT extends JdbcSinkEvolution {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private PostgresTestDatabase postgres;

    @Override
    protected TestDatabase freshDatabase() {
        postgres = PostgresTestDatabase.fresh("warehouse");
        return postgres;
    }

    @AfterEach
    void forgetChanges() {
        database.run("DROP EVENT TRIGGER IF EXISTS log_changes");
    }

    @Override
    protected String asText(String column) {
        return column + "::text";
    }

    @Override
    protected String type(String column) {
        return database.value("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid ="
                + " 't'::regclass AND attname = '" + column + "'");
    }

    @Override
    protected String stricter() {
        return "ALTER TABLE t ALTER v TYPE int, ALTER v SET NOT NULL, ADD w int NOT NULL";
    }

    @Override
    protected Stream<Arguments> widenings() {
        Schema decimal = Decimal.builder(3)
                .parameter("connect.decimal.precision", "8")
                .optional()
                .build();
        Schema longer =
                SchemaBuilder.string().parameter("length", "9").optional().build();
        Schema micros = SchemaBuilder.int64()
                .name("io.debezium.time.MicroTimestamp")
                .optional()
                .build();
        BigDecimal number = new BigDecimal("12345.678");
        String timestamp = "timestamp without time zone";
        return Stream.of(
                Arguments.of("smallint", "7", Schema.OPTIONAL_INT32_SCHEMA, 70_000, "integer", "7", "70000"),
                Arguments.of("integer", "7", Schema.OPTIONAL_INT64_SCHEMA, 1L << 40, "bigint", "7", "1099511627776"),
                Arguments.of("bigint", "-7", decimal, number, "numeric(22,3)", "-7.000", "12345.678"),
                Arguments.of("real", "0.5", Schema.OPTIONAL_FLOAT64_SCHEMA, 1e300, "double precision", "0.5", "1e+300"),
                Arguments.of("numeric(4,2)", "12.34", decimal, number, "numeric(8,3)", "12.340", "12345.678"),
                Arguments.of("numeric", "1.5", decimal, number, "numeric", "1.5", "12345.678"),
                Arguments.of("varchar(3)", "abc", longer, "abcdefghi", "character varying(9)", "abc", "abcdefghi"),
                Arguments.of("char(3)", "abc", longer, "abcdefghi", "character(9)", "abc", "abcdefghi"),
                Arguments.of("text", "abc", longer, "abcdefghijkl", "text", "abc", "abcdefghijkl"),
                Arguments.of(
                        "timestamp(0)",
                        "2024-01-15 10:00:00",
                        micros,
                        1_705_312_800_123_456L,
                        timestamp,
                        "2024-01-15 10:00:00",
                        "2024-01-15 10:00:00.123456"),
                Arguments.of(
                        "timestamp(0)",
                        "2024-01-15 10:00:00",
                        Timestamp.builder().optional().build(),
                        new java.util.Date(1_705_312_800_123L),
                        timestamp,
                        "2024-01-15 10:00:00",
                        "2024-01-15 10:00:00.123"),
                Arguments.of(
                        "time(0)",
                        "10:00:00",
                        SchemaBuilder.int64()
                                .name("io.debezium.time.MicroTime")
                                .optional()
                                .build(),
                        36_000_123_456L,
                        "time without time zone",
                        "10:00:00",
                        "10:00:00.123456"));
    }

    @Test
    void columns_are_never_narrowed_or_bent() {
        database.run(
                "CREATE TABLE t (id int PRIMARY KEY, a bigint, b text, c varchar(9), d numeric(20,5), e timestamp)");
        Schema row = SchemaBuilder.struct()
                .field("a", Schema.INT16_SCHEMA)
                .field("b", Schema.INT32_SCHEMA)
                .field("c", SchemaBuilder.string().parameter("length", "3").build())
                .field(
                        "d",
                        Decimal.builder(1)
                                .parameter("connect.decimal.precision", "3")
                                .build())
                .field(
                        "e",
                        SchemaBuilder.int64().name("io.debezium.time.Timestamp").build())
                .build();
        SinkWorker worker = start("t", EVOLVE);
        worker.put(worker.next("t", ID, struct(ID, 1), row, struct(row, (short) 1, 2, "c", new BigDecimal("1.5"), 0L)));
        assertThat(Stream.of("a", "b", "c", "d", "e").map(this::type))
                .containsExactly(
                        "bigint", "text", "character varying(9)", "numeric(20,5)", "timestamp without time zone");
    }

    @Test
    void identities_domains_and_views_are_left() {
        database.run(
                "CREATE DOMAIN small AS smallint",
                "CREATE TABLE t (id int PRIMARY KEY, v smallint, n int GENERATED BY DEFAULT AS IDENTITY, d small)",
                "CREATE TABLE base (id int, v smallint)",
                "CREATE VIEW of_base AS SELECT * FROM base");
        Schema row = schema("v:int32", "n:int64", "d:int32");
        SinkWorker worker = start("t", EVOLVE);
        worker.put(worker.next("t", ID, struct(ID, 1), row, struct(row, 70_000, 2L, 3)));
        assertThat(Stream.of("v", "n", "d").map(this::type)).containsExactly("integer", "integer", "small");
        Schema less = schema("v:int32");
        SinkWorker view = start("of_base", "insert.mode", "insert", "pk.mode", "record_key", "auto.evolve", "true");
        view.put(view.next("of_base", ID, struct(ID, 1), less, struct(less, 7)));
        assertThat(database.rows("SELECT v FROM base")).containsExactly("7");
    }

    @Test
    void a_plan_shows_all_of_the_sql_and_which_types() {
        database.run("CREATE TABLE t (id int PRIMARY KEY, v smallint NOT NULL)");
        Schema row = schema("v:int64?", "w:string?");
        SinkWorker worker = start("t", JdbcSinkWrites.with(EVOLVE, "schema.evolution", "plan"));
        SinkRecord record = worker.next("t", ID, struct(ID, 1), row, struct(row, 770077L, "s3cr3t"));
        String trace = trace(catchThrowable(() -> worker.put(record)));
        assertThat(trace)
                .contains(
                        "column v is smallint, its values need bigint", "column v is NOT NULL", "no column w (w text)")
                .doesNotContain("s3cr3t", "770077");
        String script = trace.substring(trace.indexOf("ALTER TABLE"), trace.indexOf("DROP NOT NULL;") + 14);
        database.run(script);
        SinkWorker again = start("t", JdbcSinkWrites.with(EVOLVE, "schema.evolution", "plan"));
        again.put(again.next("t", ID, struct(ID, 1), row, struct(row, 770077L, "x")));
        assertThat(database.rows("SELECT * FROM t")).containsExactly("1|770077|x");
    }

    static Stream<Arguments> dependents() {
        return Stream.of(
                Arguments.of("CREATE VIEW of_t AS SELECT v * 2 AS twice FROM t"),
                Arguments.of("CREATE MATERIALIZED VIEW of_t AS SELECT v FROM t"),
                Arguments.of("ALTER TABLE t ADD twice int GENERATED ALWAYS AS (v * 2) STORED"),
                Arguments.of("CREATE RULE of_t AS ON DELETE TO t DO ALSO DELETE FROM other WHERE other.v = OLD.v"),
                Arguments.of("ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY of_t ON t USING (v > 0)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dependents")
    void a_column_on_which_something_depends_is_left_and_its_rows_decide(String dependent) {
        database.run(
                "CREATE TABLE other (v int)",
                "CREATE TABLE t (id int PRIMARY KEY, v smallint, w smallint, x varchar(3) NOT NULL)",
                dependent);
        Schema row = SchemaBuilder.struct()
                .field("v", Schema.INT32_SCHEMA)
                .field("w", Schema.OPTIONAL_INT32_SCHEMA)
                .field(
                        "x",
                        SchemaBuilder.string()
                                .parameter("length", "9")
                                .optional()
                                .build())
                .build();
        DeadLetters letters = new DeadLetters();
        try (WorkerLog log = WorkerLog.open()) {
            SinkWorker worker = start(letters, "t", EVOLVE);
            worker.put(worker.next("t", ID, struct(ID, 1), row, struct(row, 77, 70_000, "abcdef")));
            worker.put(worker.next("t", ID, struct(ID, 2), row, struct(row, 770_077, 1, null)));
            worker.put(worker.next("t", ID, struct(ID, 3), row, struct(row, 78, null, null)));
            assertThat(database.rows("SELECT id, v, w, x FROM t ORDER BY id"))
                    .containsExactly("1|77|70000|abcdef", "3|78|null|null");
            assertThat(Stream.of("v", "w", "x").map(this::type))
                    .containsExactly("smallint", "integer", "character varying(9)");
            assertThat(letters.all()).singleElement().satisfies(letter -> assertThat(letter.message())
                    .contains("column v of table t", "SQLState 22003", "ALTER COLUMN \"v\" TYPE integer")
                    .doesNotContain("770"));
            assertThat(log.warnings("left as it is")).singleElement().satisfies(warning -> assertThat(warning)
                    .contains("table t column v is smallint, its values need integer", "a view", "ALTER COLUMN \"v\""));
        }
    }

    @Test
    void without_a_queue_a_row_that_a_held_column_refuses_fails_the_task_with_the_sql() {
        database.run("CREATE TABLE t (id int PRIMARY KEY, v smallint)", "CREATE VIEW of_t AS SELECT v FROM t");
        SinkWorker worker = start("t", EVOLVE);
        SinkRecord record = record(worker, 1, row(Schema.INT32_SCHEMA), 770077);
        assertThat(trace(catchThrowable(() -> worker.put(record))))
                .contains("topic t, partition 0, offset 0", "column v of table t", "SQLState 22003")
                .contains("a view", "ALTER COLUMN \"v\" TYPE integer", "restart the task")
                .doesNotContain("770077");
    }

    @Test
    void a_key_column_on_which_something_depends_is_left() {
        database.run("CREATE TABLE t (id int PRIMARY KEY, v text)", "CREATE VIEW of_t AS SELECT id FROM t");
        Schema key = schema("id:int64");
        Schema row = schema("v:string");
        SinkWorker worker = start("t", EVOLVE);
        worker.put(worker.next("t", key, struct(key, 1L), row, struct(row, "a")));
        assertThat(database.rows("SELECT * FROM t")).containsExactly("1|a");
    }

    @Test
    void a_held_column_that_would_round_is_told_with_its_sql() {
        database.run(
                "CREATE TABLE t (id int PRIMARY KEY, v numeric(10,1))",
                "CREATE VIEW of_t AS SELECT v * 2 AS twice, v FROM t");
        SinkWorker worker = start("t", EVOLVE);
        Schema two = Decimal.builder(2)
                .parameter("connect.decimal.precision", "10")
                .optional()
                .build();
        SinkRecord record = record(worker, 1, row(two), new BigDecimal("7700.77"));
        assertThat(trace(catchThrowable(() -> worker.put(record))))
                .contains("topic t, partition 0, offset 0", "column v is numeric(10,1), its values need numeric(11,2)")
                .contains("A view", "ALTER COLUMN \"v\" TYPE numeric(11,2)", "auto.evolve=false")
                .doesNotContain("7700");
        SinkWorker without = start("t", JdbcSinkWrites.with(EVOLVE, "auto.evolve", "false"));
        without.put(record(without, 1, row(two), new BigDecimal("7.75")));
        assertThat(database.rows("SELECT twice FROM of_t")).containsExactly("15.6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xmin", "ctid", "tableoid"})
    void a_field_with_the_name_of_a_system_column_is_told_so(String name) {
        Schema row = schema(name + ":string?");
        for (boolean isThere : new boolean[] {false, true}) {
            if (isThere) {
                database.run("CREATE TABLE t (id int PRIMARY KEY)");
            }
            SinkWorker worker = start("t", EVOLVE);
            SinkRecord record = worker.next("t", ID, struct(ID, 1), row, struct(row, "s3cr3t"));
            assertThat(trace(catchThrowable(() -> worker.put(record))))
                    .contains("can not have a column " + name, "PostgreSQL keeps this name", "fields.whitelist")
                    .doesNotContain("s3cr3t");
        }
    }

    @Test
    void a_default_and_a_null_element_arrive_whatever_the_role_has_set() {
        String user = database.properties().get("connection.user");
        database.run(
                "CREATE TABLE t (id int PRIMARY KEY, a text[])",
                "INSERT INTO t VALUES (1, NULL)",
                "ALTER ROLE " + user + " SET standard_conforming_strings = off",
                "ALTER ROLE " + user + " SET array_nulls = off");
        try {
            Schema row = SchemaBuilder.struct()
                    .field(
                            "a",
                            SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build())
                    .field(
                            "d",
                            SchemaBuilder.string()
                                    .optional()
                                    .defaultValue("a\\'b")
                                    .build())
                    .build();
            SinkWorker worker = start("t", EVOLVE);
            worker.put(worker.next("t", ID, struct(ID, 2), row, struct(row, Arrays.asList("x", null), null)));
            assertThat(database.rows("SELECT id, a[2] IS NULL, d FROM t ORDER BY id"))
                    .containsExactly("1|t|a\\'b", "2|t|null");
        } finally {
            database.run("ALTER ROLE " + user + " RESET ALL");
        }
    }

    @Test
    void a_table_that_is_in_use_is_changed_when_it_is_free() throws Exception {
        database.run("CREATE TABLE t (id int PRIMARY KEY, v smallint)");
        SinkWorker worker = start("t", JdbcSinkWrites.with(EVOLVE, "max.retries", "100"));
        SinkRecord record = record(worker, 1, row(Schema.INT32_SCHEMA), 70_000);
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT * FROM t");
            CompletableFuture<Void> put = Background.run(() -> worker.put(record));
            Await.until("the change to wait for the table", PATIENCE, () -> !database.rows(
                            "SELECT 1 FROM pg_locks WHERE relation = 't'::regclass AND NOT granted")
                    .isEmpty());
            // This waits behind the change, until that gives up.
            assertThat(database.rows("SELECT * FROM t")).isEmpty();
            assertThat(put).isNotDone();
            reader.rollback();
            put.join();
        }
        assertThat(database.rows("SELECT v FROM t")).containsExactly("70000");
    }

    @Test
    void the_size_of_a_table_is_known_before_it_is_written_anew() throws Exception {
        database.run(
                "CREATE TABLE t (id int)",
                "INSERT INTO t SELECT generate_series(1, 1000)",
                "CREATE TABLE parts (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE low PARTITION OF parts FOR VALUES FROM (1) TO (500)",
                "CREATE TABLE high PARTITION OF parts FOR VALUES FROM (500) TO (2000)",
                "INSERT INTO parts SELECT id FROM t",
                "CREATE TABLE unknown (id int)",
                "ANALYZE t",
                "ANALYZE parts");
        PostgresDialect dialect = new PostgresDialect();
        try (Connection connection = database.connect()) {
            assertThat(dialect.estimatedRows(connection, TableId.of("t"))).isEqualTo(1000);
            assertThat(dialect.estimatedRows(connection, TableId.of("parts"))).isEqualTo(1000);
            assertThat(dialect.estimatedRows(connection, TableId.of("nowhere"))).isNegative();
        }
    }

    @Test
    void what_the_database_rewrites_is_what_the_dialect_says() throws Exception {
        PostgresDialect dialect = new PostgresDialect();
        for (Arguments widening : widenings().toList()) {
            Object[] parts = widening.get();
            database.run("DROP TABLE IF EXISTS t", "CREATE TABLE t (v " + parts[0] + ")");
            String file = "SELECT pg_relation_filenode('t')";
            String before = database.value(file);
            try (Connection connection = database.connect()) {
                TableId t = TableId.of("t");
                ColumnDefinition from = dialect.readTable(connection, t)
                        .orElseThrow()
                        .column("v")
                        .orElseThrow();
                database.run("ALTER TABLE t ALTER COLUMN v TYPE " + parts[4]);
                ColumnDefinition to = dialect.readTable(connection, t)
                        .orElseThrow()
                        .column("v")
                        .orElseThrow();
                assertThat(dialect.rewrites(from, to))
                        .as(parts[0] + " to " + parts[4])
                        .isEqualTo(!from.type().equals(to.type())
                                && !database.value(file).equals(before));
            }
        }
    }

    @Override
    protected Optional<List<String>> changes() {
        return Optional.of(database.rows("SELECT tag FROM changes ORDER BY n"));
    }

    /** Has the server write down each change that is made in this test's schema. */
    @Override
    protected void logChanges() {
        database.run(
                "CREATE TABLE changes (n serial, tag text)",
                "CREATE FUNCTION log_change() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN"
                        + " INSERT INTO " + postgres.schema() + ".changes (tag) SELECT command_tag"
                        + " FROM pg_event_trigger_ddl_commands() WHERE schema_name = '" + postgres.schema() + "'"
                        + " AND object_type = 'table'; END $$",
                "CREATE EVENT TRIGGER log_changes ON ddl_command_end EXECUTE FUNCTION log_change()");
    }

    @Test
    void tables_are_not_read_or_changed_amid_a_transaction() throws Exception {
        database.run("CREATE TABLE t (id int PRIMARY KEY)");
        RowLayout layout =
                new RowLayout(List.of(new RowLayout.Column("id", Schema.INT32_SCHEMA, true)), WriteRule.UPSERT);
        TableSchemas tables =
                new TableSchemas(new PostgresDialect(), new ChangePolicy(SchemaEvolution.APPLY, true, true));
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> tables.ensure(connection, TableId.of("t"), layout))
                        .isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> tables.find(connection, TableId.of("t"), layout))
                        .isInstanceOf(IllegalStateException.class);
            }
            connection.commit();
            tables.ensure(connection, TableId.of("t"), layout);
            statement.execute("INSERT INTO t VALUES (2)");
            tables.ensure(connection, TableId.of("t"), layout);
            connection.commit();
        }
        assertThat(database.rows("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
    }
}
