/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.common.data.LogicalNames;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateKeyTest {
    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema ROW = SchemaBuilder.struct()
            .name("shop.public.orders.Value")
            .field("id", Schema.INT32_SCHEMA)
            .field(
                    "customer",
                    SchemaBuilder.int32()
                            .optional()
                            .defaultValue(9)
                            .parameter("p", "1")
                            .build())
            .field("local", named(SchemaBuilder.int64(), LogicalNames.MICRO_TIMESTAMP))
            .field("instant", Timestamp.builder().optional().build())
            .field("zoned", named(SchemaBuilder.string(), LogicalNames.ZONED_TIMESTAMP))
            .field("date", named(SchemaBuilder.int32(), LogicalNames.DATE))
            .optional()
            .build();
    private static final Schema EVENT = Records.eventSchema(ROW);

    private static Struct row(Integer customer, String local) {
        Instant instant = LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
        return new Struct(ROW)
                .put("id", 1)
                .put("customer", customer)
                .put("local", Math.multiplyExact(instant.getEpochSecond(), 1_000_000L))
                .put("instant", Date.from(instant))
                .put("zoned", instant.toString())
                .put("date", Math.toIntExact(Math.floorDiv(instant.getEpochSecond(), 86_400L)));
    }

    @Test
    void an_update_gives_the_keys_of_both_images() {
        Struct before = row(1, "2026-01-31T10:00:00");
        Struct after = row(2, "2026-02-01T10:00:00");

        SinkRecord read = apply("customer, local:month:month", Records.event(EVENT, "u", before, after));

        assertThat(keys(read)).containsExactly(List.of(1, day("2026-01-01")), List.of(2, day("2026-02-01")));
        Schema schema = read.valueSchema();
        assertThat(schema.name()).isEqualTo("io.synchub.connect.AggregateKeys");
        assertThat(schema.version()).isEqualTo(1);
        Schema key = schema.field("keys").schema().valueSchema();
        assertThat(key.name()).isEqualTo("io.synchub.connect.AggregateKey");
        assertThat(key.field("month").schema().name()).isEqualTo(org.apache.kafka.connect.data.Date.LOGICAL_NAME);
        assertThat(key.fields())
                .allSatisfy(field -> assertThat(field.schema().isOptional()).isTrue());
        assertThat(key.field("customer").schema().parameters()).containsEntry("p", "1");
        assertThat(key.field("customer").schema().defaultValue()).isNull();
        ((Struct) read.value()).validate();
    }

    @Test
    void a_change_read_from_the_log_tells_its_transaction_and_a_row_of_a_snapshot_does_not() {
        Struct row = row(1, "2026-01-31T10:00:00");

        SinkRecord change = apply("customer", Records.event(EVENT, "c", null, row));
        SinkRecord snapshot = apply("customer", Records.event(EVENT, "r", null, row));

        assertThat(((Struct) change.value()).getInt64("transaction")).isEqualTo(Records.TRANSACTION);
        // It would be the snapshot's own transaction, which is still running.
        assertThat(((Struct) snapshot.value()).getInt64("transaction")).isNull();
    }

    @Test
    void an_update_within_a_group_gives_its_key_once() {
        Struct event = Records.event(EVENT, "u", row(1, "2026-01-01T00:00:00"), row(1, "2026-01-31T23:59:59"));

        assertThat(keys(apply("customer, local:month:month", event))).containsExactly(List.of(1, day("2026-01-01")));
    }

    @Test
    void an_insert_and_a_snapshot_give_the_key_after_and_a_delete_the_key_before() {
        Struct row = row(1, "2026-01-01T00:00:00");

        assertThat(keys(apply("customer", Records.event(EVENT, "c", null, row))))
                .containsExactly(List.of(1));
        assertThat(keys(apply("customer", Records.event(EVENT, "r", null, row))))
                .containsExactly(List.of(1));
        assertThat(keys(apply("customer", Records.event(EVENT, "d", row, null))))
                .containsExactly(List.of(1));
        assertThat(keys(apply("customer", row))).containsExactly(List.of(1));
    }

    @Test
    void a_null_belongs_to_no_group_even_where_the_column_has_a_default() {
        Struct none = row(null, "2026-01-01T00:00:00");
        Struct some = row(1, "2026-01-01T00:00:00");

        assertThat(keys(apply("customer", Records.event(EVENT, "u", none, some))))
                .containsExactly(List.of(1));
        assertThat(keys(apply("customer", Records.event(EVENT, "u", some, none))))
                .containsExactly(List.of(1));
        assertThat(keys(apply("customer", Records.event(EVENT, "u", none, none))))
                .isEmpty();
        assertThat(apply("customer", none)).isNull();
    }

    @Test
    void a_tombstone_passes() {
        SinkRecord tombstone = Records.of(KEY, new Struct(KEY).put("id", 1), null, null);

        assertThat(transform("keys", "customer").apply(tombstone)).isSameAs(tombstone);
    }

    @Test
    void all_of_the_record_but_its_value_stays() {
        Struct row = row(1, "2026-01-01T00:00:00");
        SinkRecord found = Records.of(KEY, new Struct(KEY).put("id", 1), row.schema(), row);

        SinkRecord read = transform("keys", "customer").apply(found);

        assertThat(read.key()).isSameAs(found.key());
        assertThat(read.keySchema()).isSameAs(KEY);
        assertThat(read.topic()).isEqualTo("shop.orders");
        assertThat(read.kafkaOffset()).isEqualTo(42);
        assertThat(read.timestamp()).isEqualTo(1_000L);
        assertThat(read.headers().lastWithName("synchub.op").value()).isEqualTo("u");
        assertThat(found.value()).isSameAs(row);
    }

    @ParameterizedTest
    @CsvSource({
        "day,   2027-01-03",
        "week,  2026-12-28",
        "month, 2027-01-01",
        "year,  2027-01-01",
    })
    void every_kind_of_date_is_truncated_to_a_date(String unit, String start) {
        String keys = "local:l:%1$s, instant:i:%1$s, zoned:z:%1$s, date:d:%1$s".formatted(unit);

        assertThat(keys(apply(keys, row(1, "2027-01-03T22:30:00"))))
                .containsExactly(List.of(day(start), day(start), day(start), day(start)));
    }

    @Test
    void dates_before_1970_are_truncated_downwards() {
        assertThat(keys(apply(
                        "local:l:day, instant:i:year, zoned:z:week, date:d:month", row(1, "1969-12-31T23:59:59"))))
                .containsExactly(List.of(day("1969-12-31"), day("1969-01-01"), day("1969-12-29"), day("1969-12-01")));
        assertThat(keys(apply("local:l:hour", row(1, "1969-12-31T23:59:59"))))
                .containsExactly(List.of(-3_600_000_000L));
    }

    @Test
    void the_zone_decides_over_the_day_of_an_instant_and_not_of_what_has_no_zone() {
        AggregateKey<SinkRecord> transform =
                transform("keys", "local:l:day, instant:i:day, zoned:z:day, date:d:day", "time.zone", "Europe/Berlin");

        assertThat(keys(transform.apply(Records.of(row(1, "2026-01-31T23:30:00")))))
                .containsExactly(List.of(day("2026-01-31"), day("2026-02-01"), day("2026-02-01"), day("2026-01-31")));
    }

    @Test
    void what_has_no_zone_is_brought_from_the_zone_of_the_source() {
        AggregateKey<SinkRecord> transform =
                transform("keys", "local:l:day", "time.zone", "Europe/Berlin", "source.time.zone", "America/New_York");

        assertThat(keys(transform.apply(Records.of(row(1, "2026-01-31T18:00:00")))))
                .containsExactly(List.of(day("2026-02-01")));
    }

    @Test
    void an_hour_keeps_the_kind_of_its_timestamp() {
        SinkRecord read = transform("keys", "local:l:hour, instant:i:hour, zoned:z:hour", "time.zone", "Asia/Kolkata")
                .apply(Records.of(row(1, "2026-01-01T12:34:56")));

        Date hour = Date.from(Instant.parse("2026-01-01T12:30:00Z"));
        assertThat(keys(read))
                .containsExactly(
                        List.of(Instant.parse("2026-01-01T12:00:00Z").getEpochSecond() * 1_000_000L, hour, hour));
        Schema key = read.valueSchema().field("keys").schema().valueSchema();
        assertThat(key.field("l").schema().name()).isEqualTo(LogicalNames.MICRO_TIMESTAMP);
        assertThat(key.field("i").schema().name()).isEqualTo(Timestamp.LOGICAL_NAME);
        assertThat(key.field("z").schema().name()).isEqualTo(Timestamp.LOGICAL_NAME);
    }

    @Test
    void what_is_no_time_is_not_truncated() {
        Struct row = row(1, "2026-01-01T00:00:00");

        assertThatThrownBy(() -> apply("date:d:hour", row))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("offset 42")
                .hasMessageContaining(
                        "column date of type io.debezium.time.Date cannot be truncated to hour: a date has no hours");
        assertThatThrownBy(() -> apply("customer:c:day", row))
                .hasMessageContaining("ColumnMap with columns=customer::timestamp");
        assertThatThrownBy(() -> apply("local:l:day", row.put("local", 9_223_372_036_825_200_000L)))
                .hasMessageContaining("cannot be truncated to day: it is out of the range");
    }

    @Test
    void a_missing_column_is_refused_with_the_columns_there_are() {
        assertThatThrownBy(() -> apply("costumer", Records.event(EVENT, "c", null, row(1, "2026-01-01T00:00:00"))))
                .isInstanceOf(DataException.class)
                .hasMessage("AggregateKey: topic shop.orders, partition 3, offset 42, table public.Orders: there is no"
                        + " column costumer, the row has customer, date, id, instant, local, zoned: correct keys, or"
                        + " give the source this column");
        assertThatThrownBy(() -> apply("costumer", Records.map("customer", null)))
                .hasMessageContaining("there is no column costumer, the row has customer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"u", "d"})
    void a_change_without_the_row_as_it_was_is_refused_with_the_statement_that_mends_it(String op) {
        assertThatThrownBy(() -> apply("customer", Records.event(EVENT, op, null, row(1, "2026-01-01T00:00:00"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("table public.Orders")
                .hasMessageContaining("ALTER TABLE public.\"Orders\" REPLICA IDENTITY FULL;");
        assertThatThrownBy(() -> apply("customer", Records.event(op, null, Records.map("customer", 1L))))
                .hasMessageContaining("set binlog_row_image=FULL on the server");
    }

    @Test
    void every_event_tells_its_table_also_one_that_tells_of_no_group() {
        // What a delete looks like without full replica identity: only who knows the table can tell it from a row of
        // nulls.
        Struct keyOnly = new Struct(ROW).put("id", 1);

        SinkRecord read = apply("customer", Records.event(EVENT, "d", keyOnly, null));

        assertThat(keys(read)).isEmpty();
        assertThat(((Struct) read.value()).getArray("table")).isEqualTo(List.of("public", "Orders"));
        ((Struct) read.value()).validate();
    }

    @Test
    void a_truncate_is_refused_with_the_mend() {
        assertThatThrownBy(() -> apply("customer", Records.event(EVENT, "t", null, null)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("skipped.operations=t")
                .hasMessageContaining("public.Orders");
    }

    @Test
    void events_without_a_schema_are_read_alike() {
        Map<String, Object> before = Records.map("c", 1L, "at", "2026-01-31T23:30:00Z");
        Map<String, Object> after = Records.map("c", 1L, "at", "2026-03-01T00:00:00Z");
        AggregateKey<SinkRecord> transform = transform("keys", "c, at:month:month", "time.zone", "Europe/Berlin");

        assertThat(transform
                        .apply(Records.of(Records.event("u", before, after)))
                        .value())
                .isEqualTo(Map.of(
                        "keys",
                        List.of(Map.of("c", 1L, "month", "2026-02-01"), Map.of("c", 1L, "month", "2026-03-01"))));
        assertThat(transform
                        .apply(Records.of(Records.event("u", before, before)))
                        .value())
                .isEqualTo(Map.of("keys", List.of(Map.of("c", 1L, "month", "2026-02-01"))));
        assertThat(transform.apply(Records.of(Records.map("c", null, "at", null))))
                .isNull();
    }

    @Test
    void hours_without_a_schema_keep_their_form() {
        long millis = Instant.parse("2026-01-01T12:34:56Z").toEpochMilli();
        Map<String, Object> row = Records.map(
                "millis", millis,
                "zoned", "2026-01-01T12:34:56+00:00",
                "local", "2026-01-01 12:34:56",
                "date", new Date(millis),
                "day", "2026-01-01");
        String hours = "millis::hour, zoned::hour, local::hour, date::hour";
        Instant hour = Instant.parse("2026-01-01T12:30:00Z");

        SinkRecord read = transform("keys", hours, "time.zone", "Asia/Kolkata").apply(Records.of(row));

        assertThat(read.value())
                .isEqualTo(Map.of(
                        "keys",
                        List.of(Map.of(
                                "millis",
                                hour.toEpochMilli(),
                                "zoned",
                                "2026-01-01T12:30:00Z",
                                "local",
                                "2026-01-01T12:00:00",
                                "date",
                                Date.from(hour)))));
        assertThatThrownBy(() -> apply("day::hour", row)).hasMessageContaining("a date has no hours");
        assertThatThrownBy(() -> apply("day::day", Records.map("day", "secret")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ISO 8601")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_value_without_columns_is_refused() {
        assertThatThrownBy(() -> transform("keys", "a").apply(Records.of(null, null, Schema.STRING_SCHEMA, "text")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the value is a String, which has no columns");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keys             | a:b:quarter   | use one of hour, day, week, month, year",
                "keys             | a, b:a        | At character 4: a second column would be named a",
                "time.zone        | Europe/Bonn   | This is no time zone",
                "source.time.zone | +25:00        | This is no time zone",
            })
    void a_wrong_configuration_is_refused_on_its_key(String key, String value, String message) {
        Map<String, String> properties = new java.util.HashMap<>(Map.of("keys", "a"));
        properties.put(key, value);

        List<ConfigValue> wrong = new AggregateKey<SinkRecord>()
                .config().validate(properties).stream()
                        .filter(each -> !each.errorMessages().isEmpty())
                        .toList();

        assertThat(wrong).singleElement().satisfies(each -> {
            assertThat(each.name()).isEqualTo(key);
            assertThat(each.errorMessages()).singleElement().asString().contains(message);
        });
    }

    private static Schema named(SchemaBuilder builder, String name) {
        return builder.name(name).version(1).optional().build();
    }

    private static Date day(String date) {
        return Date.from(Instant.parse(date + "T00:00:00Z"));
    }

    private static SinkRecord apply(String keys, Struct value) {
        return transform("keys", keys).apply(Records.of(value));
    }

    private static SinkRecord apply(String keys, Map<String, ?> value) {
        return transform("keys", keys).apply(Records.of(value));
    }

    private static AggregateKey<SinkRecord> transform(String... properties) {
        Map<String, String> map = new java.util.HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            map.put(properties[i], properties[i + 1]);
        }
        AggregateKey<SinkRecord> transform = new AggregateKey<>();
        transform.configure(map);
        return transform;
    }

    /** The values of every key, in the order of the columns. */
    private static List<List<Object>> keys(SinkRecord read) {
        List<Struct> keys = ((Struct) read.value()).getArray("keys");
        return keys.stream()
                .map(key -> key.schema().fields().stream().map(key::get).toList())
                .toList();
    }
}
