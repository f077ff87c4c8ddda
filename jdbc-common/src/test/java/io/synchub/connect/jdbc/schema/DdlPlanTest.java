/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.clickhouse.ClickHouseDialect;
import io.synchub.connect.jdbc.dialect.postgres.PostgresDialect;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TableChange.Kind;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DdlPlanTest {
    private static final TableId ORDERS = TableId.of("orders");
    private static final String UNCHANGED = "";

    private final Dialect dialect = new PostgresDialect();

    private static ColumnDefinition column(String type, Family family, TypeSize size) {
        return new ColumnDefinition("v", type, type.replaceAll("\\(.*\\)", ""), family, true, size);
    }

    private static ColumnDefinition numeric(int precision, int scale) {
        TypeSize size = TypeSize.decimal(precision, scale);
        return column("numeric(" + precision + "," + scale + ")", Family.NUMBER, size);
    }

    private static ColumnDefinition varchar(int length) {
        return column("character varying(" + length + ")", Family.TEXT, TypeSize.text(length));
    }

    private static Schema decimal(int scale, Integer precision) {
        SchemaBuilder builder = Decimal.builder(scale).optional();
        return precision == null
                ? builder.build()
                : builder.parameter("connect.decimal.precision", precision.toString())
                        .build();
    }

    private static Schema text(String parameter, String length) {
        return SchemaBuilder.string().optional().parameter(parameter, length).build();
    }

    private static Schema logical(SchemaBuilder type, String name) {
        return type.name("io.debezium." + name).optional().build();
    }

    static Stream<Arguments> widenings() {
        ColumnDefinition smallint = column("smallint", Family.NUMBER, TypeSize.INT16);
        ColumnDefinition integer = column("integer", Family.NUMBER, TypeSize.INT32);
        ColumnDefinition bigint = column("bigint", Family.NUMBER, TypeSize.INT64);
        ColumnDefinition real = column("real", Family.NUMBER, TypeSize.FLOAT32);
        ColumnDefinition doubles = column("double precision", Family.NUMBER, TypeSize.FLOAT64);
        ColumnDefinition unbounded = column("numeric", Family.NUMBER, TypeSize.UNBOUNDED_DECIMAL);
        ColumnDefinition varbit =
                new ColumnDefinition("v", "bit varying(3)", "bit varying", Family.OTHER, true, TypeSize.bits(3));
        ColumnDefinition seconds = new ColumnDefinition(
                "v",
                "timestamp(0) without time zone",
                "timestamp without time zone",
                Family.OTHER,
                true,
                TypeSize.fraction(0));
        ColumnDefinition millis = new ColumnDefinition(
                "v",
                "timestamp(3) without time zone",
                "timestamp without time zone",
                Family.OTHER,
                true,
                TypeSize.fraction(3));
        String sourceLength = "__debezium.source.column.length";
        return Stream.of(
                Arguments.of(smallint, Schema.OPTIONAL_INT8_SCHEMA, UNCHANGED),
                Arguments.of(smallint, Schema.OPTIONAL_INT32_SCHEMA, "integer"),
                Arguments.of(smallint, Schema.OPTIONAL_INT64_SCHEMA, "bigint"),
                Arguments.of(bigint, Schema.OPTIONAL_INT32_SCHEMA, UNCHANGED),
                Arguments.of(integer, Schema.OPTIONAL_FLOAT64_SCHEMA, UNCHANGED),
                Arguments.of(integer, Schema.OPTIONAL_STRING_SCHEMA, UNCHANGED),
                Arguments.of(integer, decimal(0, 9), UNCHANGED),
                Arguments.of(integer, decimal(0, 10), "numeric(10,0)"),
                Arguments.of(integer, decimal(2, 5), "numeric(12,2)"),
                Arguments.of(bigint, decimal(2, 30), "numeric(30,2)"),
                Arguments.of(bigint, decimal(0, null), "numeric"),
                Arguments.of(real, Schema.OPTIONAL_FLOAT64_SCHEMA, "double precision"),
                Arguments.of(doubles, Schema.OPTIONAL_FLOAT32_SCHEMA, UNCHANGED),
                Arguments.of(real, decimal(2, 10), UNCHANGED),
                Arguments.of(numeric(10, 2), decimal(2, 10), UNCHANGED),
                Arguments.of(numeric(10, 2), decimal(1, 9), UNCHANGED),
                Arguments.of(numeric(10, 2), decimal(4, 10), "numeric(12,4)"),
                Arguments.of(numeric(10, 2), decimal(0, 12), "numeric(14,2)"),
                Arguments.of(numeric(10, 2), decimal(4, 20), "numeric(20,4)"),
                Arguments.of(numeric(10, 2), decimal(4, null), "numeric(12,4)"),
                Arguments.of(numeric(10, 2), decimal(-3, 10), "numeric(15,2)"),
                Arguments.of(numeric(999, 2), decimal(4, 999), "numeric"),
                Arguments.of(numeric(10, 2), Schema.OPTIONAL_INT64_SCHEMA, UNCHANGED),
                Arguments.of(unbounded, decimal(4, 20), UNCHANGED),
                Arguments.of(varchar(20), Schema.OPTIONAL_STRING_SCHEMA, UNCHANGED),
                Arguments.of(varchar(20), text("length", "20"), UNCHANGED),
                Arguments.of(varchar(20), text("length", "19"), UNCHANGED),
                Arguments.of(varchar(20), text("length", "21"), "character varying(21)"),
                Arguments.of(varchar(20), text(sourceLength, "40"), "character varying(40)"),
                Arguments.of(varchar(20), text(sourceLength, "2147483647"), UNCHANGED),
                Arguments.of(varchar(20), text(sourceLength, "many"), UNCHANGED),
                Arguments.of(
                        varchar(20),
                        SchemaBuilder.int32().parameter("length", "40").build(),
                        UNCHANGED),
                Arguments.of(
                        varbit,
                        SchemaBuilder.bytes()
                                .name("io.debezium.data.Bits")
                                .parameter("length", "12")
                                .build(),
                        "bit varying(12)"),
                Arguments.of(
                        seconds, logical(SchemaBuilder.int64(), "time.MicroTimestamp"), "timestamp without time zone"),
                Arguments.of(seconds, logical(SchemaBuilder.int64(), "time.Timestamp"), "timestamp without time zone"),
                Arguments.of(
                        seconds, logical(SchemaBuilder.string(), "time.IsoTimestamp"), "timestamp without time zone"),
                Arguments.of(
                        seconds, logical(SchemaBuilder.string(), "time.ZonedTimestamp"), "timestamp without time zone"),
                Arguments.of(seconds, Timestamp.SCHEMA, "timestamp without time zone"),
                Arguments.of(seconds, Date.SCHEMA, UNCHANGED),
                Arguments.of(seconds, Schema.OPTIONAL_STRING_SCHEMA, UNCHANGED),
                Arguments.of(millis, Timestamp.SCHEMA, UNCHANGED),
                Arguments.of(millis, logical(SchemaBuilder.int64(), "time.MicroTime"), "timestamp without time zone"));
    }

    private static TableDefinition table(ColumnDefinition column, Set<String> required, Set<String> fixed) {
        ColumnDefinition id = new ColumnDefinition("id", "bigint", "bigint", Family.NUMBER, false, TypeSize.INT64);
        return new TableDefinition(
                ORDERS, TableDefinition.BASE_TABLE, List.of(id, column), List.of(Set.of("id")), required, fixed);
    }

    private static RowLayout layout(WriteRule rule, Schema schema) {
        return new RowLayout(
                List.of(
                        new RowLayout.Column("id", Schema.INT64_SCHEMA, true),
                        new RowLayout.Column("v", schema, false)),
                rule);
    }

    @ParameterizedTest(name = "{0} {1} {index}")
    @MethodSource("widenings")
    void a_column_becomes_as_wide_as_the_schema_declares(ColumnDefinition have, Schema schema, String expected) {
        TableDefinition table = table(have, Set.of(), Set.of());
        DdlPlan plan = DdlPlan.forRows(dialect, ORDERS, Optional.of(table), layout(WriteRule.UPSERT, schema));
        if (expected.equals(UNCHANGED)) {
            assertThat(plan.changes()).isEmpty();
        } else {
            assertThat(plan.script()).isEqualTo("ALTER TABLE \"orders\"\n  ALTER COLUMN \"v\" TYPE " + expected + ";");
            assertThat(plan.changes()).extracting(TableChange::kind).containsExactly(Kind.WIDEN);
            assertThat(plan.sentences())
                    .isEqualTo("In table orders column v is " + have.type() + ", its values need " + expected);
        }
    }

    /** Whatever is asked for, a type takes all that it took. */
    @Test
    void a_widened_decimal_never_loses_digits() {
        for (int precision = 1; precision <= 12; precision++) {
            for (int scale = 0; scale <= precision; scale++) {
                for (int wanted = 1; wanted <= 12; wanted++) {
                    for (int wantedScale = 0; wantedScale <= wanted; wantedScale++) {
                        TypeSize have = TypeSize.decimal(precision, scale);
                        RowLayout.Column column = new RowLayout.Column("v", decimal(wantedScale, wanted), false);
                        TypeSize wider = Widening.of(have, column).orElse(have);
                        assertThat(wider.scale()).isGreaterThanOrEqualTo(Math.max(scale, wantedScale));
                        assertThat(wider.precision() - wider.scale())
                                .isGreaterThanOrEqualTo(Math.max(precision - scale, wanted - wantedScale));
                    }
                }
            }
        }
    }

    @Test
    void a_default_that_holds_0x00_is_left_out() {
        ColumnDefinition other = column("integer", Family.NUMBER, TypeSize.INT32);
        RowLayout layout = new RowLayout(
                List.of(
                        new RowLayout.Column("id", Schema.INT64_SCHEMA, true),
                        new RowLayout.Column(
                                "a",
                                SchemaBuilder.string()
                                        .optional()
                                        .defaultValue("x\0y")
                                        .build(),
                                false),
                        new RowLayout.Column(
                                "b",
                                SchemaBuilder.string()
                                        .optional()
                                        .defaultValue("xy")
                                        .build(),
                                false)),
                WriteRule.UPSERT);
        Optional<TableDefinition> table = Optional.of(table(other, Set.of(), Set.of()));
        assertThat(DdlPlan.forRows(dialect, ORDERS, table, layout).script())
                .isEqualTo("ALTER TABLE \"orders\"\n  ADD COLUMN IF NOT EXISTS \"a\" text,\n"
                        + "  ADD COLUMN IF NOT EXISTS \"b\" text DEFAULT 'xy'::text;");
    }

    @Test
    void a_column_whose_name_the_database_would_cut_is_refused() {
        RowLayout long63 = layout("c".repeat(63));
        RowLayout long64 = layout("c".repeat(62) + "\u00e9");
        assertThat(DdlPlan.forRows(dialect, ORDERS, Optional.empty(), long63).changes())
                .hasSize(1);
        assertThatThrownBy(() -> DdlPlan.forRows(dialect, ORDERS, Optional.empty(), long64))
                .isInstanceOf(TableMismatchException.class)
                .hasMessageContaining("Table orders can not have a column ccc")
                .hasMessageContaining("64 bytes and PostgreSQL keeps 63. Rename the field");
    }

    private static RowLayout layout(String name) {
        return new RowLayout(
                List.of(
                        new RowLayout.Column("id", Schema.INT64_SCHEMA, true),
                        new RowLayout.Column(name, Schema.OPTIONAL_STRING_SCHEMA, false)),
                WriteRule.UPSERT);
    }

    @Test
    void what_can_not_be_changed_is_left() {
        ColumnDefinition smallint = column("smallint", Family.NUMBER, TypeSize.INT16);
        TableDefinition table = table(smallint, Set.of(), Set.of("v"));
        RowLayout layout = layout(WriteRule.UPSERT, Schema.OPTIONAL_INT64_SCHEMA);
        assertThat(DdlPlan.forRows(dialect, ORDERS, Optional.of(table), layout).changes())
                .isEmpty();
    }

    @Test
    void a_rewrite_is_told_from_a_change_of_the_catalog() {
        assertThat(rewrites(column("integer", Family.NUMBER, TypeSize.INT32), Schema.OPTIONAL_INT64_SCHEMA))
                .isTrue();
        assertThat(rewrites(numeric(10, 2), decimal(4, 20))).isTrue();
        assertThat(rewrites(numeric(10, 2), decimal(2, 20))).isFalse();
        assertThat(rewrites(varchar(20), text("length", "40"))).isFalse();
    }

    private boolean rewrites(ColumnDefinition have, Schema schema) {
        TableDefinition table = table(have, Set.of(), Set.of());
        return DdlPlan.forRows(dialect, ORDERS, Optional.of(table), layout(WriteRule.UPSERT, schema))
                .changes()
                .get(0)
                .rewrites();
    }

    @Test
    void all_changes_that_rows_need_are_one_script() {
        ColumnDefinition name =
                new ColumnDefinition("name", "smallint", "smallint", Family.NUMBER, false, TypeSize.INT16);
        TableDefinition table = table(name, Set.of("name"), Set.of());
        RowLayout layout = new RowLayout(
                List.of(
                        new RowLayout.Column("id", Schema.INT64_SCHEMA, true),
                        new RowLayout.Column("name", Schema.OPTIONAL_INT32_SCHEMA, false),
                        new RowLayout.Column(
                                "qty", SchemaBuilder.int32().defaultValue(7).build(), false)),
                WriteRule.UPSERT);
        assertThat(DdlPlan.forRows(dialect, ORDERS, Optional.of(table), layout).script())
                .isEqualTo("""
                        ALTER TABLE "orders"
                          ADD COLUMN IF NOT EXISTS "qty" integer DEFAULT '7'::integer;
                        ALTER TABLE "orders"
                          ALTER COLUMN "name" TYPE integer;
                        ALTER TABLE "orders"
                          ALTER COLUMN "name" DROP NOT NULL;""");
    }

    @Test
    void not_null_stays_where_nothing_is_inserted() {
        ColumnDefinition gone = new ColumnDefinition("gone", "text", "text", Family.TEXT, false, TypeSize.text(null));
        TableDefinition table = table(gone, Set.of("gone"), Set.of());
        RowLayout.Column id = new RowLayout.Column("id", Schema.INT64_SCHEMA, true);
        for (RowLayout layout : List.of(
                new RowLayout(List.of(id), WriteRule.UPDATE), RowLayout.partial(List.of(id), WriteRule.UPSERT))) {
            assertThat(DdlPlan.forRows(dialect, ORDERS, Optional.of(table), layout)
                            .changes())
                    .isEmpty();
        }
        assertThat(DdlPlan.forRows(dialect, ORDERS, Optional.of(table), new RowLayout(List.of(id), WriteRule.UPSERT))
                        .changes())
                .extracting(TableChange::kind)
                .containsExactly(Kind.DROP_NOT_NULL);
    }

    @Test
    void a_key_column_that_is_missing_is_no_change() {
        TableDefinition table = new TableDefinition(ORDERS, List.of(), List.of(), Set.of());
        RowLayout layout = layout(WriteRule.UPSERT, Schema.STRING_SCHEMA);
        assertThatThrownBy(() -> DdlPlan.forRows(dialect, ORDERS, Optional.of(table), layout))
                .isInstanceOf(TableMismatchException.class)
                .hasMessageContaining("Table orders has no key column id");
    }

    @Test
    void a_column_that_is_widened_keeps_its_new_type_when_not_null_goes() {
        ColumnDefinition id = new ColumnDefinition("id", "Int64", "Int64", Family.NUMBER, false, TypeSize.INT64);
        ColumnDefinition n = new ColumnDefinition("n", "Int32", "Int32", Family.NUMBER, false, TypeSize.INT32);
        TableDefinition table = new TableDefinition(ORDERS, List.of(id, n), List.of(Set.of("id")), Set.of());
        RowLayout layout = new RowLayout(
                List.of(
                        new RowLayout.Column("id", Schema.INT64_SCHEMA, true),
                        new RowLayout.Column("n", Schema.OPTIONAL_INT64_SCHEMA, false)),
                WriteRule.UPSERT);
        assertThat(DdlPlan.forRows(new ClickHouseDialect(), ORDERS, Optional.of(table), layout)
                        .script())
                .isEqualTo("ALTER TABLE `orders`\n  MODIFY COLUMN `n` Int64;\n"
                        + "ALTER TABLE `orders`\n  MODIFY COLUMN `n` Nullable(Int64);");
    }
}
