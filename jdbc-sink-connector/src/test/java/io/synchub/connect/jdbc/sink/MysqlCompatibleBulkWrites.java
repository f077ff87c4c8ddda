/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.Dialects;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the statements of MariaDB and MySQL do with each rule, in a table that has a second unique key. */
abstract class MysqlCompatibleBulkWrites {
    private static final TableId TABLE = TableId.of("items");
    private static final String ROWS = "SELECT id, code, qty, version, deleted FROM items ORDER BY id";

    private TestDatabase database;
    private Dialect dialect;
    private BulkWriter writer;

    protected abstract TestDatabase freshDatabase();

    @BeforeEach
    void createItems() {
        database = freshDatabase();
        dialect = Dialects.of(database.properties().get("connection.url"));
        writer = dialect.bulkWriter(ValueOptions.DEFAULT);
        database.run(
                "CREATE TABLE items (id BIGINT PRIMARY KEY, code VARCHAR(9) UNIQUE, qty SMALLINT, version INT,"
                        + " deleted TINYINT(1))",
                "INSERT INTO items VALUES (1, 'a', 1, 10, 0), (2, 'b', 2, 10, 1), (3, 'c', 3, NULL, 0)");
    }

    private static RowLayout layout(WriteRule rule) {
        return new RowLayout(
                List.of(
                        new RowLayout.Column("id", Schema.INT64_SCHEMA, true),
                        // Before the others, as a user's schema may have it: assignments must not be in this order.
                        new RowLayout.Column("deleted", Schema.OPTIONAL_BOOLEAN_SCHEMA, false),
                        new RowLayout.Column("version", Schema.OPTIONAL_INT32_SCHEMA, false),
                        new RowLayout.Column("code", Schema.OPTIONAL_STRING_SCHEMA, false),
                        new RowLayout.Column("qty", Schema.OPTIONAL_INT32_SCHEMA, false)),
                rule);
    }

    private static RowChange row(RowLayout layout, Object... values) {
        return new RowChange(TABLE, layout, RowChange.Operation.WRITE, values, new RecordPosition("items", 0, 0));
    }

    private interface Action<T> {
        T run(Connection connection, TableDefinition table) throws SQLException;
    }

    private <T> T inTransaction(Action<T> action) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(dialect.sessionSetup());
            connection.setAutoCommit(false);
            T result =
                    action.run(connection, dialect.readTable(connection, TABLE).orElseThrow());
            connection.commit();
            return result;
        }
    }

    private WriteCounts write(WriteRule rule, Object[]... rows) throws SQLException {
        RowLayout layout = layout(rule);
        List<RowChange> changes =
                Arrays.stream(rows).map(values -> row(layout, values)).toList();
        return inTransaction((connection, table) -> writer.write(connection, table, layout, changes));
    }

    private static Object[] values(Object... values) {
        return values;
    }

    private SqlFailure failure(WriteRule rule, Object[]... rows) {
        try {
            write(rule, rows);
            throw new AssertionError("Was not refused");
        } catch (SQLException e) {
            return dialect.failure(e);
        }
    }

    @Test
    void an_upsert_never_changes_the_row_of_another_key() {
        SqlFailure failure = failure(WriteRule.UPSERT, values(4L, false, 1, "d", 4), values(5L, false, 1, "a", 5));
        assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.DATA);
        assertThat(failure.toString()).contains("a row with this unique key exists");
        assertThat(database.rows(ROWS)).containsExactly("1|a|1|10|0", "2|b|2|10|1", "3|c|3|null|0");
    }

    @Test
    void an_upsert_changes_the_row_of_its_own_key() throws SQLException {
        write(WriteRule.UPSERT, values(1L, false, 1, "A", 7), values(9L, false, 1, "i", 9));
        assertThat(database.rows(ROWS)).containsExactly("1|A|7|1|0", "2|b|2|10|1", "3|c|3|null|0", "9|i|9|1|0");
    }

    @Test
    void an_insert_that_ignores_leaves_rows_alone_and_takes_no_bad_values() throws SQLException {
        WriteRule rule = WriteRule.always(WriteMode.INSERT_IGNORE);
        write(rule, values(1L, false, 1, "x", 7), values(9L, false, 1, "i", 9));
        assertThat(database.rows(ROWS)).containsExactly("1|a|1|10|0", "2|b|2|10|1", "3|c|3|null|0", "9|i|9|1|0");
        assertThat(failure(rule, values(10L, false, 1, "j", 99_999)).kind()).isEqualTo(SqlFailure.Kind.DATA);
    }

    @Test
    void an_insert_that_ignores_is_refused_where_it_meets_the_row_of_another_key() {
        SqlFailure failure = failure(
                WriteRule.always(WriteMode.INSERT_IGNORE), values(4L, false, 1, "d", 4), values(8L, false, 1, "b", 8));
        assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.DATA);
        assertThat(failure.toString()).contains("a row with this unique key exists");
        assertThat(database.rows(ROWS)).containsExactly("1|a|1|10|0", "2|b|2|10|1", "3|c|3|null|0");
    }

    @Test
    void a_marked_row_makes_way_for_an_insert() throws SQLException {
        WriteRule rule = WriteRule.INSERT.withDeletedColumn("deleted");
        write(rule, values(2L, false, 1, "b", 7));
        assertThat(database.rows(ROWS)).containsExactly("1|a|1|10|0", "2|b|7|1|0", "3|c|3|null|0");
        assertThat(failure(rule, values(1L, false, 1, "a", 7)).kind()).isEqualTo(SqlFailure.Kind.DATA);
    }

    @Test
    void only_newer_versions_win_except_against_a_mark() throws SQLException {
        for (WriteMode mode : List.of(WriteMode.UPSERT, WriteMode.UPDATE)) {
            createAgain();
            WriteRule rule = new WriteRule(mode, UpdateWhen.NEWER, "version", "deleted");
            write(rule, values(1L, false, 9, "late", 7), values(2L, false, 9, "b2", 8), values(3L, false, 1, "c2", 9));
            assertThat(database.rows(ROWS)).containsExactly("1|a|1|10|0", "2|b2|8|9|0", "3|c2|9|1|0");
            write(rule, values(1L, false, 10, "equal", 7), values(2L, false, null, "null", 8));
            assertThat(database.rows(ROWS)).containsExactly("1|equal|7|10|0", "2|b2|8|9|0", "3|c2|9|1|0");
        }
    }

    @Test
    void only_changed_hashes_are_written_except_to_a_marked_row() throws SQLException {
        for (WriteMode mode : List.of(WriteMode.UPSERT, WriteMode.UPDATE)) {
            createAgain();
            WriteRule rule = new WriteRule(mode, UpdateWhen.CHANGED, "version", "deleted");
            write(rule, values(1L, false, 10, "no", 7), values(2L, false, 10, "b2", 8), values(3L, false, 5, "c2", 9));
            assertThat(database.rows(ROWS)).containsExactly("1|a|1|10|0", "2|b2|8|10|0", "3|c2|9|5|0");
        }
    }

    @Test
    void a_text_that_changes_its_case_has_changed() throws SQLException {
        for (WriteMode mode : List.of(WriteMode.UPSERT, WriteMode.UPDATE)) {
            createAgain();
            write(new WriteRule(mode, UpdateWhen.CHANGED, null), values(1L, false, 10, "A", 1));
            assertThat(database.rows(ROWS)).contains("1|A|1|10|0");
        }
    }

    private void createAgain() {
        database.run("DROP TABLE items");
        database.run(
                "CREATE TABLE items (id BIGINT PRIMARY KEY, code VARCHAR(9) UNIQUE, qty SMALLINT, version INT,"
                        + " deleted TINYINT(1))",
                "INSERT INTO items VALUES (1, 'a', 1, 10, 0), (2, 'b', 2, 10, 1), (3, 'c', 3, NULL, 0)");
    }

    @Test
    void an_update_counts_the_rows_that_are_there() throws SQLException {
        WriteCounts counts = write(WriteRule.UPDATE, values(1L, false, 10, "a", 1), values(7L, false, 1, "x", 1));
        assertThat(counts).isEqualTo(WriteCounts.ofUpdated(1, 2));
    }

    @Test
    void a_key_that_is_added_to_the_table_is_noticed() throws SQLException {
        RowLayout layout = layout(WriteRule.UPSERT);
        try (Connection connection = database.connect()) {
            TableDefinition before = dialect.readTable(connection, TABLE).orElseThrow();
            database.run("CREATE UNIQUE INDEX more ON items (qty)");
            connection.setAutoCommit(false);
            assertThatThrownBy(
                            () -> writer.write(connection, before, layout, List.of(row(layout, 9L, false, 1, "i", 9))))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(dialect.failure(e).kind()).isEqualTo(SqlFailure.Kind.STALE_TABLE));
        }
    }

    @Test
    void deletes_take_rows_of_fuller_layouts_and_truncation_takes_all() throws SQLException {
        RowLayout layout = layout(WriteRule.UPSERT);
        int deleted = inTransaction((connection, table) -> writer.delete(
                connection,
                table,
                layout.keyLayout(),
                List.of(
                        row(layout, 1L, null, null, null, null),
                        row(layout.keyLayout(), 3L),
                        row(layout.keyLayout(), 8L))));
        assertThat(deleted).isEqualTo(2);
        assertThat(database.rows(ROWS)).containsExactly("2|b|2|10|1");
        RowLayout mark =
                RowLayout.deleteMark(List.of(new RowLayout.Column("deleted", Schema.OPTIONAL_BOOLEAN_SCHEMA, false)));
        RowLayout none = RowLayout.deleteMark(List.of());
        RecordPosition position = new RecordPosition("items", 0, 0);
        inTransaction((connection, table) -> {
            writer.truncate(connection, table, RowChange.truncate(TABLE, mark, new Object[] {false}, position));
            return null;
        });
        assertThat(database.rows(ROWS)).containsExactly("2|b|2|10|0");
        inTransaction((connection, table) -> {
            writer.truncate(connection, table, RowChange.truncate(TABLE, none, new Object[0], position));
            return null;
        });
        assertThat(database.rows(ROWS)).isEmpty();
    }

    @Test
    void rows_that_are_more_than_a_statement_or_a_packet_takes_are_split() throws SQLException {
        database.run("DROP TABLE items");
        database.run(
                "CREATE TABLE items (id BIGINT PRIMARY KEY, code LONGTEXT, qty INT, version INT, deleted TINYINT(1))");
        List<Object[]> rows = new ArrayList<>();
        for (long id = 0; id < 2_345; id++) {
            rows.add(values(id, false, 1, id % 100 == 0 ? "'".repeat(1 << 20) : "x", 1));
        }
        write(WriteRule.UPSERT, rows.toArray(Object[][]::new));
        assertThat(database.rows("SELECT count(*), sum(length(code)) FROM items"))
                .containsExactly("2345|" + (24L * (1 << 20) + 2_345 - 24));
    }

    @Test
    void a_row_that_no_packet_takes_is_refused_by_itself_and_the_connection_stays() throws SQLException {
        database.run("DROP TABLE items");
        database.run(
                "CREATE TABLE items (id BIGINT PRIMARY KEY, code LONGTEXT, qty INT, version INT, deleted TINYINT(1))");
        int limit = Integer.parseInt(database.value("SELECT @@max_allowed_packet"));
        RowLayout layout = layout(WriteRule.UPSERT);
        RowChange small = row(layout, 1L, false, 1, "x", 1);
        RowChange large = row(layout, 2L, false, 1, "'".repeat(limit / 2), 1);
        RowChange fits = row(layout, 3L, false, 1, "x".repeat(limit - (64 << 10)), 1);
        inTransaction((connection, table) -> {
            assertThatThrownBy(() -> writer.write(connection, table, layout, List.of(small, large)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContainingAll("column code of table items", "max_allowed_packet of " + limit);
            return writer.write(connection, table, layout, List.of(small, fits));
        });
        assertThat(database.rows("SELECT id, length(code) FROM items ORDER BY id"))
                .containsExactly("1|1", "3|" + (limit - (64 << 10)));
    }
}
