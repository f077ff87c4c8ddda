/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.common.data.LogicalNames;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class ColumnMapTest {
    private static final Schema ROW = SchemaBuilder.struct()
            .name("shop.public.orders.Value")
            .version(2)
            .field("id", Schema.INT32_SCHEMA)
            .field(
                    "total",
                    SchemaBuilder.string()
                            .optional()
                            .defaultValue("0")
                            .doc("In euro")
                            .parameter("synchub.field.id", "f1")
                            .parameter("__debezium.source.column.type", "TEXT")
                            .build())
            .field(
                    "note",
                    SchemaBuilder.string()
                            .optional()
                            .doc("Free")
                            .parameter("p", "1")
                            .build())
            .field(
                    "created",
                    SchemaBuilder.int64()
                            .name(LogicalNames.MICRO_TIMESTAMP)
                            .optional()
                            .build())
            .optional()
            .build();

    private static Struct row() {
        return new Struct(ROW)
                .put("id", 1)
                .put("total", "12.345")
                .put("note", "n")
                .put("created", -1L);
    }

    @Test
    void columns_are_picked_renamed_and_cast() {
        Struct mapped =
                value(apply("note:remark, id:order_id:bigint, total:amount:decimal(10,2), created::date", row()));

        assertThat(mapped.schema().fields())
                .extracting(Field::name)
                .containsExactly("remark", "order_id", "amount", "created");
        assertThat(mapped.get("remark")).isEqualTo("n");
        assertThat(mapped.get("order_id")).isEqualTo(1L);
        assertThat(mapped.get("amount")).isEqualTo(new BigDecimal("12.35"));
        assertThat(mapped.get("created")).isEqualTo(new java.util.Date(-86_400_000L));
        mapped.validate();
    }

    @Test
    void the_schema_of_a_renamed_column_and_of_the_row_stays() {
        Schema schema = value(apply("note:remark", row())).schema();

        assertThat(schema.field("remark").schema()).isEqualTo(ROW.field("note").schema());
        assertThat(schema.name()).isEqualTo("shop.public.orders.Value");
        assertThat(schema.version()).isEqualTo(2);
        assertThat(schema.isOptional()).isTrue();
    }

    @Test
    void a_cast_column_keeps_what_is_said_of_the_column_and_loses_what_is_said_of_its_old_type() {
        Schema schema = value(apply("total::decimal(10,2)", row()))
                .schema()
                .field("total")
                .schema();

        assertThat(schema.name()).isEqualTo(Decimal.LOGICAL_NAME);
        assertThat(schema.isOptional()).isTrue();
        assertThat(schema.doc()).isEqualTo("In euro");
        assertThat(schema.defaultValue()).isEqualTo(new BigDecimal("0.00"));
        assertThat(schema.parameters())
                .containsOnly(
                        Map.entry("scale", "2"),
                        Map.entry("connect.decimal.precision", "10"),
                        Map.entry("synchub.field.id", "f1"));
    }

    @Test
    void a_null_stays_null_even_where_the_column_has_a_default() {
        Struct mapped = value(apply("total::decimal(10,2), created", new Struct(ROW).put("id", 1)));

        assertThat(mapped.getWithoutDefault("total")).isNull();
        assertThat(mapped.get("created")).isNull();
    }

    @Test
    void others_are_kept_when_they_shall_be() {
        Struct mapped = value(keeping("total:amount").apply(Records.of(row())));

        assertThat(mapped.schema().fields()).extracting(Field::name).containsExactly("amount", "id", "note", "created");
        assertThatThrownBy(() -> keeping("total:note").apply(Records.of(row())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("two columns would be named note");
    }

    @Test
    void both_images_of_an_event_are_mapped_and_the_rest_of_it_stays() {
        Schema schema = Records.eventSchema(ROW);
        Struct event = Records.event(schema, "u", row(), row().put("id", 2));
        SinkRecord mapped = apply("id:order_id:bigint", event);

        Struct value = value(mapped);
        assertThat(value.getStruct("before").get("order_id")).isEqualTo(1L);
        assertThat(value.getStruct("after").get("order_id")).isEqualTo(2L);
        assertThat(value.get("op")).isEqualTo("u");
        assertThat(value.get("ts_ms")).isEqualTo(7L);
        assertThat(value.get("source")).isEqualTo(event.get("source"));
        assertThat(value.schema().name()).isEqualTo("shop.public.orders.Envelope");
        value.validate();
        assertThat(event.getStruct("before")).isEqualTo(row());

        Struct deleted = value(apply("id:order_id:bigint", Records.event(schema, "d", row(), null)));
        assertThat(deleted.get("after")).isNull();
    }

    @Test
    void rows_without_a_schema_are_mapped_alike() {
        Map<String, Object> row = Records.map("id", 1L, "total", "12.345", "note", null);

        assertThat(apply("note:remark, id::int, total:amount:decimal(10,2)", row)
                        .value())
                .isEqualTo(Records.map("remark", null, "id", 1, "amount", "12.35"));
        assertThat(keeping("total:amount").apply(Records.of(row)).value())
                .isEqualTo(Records.map("amount", "12.345", "id", 1L, "note", null));
        assertThat(row).hasSize(3);
    }

    @Test
    void events_without_a_schema_are_mapped_alike() {
        Map<String, Object> event = Records.event("u", null, Records.map("id", 1L, "x", 2L));

        Map<?, ?> mapped = (Map<?, ?>) apply("id:order_id", event).value();

        assertThat(mapped.get("before")).isNull();
        assertThat(mapped.get("after")).isEqualTo(Map.of("order_id", 1L));
        assertThat(mapped.get("op")).isEqualTo("u");
        assertThat(mapped.get("source")).isEqualTo(event.get("source"));
    }

    @Test
    void keys_are_mapped_beside_any_value_and_a_tombstone_passes() {
        Schema keySchema =
                SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
        SinkRecord tombstone = Records.of(keySchema, new Struct(keySchema).put("id", 1), null, null);
        ColumnMap<SinkRecord> keys = configured(new ColumnMap.Key<>(), Map.of("columns", "id:order_id"));

        SinkRecord mapped = keys.apply(tombstone);

        assertThat(((Struct) mapped.key()).get("order_id")).isEqualTo(1);
        assertThat(mapped.value()).isNull();
        assertThat(mapped.headers().lastWithName("synchub.op").value()).isEqualTo("u");
        assertThat(configured(new ColumnMap.Value<>(), Map.of("columns", "x")).apply(tombstone))
                .isSameAs(tombstone);
    }

    @Test
    void the_record_keeps_its_place_and_its_headers() {
        SinkRecord mapped = apply("id", row());

        assertThat(mapped.topic()).isEqualTo("shop.orders");
        assertThat(mapped.kafkaPartition()).isEqualTo(3);
        assertThat(mapped.kafkaOffset()).isEqualTo(42);
        assertThat(mapped.timestamp()).isEqualTo(1_000L);
        assertThat(mapped.key()).isEqualTo("key");
        assertThat(mapped.headers().lastWithName("synchub.op").value()).isEqualTo("u");
    }

    @Test
    void a_derived_schema_is_made_once() {
        ColumnMap<SinkRecord> transform = configured(new ColumnMap.Value<>(), Map.of("columns", "id"));

        assertThat(transform.apply(Records.of(row())).valueSchema())
                .isSameAs(transform.apply(Records.of(row())).valueSchema());
    }

    @Test
    void a_row_without_a_listed_column_is_refused_with_its_place_and_the_columns_there_are() {
        assertThatThrownBy(() -> apply("nmae", row()))
                .isInstanceOf(DataException.class)
                .hasMessage("ColumnMap of the value: topic shop.orders, partition 3, offset 42, schema "
                        + "shop.public.orders.Value: there is no column nmae, the row has created, id, note, total: "
                        + "correct columns, or give the source this column");
        assertThatThrownBy(() -> apply("nmae", Records.event(Records.eventSchema(ROW), "c", null, row())))
                .hasMessageContaining("offset 42, table public.Orders: there is no column nmae");
        assertThatThrownBy(() -> apply("nmae", Records.map("id", 1L)))
                .hasMessageContaining("there is no column nmae, the row has id");
    }

    @Test
    void a_value_that_cannot_be_cast_is_refused_without_being_shown() {
        assertThatThrownBy(() -> apply("note::decimal(5,2)", row().put("note", "secret")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("offset 42")
                .hasMessageContaining(
                        "column note of type STRING cannot be cast to decimal(5,2): the text is no number")
                .satisfies(ColumnMapTest::showsNoSecret);
        assertThatThrownBy(() -> apply("note::int", Records.map("note", "secret")))
                .hasMessageContaining("column note of type String cannot be cast to int32")
                .satisfies(ColumnMapTest::showsNoSecret);
    }

    @Test
    void a_value_without_columns_is_refused() {
        assertThatThrownBy(() -> configured(new ColumnMap.Key<>(), Map.of("columns", "id"))
                        .apply(Records.of(row())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ColumnMap of the key")
                .hasMessageContaining("it is a STRING, which has no columns");
    }

    @Test
    void a_wrong_configuration_is_refused_on_its_key() {
        List<ConfigValue> values =
                new ColumnMap.Value<SinkRecord>().config().validate(Map.of("columns", "id::number", "others", "maybe"));

        assertThat(values).anySatisfy(value -> {
            assertThat(value.name()).isEqualTo("columns");
            assertThat(value.errorMessages()).singleElement().asString().contains("use one of boolean");
        });
        assertThat(values).anySatisfy(value -> {
            assertThat(value.name()).isEqualTo("others");
            assertThat(value.errorMessages()).singleElement().asString().contains("Must be one of drop, keep");
            assertThat(value.recommendedValues()).containsExactly("drop", "keep");
        });
        assertThatThrownBy(() -> configured(new ColumnMap.Value<>(), Map.of())).isInstanceOf(ConfigException.class);
    }

    @Test
    void within_a_connector_a_wrong_configuration_is_refused_on_the_connectors_key() {
        ConfigDef connector = new ConfigDef().define("name", ConfigDef.Type.STRING, "x", ConfigDef.Importance.LOW, "");
        connector.embed("transforms.map.", "Transforms: map", 0, new ColumnMap.Key<SinkRecord>().config());

        assertThat(connector.validate(Map.of("transforms.map.columns", "a::int, b::number")))
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.name()).isEqualTo("transforms.map.columns");
                    assertThat(value.errorMessages())
                            .singleElement()
                            .asString()
                            .contains("columns: At character 9: the type 'number' is not known");
                });
    }

    private static void showsNoSecret(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            assertThat(t.toString()).doesNotContain("secret");
        }
    }

    private static SinkRecord apply(String columns, Struct value) {
        return configured(new ColumnMap.Value<>(), Map.of("columns", columns)).apply(Records.of(value));
    }

    private static SinkRecord apply(String columns, Map<String, ?> value) {
        return configured(new ColumnMap.Value<>(), Map.of("columns", columns)).apply(Records.of(value));
    }

    private static ColumnMap<SinkRecord> keeping(String columns) {
        return configured(new ColumnMap.Value<>(), Map.of("columns", columns, "others", "keep"));
    }

    private static ColumnMap<SinkRecord> configured(ColumnMap<SinkRecord> transform, Map<String, String> properties) {
        transform.configure(properties);
        return transform;
    }

    private static Struct value(SinkRecord mapped) {
        assertThat(((Struct) mapped.value()).schema()).isSameAs(mapped.valueSchema());
        return (Struct) mapped.value();
    }
}
