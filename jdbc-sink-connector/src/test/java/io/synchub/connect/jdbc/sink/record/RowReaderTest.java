/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import static io.synchub.connect.jdbc.sink.harness.Records.envelope;
import static io.synchub.connect.jdbc.sink.harness.Records.event;
import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowChange.Operation;
import io.synchub.connect.jdbc.write.RowLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {
    private static final Schema KEY = schema("id:int64");
    private static final Schema ROW = schema("name:string?", "qty:int32?");

    private static RowReader reader(String... properties) {
        Map<String, String> all = new HashMap<>(Map.of("connection.url", "jdbc:postgresql:x"));
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        return new RowReader(new JdbcSinkConfig(all));
    }

    private static RowReader upserts() {
        return reader("insert.mode", "upsert", "pk.mode", "record_key", "delete.enabled", "true");
    }

    private static SinkRecord record(Schema keySchema, Object key, Schema valueSchema, Object value) {
        return new SinkRecord("orders", 3, keySchema, key, valueSchema, value, 42);
    }

    private static RowChange read(RowReader reader, SinkRecord record) {
        List<RowChange> rows = new ArrayList<>();
        reader.read(record, rows::add);
        assertThat(rows).hasSizeLessThanOrEqualTo(1);
        return rows.isEmpty() ? null : rows.get(0);
    }

    private static String failure(RowReader reader, SinkRecord record) {
        Throwable thrown = catchThrowable(() -> read(reader, record));
        assertThat(thrown).isInstanceOf(DataException.class);
        assertThat(trace(thrown))
                .contains("topic orders, partition 3, offset 42")
                .doesNotContain("secret", "770077");
        return thrown.getMessage();
    }

    private static List<String> names(RowChange row) {
        return row.layout().columns().stream().map(RowLayout.Column::name).toList();
    }

    @Test
    void without_a_key_rows_have_the_values_fields() {
        RowChange row = read(reader(), record(KEY, struct(KEY, 1L), ROW, struct(ROW, "a", 1)));
        assertThat(names(row)).containsExactly("name", "qty");
        assertThat(row.values()).containsExactly("a", 1);
        assertThat(row.key()).isNull();
        assertThat(row.table()).hasToString("orders");
        assertThat(row.position()).hasToString("topic orders, partition 3, offset 42");
    }

    @Test
    void key_columns_come_first() {
        RowChange row = read(upserts(), record(KEY, struct(KEY, 1L), ROW, struct(ROW, "a", null)));
        assertThat(names(row)).containsExactly("id", "name", "qty");
        assertThat(row.values()).containsExactly(1L, "a", null);
        assertThat(row.layout().keyNames()).containsExactly("id");
    }

    @Test
    void some_fields_of_a_struct_key() {
        Schema key = schema("a:int32", "b:int32");
        RowChange row = read(
                reader("pk.mode", "record_key", "pk.fields", "b"),
                record(key, struct(key, 1, 2), ROW, struct(ROW, "x", 1)));
        assertThat(names(row)).containsExactly("b", "name", "qty");
        assertThat(row.values()).containsExactly(2, "x", 1);
    }

    @Test
    void all_fields_of_the_value_as_key() {
        RowChange row = read(reader("pk.mode", "record_value"), record(null, null, ROW, struct(ROW, "x", 1)));
        assertThat(row.layout().keyNames()).containsExactly("name", "qty");
    }

    @Test
    void schemas_that_are_equal_share_a_layout() {
        RowReader reader = upserts();
        RowChange first = read(reader, record(KEY, struct(KEY, 1L), ROW, struct(ROW, "a", 1)));
        Schema sameKey = schema("id:int64");
        Schema same = schema("name:string?", "qty:int32?");
        RowChange second = read(reader, record(sameKey, struct(sameKey, 2L), same, struct(same, "b", 2)));
        assertThat(second.layout()).isSameAs(first.layout());
    }

    @Test
    void a_tombstone_is_a_delete_of_the_key() {
        RowChange row = read(upserts(), record(KEY, struct(KEY, 1L), null, null));
        assertThat(row.operation()).isEqualTo(Operation.DELETE);
        assertThat(names(row)).containsExactly("id");
        assertThat(read(reader("pk.mode", "record_key"), record(KEY, struct(KEY, 1L), null, null)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "r", "u"})
    void an_event_is_a_write_of_the_image_after(String op) {
        Schema envelope = envelope(ROW);
        Object value = event(envelope, op, new Object[] {"old", 0}, new Object[] {"new", 1});
        RowChange row = read(upserts(), record(KEY, struct(KEY, 1L), envelope, value));
        assertThat(row.operation()).isEqualTo(Operation.WRITE);
        assertThat(row.values()).containsExactly(1L, "new", 1);
    }

    @Test
    void an_event_of_a_delete_is_a_delete() {
        Schema envelope = envelope(ROW);
        SinkRecord record = record(KEY, struct(KEY, 1L), envelope, event(envelope, "d", new Object[] {"old", 0}, null));
        assertThat(read(upserts(), record).operation()).isEqualTo(Operation.DELETE);
        assertThat(read(reader("pk.mode", "record_key"), record)).isNull();
    }

    @Test
    void events_that_are_no_rows() {
        Schema envelope = envelope(ROW);
        assertThat(read(upserts(), record(KEY, struct(KEY, 1L), envelope, event(envelope, "m", null, null))))
                .isNull();
        assertThat(failure(upserts(), record(KEY, struct(KEY, 1L), envelope, event(envelope, "u", null, null))))
                .contains("no image after");
        assertThat(failure(upserts(), record(KEY, struct(KEY, 1L), envelope, event(envelope, "?", null, null))))
                .contains("operation");
    }

    @Test
    void records_that_do_not_fit_the_configuration() {
        Schema optionalKey = schema("id:int64?");
        Object row = struct(ROW, "secret", 770077);
        assertThat(failure(upserts(), record(null, null, ROW, row))).contains("has no key");
        assertThat(failure(upserts(), record(null, Map.of("id", 770077), ROW, row)))
                .contains("key has a schema");
        assertThat(failure(upserts(), record(optionalKey, struct(optionalKey, (Object) null), ROW, row)))
                .contains("key column id of table orders is null");
        assertThat(failure(upserts(), record(Schema.STRING_SCHEMA, "secret", ROW, row)))
                .contains("name its column with exactly one of pk.fields");
        assertThat(failure(upserts(), record(KEY, struct(KEY, 1L), null, Map.of("name", "secret"))))
                .contains("not a struct", "schemas.enable=true");
        assertThat(failure(reader("pk.mode", "record_key", "pk.fields", "nr"), record(KEY, struct(KEY, 1L), ROW, row)))
                .contains("record key has no field 'nr'", "It has: id");
        assertThat(failure(reader("pk.mode", "record_value", "pk.fields", "nr"), record(null, null, ROW, row)))
                .contains("record value has no field 'nr'", "It has: name, qty");
    }

    @Test
    void a_topic_that_makes_no_table_name() {
        RowReader reader = reader("table.name.format", "a.b.${topic}");
        SinkRecord dotted = new SinkRecord("x.y", 0, null, null, ROW, struct(ROW, "a", 1), 7);
        assertThat(catchThrowable(() -> read(reader, dotted)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("topic x.y, partition 0, offset 7")
                .hasMessageContaining("a.b.x.y");
    }

    /** The forms that Debezium gives its placeholder, by the type of the column. */
    static Stream<Arguments> placeholders() {
        String text = "__debezium_unavailable_value";
        List<Integer> bytes = new ArrayList<>();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add((int) one);
        }
        Schema texts = SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build();
        return Stream.of(
                Arguments.of(Schema.OPTIONAL_STRING_SCHEMA, text),
                Arguments.of(Schema.OPTIONAL_STRING_SCHEMA, "{\"" + text + "\":\"" + text + "\"}"),
                Arguments.of(Schema.OPTIONAL_BYTES_SCHEMA, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))),
                Arguments.of(texts, List.of(text)),
                Arguments.of(
                        texts,
                        List.of(UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                                .toString())),
                Arguments.of(SchemaBuilder.array(Schema.INT32_SCHEMA).optional().build(), bytes),
                Arguments.of(
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA)
                                .optional()
                                .build(),
                        Map.of(text, text)));
    }

    @ParameterizedTest
    @MethodSource("placeholders")
    void a_column_whose_value_is_not_available_is_left_out_of_an_update(Schema type, Object placeholder) {
        RowChange row = update(type, placeholder);
        assertThat(names(row)).containsExactly("id", "qty");
        assertThat(row.layout().isPartial()).isTrue();
    }

    /** Values that only look like it. */
    static Stream<Arguments> ordinaryValues() {
        Schema numbers = SchemaBuilder.array(Schema.INT32_SCHEMA).optional().build();
        return Stream.of(
                Arguments.of(Schema.OPTIONAL_STRING_SCHEMA, "__debezium_unavailable_values"),
                Arguments.of(
                        SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build(),
                        List.of("__debezium_unavailable_value", "b")),
                Arguments.of(numbers, List.of()),
                Arguments.of(numbers, Collections.nCopies("__debezium_unavailable_value".length(), 95)),
                Arguments.of(
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA)
                                .optional()
                                .build(),
                        Map.of("a", "b")));
    }

    @ParameterizedTest
    @MethodSource("ordinaryValues")
    void what_only_looks_like_the_placeholder_is_written(Schema type, Object value) {
        RowChange row = update(type, value);
        assertThat(names(row)).containsExactly("id", "v", "qty");
        assertThat(row.layout().isPartial()).isFalse();
    }

    private static RowChange update(Schema type, Object value) {
        Schema row = SchemaBuilder.struct()
                .field("v", type)
                .field("qty", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
        Schema envelope = envelope(row);
        return read(
                upserts(), record(KEY, struct(KEY, 1L), envelope, event(envelope, "u", null, new Object[] {value, 5})));
    }
}
