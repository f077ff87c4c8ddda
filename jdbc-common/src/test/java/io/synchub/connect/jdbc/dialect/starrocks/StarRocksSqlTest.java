/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.starrocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.dialect.Dialects;
import io.synchub.connect.jdbc.dialect.GoldenSql;
import io.synchub.connect.jdbc.dialect.Refusal;
import io.synchub.connect.jdbc.dialect.statement.RowSql.Operation;
import io.synchub.connect.jdbc.error.SqlFailure.Kind;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StarRocksSqlTest {
    private static final TableId TABLE = new TableId(null, "sales", "or`ders");

    private final GoldenSql golden = new GoldenSql("starrocks");
    private final StarRocksDialect dialect = new StarRocksDialect();
    private final StarRocksRowSql sql = new StarRocksRowSql(dialect);
    private final List<RowLayout.Column> columns = List.of(
            column("name", Schema.OPTIONAL_STRING_SCHEMA, false),
            column("order_id", Schema.INT64_SCHEMA, true),
            column("line", Schema.STRING_SCHEMA, true),
            column(
                    "price",
                    Decimal.builder(2)
                            .parameter("connect.decimal.precision", "10")
                            .optional()
                            .build(),
                    false),
            column("paid", Schema.OPTIONAL_BOOLEAN_SCHEMA, false),
            column("day", Date.builder().optional().build(), false),
            column("at", Timestamp.builder().optional().build(), false),
            column(
                    "data",
                    SchemaBuilder.string()
                            .name("io.debezium.data.Json")
                            .optional()
                            .build(),
                    false),
            column("file", Schema.OPTIONAL_BYTES_SCHEMA, false));
    private final RowLayout layout = new RowLayout(columns, WriteRule.UPSERT);
    private final RowLayout single = new RowLayout(columns.subList(0, 2), WriteRule.UPSERT);

    private static RowLayout.Column column(String name, Schema schema, boolean key) {
        return new RowLayout.Column(name, schema, key);
    }

    private List<ColumnDefinition> definitions() {
        return columns.stream()
                .map(column -> dialect.columnFor(column.name(), column.schema(), !column.key()))
                .toList();
    }

    private TableDefinition table() {
        return new TableDefinition(TABLE, definitions(), List.of(Set.of("order_id", "line")), Set.of());
    }

    private String text(Operation operation, RowLayout of, int rows) {
        return sql.statement(operation, table(), of, rows).sql();
    }

    @Test
    void tables() {
        golden.check("create_table", dialect.createTable(TABLE, definitions(), List.of("order_id", "line")));
        golden.check(
                "create_table_without_a_key",
                dialect.createTable(TableId.of("t"), definitions().subList(0, 1), List.of()));
        golden.check(
                "add_columns",
                dialect.addColumns(
                        TABLE,
                        definitions().subList(3, 5),
                        Map.of("paid", dialect.literal(definitions().get(4), Schema.OPTIONAL_BOOLEAN_SCHEMA, true))));
        golden.check("drop_not_null", dialect.dropNotNull(table(), List.of("line")));
        golden.check(
                "change_type",
                dialect.changeType(TABLE, definitions().subList(3, 4)).orElseThrow());
        golden.check("truncate", sql.truncate(table()));
        golden.check("catalog_columns", StarRocksCatalog.COLUMNS);
        golden.check("catalog_model", StarRocksCatalog.MODEL);
        golden.check("session", dialect.sessionSetup());
    }

    @Test
    void writes() {
        golden.check("upsert", text(Operation.UPSERT, layout, 2));
        golden.check("update", text(Operation.UPDATE, layout, 1));
        golden.check(
                "update_newer",
                text(
                        Operation.UPDATE,
                        new RowLayout(columns, new WriteRule(WriteMode.UPDATE, UpdateWhen.NEWER, "at")),
                        1));
        golden.check(
                "update_changed",
                text(
                        Operation.UPDATE,
                        new RowLayout(columns.subList(0, 3), new WriteRule(WriteMode.UPDATE, UpdateWhen.CHANGED, null)),
                        1));
        golden.check("delete", text(Operation.DELETE, layout.keyLayout(), 2));
        golden.check("delete_by_one_column", text(Operation.DELETE, single.keyLayout(), 3));
        RowLayout marked = new RowLayout(columns.subList(0, 2), WriteRule.INSERT.withDeletedColumn("paid"));
        golden.check("delete_marked", text(Operation.DELETE_MARKED, marked.keyLayout(), 2));
        golden.check(
                "mark_all",
                sql.mark(table(), RowLayout.deleteMark(columns.subList(4, 5))).sql());
    }

    @Test
    void a_url_of_mysql_leads_to_it_only_by_name() {
        String url = "jdbc:mysql://fe:9030/sales";
        assertThat(Dialects.of(url).name()).isEqualTo("MySQL");
        assertThat(Dialects.of(url, "mysql").name()).isEqualTo("MySQL");
        assertThat(Dialects.of(url, "StarRocks").name()).isEqualTo("StarRocks");
        assertThat(Dialects.of(url, "Star-RocksDatabaseDialect").name()).isEqualTo("StarRocks");
        assertThat(Dialects.of(url, "PostgreSQL").name()).isEqualTo("MySQL");
        assertThat(Dialects.of("jdbc:starrocks://fe:9030/sales").name()).isEqualTo("StarRocks");
        assertThat(dialect.driverUrl("jdbc:starrocks://fe:9030/sales")).startsWith(url);
    }

    @Test
    void rules_that_it_does_not_know() {
        assertThat(dialect.refusal(WriteRule.INSERT, true)).isEmpty();
        assertThat(dialect.refusal(WriteRule.UPSERT.withDeletedColumn("_deleted"), true))
                .isEmpty();
        assertThat(dialect.refusal(new WriteRule(WriteMode.UPDATE, UpdateWhen.NEWER, "at"), false))
                .isEmpty();
        assertThat(of(WriteRule.always(WriteMode.INSERT_IGNORE))).isEqualTo(Refusal.Of.MODE);
        assertThat(of(new WriteRule(WriteMode.UPSERT, UpdateWhen.CHANGED, null)))
                .isEqualTo(Refusal.Of.CONDITION);
        assertThat(of(new WriteRule(WriteMode.UPSERT, UpdateWhen.NEWER, "at"))).isEqualTo(Refusal.Of.CONDITION);
    }

    private Refusal.Of of(WriteRule rule) {
        return dialect.refusal(rule, false).orElseThrow().of();
    }

    @ParameterizedTest
    @CsvSource({
        "5502, anything, STALE_TABLE",
        "1064, Getting analyzing error. Detail message: Unknown table 'a.b'., STALE_TABLE",
        "1064, Getting analyzing error. Detail message: Column 'x' cannot be resolved., STALE_TABLE",
        "1064, 'Insert has filtered data in strict mode, txn_id = 4', DATA",
        "5610, Insert has filtered data : txn_id = 4, DATA",
        "1064, Too many versions. tablet_id: 1, PASSING",
        "5609, Failed when executing INSERT, PASSING",
        "1045, Access denied for user, SETUP",
        "1064, Getting syntax error at line 1, SETUP"
    })
    void a_failure_is_sorted_by_its_code_or_by_words(int code, String message, Kind kind) {
        assertThat(StarRocksFailures.of(new SQLException(message, "HY000", code))
                        .kind())
                .isEqualTo(kind);
    }
}
