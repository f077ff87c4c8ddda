/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.harness.Background;
import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteCounts;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import io.synchub.connect.localstack.Await;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which statement writes a batch, and that it does not matter to the table. The counts tell: COPY inserts, and of an upsert the
 * server does not tell whether it did.
 */
class PostgresInsertsIT {
    private static final TableId TABLE = TableId.of("t");

    private final PostgresTestDatabase database = PostgresTestDatabase.fresh("warehouse");
    private final BulkWriter writer = new PostgresBulkWriter(new PostgresDialect(), ValueOptions.DEFAULT, 1);
    private final RowLayout upserts = layout(WriteRule.UPSERT);
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = PostgresBulkWriterIT.Way.EXTENDED.connect(database);
        database.run("CREATE TABLE t (k bigint PRIMARY KEY, a varchar(20))");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private static RowLayout layout(WriteRule rule) {
        return new RowLayout(
                List.of(
                        new RowLayout.Column("k", Schema.INT64_SCHEMA, true),
                        new RowLayout.Column("a", Schema.OPTIONAL_STRING_SCHEMA, false)),
                rule);
    }

    private static List<RowChange> rows(RowLayout layout, String a, LongStream keys) {
        return keys.mapToObj(key -> new RowChange(
                        TABLE,
                        layout,
                        RowChange.Operation.WRITE,
                        new Object[] {key, a},
                        new RecordPosition("t", 0, key)))
                .toList();
    }

    private WriteCounts write(Connection to, RowLayout layout, String a, LongStream keys) throws SQLException {
        TableDefinition table =
                new PostgresDialect().readTable(connection, TABLE).orElseThrow();
        connection.commit();
        WriteCounts counts = writer.write(to, table, layout, rows(layout, a, keys));
        to.commit();
        return counts;
    }

    private WriteCounts upsert(String a, long first, long end) throws SQLException {
        return write(connection, upserts, a, LongStream.range(first, end));
    }

    private static WriteCounts counts(long inserted, long updated, long unchanged, long written) {
        return new WriteCounts(inserted, updated, unchanged, written);
    }

    private List<String> contents() {
        return database.rows("SELECT a, count(*), min(k), max(k) FROM t GROUP BY a ORDER BY a");
    }

    @Test
    void new_keys_are_copied_and_others_upserted() throws SQLException {
        assertThat(upsert("a", 0, 10)).isEqualTo(counts(10, 0, 0, 0));
        assertThat(upsert("b", 10, 20)).isEqualTo(counts(10, 0, 0, 0));
        // The COPY is refused, and the upsert follows.
        assertThat(upsert("c", 9, 20)).isEqualTo(counts(0, 0, 0, 11));
        assertThat(upsert("d", 20, 30)).isEqualTo(counts(0, 0, 0, 10));
        // All are new again, as the table says when it is asked.
        assertThat(upsert("e", 30, 40)).isEqualTo(counts(10, 0, 0, 0));
        assertThat(contents()).containsExactly("a|9|0|8", "c|11|9|19", "d|10|20|29", "e|10|30|39");
    }

    /** What a COPY is refused for stands in the server's log, so none is tried of which that can be known. */
    @Test
    void a_table_that_has_a_key_is_spared_the_first_trial() throws SQLException {
        database.run("INSERT INTO t VALUES (9, 'there')");
        assertThat(upsert("a", 0, 10)).isEqualTo(counts(0, 0, 0, 10));
        // Behind the row that was there, and no dead ones between.
        assertThat(database.value("SELECT min(ctid) FROM t")).isEqualTo("(0,2)");
    }

    private Connection watched(List<String> statements, Runnable beforeSecond) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) arguments[0]);
                        if (statements.size() == 2) {
                            beforeSecond.run();
                        }
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Between the table's answer and the COPY. */
    @Test
    void a_key_that_another_session_inserts_meanwhile_is_overwritten() throws SQLException {
        List<String> statements = new ArrayList<>();
        Connection watched = watched(statements, () -> database.run("INSERT INTO t VALUES (5, 'other')"));
        assertThat(write(watched, upserts, "b", LongStream.range(0, 10))).isEqualTo(counts(0, 0, 0, 10));
        assertThat(contents()).containsExactly("b|10|0|9");
    }

    @Test
    void a_key_that_another_session_is_inserting_is_overwritten_once_it_is_there() throws Exception {
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("INSERT INTO t VALUES (5, 'other')");
            CompletableFuture<WriteCounts> counts = Background.call(() -> upsert("b", 0, 10));
            Await.until(
                    "the COPY to wait",
                    Duration.ofSeconds(30),
                    () -> counts.isDone()
                            || database.value("SELECT count(*) FROM pg_locks WHERE NOT granted")
                                    .equals("1"));
            other.commit();
            assertThat(counts.get()).isEqualTo(counts(0, 0, 0, 10));
        }
        assertThat(contents()).containsExactly("b|10|0|9");
    }

    /** The driver leaves such a connection open, and gives each later statement the answer to the one before. */
    @Test
    void a_connection_whose_copy_has_no_answer_is_ended() throws Exception {
        connection.close();
        connection = DriverManager.getConnection(
                database.properties().get("connection.url") + "&socketTimeout=1",
                database.properties().get("connection.user"),
                database.properties().get("connection.password"));
        connection.setAutoCommit(false);
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("INSERT INTO t VALUES (5, 'other')");
            assertThatThrownBy(() -> upsert("b", 0, 10)).isInstanceOfSatisfying(SQLException.class, e -> assertThat(
                            new PostgresDialect().failure(e).isPassing())
                    .isTrue());
        }
        assertThat(connection.isClosed()).isTrue();
    }

    /** HikariCP notices transactions by the statements that it sees, and a COPY is none of them. */
    @Test
    void a_pooled_connection_whose_copy_failed_is_given_back_without_a_transaction() throws SQLException {
        TableDefinition table =
                new PostgresDialect().readTable(connection, TABLE).orElseThrow();
        try (HikariDataSource pool = new HikariDataSource();
                Connection other = database.connect()) {
            pool.setJdbcUrl(database.properties().get("connection.url"));
            pool.setUsername(database.properties().get("connection.user"));
            pool.setPassword(database.properties().get("connection.password"));
            pool.setMaximumPoolSize(1);
            pool.setAutoCommit(false);
            pool.setConnectionInitSql("SET lock_timeout = '100ms'");
            try (Connection pooled = pool.getConnection()) {
                writer.write(pooled, table, upserts, rows(upserts, "a", LongStream.range(0, 10)));
                pooled.commit();
            }
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE t");
            try (Connection pooled = pool.getConnection()) {
                assertThatThrownBy(() ->
                                writer.write(pooled, table, upserts, rows(upserts, "b", LongStream.range(10, 20))))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("55P03"));
            }
            other.rollback();
            try (Connection pooled = pool.getConnection()) {
                pooled.createStatement().execute("INSERT INTO t VALUES (100, 'next')");
                pooled.commit();
            }
        }
        assertThat(contents()).containsExactly("a|10|0|9", "next|1|100|100");
    }

    @Test
    void inserts_are_copied_and_a_repeated_key_is_told_by_the_insert() throws SQLException {
        RowLayout inserts = layout(WriteRule.INSERT);
        write(connection, inserts, "a", LongStream.range(0, 10));
        assertThatThrownBy(() -> write(connection, inserts, "b", LongStream.range(9, 20)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
        connection.rollback();
        assertThat(contents()).containsExactly("a|10|0|9");
    }

    @Test
    void ignored_inserts_are_copied_where_there_are_no_duplicates() throws SQLException {
        RowLayout ignores = layout(WriteRule.always(WriteMode.INSERT_IGNORE));
        assertThat(write(connection, ignores, "a", LongStream.range(0, 10))).isEqualTo(counts(10, 0, 0, 0));
        assertThat(write(connection, ignores, "b", LongStream.range(8, 12))).isEqualTo(counts(2, 0, 2, 0));
        assertThat(write(connection, ignores, "c", LongStream.range(12, 20))).isEqualTo(counts(8, 0, 0, 0));
        assertThat(contents()).containsExactly("a|10|0|9", "b|2|10|11", "c|8|12|19");
    }

    @Test
    void rows_without_a_key_are_copied() throws SQLException {
        database.run("ALTER TABLE t DROP CONSTRAINT t_pkey");
        RowLayout keyless = new RowLayout(
                List.of(
                        new RowLayout.Column("k", Schema.INT64_SCHEMA, false),
                        new RowLayout.Column("a", Schema.OPTIONAL_STRING_SCHEMA, false)),
                WriteRule.INSERT);
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            assertThat(write(watched(statements, () -> {}), keyless, "a", LongStream.range(0, 10)))
                    .isEqualTo(counts(10, 0, 0, 0));
        }
        assertThat(statements).isNotEmpty().noneMatch(sql -> sql.contains("INSERT"));
        assertThat(contents()).containsExactly("a|20|0|9");
    }

    @Test
    void a_condition_is_kept_by_the_upsert() throws SQLException {
        RowLayout changed = layout(new WriteRule(WriteMode.UPSERT, UpdateWhen.CHANGED, null));
        assertThat(write(connection, changed, "a", LongStream.range(0, 10))).isEqualTo(counts(10, 0, 0, 0));
        assertThat(write(connection, changed, "a", LongStream.range(0, 11))).isEqualTo(counts(0, 0, 10, 1));
        assertThat(write(connection, changed, "b", LongStream.range(0, 11))).isEqualTo(counts(0, 0, 0, 11));
    }

    static Stream<Arguments> changesOfATable() {
        return Stream.of(
                Arguments.of("ALTER TABLE t DROP CONSTRAINT t_pkey", "42P10"),
                Arguments.of(
                        "ALTER TABLE t DROP CONSTRAINT t_pkey, ADD CONSTRAINT d PRIMARY KEY (k) DEFERRABLE", "55000"),
                Arguments.of(
                        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
                                + " 'BEGIN RAISE EXCEPTION ''no''; END';"
                                + " CREATE TRIGGER i BEFORE UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION f()",
                        "P0001"),
                Arguments.of("ALTER TABLE t ALTER k ADD GENERATED ALWAYS AS IDENTITY", "428C9"));
    }

    /** The sink reads a table once: COPY would not notice, as an upsert does. */
    @ParameterizedTest
    @MethodSource("changesOfATable")
    void a_table_that_changed_since_it_was_read_is_not_copied_into(String ddl, String sqlState) throws SQLException {
        TableDefinition before =
                new PostgresDialect().readTable(connection, TABLE).orElseThrow();
        connection.commit();
        database.run(ddl);
        assertThatThrownBy(() -> writer.write(connection, before, upserts, rows(upserts, "a", LongStream.range(0, 10))))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
        connection.rollback();
        assertThat(contents()).isEmpty();
    }

    static Stream<Arguments> changesOfAType() {
        return Stream.of(
                Arguments.of("bigint", "double precision", Schema.INT64_SCHEMA, 42L, "42"),
                Arguments.of("double precision", "bigint", Schema.FLOAT64_SCHEMA, 42.0, "42"),
                Arguments.of("integer", "real", Schema.INT32_SCHEMA, 42, "42"),
                Arguments.of("integer", "bigint", Schema.INT32_SCHEMA, 42, "42"),
                Arguments.of("bigint", "money", Schema.INT64_SCHEMA, 42L, "$42.00"),
                Arguments.of("bigint", "text", Schema.INT64_SCHEMA, 0x4142434445464748L, "4702394921427289928"));
    }

    /** COPY would take the bytes of one type for those of the other. */
    @ParameterizedTest
    @MethodSource("changesOfAType")
    void a_column_whose_type_changed_since_the_table_was_read_gets_the_value(
            String before, String now, Schema schema, Object value, String text) throws SQLException {
        database.run("CREATE TABLE c (v " + before + ")", "SET lc_monetary = 'C'");
        TableDefinition table =
                new PostgresDialect().readTable(connection, TableId.of("c")).orElseThrow();
        connection.commit();
        database.run("DROP TABLE c", "CREATE TABLE c (v " + now + ")");
        RowLayout layout = new RowLayout(List.of(new RowLayout.Column("v", schema, false)), WriteRule.INSERT);
        writer.write(
                connection,
                table,
                layout,
                List.of(new RowChange(
                        table.id(),
                        layout,
                        RowChange.Operation.WRITE,
                        new Object[] {value},
                        new RecordPosition("c", 0, 0))));
        connection.commit();
        assertThat(database.rows("SELECT v::text FROM c")).containsExactly(text);
    }

    @Test
    void a_role_that_may_only_insert_does() throws SQLException {
        String schema = database.value("SELECT quote_ident(current_schema())");
        database.run(
                "CREATE ROLE inserter",
                "GRANT USAGE ON SCHEMA " + schema + " TO inserter",
                "GRANT INSERT ON t TO inserter");
        connection.createStatement().execute("SET ROLE inserter");
        assertThat(write(connection, layout(WriteRule.INSERT), "a", LongStream.range(0, 10)))
                .isEqualTo(counts(10, 0, 0, 0));
        database.run("DROP OWNED BY inserter", "DROP ROLE inserter");
    }

    /** Of partitions only those are locked into which rows go. */
    @Test
    void a_lock_of_another_partition_is_not_waited_for() throws SQLException {
        database.run(
                "DROP TABLE t",
                "CREATE TABLE t (k bigint PRIMARY KEY, a varchar(20)) PARTITION BY RANGE (k)",
                "CREATE TABLE t0 PARTITION OF t FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (100) TO (200)",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE TABLE other (i int)",
                "CREATE TRIGGER i AFTER INSERT ON other FOR EACH ROW EXECUTE FUNCTION f()");
        upsert("a", 0, 10);
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE t1 IN ACCESS EXCLUSIVE MODE");
            connection.createStatement().execute("SET lock_timeout = '1s'");
            assertThat(upsert("b", 10, 20)).isEqualTo(counts(10, 0, 0, 0));
        }
    }

    /** COPY does not check it, an INSERT does. */
    @Test
    void a_domain_that_refuses_null_is_heeded_where_rows_lack_its_column() throws SQLException {
        database.run("CREATE DOMAIN filled AS int NOT NULL", "ALTER TABLE t ADD b filled");
        assertThatThrownBy(() -> upsert("a", 0, 10))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23502"));
    }

    static Stream<Arguments> tablesWithMore() {
        return Stream.of(
                Arguments.of("CREATE VIEW t AS SELECT * FROM t0"),
                Arguments.of("ALTER TABLE t0 RENAME TO t; ALTER TABLE t ENABLE ROW LEVEL SECURITY"),
                Arguments.of("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN INSERT INTO seen VALUES (NEW.k); RETURN NEW; END';"
                        + " ALTER TABLE t0 RENAME TO t; CREATE TRIGGER i BEFORE INSERT ON t FOR EACH ROW"
                        + " EXECUTE FUNCTION f()"),
                Arguments.of("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
                        + " CREATE TABLE t (k bigint PRIMARY KEY, a varchar(20)) PARTITION BY RANGE (k);"
                        + " CREATE TABLE p PARTITION OF t DEFAULT;"
                        + " CREATE TRIGGER i AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f()"));
    }

    @ParameterizedTest
    @MethodSource("tablesWithMore")
    void a_table_that_does_more_than_hold_rows_gets_upserts(String ddl) throws SQLException {
        database.run("CREATE TABLE seen (k bigint)", "ALTER TABLE t RENAME TO t0", ddl);
        for (String a : List.of("a", "b", "c")) {
            assertThat(upsert(a, 0, 10)).isEqualTo(counts(0, 0, 0, 10));
        }
        assertThat(contents()).containsExactly("c|10|0|9");
    }

    /** COPY would write it, and overrule the table. */
    @Test
    void an_identity_that_is_always_generated_is_refused() throws SQLException {
        database.run("ALTER TABLE t ALTER k ADD GENERATED ALWAYS AS IDENTITY");
        assertThatThrownBy(() -> upsert("a", 0, 10))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("428C9"));
    }

    @Test
    void a_partitioned_table_is_copied_into() throws SQLException {
        database.run(
                "DROP TABLE t",
                "CREATE TABLE t (k bigint PRIMARY KEY, a varchar(20)) PARTITION BY HASH (k)",
                "CREATE TABLE t0 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
                "CREATE TABLE t1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1)");
        assertThat(upsert("a", 0, 10)).isEqualTo(counts(10, 0, 0, 0));
        assertThat(upsert("b", 5, 15)).isEqualTo(counts(0, 0, 0, 10));
        assertThat(contents()).containsExactly("a|5|0|4", "b|10|5|14");
    }

    /** What the transaction did before stays, and the message is the one of an insert. */
    @Test
    void a_bad_value_amid_a_copy_is_told_by_the_insert() throws SQLException {
        RowLayout inserts = layout(WriteRule.INSERT);
        TableDefinition table =
                new PostgresDialect().readTable(connection, TABLE).orElseThrow();
        writer.write(connection, table, inserts, rows(inserts, "a", LongStream.range(0, 10)));
        java.sql.Savepoint before = connection.setSavepoint();
        List<RowChange> rows = new ArrayList<>(rows(inserts, "b", LongStream.range(10, 5_000)));
        rows.addAll(rows(inserts, "b\0", LongStream.of(5_000)));
        assertThatThrownBy(() -> writer.write(connection, table, inserts, rows))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("column a of table t: the text holds the character 0x00");
        connection.rollback(before);
        assertThatThrownBy(() -> writer.write(
                        connection, table, inserts, rows(inserts, "b".repeat(21), LongStream.range(10, 5_000))))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22001"));
        connection.rollback(before);
        connection.commit();
        assertThat(contents()).containsExactly("a|10|0|9");
    }
}
