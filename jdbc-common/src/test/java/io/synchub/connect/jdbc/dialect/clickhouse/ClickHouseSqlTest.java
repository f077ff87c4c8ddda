/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.dialect.GoldenSql;
import io.synchub.connect.jdbc.dialect.Refusal;
import io.synchub.connect.jdbc.dialect.statement.RowSql.Operation;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class ClickHouseSqlTest {
    private static final TableId TABLE = new TableId(null, "Sales", "order `items`");
    private static final Optional<ReplacingEngine> ENGINE = Optional.of(new ReplacingEngine("_version", "_is_deleted"));
    private static final WriteRule NEWER = new WriteRule(WriteMode.UPSERT, UpdateWhen.NEWER, "at");

    private final GoldenSql golden = new GoldenSql("clickhouse");
    private final ClickHouseDialect dialect = new ClickHouseDialect();
    private final ClickHouseRowSql sql = new ClickHouseRowSql(dialect);
    private final List<RowLayout.Column> columns = List.of(
            column("order_id", Schema.INT64_SCHEMA, true),
            column("Line\\No", Schema.STRING_SCHEMA, true),
            column(
                    "price",
                    Decimal.builder(2)
                            .parameter("connect.decimal.precision", "10")
                            .optional()
                            .build(),
                    false),
            column("paid", Schema.OPTIONAL_BOOLEAN_SCHEMA, false),
            column("day", Date.builder().optional().build(), false),
            column("at", Timestamp.SCHEMA, false),
            column(
                    "data",
                    SchemaBuilder.string()
                            .name("io.debezium.data.Json")
                            .optional()
                            .build(),
                    false),
            column(
                    "uuid",
                    SchemaBuilder.string()
                            .name("io.debezium.data.Uuid")
                            .optional()
                            .build(),
                    false),
            column("tags", SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build(), false),
            column("more", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build(), false),
            column("file", Schema.OPTIONAL_BYTES_SCHEMA, false));
    private final RowLayout layout = new RowLayout(columns, WriteRule.UPSERT);

    private static RowLayout.Column column(String name, Schema schema, boolean key) {
        return new RowLayout.Column(name, schema, key);
    }

    private List<ColumnDefinition> definitions() {
        return columns.stream()
                .map(column -> dialect.columnFor(
                        column.name(), column.schema(), column.schema().isOptional()))
                .toList();
    }

    private TableDefinition table() {
        List<ColumnDefinition> all = new ArrayList<>(definitions());
        all.add(ClickHouseTypes.ofCatalog("_version", "UInt64"));
        all.add(ClickHouseTypes.ofCatalog("_is_deleted", "UInt8"));
        return new TableDefinition(TABLE, all, List.of(Set.of("order_id", "Line\\No")), Set.of());
    }

    @Test
    void tables() {
        golden.check("create_table", dialect.createTable(TABLE, definitions(), layout.keyNames(), WriteRule.UPSERT));
        golden.check("create_table_newer", dialect.createTable(TABLE, definitions(), layout.keyNames(), NEWER));
        golden.check(
                "create_table_without_a_key",
                dialect.createTable(TableId.of("t"), definitions().subList(0, 2), List.of(), WriteRule.INSERT));
        golden.check(
                "add_columns",
                dialect.addColumns(
                        TABLE,
                        definitions().subList(2, 4),
                        Map.of("paid", dialect.literal(definitions().get(3), Schema.OPTIONAL_BOOLEAN_SCHEMA, true))));
        golden.check("drop_not_null", dialect.dropNotNull(table(), List.of("at")));
        golden.check(
                "change_type",
                dialect.changeType(TABLE, List.of(ClickHouseTypes.ofCatalog("price", "Nullable(Decimal(20, 4))")))
                        .orElseThrow());
        golden.check("truncate", sql.truncate(table()));
    }

    @Test
    void writes() {
        golden.check("insert", insert(layout));
        golden.check(
                "upsert",
                insert(VersionedLayout.ofWrites(table(), ENGINE, layout).layout()));
        golden.check(
                "delete",
                insert(VersionedLayout.ofDeletes(table(), ENGINE, layout.keyLayout())
                        .layout()));
    }

    private String insert(RowLayout of) {
        return sql.statement(Operation.UPSERT, table(), of, 1).sql();
    }

    @Test
    void a_row_gets_its_offset_as_version_and_a_delete_of_a_fuller_row_the_mark() {
        Object[] values = new Object[columns.size()];
        values[0] = 7L;
        values[1] = "a";
        RowChange row = new RowChange(TABLE, layout, RowChange.Operation.WRITE, values, new RecordPosition("t", 3, 42));
        RowChange written = VersionedLayout.ofWrites(table(), ENGINE, layout).row(row);
        assertThat(written.values())
                .hasSize(columns.size() + 1)
                .startsWith(7L, "a")
                .endsWith(42L);
        RowChange deleted =
                VersionedLayout.ofDeletes(table(), ENGINE, layout.keyLayout()).row(row);
        assertThat(deleted.values()).containsExactly(7L, "a", 42L, (byte) 1);
        assertThat(deleted.layout().rule()).isEqualTo(WriteRule.UPSERT);
    }

    @Test
    void a_table_of_another_engine_is_refused_where_rows_would_be_lost() {
        Optional<ReplacingEngine> byTime = Optional.of(new ReplacingEngine("at", null));
        assertThat(VersionedLayout.ofWrites(table(), byTime, layout).layout().columns())
                .isEqualTo(columns);
        assertThat(VersionedLayout.ofWrites(table(), Optional.empty(), layout)
                        .layout()
                        .columns())
                .isEqualTo(columns);
        assertThatThrownBy(() -> VersionedLayout.ofDeletes(table(), byTime, layout.keyLayout()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("ReplacingMergeTree(_version, _is_deleted)");
        assertThatThrownBy(() -> VersionedLayout.ofDeletes(table(), Optional.empty(), layout.keyLayout()))
                .isInstanceOf(ConnectException.class);
        assertThatThrownBy(
                        () -> VersionedLayout.ofWrites(table(), Optional.of(new ReplacingEngine("lsn", null)), layout))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column lsn");
        assertThatThrownBy(() -> VersionedLayout.ofWrites(table(), ENGINE, new RowLayout(columns, NEWER)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("ReplacingMergeTree(at)");
    }

    @Test
    void engines() {
        assertThat(ReplacingEngine.of("MergeTree ORDER BY tuple()")).isEmpty();
        assertThat(ReplacingEngine.of("ReplacingMergeTree ORDER BY id")).contains(new ReplacingEngine(null, null));
        assertThat(ReplacingEngine.of("ReplacingMergeTree(v) ORDER BY (a, b)"))
                .contains(new ReplacingEngine("v", null));
        assertThat(
                        ReplacingEngine.of(
                                "ReplicatedReplacingMergeTree('/tables/{uuid}, (x)/{shard}', '{replica}', `a, \\`b`, d) ORDER BY f(x)"))
                .contains(new ReplacingEngine("a, `b", "d"));
        assertThat(ReplacingEngine.of("SharedReplacingMergeTree('/t', 'r', _version, _is_deleted) ORDER BY id"))
                .isEqualTo(ENGINE);
    }

    @Test
    void columns_of_the_catalog() {
        ColumnDefinition frugal = ClickHouseTypes.ofCatalog("c", "LowCardinality(Nullable(String))");
        assertThat(frugal.nullable()).isTrue();
        assertThat(frugal.family()).isEqualTo(ColumnDefinition.Family.TEXT);
        assertThat(ClickHouseTypes.declared(frugal, true)).isEqualTo("LowCardinality(Nullable(String))");
        assertThat(ClickHouseTypes.declared(frugal, false)).isEqualTo("LowCardinality(String)");
        ColumnDefinition array = ClickHouseTypes.ofCatalog("c", "Array(Nullable(Int8))");
        assertThat(array.nullable()).isFalse();
        assertThat(array.type()).isEqualTo("Array(Nullable(Int8))");
    }

    @Test
    void rules_that_it_does_not_know() {
        assertThat(dialect.refusal(WriteRule.INSERT, false)).isEmpty();
        assertThat(dialect.refusal(WriteRule.UPSERT, true)).isEmpty();
        assertThat(dialect.refusal(NEWER, false)).isEmpty();
        assertThat(of(NEWER, true)).isEqualTo(Refusal.Of.DELETES);
        assertThat(of(WriteRule.always(WriteMode.INSERT_IGNORE), false)).isEqualTo(Refusal.Of.MODE);
        assertThat(of(WriteRule.UPDATE, false)).isEqualTo(Refusal.Of.MODE);
        assertThat(of(new WriteRule(WriteMode.UPSERT, UpdateWhen.CHANGED, null), false))
                .isEqualTo(Refusal.Of.CONDITION);
        assertThat(of(WriteRule.UPSERT.withDeletedColumn("_deleted"), true)).isEqualTo(Refusal.Of.MARKS);
    }

    private Refusal.Of of(WriteRule rule, boolean deletes) {
        return dialect.refusal(rule, deletes).orElseThrow().of();
    }

    @Test
    void a_missing_driver_is_named_with_its_jar() {
        assertThatThrownBy(dialect::driver).hasMessageContaining("clickhouse-jdbc-<version>-all.jar");
    }
}
