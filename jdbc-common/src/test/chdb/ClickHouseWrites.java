/* SPDX-License-Identifier: Apache-2.0 */

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.Dialects;
import io.synchub.connect.jdbc.schema.ChangePolicy;
import io.synchub.connect.jdbc.schema.SchemaEvolution;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/** Writes through ClickHouse's own driver and reads back. Stops with an error where a row is not what it should be. */
public final class ClickHouseWrites {
    private static final Dialect DIALECT = Dialects.of("jdbc:clickhouse://localhost");
    private static final BulkWriter WRITER = DIALECT.bulkWriter(ValueOptions.DEFAULT);

    private final Connection connection;
    private final TableSchemas tables = new TableSchemas(DIALECT, new ChangePolicy(SchemaEvolution.APPLY, true, true));

    private ClickHouseWrites(Connection connection) {
        this.connection = connection;
    }

    public static void main(String[] arguments) throws SQLException {
        Properties properties = new Properties();
        DIALECT.connectionProperties().forEach(properties::setProperty);
        String url = "jdbc:clickhouse://127.0.0.1:" + arguments[0] + "/default?compress=false&decompress=false";
        try (Connection connection = DIALECT.driver().connect(DIALECT.driverUrl(url), properties)) {
            connection.setAutoCommit(false);
            ClickHouseWrites writes = new ClickHouseWrites(connection);
            writes.upsertsDeletesAndReplays();
            writes.versionsOfTheUser();
            writes.valuesOfAllTypes();
            writes.refusals();
            writes.rowsWithoutAKey();
            writes.evolution();
            writes.manyRows();
            connection.commit();
        }
        System.out.println("All as it should be");
    }

    private static RowLayout.Column column(String name, Schema schema, boolean key) {
        return new RowLayout.Column(name, schema, key);
    }

    private static RowChange row(TableId table, RowLayout layout, long offset, Object... values) {
        return new RowChange(table, layout, RowChange.Operation.WRITE, values, new RecordPosition("t", 0, offset));
    }

    private void write(RowChange... rows) throws SQLException {
        RowLayout layout = rows[0].layout();
        TableDefinition table = tables.ensure(connection, rows[0].table(), layout);
        WRITER.write(connection, table, layout, List.of(rows));
    }

    private void delete(RowChange... rows) throws SQLException {
        RowLayout keys = rows[0].layout().keyLayout();
        TableDefinition table =
                tables.find(connection, rows[0].table(), keys).orElseThrow();
        WRITER.delete(connection, table, keys, List.of(rows));
    }

    private String query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return String.join("; ", rows);
    }

    private void expect(String sql, String expected) throws SQLException {
        String found = query(sql);
        if (!found.equals(expected)) {
            throw new AssertionError(sql + "\n  should be " + expected + "\n  but is    " + found);
        }
        System.out.println("as expected: " + sql + " -> " + found);
    }

    private void upsertsDeletesAndReplays() throws SQLException {
        TableId table = TableId.of("or`d\\ers");
        RowLayout layout = new RowLayout(
                List.of(
                        column("id", Schema.INT64_SCHEMA, true),
                        column("li'ne", Schema.STRING_SCHEMA, true),
                        column("name", Schema.OPTIONAL_STRING_SCHEMA, false)),
                WriteRule.UPSERT);
        String all = "SELECT concat(toString(id), `li'ne`, ifNull(name, 'null')) FROM " + DIALECT.quote(table)
                + " FINAL ORDER BY id, `li'ne`";
        write(row(table, layout, 1, 1L, "a", "x"), row(table, layout, 2, 2L, "b", null), row(table, layout, 3, 3L, "c", "?'\\"));
        expect(all, "1ax; 2bnull; 3c?'\\");
        write(row(table, layout, 5, 1L, "a", "newer"));
        expect(all, "1anewer; 2bnull; 3c?'\\");
        write(row(table, layout, 1, 1L, "a", "x"));
        expect(all, "1anewer; 2bnull; 3c?'\\");
        delete(row(table, layout, 6, 2L, "b", null), row(table, layout, 7, 9L, "none", null));
        expect(all, "1anewer; 3c?'\\");
        write(row(table, layout, 2, 2L, "b", "replayed"));
        expect(all, "1anewer; 3c?'\\");
        write(row(table, layout, 8, 2L, "b", "again"));
        expect(all, "1anewer; 2bagain; 3c?'\\");
        query("SELECT 1");
        try (Statement statement = connection.createStatement()) {
            statement.execute("OPTIMIZE TABLE " + DIALECT.quote(table) + " FINAL");
        }
        expect(all, "1anewer; 2bagain; 3c?'\\");
        TableDefinition found = DIALECT.readTable(connection, table).orElseThrow();
        check(found.hasUniqueKey(List.of("id", "li'ne")), "the sorting key is the key");
        check(DIALECT.readTable(connection, TableId.of("none")).isEmpty(), "no table");
        WRITER.truncate(connection, found, RowChange.truncate(table, RowLayout.deleteMark(List.of()), new Object[0], null));
        expect(all, "");
    }

    private void versionsOfTheUser() throws SQLException {
        TableId table = TableId.of("newer");
        RowLayout layout = new RowLayout(
                List.of(column("id", Schema.INT64_SCHEMA, true), column("at", Timestamp.builder().optional().build(), false)),
                new WriteRule(WriteMode.UPSERT, UpdateWhen.NEWER, "at"));
        write(row(table, layout, 1, 1L, Instant.parse("2024-01-02T00:00:00Z")));
        write(row(table, layout, 2, 1L, Instant.parse("2024-01-01T00:00:00Z")));
        expect("SELECT toString(at) FROM newer FINAL", "2024-01-02 00:00:00.000000");
        refused("null as a version", () -> write(row(table, layout, 3, 1L, null)));
    }

    private void valuesOfAllTypes() throws SQLException {
        TableId table = TableId.of("types");
        RowLayout layout = new RowLayout(
                List.of(
                        column("id", Schema.INT64_SCHEMA, true),
                        column("bool", Schema.OPTIONAL_BOOLEAN_SCHEMA, false),
                        column("byte", Schema.OPTIONAL_INT8_SCHEMA, false),
                        column("float", Schema.OPTIONAL_FLOAT32_SCHEMA, false),
                        column("double", Schema.OPTIONAL_FLOAT64_SCHEMA, false),
                        column("price", Decimal.builder(2).parameter("connect.decimal.precision", "10").optional().build(), false),
                        column("day", Date.builder().optional().build(), false),
                        column("at", Timestamp.builder().optional().build(), false),
                        column("local", SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp").optional().build(), false),
                        column("file", Schema.OPTIONAL_BYTES_SCHEMA, false),
                        column("uuid", SchemaBuilder.string().name("io.debezium.data.Uuid").optional().build(), false),
                        column("json", SchemaBuilder.string().name("io.debezium.data.Json").optional().build(), false),
                        column("tags", SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build(), false),
                        column("vector", SchemaBuilder.array(Schema.FLOAT32_SCHEMA).build(), false)),
                WriteRule.UPSERT);
        write(
                row(table, layout, 1, 1L, true, (byte) -128, 0.1f, 0.1, new BigDecimal("12345678.905"),
                        LocalDate.of(1900, 1, 1), Instant.parse("1969-12-31T23:59:59.999999Z"),
                        LocalDateTime.of(2299, 12, 31, 23, 59, 59, 999_999_000), new byte[] {0, -1, 39},
                        "6BA7B810-9dad-11d1-80b4-00c04fd430c8", "{\"a\":\"\\u0000'\"}", Arrays.asList("x'", null, "\\"), List.of(1.5f)),
                row(table, layout, 2, 2L, null, null, Float.NaN, Double.POSITIVE_INFINITY, null, null, null, null, null,
                        null, null, List.of(), List.of()),
                row(table, layout, 3, 3L, false, null, Float.NEGATIVE_INFINITY, 1e300, null, null, null, null, new byte[0],
                        null, "\0", List.of(), List.of()));
        expect("SELECT toString((bool, byte, float, double)) FROM types ORDER BY id",
                "(true,-128,0.1,0.1); (NULL,NULL,nan,inf); (false,NULL,-inf,1e300)");
        expect("SELECT toString((price, day, at, local)) FROM types WHERE id = 1",
                "(12345678.91,'1900-01-01','1969-12-31 23:59:59.999999','2299-12-31 23:59:59.999999')");
        expect("SELECT hex(file) FROM types WHERE id = 1", "00FF27");
        expect("SELECT toString((uuid, json)) FROM types WHERE id = 1",
                "('6ba7b810-9dad-11d1-80b4-00c04fd430c8','{\"a\":\"\\\\u0000\\'\"}')");
        expect("SELECT toString((tags, vector)) FROM types WHERE id = 1", "(['x\\'',NULL,'\\\\'],[1.5])");
        expect("SELECT hex(json) FROM types WHERE id = 3", "00");
    }

    @FunctionalInterface
    private interface Action {
        void run() throws SQLException;
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
        System.out.println("as expected: " + what);
    }

    private void refused(String what, Action action) {
        try {
            action.run();
        } catch (DataException e) {
            System.out.println("refused: " + what + " -> " + e.getMessage());
            return;
        } catch (SQLException e) {
            System.out.println("refused: " + what + " -> " + DIALECT.failure(e).kind() + ": " + DIALECT.failure(e));
            return;
        }
        throw new AssertionError("taken: " + what);
    }

    private void refusals() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE narrow (id Int64, small Int8, text String, day Date, at DateTime('Europe/Berlin'),"
                    + " price Decimal(5, 2), u UUID) ENGINE = ReplacingMergeTree ORDER BY id");
        }
        TableId table = TableId.of("narrow");
        RowLayout layout = new RowLayout(
                List.of(
                        column("id", Schema.INT64_SCHEMA, true),
                        column("small", Schema.INT16_SCHEMA, false),
                        column("text", Schema.OPTIONAL_STRING_SCHEMA, false),
                        column("day", Date.SCHEMA, false),
                        column("at", Timestamp.SCHEMA, false),
                        column("price", Decimal.builder(3).build(), false),
                        column("u", Schema.STRING_SCHEMA, false)),
                WriteRule.UPSERT);
        TableDefinition found = DIALECT.readTable(connection, table).orElseThrow();
        Object[] good = {1L, (short) 1, "t", LocalDate.of(2024, 1, 1), Instant.parse("2024-01-01T00:00:00Z"),
            new BigDecimal("1.005"), "6ba7b810-9dad-11d1-80b4-00c04fd430c8"};
        WRITER.write(connection, found, layout, List.of(row(table, layout, 1, good)));
        expect("SELECT toString((at, price)) FROM narrow", "('2024-01-01 01:00:00',1.01)");
        Object[] bad = {null, (short) 300, null, LocalDate.of(1969, 1, 1), Instant.parse("2200-01-01T00:00:00Z"),
            new BigDecimal("1000"), "no uuid"};
        for (int i = 1; i < bad.length; i++) {
            Object[] values = good.clone();
            values[0] = 2L;
            values[i] = bad[i];
            RowChange row = row(table, layout, 2, values);
            RowChange before = row(table, layout, 2, good.clone());
            before.values()[0] = 7L;
            refused(layout.columns().get(i).name(), () -> WRITER.write(connection, found, layout, List.of(before, row)));
        }
        expect("SELECT toString(count()) FROM narrow", "1");
        refused("no such table", () -> query("SELECT 1 FROM nowhere"));
        refused("no such column", () -> query("SELECT nothing FROM narrow"));
    }

    private void rowsWithoutAKey() throws SQLException {
        TableId table = TableId.of("log");
        RowLayout layout = new RowLayout(List.of(column("text", Schema.STRING_SCHEMA, false)), WriteRule.INSERT);
        write(row(table, layout, 1, "a"), row(table, layout, 2, "a"));
        expect("SELECT toString(count()) FROM log", "2");
    }

    private void evolution() throws SQLException {
        TableId table = TableId.of("evolving");
        RowLayout first = new RowLayout(
                List.of(column("id", Schema.INT64_SCHEMA, true), column("n", Schema.INT32_SCHEMA, false)), WriteRule.UPSERT);
        write(row(table, first, 1, 1L, 1));
        RowLayout second = new RowLayout(
                List.of(
                        column("id", Schema.INT64_SCHEMA, true),
                        column("n", Schema.OPTIONAL_INT64_SCHEMA, false),
                        column("text", SchemaBuilder.string().defaultValue("d'\\").optional().build(), false),
                        column("price", Decimal.builder(1).defaultValue(new BigDecimal("1.5")).optional().build(), false)),
                WriteRule.UPSERT);
        write(row(table, second, 2, 2L, 1L << 40, null, null), row(table, second, 3, 3L, null, "x", null));
        expect("SELECT toString((n, text, price)) FROM evolving ORDER BY id",
                "(1,'d\\'\\\\',1.5); (1099511627776,NULL,NULL); (NULL,'x',NULL)");
    }

    private void manyRows() throws SQLException {
        TableId table = TableId.of("many");
        RowLayout layout = new RowLayout(
                List.of(column("id", Schema.INT64_SCHEMA, true), column("name", Schema.OPTIONAL_STRING_SCHEMA, false)),
                WriteRule.UPSERT);
        List<RowChange> rows = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            rows.add(row(table, layout, i, (long) i, "name " + i));
        }
        long start = System.nanoTime();
        write(rows.toArray(RowChange[]::new));
        System.out.println("10,000 rows in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        expect("SELECT toString(count()) FROM many FINAL", "10000");
        expect("SELECT toString(count()) FROM system.parts WHERE table = 'many' AND active", "1");
    }
}
