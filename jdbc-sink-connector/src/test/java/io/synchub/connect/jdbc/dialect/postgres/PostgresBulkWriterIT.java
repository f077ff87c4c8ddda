/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule against a table that is replayed as a model, over both protocols of the driver, and by all statements. */
class PostgresBulkWriterIT {
    private static final TableId TABLE = TableId.of("t");
    private static final String DDL =
            "CREATE TABLE t (k bigint PRIMARY KEY, a varchar(20), v bigint, gone boolean NOT NULL DEFAULT false)";

    /**
     * How rows get to the server: with binary parameters, or with texts within the statement; and as if all batches were so
     * large that COPY is tried first.
     */
    enum Way {
        EXTENDED("extended", PostgresInserts.LEAST_ROWS),
        SIMPLE("simple", PostgresInserts.LEAST_ROWS),
        LARGE("extended", 1),
        LARGE_SIMPLE("simple", 1);

        private final String queryMode;
        private final int leastRows;

        Way(String queryMode, int leastRows) {
            this.queryMode = queryMode;
            this.leastRows = leastRows;
        }

        BulkWriter writer(ValueOptions options) {
            return new PostgresBulkWriter(new PostgresDialect(), options, leastRows);
        }

        Connection connect(PostgresTestDatabase database) throws SQLException {
            Map<String, String> properties = database.properties();
            Connection connection = DriverManager.getConnection(
                    properties.get("connection.url") + "&preferQueryMode=" + queryMode,
                    properties.get("connection.user"),
                    properties.get("connection.password"));
            connection.createStatement().execute(new PostgresDialect().sessionSetup());
            connection.setAutoCommit(false);
            return connection;
        }
    }

    private final PostgresTestDatabase database = PostgresTestDatabase.fresh("warehouse");
    private Connection connection;

    @BeforeEach
    void createTable() {
        database.run(DDL);
    }

    private BulkWriter writer(Way way) throws SQLException {
        connection = way.connect(database);
        return way.writer(ValueOptions.DEFAULT);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private TableDefinition table() throws SQLException {
        return new PostgresDialect().readTable(connection, TABLE).orElseThrow();
    }

    private static RowLayout.Column column(String name, Schema schema, boolean key) {
        return new RowLayout.Column(name, schema, key);
    }

    private static RowLayout layout(WriteRule rule) {
        return new RowLayout(
                List.of(
                        column("k", Schema.INT64_SCHEMA, true),
                        column("a", Schema.OPTIONAL_STRING_SCHEMA, false),
                        column("v", Schema.OPTIONAL_INT64_SCHEMA, false),
                        column("gone", Schema.BOOLEAN_SCHEMA, false)),
                rule);
    }

    private static RowChange row(RowLayout layout, Object... values) {
        return new RowChange(TABLE, layout, RowChange.Operation.WRITE, values, new RecordPosition("t", 0, 0));
    }

    static Stream<Arguments> rulesAndWays() {
        return Stream.of(
                        WriteRule.INSERT,
                        WriteRule.always(WriteMode.INSERT_IGNORE),
                        WriteRule.UPSERT,
                        new WriteRule(WriteMode.UPSERT, UpdateWhen.CHANGED, null),
                        new WriteRule(WriteMode.UPSERT, UpdateWhen.CHANGED, "a"),
                        new WriteRule(WriteMode.UPSERT, UpdateWhen.NEWER, "v"),
                        WriteRule.UPDATE,
                        new WriteRule(WriteMode.UPDATE, UpdateWhen.CHANGED, null),
                        new WriteRule(WriteMode.UPDATE, UpdateWhen.CHANGED, "a"),
                        new WriteRule(WriteMode.UPDATE, UpdateWhen.NEWER, "v"))
                .flatMap(rule -> Stream.of(rule, rule.withDeletedColumn("gone")))
                .flatMap(rule -> Stream.of(Way.values()).map(way -> Arguments.of(rule, way)));
    }

    /** What a table does, one row after the other. */
    private static final class Model {
        private final Map<Long, List<Object>> rows = new TreeMap<>();

        private boolean accepts(WriteRule rule, List<Object> there, List<Object> row) {
            if (rule.deletedColumn() != null && there.get(3).equals(true)) {
                return true;
            }
            if (rule.when() == UpdateWhen.NEWER) {
                return there.get(2) == null || (row.get(2) != null && (Long) row.get(2) >= (Long) there.get(2));
            }
            return rule.when() == UpdateWhen.ALWAYS
                    || (rule.column() == null
                            ? !there.equals(row)
                            : there.get(1) == null || !there.get(1).equals(row.get(1)));
        }

        /** @return whether the row got in */
        private boolean replay(WriteRule rule, RowChange change) {
            List<Object> row = java.util.Arrays.asList(change.values());
            List<Object> there = rows.get((Long) row.get(0));
            boolean marked = there != null
                    && rule.deletedColumn() != null
                    && there.get(3).equals(true);
            boolean written =
                    switch (rule.mode()) {
                        case INSERT, INSERT_IGNORE -> there == null || marked;
                        case UPSERT -> there == null || accepts(rule, there, row);
                        case UPDATE -> there != null && accepts(rule, there, row);
                    };
            if (written) {
                rows.put((Long) row.get(0), row);
            }
            return written;
        }

        private List<String> texts() {
            return rows.values().stream()
                    .map(row -> row.get(0) + "|" + row.get(1) + "|" + row.get(2) + "|"
                            + (row.get(3).equals(true) ? "t" : "f"))
                    .toList();
        }
    }

    private List<RowChange> randomRows(Random random, RowLayout layout, int keys) {
        return IntStream.range(0, keys)
                .filter(key -> random.nextBoolean())
                .mapToObj(key -> row(
                        layout,
                        (long) key,
                        random.nextInt(4) == 0 ? null : "a" + random.nextInt(3),
                        random.nextInt(4) == 0 ? null : (long) random.nextInt(3),
                        random.nextInt(4) == 0))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rulesAndWays")
    void the_table_is_what_its_model_is(WriteRule rule, Way way) throws SQLException {
        Random random = new Random(rule.hashCode());
        RowLayout layout = layout(rule);
        Model model = new Model();
        BulkWriter writer = writer(way);
        List<RowChange> first = randomRows(random, layout(WriteRule.INSERT), 100);
        first.forEach(row -> model.replay(WriteRule.INSERT, row));
        writer.write(connection, table(), layout(WriteRule.INSERT), first);
        for (int batch = 0; batch < 5; batch++) {
            List<RowChange> rows = new ArrayList<>(randomRows(random, layout, 120));
            if (rule.mode() == WriteMode.INSERT) {
                // Else the whole batch is refused.
                rows.removeIf(row -> model.rows.containsKey((Long) row.values()[0])
                        && !(rule.deletedColumn() != null
                                && model.rows.get((Long) row.values()[0]).get(3).equals(true)));
            }
            int before = model.rows.size();
            long written = rows.stream().filter(row -> model.replay(rule, row)).count();
            WriteCounts counts = writer.write(connection, table(), layout, rows);
            assertThat(counts.stored()).isEqualTo(written);
            assertThat(counts.stored() + counts.unchanged()).isEqualTo(rows.size());
            assertThat(model.rows.size() - before).isLessThanOrEqualTo((int) counts.stored());
            if (batch % 2 == 0) {
                connection.commit();
            }
        }
        connection.commit();
        assertThat(database.rows("SELECT * FROM t ORDER BY k")).isEqualTo(model.texts());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_repeated_key_is_an_error_of_an_insert(Way way) throws SQLException {
        RowLayout layout = layout(WriteRule.INSERT.withDeletedColumn("gone"));
        BulkWriter writer = writer(way);
        writer.write(connection, table(), layout, List.of(row(layout, 1L, "a", 1L, false)));
        assertThatThrownBy(() -> writer.write(connection, table(), layout, List.of(row(layout, 1L, "b", 1L, false))))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }

    static Stream<Arguments> changedRulesAndWays() {
        return rulesAndWays().filter(arguments -> ((WriteRule) arguments.get()[0]).when() == UpdateWhen.CHANGED);
    }

    /** Another session holds the lock of every row: who locks one of them fails. */
    @ParameterizedTest
    @MethodSource("changedRulesAndWays")
    void equal_rows_are_neither_written_nor_locked(WriteRule rule, Way way) throws SQLException {
        RowLayout layout = layout(rule);
        BulkWriter writer = writer(way);
        List<RowChange> rows = IntStream.range(0, 50)
                .mapToObj(key -> row(layout, (long) key, "a", key % 2 == 0 ? null : 1L, false))
                .toList();
        writer.write(connection, table(), layout(WriteRule.UPSERT), rows);
        connection.commit();
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("SELECT * FROM t FOR UPDATE");
            connection.createStatement().execute("SET LOCAL lock_timeout = '100ms'");
            WriteCounts counts = writer.write(connection, table(), layout, rows);
            assertThat(counts).isEqualTo(new WriteCounts(0, 0, 50, 0));
            connection.commit();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void partial_rows_change_their_columns_only(Way way) throws SQLException {
        database.run("INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2)");
        RowLayout partial = RowLayout.partial(
                List.of(column("k", Schema.INT64_SCHEMA, true), column("v", Schema.OPTIONAL_INT64_SCHEMA, false)),
                new WriteRule(WriteMode.UPSERT, UpdateWhen.CHANGED, "a"));
        WriteCounts counts = writer(way)
                .write(
                        connection,
                        table(),
                        partial,
                        List.of(row(partial, 1L, 7L), row(partial, 2L, 2L), row(partial, 3L, 3L)));
        connection.commit();
        assertThat(counts).isEqualTo(new WriteCounts(0, 1, 2, 0));
        assertThat(database.rows("SELECT k, a, v FROM t ORDER BY k")).containsExactly("1|a|7", "2|b|2");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void deletes_of_rows_of_several_layouts(Way way) throws SQLException {
        database.run("INSERT INTO t SELECT g, 'a', g FROM generate_series(1, 5) g");
        RowLayout full = layout(WriteRule.UPSERT);
        RowLayout turned = new RowLayout(
                List.of(column("a", Schema.OPTIONAL_STRING_SCHEMA, false), column("k", Schema.INT64_SCHEMA, true)),
                WriteRule.UPSERT);
        int deleted = writer(way)
                .delete(
                        connection,
                        table(),
                        full.keyLayout(),
                        List.of(row(full, 1L, null, null, null), row(turned, null, 3L), row(turned, null, 9L)));
        connection.commit();
        assertThat(deleted).isEqualTo(2);
        assertThat(database.rows("SELECT k FROM t ORDER BY k")).containsExactly("2", "4", "5");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void truncation_empties_or_marks(Way way) throws SQLException {
        database.run("INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2)");
        BulkWriter writer = writer(way);
        RowLayout mark = RowLayout.deleteMark(List.of(column("gone", Schema.BOOLEAN_SCHEMA, false)));
        writer.truncate(connection, table(), row(mark, true));
        connection.commit();
        assertThat(database.rows("SELECT k, gone FROM t ORDER BY k")).containsExactly("1|t", "2|t");
        writer.truncate(connection, table(), row(new RowLayout(List.of(), WriteRule.UPSERT)));
        connection.rollback();
        assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("2");
        writer.truncate(connection, table(), row(new RowLayout(List.of(), WriteRule.UPSERT)));
        connection.commit();
        assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("0");
    }

    /** One session, several writes in a transaction, rollbacks between them: each write sees its own rows only. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void writes_of_one_transaction_do_not_mix(Way way) throws SQLException {
        RowLayout layout = layout(WriteRule.INSERT);
        BulkWriter writer = writer(way);
        writer.write(connection, table(), layout, List.of(row(layout, 1L, "a", 1L, false)));
        connection.rollback();
        writer.write(connection, table(), layout, List.of(row(layout, 1L, "a", 1L, false)));
        java.sql.Savepoint savepoint = connection.setSavepoint();
        assertThatThrownBy(() ->
                        writer.write(connection, table(), layout, List.of(row(layout, 2L, "x".repeat(21), 1L, false))))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22001"));
        connection.rollback(savepoint);
        writer.write(connection, table(), layout, List.of(row(layout, 3L, "c", 3L, false)));
        connection.commit();
        writer.write(connection, table(), layout, List.of(row(layout, 4L, "d", 4L, false)));
        connection.commit();
        assertThat(database.rows("SELECT k, a FROM t ORDER BY k")).containsExactly("1|a", "3|c", "4|d");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_value_without_a_form_leaves_a_connection_that_goes_on_after_a_rollback(Way way) throws SQLException {
        RowLayout layout = layout(WriteRule.INSERT);
        BulkWriter writer = writer(way);
        assertThatThrownBy(() ->
                        writer.write(connection, table(), layout, List.of(row(layout, 1L, "sec\0ret", 1L, false))))
                .isInstanceOf(org.apache.kafka.connect.errors.DataException.class)
                .hasMessageStartingWith("column a of table t: ")
                .hasMessageContaining("0x00");
        connection.rollback();
        writer.write(connection, table(), layout, List.of(row(layout, 1L, "a", 1L, false)));
        connection.commit();
        assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("1");
    }

    /** Each is more than goes with one statement together with another. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void rows_that_are_too_large_for_one_statement_go_with_several(Way way) throws SQLException {
        database.run("ALTER TABLE t ALTER a TYPE text");
        RowLayout layout = layout(new WriteRule(WriteMode.UPSERT, UpdateWhen.CHANGED, "a"));
        BulkWriter writer = writer(way);
        List<RowChange> rows = LongStream.range(0, 6)
                .mapToObj(key -> row(layout, key, Long.toString(key).repeat(6_000_000), 1L, false))
                .toList();
        writer.write(connection, table(), layout, rows);
        connection.commit();
        List<RowChange> again = new ArrayList<>(rows);
        again.set(1, row(layout, 1L, "b", 2L, false));
        again.set(4, row(layout, 4L, "e", 2L, false));
        WriteCounts counts = writer.write(connection, table(), layout, again);
        connection.commit();
        assertThat(counts).isEqualTo(new WriteCounts(0, 0, 4, 2));
        assertThat(database.rows("SELECT k, left(a, 1), length(a), v FROM t ORDER BY k"))
                .containsExactly(
                        "0|0|6000000|1", "1|b|1|2", "2|2|6000000|1", "3|3|6000000|1", "4|e|1|2", "5|5|6000000|1");
    }
}
