/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import static io.synchub.connect.jdbc.sink.harness.Records.envelope;
import static io.synchub.connect.jdbc.sink.harness.Records.event;
import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowChange.Operation;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How records are read by the further modes: rules, soft deletes, truncates, names, and what topics have of their own. */
class RowReaderModesTest {
    private static final String[] UPSERT = {
        "insert.mode", "upsert", "pk.mode", "record_key", "pk.fields", "id", "delete.enabled", "true"
    };

    private static final Schema KEY = schema("id:int64");
    private static final Schema ROW = schema("name:string?", "qty:int32?");
    private static final Schema ENVELOPE = envelope(schema("id:int64", "name:string?"));

    private static RowReader reader(String[] base, String... properties) {
        Map<String, String> all = new HashMap<>(Map.of("connection.url", "jdbc:postgresql:x"));
        for (int i = 0; i < base.length; i += 2) {
            all.put(base[i], base[i + 1]);
        }
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        return new RowReader(new JdbcSinkConfig(all));
    }

    private static SinkRecord record(String topic, Schema schema, Object value) {
        return new SinkRecord(topic, 3, KEY, struct(KEY, 1L), schema, value, 42);
    }

    private static SinkRecord row() {
        return record("orders", ROW, struct(ROW, "a", 1));
    }

    private static RowChange read(RowReader reader, SinkRecord record) {
        List<RowChange> rows = new ArrayList<>();
        reader.read(record, rows::add);
        assertThat(rows).hasSizeLessThanOrEqualTo(1);
        return rows.isEmpty() ? null : rows.get(0);
    }

    private static List<String> names(RowChange row) {
        return row.layout().columns().stream().map(RowLayout.Column::name).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "changed, update.hash.column, name, CHANGED, name",
        "changed, update.hash.column, '', CHANGED,",
        "newer, update.version.column, qty, NEWER, qty",
        "ALWAYS, update.version.column, qty, ALWAYS,"
    })
    void the_rule_of_updates_belongs_to_the_layout(
            String when, String key, String column, UpdateWhen expected, String ruleColumn) {
        RowChange change = read(reader(UPSERT, "update.when", when, key, column), row());
        assertThat(change.layout().rule()).isEqualTo(new WriteRule(WriteMode.UPSERT, expected, ruleColumn));
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert_ignore", "insert-ignore", "INSERT_IGNORE"})
    void insert_ignore_is_written_in_any_way(String mode) {
        assertThat(read(reader(new String[0], "insert.mode", mode), row())
                        .layout()
                        .rule()
                        .mode())
                .isEqualTo(WriteMode.INSERT_IGNORE);
    }

    @Test
    void a_row_without_the_column_of_its_rule_is_refused() {
        assertThatThrownBy(
                        () -> read(reader(UPSERT, "update.when", "newer", "update.version.column", "version"), row()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("topic orders, partition 3, offset 42", "no column version", "name, qty");
        assertThatThrownBy(() -> read(reader(UPSERT, "update.when", "changed", "update.hash.column", "h"), row()))
                .hasMessageContainingAll("no column h", "update.hash.column");
        assertThatThrownBy(() -> read(reader(UPSERT, "update.when", "newer", "update.version.column", "name"), row()))
                .hasMessageContainingAll("Column name", "STRING", "number, a date or a timestamp");
    }

    @Test
    void a_soft_delete_marks_the_row_of_its_key() {
        RowReader reader = reader(UPSERT, "delete.mode", "soft");
        RowChange deleted = read(reader, record("orders", null, null));
        assertThat(deleted.operation()).isEqualTo(Operation.WRITE);
        assertThat(deleted.layout().isDeleteMark()).isTrue();
        assertThat(names(deleted)).containsExactly("id", "_deleted");
        assertThat(deleted.values()).containsExactly(1L, true);

        RowChange written = read(reader, row());
        assertThat(names(written)).containsExactly("id", "name", "qty", "_deleted");
        assertThat(written.values()).containsExactly(1L, "a", 1, false);
        assertThat(written.layout().rule().deletedColumn()).isEqualTo("_deleted");
    }

    @Test
    void a_record_that_says_itself_whether_it_is_deleted_is_believed() {
        Schema marked = schema("name:string?", "gone:boolean");
        RowChange written = read(
                reader(UPSERT, "delete.mode", "soft", "delete.column", "gone", "fields.whitelist", "name"),
                record("orders", marked, struct(marked, "a", true)));
        assertThat(names(written)).containsExactly("id", "name", "gone");
        assertThat(written.values()).containsExactly(1L, "a", true);
    }

    @Test
    void a_truncate_empties_the_table_or_marks_its_rows_or_is_passed_over() {
        SinkRecord truncate = new SinkRecord("orders", 0, null, null, ENVELOPE, event(ENVELOPE, "t", null, null), 42);
        RowChange hard = read(reader(UPSERT), truncate);
        assertThat(hard.operation()).isEqualTo(Operation.TRUNCATE);
        assertThat(hard.table()).hasToString("orders");
        assertThat(hard.values()).isEmpty();

        RowChange soft = read(reader(UPSERT, "delete.mode", "soft"), truncate);
        assertThat(soft.operation()).isEqualTo(Operation.TRUNCATE);
        assertThat(names(soft)).containsExactly("_deleted");
        assertThat(soft.values()).containsExactly(true);

        assertThat(read(reader(UPSERT, "truncate.enabled", "false"), truncate)).isNull();
        assertThat(read(reader(UPSERT, "delete.enabled", "false"), truncate)).isNull();
        assertThat(read(reader(UPSERT, "delete.enabled", "false", "truncate.enabled", "true"), truncate))
                .isNotNull();
    }

    @Test
    void debezium_deletes_by_fields_of_the_row_before() {
        RowReader reader = reader(UPSERT, "pk.mode", "record_value");
        RowChange deleted =
                read(reader, record("orders", ENVELOPE, event(ENVELOPE, "d", new Object[] {7L, "old"}, null)));
        assertThat(deleted.operation()).isEqualTo(Operation.DELETE);
        assertThat(names(deleted)).containsExactly("id");
        assertThat(deleted.values()).containsExactly(7L);
        assertThat(read(reader, record("orders", null, null))).isNull();
        assertThatThrownBy(() -> read(reader, record("orders", ENVELOPE, event(ENVELOPE, "d", null, null))))
                .hasMessageContaining("REPLICA IDENTITY FULL");
    }

    @Test
    void a_rewritten_delete_is_a_delete_where_deletes_are_enabled() {
        Schema rewritten = schema("name:string?", "__deleted:string?");
        SinkRecord gone = record("orders", rewritten, struct(rewritten, "a", "true"));
        assertThat(read(reader(UPSERT), gone).operation()).isEqualTo(Operation.DELETE);
        assertThat(read(reader(UPSERT, "delete.enabled", "false"), gone).values())
                .containsExactly(1L, "a", "true");
        SinkRecord there = record("orders", rewritten, struct(rewritten, "a", "false"));
        assertThat(read(reader(UPSERT), there).values()).containsExactly(1L, "a", "false");
    }

    @Test
    void only_listed_fields_are_written_and_the_key() {
        assertThat(names(read(reader(UPSERT, "fields.whitelist", "qty,nothing"), row())))
                .containsExactly("id", "qty");
        assertThat(names(read(
                        reader(
                                UPSERT,
                                "fields.whitelist",
                                "name",
                                "update.when",
                                "newer",
                                "update.version.column",
                                "qty"),
                        row())))
                .containsExactly("id", "name", "qty");
    }

    @Test
    void tables_by_header_and_field() {
        SinkRecord record = row();
        record.headers().addString("tenant", "acme");
        RowReader byHeader = reader(UPSERT, "table.name.format", "${header:tenant}.${topic}");
        assertThat(read(byHeader, record).table()).hasToString("acme.orders");
        assertThatThrownBy(() -> read(byHeader, row()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no header 'tenant'");
        assertThat(read(reader(UPSERT, "table.name.format", "t_${field:name}"), row())
                        .table())
                .hasToString("t_a");
    }

    @Test
    void tables_by_the_source_block_of_an_event() {
        Schema source = schema("table:string");
        SchemaBuilder builder = SchemaBuilder.struct();
        ENVELOPE.fields().forEach(field -> builder.field(field.name(), field.schema()));
        Schema whole = builder.field("source", source).build();
        Struct value = new Struct(whole).put("op", "c").put("source", struct(source, "invoices"));
        value.put("after", struct(ENVELOPE.field("after").schema(), 1L, "b"));
        RowReader reader = reader(UPSERT, "table.name.format", "${field:source.table}_${field:name}");
        assertThat(read(reader, record("orders", whole, value)).table()).hasToString("invoices_b");
        assertThat(read(reader, record("orders", null, null))).isNull();
    }

    @Test
    void names_are_folded_when_they_are_not_quoted() {
        Schema cased = schema("Name:string?", "QTY:int32?");
        SinkRecord record = record("Orders", cased, struct(cased, "a", 1));
        String[] folded = {"quote.sql.identifiers", "never", "update.when", "newer", "update.version.column", "QTY"};
        RowChange change = read(reader(UPSERT, folded), record);
        assertThat(change.table()).hasToString("orders");
        assertThat(names(change)).containsExactly("id", "name", "qty");
        assertThat(change.layout().rule().column()).isEqualTo("qty");
        assertThat(names(read(reader(UPSERT), record))).containsExactly("id", "Name", "QTY");

        Schema twice = schema("Name:string?", "name:string?");
        assertThatThrownBy(() -> read(
                        reader(UPSERT, "quote.sql.identifiers", "never"),
                        record("orders", twice, struct(twice, "a", "b"))))
                .hasMessageContaining("Two fields are column name");
    }

    @Test
    void a_topic_may_have_settings_of_its_own() {
        RowReader reader = reader(
                UPSERT,
                "topic.shop.public.orders.table.name.format",
                "copy",
                "topic.shop.public.orders.fields.whitelist",
                "name",
                "topic.shop.public.orders.insert.mode",
                "insert_ignore");
        RowChange own = read(reader, record("shop.public.orders", ROW, struct(ROW, "a", 1)));
        assertThat(own.table()).hasToString("copy");
        assertThat(names(own)).containsExactly("id", "name");
        assertThat(own.layout().rule().mode()).isEqualTo(WriteMode.INSERT_IGNORE);
        RowChange other = read(reader, record("public.orders", ROW, struct(ROW, "a", 1)));
        assertThat(other.table()).hasToString("public.orders");
        assertThat(other.layout().rule().mode()).isEqualTo(WriteMode.UPSERT);
    }

    @Test
    void topics_with_equal_columns_and_rules_share_a_layout() {
        RowReader reader = reader(UPSERT, "topic.b.table.name.format", "a", "topic.c.insert.mode", "update");
        RowLayout first = read(reader, record("a", ROW, struct(ROW, "x", 1))).layout();
        assertThat(read(reader, record("b", ROW, struct(ROW, "y", 2))).layout()).isSameAs(first);
        assertThat(read(reader, record("c", ROW, struct(ROW, "y", 2))).layout()).isNotSameAs(first);
    }

    @Test
    void a_null_is_the_default_only_when_that_is_wanted() {
        Schema defaulted = SchemaBuilder.struct()
                .field("qty", SchemaBuilder.int32().optional().defaultValue(7).build())
                .build();
        SinkRecord record = record("orders", defaulted, struct(defaulted, (Object) null));
        assertThat(read(reader(UPSERT), record).values()).containsExactly(1L, null);
        assertThat(read(reader(UPSERT, "replace.null.with.default", "true"), record)
                        .values())
                .containsExactly(1L, 7);
    }

    @Test
    void the_position_as_key_has_the_topic_that_transforms_gave() {
        SinkRecord renamed = new SinkRecord(
                "renamed",
                3,
                null,
                null,
                ROW,
                struct(ROW, "a", 1),
                42,
                null,
                TimestampType.NO_TIMESTAMP_TYPE,
                null,
                "original",
                3,
                42);
        RowChange change = read(reader(new String[] {"pk.mode", "kafka"}), renamed);
        assertThat(change.values()).containsExactly("renamed", 3, 42L, "a", 1);
        assertThat(change.position()).hasToString("topic original, partition 3, offset 42");
    }
}
