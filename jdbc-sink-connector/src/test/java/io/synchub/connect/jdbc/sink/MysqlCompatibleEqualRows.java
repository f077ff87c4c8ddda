/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.Dialects;
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
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rows count as equal to the table's with {@code update.when=changed}: they are neither sent nor locked. */
abstract class MysqlCompatibleEqualRows {
    private static final TableId TABLE = TableId.of("things");
    private static final WriteRule CHANGED = new WriteRule(WriteMode.UPSERT, UpdateWhen.CHANGED, null);
    private static final Schema MICROS = SchemaBuilder.int64()
            .name("io.debezium.time.MicroTimestamp")
            .optional()
            .build();

    private TestDatabase database;
    private Dialect dialect;
    private BulkWriter writer;

    protected abstract TestDatabase freshDatabase();

    @BeforeEach
    void chooseDialect() {
        database = freshDatabase();
        dialect = Dialects.of(database.properties().get("connection.url"));
        writer = dialect.bulkWriter(ValueOptions.DEFAULT);
    }

    private Connection connect() throws SQLException {
        Map<String, String> config = database.properties();
        Properties properties = new Properties();
        properties.putAll(dialect.connectionProperties());
        properties.put("user", config.get("connection.user"));
        properties.put("password", config.get("connection.password"));
        Connection connection =
                DriverManager.getConnection(dialect.driverUrl(config.get("connection.url")), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(dialect.sessionSetup());
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private static RowLayout layout(WriteRule rule, Schema type) {
        return new RowLayout(
                List.of(new RowLayout.Column("id", Schema.INT64_SCHEMA, true), new RowLayout.Column("a", type, false)),
                rule);
    }

    private static RowChange row(RowLayout layout, Object... values) {
        return new RowChange(TABLE, layout, RowChange.Operation.WRITE, values, new RecordPosition("things", 0, 0));
    }

    private WriteCounts write(RowLayout layout, List<RowChange> rows) throws SQLException {
        try (Connection connection = connect()) {
            TableDefinition table = dialect.readTable(connection, TABLE).orElseThrow();
            WriteCounts counts = writer.write(connection, table, layout, rows);
            connection.commit();
            return counts;
        }
    }

    /** Whether a row of this value is left out where the table has another, or the same, in a column of this type. */
    private boolean isEqual(String type, String stored, Schema schema, Object value) throws SQLException {
        database.run(
                "DROP TABLE IF EXISTS things",
                "CREATE TABLE things (id BIGINT PRIMARY KEY, a " + type + ")",
                "INSERT INTO things VALUES (7, " + stored + ")");
        RowLayout layout = layout(CHANGED, schema);
        return write(layout, List.of(row(layout, 7L, value))).equals(new WriteCounts(0, 0, 1, 0));
    }

    @Test
    void values_that_are_stored_as_they_come_are_equal() throws SQLException {
        assertThat(isEqual("INT", "5", Schema.INT32_SCHEMA, 5)).isTrue();
        assertThat(isEqual("INT", "NULL", Schema.OPTIONAL_INT32_SCHEMA, null)).isTrue();
        assertThat(isEqual("TINYINT(1)", "1", Schema.BOOLEAN_SCHEMA, true)).isTrue();
        assertThat(isEqual("TINYINT(1)", "0", Schema.BOOLEAN_SCHEMA, false)).isTrue();
        assertThat(isEqual("DECIMAL(10,3)", "1.5", Decimal.schema(2), new BigDecimal("1.50")))
                .isTrue();
        assertThat(isEqual("DOUBLE", "0.1", Schema.FLOAT64_SCHEMA, 0.1)).isTrue();
        assertThat(isEqual("DOUBLE", "1e22", Schema.FLOAT64_SCHEMA, 1e22)).isTrue();
        assertThat(isEqual("VARCHAR(9)", "'Aé '", Schema.STRING_SCHEMA, "Aé ")).isTrue();
        assertThat(isEqual("CHAR(9)", "'A'", Schema.STRING_SCHEMA, "A ")).isTrue();
        assertThat(isEqual("LONGTEXT", "''", Schema.STRING_SCHEMA, "")).isTrue();
        assertThat(isEqual("VARBINARY(9)", "'A'", Schema.BYTES_SCHEMA, bytes("A")))
                .isTrue();
        assertThat(isEqual("DATETIME(6)", "'2024-01-31 13:05:00'", MICROS, LocalDateTime.of(2024, 1, 31, 13, 5)))
                .isTrue();
        assertThat(isEqual(
                        "DATETIME(3)",
                        "'2024-01-31 13:05:00.25'",
                        MICROS,
                        LocalDateTime.of(2024, 1, 31, 13, 5, 0, 250_000_000)))
                .isTrue();
    }

    @Test
    void values_that_the_column_takes_for_equal_and_stores_otherwise_are_written() throws SQLException {
        assertThat(isEqual("VARCHAR(9) COLLATE utf8mb4_general_ci", "'a'", Schema.STRING_SCHEMA, "A"))
                .isFalse();
        assertThat(isEqual("VARCHAR(9) COLLATE utf8mb4_general_ci", "'e'", Schema.STRING_SCHEMA, "é"))
                .isFalse();
        assertThat(isEqual("VARCHAR(9)", "'a'", Schema.STRING_SCHEMA, "a ")).isFalse();
        assertThat(isEqual("VARCHAR(9)", "''", Schema.OPTIONAL_STRING_SCHEMA, null))
                .isFalse();
        assertThat(isEqual("VARCHAR(9)", "NULL", Schema.OPTIONAL_STRING_SCHEMA, "null"))
                .isFalse();
        assertThat(isEqual("TINYINT(1)", "2", Schema.BOOLEAN_SCHEMA, true)).isFalse();
        assertThat(isEqual("DECIMAL(10,3)", "5.3", Schema.INT64_SCHEMA, 5L)).isFalse();
        assertThat(isEqual("DECIMAL(10,3)", "1.501", Decimal.schema(2), new BigDecimal("1.50")))
                .isFalse();
        assertThat(isEqual("DOUBLE", "0.1", Schema.FLOAT64_SCHEMA, Math.nextUp(0.1)))
                .isFalse();
        assertThat(isEqual("DATETIME(6)", "'2024-01-31 13:05:00.000001'", MICROS, LocalDateTime.of(2024, 1, 31, 13, 5)))
                .isFalse();
    }

    @Test
    void bytes_and_their_digits_are_not_taken_for_one_another() throws SQLException {
        assertThat(isEqual("VARBINARY(9)", "'A'", Schema.STRING_SCHEMA, "41")).isFalse();
        assertThat(database.rows("SELECT a FROM things WHERE a = '41'")).hasSize(1);
        assertThat(isEqual("VARCHAR(9)", "'41'", Schema.BYTES_SCHEMA, bytes("A")))
                .isFalse();
        assertThat(database.rows("SELECT a FROM things")).containsExactly("A");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void among_many_rows_those_that_differ_are_written_and_the_others_counted() throws SQLException {
        database.run("CREATE TABLE things (id BIGINT PRIMARY KEY, a VARCHAR(99) COLLATE utf8mb4_bin)");
        RowLayout layout = layout(CHANGED, Schema.STRING_SCHEMA);
        List<RowChange> rows = new ArrayList<>();
        List<RowChange> others = new ArrayList<>();
        for (long id = 0; id < 3_333; id++) {
            rows.add(row(layout, id, "a" + id));
            // The first half stays but for some, most of the second changes, and a few rows are new.
            others.add(row(layout, id + (id > 3_300 ? 1_000 : 0), "a" + id + (id % 50 == 0 || id > 2_000 ? "b" : "")));
        }
        assertThat(write(layout, rows).stored()).isEqualTo(3_333);
        assertThat(write(layout, rows)).isEqualTo(new WriteCounts(0, 0, 3_333, 0));
        assertThat(write(layout, others).unchanged()).isEqualTo(2_001 - 41);
        assertThat(database.rows("SELECT count(*), sum(a LIKE '%b') FROM things"))
                .containsExactly("3365|1373");
    }

    @Test
    void a_row_that_is_marked_as_deleted_is_not_equal() throws SQLException {
        database.run(
                "CREATE TABLE things (id BIGINT PRIMARY KEY, a INT, deleted TINYINT(1))",
                "INSERT INTO things VALUES (1, 5, 1), (2, 5, 0), (3, 5, NULL)");
        RowLayout layout =
                layout(new WriteRule(WriteMode.UPSERT, UpdateWhen.CHANGED, "a", "deleted"), Schema.INT32_SCHEMA);
        List<RowChange> rows = List.of(row(layout, 1L, 5), row(layout, 2L, 5), row(layout, 3L, 5));
        assertThat(write(layout, rows).unchanged()).isEqualTo(2);
    }

    @Test
    void equal_rows_are_not_locked() throws SQLException {
        database.run("CREATE TABLE things (id BIGINT PRIMARY KEY, a INT)", "INSERT INTO things VALUES (1, 5), (2, 5)");
        RowLayout layout = layout(CHANGED, Schema.INT32_SCHEMA);
        try (Connection connection = connect();
                Connection other = connect();
                Statement statement = other.createStatement()) {
            TableDefinition table = dialect.readTable(connection, TABLE).orElseThrow();
            writer.write(connection, table, layout, List.of(row(layout, 1L, 5), row(layout, 2L, 5)));
            statement.execute("SET innodb_lock_wait_timeout = 1");
            assertThat(statement.executeUpdate("UPDATE things SET a = 6 WHERE id = 1"))
                    .isEqualTo(1);
            other.commit();
            connection.rollback();
        }
    }
}
