/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.dialect.ResultColumn;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TypeSize;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;

/**
 * The dialect's SQL against files that a reader can open. After a change that is meant, write them anew with
 * {@code -Dgolden.update=true} and read the difference.
 */
class PostgresSqlTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "sql", "postgres");
    private static final TableId TABLE = new TableId(null, "Sales", "order \"items\"");

    private final PostgresDialect dialect = new PostgresDialect();
    private final List<RowLayout.Column> columns = List.of(
            column("order_id", Schema.INT64_SCHEMA, true),
            column("Line No", Schema.INT32_SCHEMA, true),
            column("name", Schema.OPTIONAL_STRING_SCHEMA, false),
            column(
                    "price",
                    Decimal.builder(2)
                            .parameter("connect.decimal.precision", "10")
                            .optional()
                            .build(),
                    false),
            column("paid", Schema.OPTIONAL_BOOLEAN_SCHEMA, false),
            column("at", logical("io.debezium.time.ZonedTimestamp"), false),
            column("data", logical("io.debezium.data.Json"), false),
            column("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build(), false),
            column("file", Schema.OPTIONAL_BYTES_SCHEMA, false));
    private final RowLayout layout = new RowLayout(columns, WriteRule.UPSERT);

    private static Schema logical(String name) {
        return SchemaBuilder.string().name(name).optional().build();
    }

    private static RowLayout.Column column(String name, Schema schema, boolean key) {
        return new RowLayout.Column(name, schema, key);
    }

    private List<ColumnDefinition> definitions() {
        return layout.columns().stream()
                .map(column -> dialect.columnFor(column.name(), column.schema(), !column.key()))
                .toList();
    }

    private TableDefinition table() {
        return new TableDefinition(TABLE, definitions(), List.of(Set.of("order_id", "Line No")), Set.of());
    }

    private static void assertGolden(String name, String statement) {
        String sql =
                statement.replaceAll("(?<!DISTINCT) (?=(SELECT|FROM|WHERE|ON CONFLICT|USING|SET|LEFT JOIN)\\b)", "\n");
        Path file = GOLDEN.resolve(name + ".sql");
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(GOLDEN);
                Files.writeString(file, sql + "\n");
            }
            assertThat(sql + "\n").as(file.toString()).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a call prepares. */
    private static String prepared(SqlCall call) throws SQLException {
        List<String> statements = new ArrayList<>();
        PreparedStatement statement = (PreparedStatement) Proxy.newProxyInstance(
                PostgresSqlTest.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> method.getReturnType() == int.class ? (Object) 0 : null);
        Connection connection = (Connection) Proxy.newProxyInstance(
                PostgresSqlTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("prepareStatement")) {
                        return null;
                    }
                    statements.add((String) arguments[0]);
                    return statement;
                });
        call.on(connection);
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }

    private interface SqlCall {
        void on(Connection connection) throws SQLException;
    }

    @Test
    void create_table() {
        assertGolden("create_table", dialect.createTable(TABLE, definitions(), layout.keyNames()));
    }

    @Test
    void create_table_without_a_key() {
        assertGolden("create_table_without_a_key", dialect.createTable(TableId.of("t"), definitions(), List.of()));
    }

    @Test
    void change_type() {
        List<ColumnDefinition> wider = List.of(
                definitions().get(0),
                dialect.resized(definitions().get(3), TypeSize.decimal(14, 4)).orElseThrow());
        assertGolden("change_type", dialect.changeType(TABLE, wider).orElseThrow());
    }

    @Test
    void add_columns() {
        assertGolden("add_columns", dialect.addColumns(TABLE, definitions().subList(2, 5), Map.of()));
    }

    @Test
    void add_columns_with_defaults() {
        Schema text = SchemaBuilder.string().defaultValue("it's").optional().build();
        String literal = dialect.literal(dialect.columnFor("name", text, true), text, "it's");
        assertGolden(
                "add_columns_with_defaults",
                dialect.addColumns(TABLE, definitions().subList(2, 4), Map.of("name", literal)));
    }

    @Test
    void drop_not_null() {
        assertGolden(
                "drop_not_null",
                dialect.dropNotNull(
                        new TableDefinition(TABLE, List.of(), List.of(), Set.of()), List.of("name", "price")));
    }

    @Test
    void writes() throws SQLException {
        BulkWriter bulk = dialect.bulkWriter(ValueOptions.DEFAULT);
        for (WriteMode mode : WriteMode.values()) {
            assertGolden(
                    mode.name().toLowerCase(java.util.Locale.ROOT),
                    prepared(connection -> bulk.write(
                            connection, table(), new RowLayout(columns, WriteRule.always(mode)), List.of())));
        }
    }

    @Test
    void writes_of_rows_of_key_columns_only() throws SQLException {
        BulkWriter bulk = dialect.bulkWriter(ValueOptions.DEFAULT);
        RowLayout keys = layout.keyLayout();
        RowLayout updated = new RowLayout(keys.columns(), WriteRule.UPDATE);
        assertGolden("upsert_of_keys_only", prepared(connection -> bulk.write(connection, table(), keys, List.of())));
        assertGolden(
                "update_of_keys_only", prepared(connection -> bulk.write(connection, table(), updated, List.of())));
    }

    private String rows(RowLayout of) {
        return new SentRows(table(), of, List.of(), ValueOptions.DEFAULT).select();
    }

    private PostgresRowSql sql(WriteMode mode, UpdateWhen when, String column) {
        return new PostgresRowSql(dialect, table(), new RowLayout(columns, new WriteRule(mode, when, column, "paid")));
    }

    @Test
    void writes_of_rows_that_changed() {
        assertGolden(
                "upsert_changed",
                sql(WriteMode.UPSERT, UpdateWhen.CHANGED, null).upsert(rows(layout)));
        assertGolden(
                "update_changed",
                sql(WriteMode.UPDATE, UpdateWhen.CHANGED, null).update(rows(layout)));
        assertGolden(
                "upsert_changed_hash",
                sql(WriteMode.UPSERT, UpdateWhen.CHANGED, "name").upsert(rows(layout)));
        assertGolden(
                "differing_hash",
                sql(WriteMode.UPSERT, UpdateWhen.CHANGED, "name")
                        .differing(
                                new SentRows(table(), layout, List.of(), ValueOptions.DEFAULT).selectWithOrdinals()));
    }

    @Test
    void writes_of_rows_that_are_newer() {
        assertGolden(
                "upsert_newer", sql(WriteMode.UPSERT, UpdateWhen.NEWER, "at").upsert(rows(layout)));
        assertGolden(
                "update_newer", sql(WriteMode.UPDATE, UpdateWhen.NEWER, "at").update(rows(layout)));
    }

    @Test
    void marks() {
        RowLayout keys = new RowLayout(layout.keyLayout().columns(), WriteRule.INSERT.withDeletedColumn("paid"));
        assertGolden("delete_marked", new PostgresRowSql(dialect, table(), keys).deleteMarked(rows(keys)));
        RowLayout mark = RowLayout.deleteMark(List.of(columns.get(4)));
        assertGolden("mark_all", new PostgresRowSql(dialect, table(), mark).mark(rows(mark)));
    }

    @Test
    void delete() throws SQLException {
        assertGolden("delete", prepared(connection -> dialect.bulkWriter(ValueOptions.DEFAULT)
                .delete(connection, table(), layout.keyLayout(), List.of())));
    }

    /** The value is cast and the column is not, whose index could not be used then. */
    @Test
    void keys_that_the_column_rounds() {
        Schema decimal = Decimal.builder(3).build();
        RowLayout keys = new RowLayout(
                List.of(
                        column("price", decimal, true),
                        column("at", Timestamp.SCHEMA, true),
                        column("order_id", Schema.INT32_SCHEMA, true)),
                WriteRule.UPSERT);
        List<ColumnDefinition> rounding = List.of(
                new ColumnDefinition(
                        "price", "numeric(10,1)", "numeric", Family.NUMBER, false, TypeSize.decimal(10, 1)),
                new ColumnDefinition(
                        "at",
                        "timestamp(0) without time zone",
                        "timestamp without time zone",
                        Family.OTHER,
                        false,
                        TypeSize.fraction(0)),
                definitions().get(0));
        TableDefinition table = new TableDefinition(TABLE, rounding, List.of(), Set.of());
        assertGolden(
                "delete_rounded",
                new PostgresRowSql(dialect, table, keys)
                        .delete(new SentRows(table, keys, List.of(), ValueOptions.DEFAULT).select()));
    }

    @Test
    void keyed_queries() {
        List<RowLayout.Column> keys = List.of(
                column("user_id", Schema.INT32_SCHEMA, true),
                column(
                        "date",
                        SchemaBuilder.int32().name("io.debezium.time.Date").build(),
                        true));
        List<ResultColumn> result = keys.stream()
                .map(key -> new ResultColumn(key.schema(), dialect.columnFor(key.name(), key.schema(), true), false))
                .toList();
        assertGolden(
                "keyed_query_plain",
                dialect.aggregateSource()
                        .orElseThrow()
                        .keyedQuery("SELECT user_id, date, sum(amount) FROM orders GROUP BY 1, 2", keys, result)
                        .sql());
        assertGolden(
                "keyed_query_with_keys",
                dialect.aggregateSource()
                        .orElseThrow()
                        .keyedQuery(
                                "SELECT user_id, date, sum(amount) FROM orders JOIN ${keys} USING (user_id, date)"
                                        + " GROUP BY 1, 2",
                                keys,
                                List.of())
                        .sql());
    }
}
