/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.envelope;
import static io.synchub.connect.jdbc.sink.harness.Records.event;
import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.record.RowReader;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What the further modes leave in the tables. */
abstract class JdbcSinkModes extends SinkBehaviour {
    private static final String ORDERS = "SELECT id, name, qty FROM orders ORDER BY id, name, qty";
    private static final String[] UPSERT = {
        "insert.mode", "upsert", "pk.mode", "record_key", "pk.fields", "id", "delete.enabled", "true"
    };

    private final Schema order = schema("id:int64", "name:string?", "qty:int32?");
    private final Schema key = schema("id:int64");
    private final Schema envelope = envelope(order);

    private void createOrders(String... more) {
        database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, name VARCHAR(20), qty INTEGER" + String.join("", more)
                + ")");
    }

    private SinkWorker upserts(String... more) {
        return start("orders", with(more));
    }

    private static String[] with(String... more) {
        String[] all = Arrays.copyOf(UPSERT, UPSERT.length + more.length);
        System.arraycopy(more, 0, all, UPSERT.length, more.length);
        return all;
    }

    private SinkRecord write(SinkWorker worker, long id, String name, Integer qty) {
        return worker.next("orders", key, struct(key, id), order, struct(order, id, name, qty));
    }

    private SinkRecord tombstone(SinkWorker worker, long id) {
        return worker.next("orders", key, struct(key, id), null, null);
    }

    private SinkRecord truncate(SinkWorker worker) {
        return worker.next("orders", null, null, envelope, event(envelope, "t", null, null));
    }

    @Test
    void insert_ignore_leaves_rows_that_are_there() {
        createOrders();
        database.run("INSERT INTO orders VALUES (1, 'old', 7)");
        SinkWorker worker = start("orders", "insert.mode", "insert-ignore", "pk.mode", "record_key");
        worker.put(write(worker, 1, "a", 1), write(worker, 2, "b", 2), write(worker, 2, "c", 3));
        assertThat(database.rows(ORDERS)).containsExactly("1|old|7", "2|b|2");
    }

    @Test
    void soft_deletes_mark_rows_and_writes_bring_them_back() {
        createOrders(", _deleted BOOLEAN");
        SinkWorker worker = upserts("delete.mode", "soft");
        worker.put(write(worker, 1, "a", 1), write(worker, 2, "b", 2), tombstone(worker, 1), tombstone(worker, 9));
        String marks = "SELECT id, name, CASE WHEN _deleted THEN 'gone' ELSE 'there' END FROM orders ORDER BY id";
        assertThat(database.rows(marks)).containsExactly("1|a|gone", "2|b|there");
        worker.put(write(worker, 1, "aa", 1), tombstone(worker, 2), write(worker, 2, "bb", 2), tombstone(worker, 2));
        assertThat(database.rows(marks)).containsExactly("1|aa|there", "2|bb|gone");
    }

    @Test
    void a_truncate_empties_the_table_between_the_rows_before_and_after() {
        createOrders();
        database.run("INSERT INTO orders VALUES (7, 'old', 7)");
        SinkWorker worker = upserts();
        worker.put(write(worker, 1, "a", 1), truncate(worker), write(worker, 2, "b", 2));
        assertThat(database.rows(ORDERS)).containsExactly("2|b|2");
    }

    @Test
    void a_truncate_with_soft_deletes_marks_all_rows() {
        createOrders(", _deleted BOOLEAN");
        database.run("INSERT INTO orders (id, name, qty) VALUES (7, 'old', 7)");
        SinkWorker worker = upserts("delete.mode", "soft");
        worker.put(write(worker, 1, "a", 1));
        worker.put(truncate(worker), write(worker, 2, "b", 2));
        assertThat(database.rows("SELECT id, CASE WHEN _deleted THEN 'gone' ELSE 'there' END FROM orders ORDER BY id"))
                .containsExactly("1|gone", "2|there", "7|gone");
    }

    @Test
    void a_truncate_is_refused_where_rows_come_from_elsewhere_too() {
        createOrders();
        SinkWorker worker = start("orders,more", with("table.name.format", "orders"));
        worker.put(write(worker, 1, "a", 1));
        worker.put(worker.next("more", key, struct(key, 2L), order, struct(order, 2L, "b", 2)));
        SinkRecord truncate = truncate(worker);
        assertThatThrownBy(() -> worker.put(truncate))
                .hasMessageContainingAll(
                        "table orders", "topic orders, partition 0", "topic more", "truncate.enabled=false");
        assertThat(database.rows(ORDERS)).containsExactly("1|a|1", "2|b|2");
        Object event = event(envelope, "t", null, null);
        assertThatThrownBy(() -> new RowReader(new JdbcSinkConfig(properties("orders", UPSERT)))
                        .read(new SinkRecord("orders", 3, null, null, envelope, event, 5), row -> {}))
                .hasMessageContainingAll("partition 3", "several partitions");
    }

    @Test
    void a_truncate_is_passed_over_where_it_is_not_wanted() {
        createOrders();
        SinkWorker worker = upserts("truncate.enabled", "false");
        worker.put(write(worker, 1, "a", 1), truncate(worker));
        assertThat(database.rows(ORDERS)).containsExactly("1|a|1");
    }

    @Test
    void debezium_deletes_by_fields_of_the_row_before() {
        createOrders();
        database.run("INSERT INTO orders VALUES (1, 'a', 1), (2, 'b', 2)");
        SinkWorker worker = upserts("pk.mode", "record_value");
        worker.put(
                worker.next("orders", null, null, envelope, event(envelope, "d", new Object[] {1L, "a", 1}, null)),
                worker.next("orders", key, struct(key, 1L), null, null));
        assertThat(database.rows(ORDERS)).containsExactly("2|b|2");
    }

    @Test
    void only_listed_fields_are_written() {
        createOrders();
        database.run("INSERT INTO orders VALUES (1, 'old', 7)");
        SinkWorker worker = upserts("fields.whitelist", "qty,nothing");
        worker.put(write(worker, 1, "a", 1), write(worker, 2, "b", 2));
        assertThat(database.rows(ORDERS)).containsExactly("1|old|1", "2|null|2");
    }

    @Test
    void tables_by_header() {
        createOrders();
        SinkWorker worker = upserts("table.name.format", "${header:table}");
        SinkRecord record = write(worker, 1, "a", 1);
        record.headers().addString("table", "orders");
        worker.put(record);
        assertThat(database.rows(ORDERS)).containsExactly("1|a|1");
        SinkRecord without = write(worker, 2, "b", 2);
        assertThatThrownBy(() -> worker.put(without)).hasMessageContainingAll("offset 1", "no header 'table'");
    }

    @Test
    void a_table_whose_name_has_dots() {
        SinkWorker worker = start(
                "shop.orders.v2.x",
                with("table.name.format", "\"${topic}\"", "auto.create", "true", "fields.whitelist", "name"));
        worker.put(worker.next("shop.orders.v2.x", key, struct(key, 1L), order, struct(order, 1L, "a", 1)));
        assertThat(database.rows("SELECT id, name FROM " + database.quote("shop.orders.v2.x")))
                .containsExactly("1|a");
    }

    @Test
    void names_without_quotes_are_found_whatever_their_case() {
        database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, " + database.quote("Name") + " VARCHAR(20), "
                + database.quote("order") + " INTEGER)");
        String topic = database.foldsTableNames() ? "ORDERS" : "orders";
        SinkWorker worker = start(topic, with("quote.sql.identifiers", "never"));
        Schema cased = schema("ID:int64", "NAME:string?", "ORDER:int32?");
        worker.put(
                worker.next(topic, key, struct(key, 1L), cased, struct(cased, 1L, "a", 1)),
                worker.next(topic, key, struct(key, 2L), cased, struct(cased, 2L, "b", 2)));
        worker.put(
                worker.next(topic, key, struct(key, 1L), cased, struct(cased, 1L, "aa", 5)),
                worker.next(topic, key, struct(key, 2L), null, null));
        assertThat(database.rows("SELECT * FROM orders ORDER BY id")).containsExactly("1|aa|5");
    }

    @Test
    void topics_with_settings_of_their_own() {
        createOrders();
        database.run("CREATE TABLE log (name VARCHAR(20))");
        SinkWorker worker = start(
                "orders,shop.log",
                with(
                        "topic.shop.log.table.name.format", "log",
                        "topic.shop.log.insert.mode", "insert",
                        "topic.shop.log.pk.mode", "none",
                        "topic.shop.log.delete.enabled", "false",
                        "topic.shop.log.fields.whitelist", "name"));
        worker.put(
                write(worker, 1, "a", 1),
                worker.next("shop.log", key, struct(key, 1L), order, struct(order, 1L, "x", 1)),
                write(worker, 1, "b", 2),
                worker.next("shop.log", key, struct(key, 1L), order, struct(order, 1L, "y", 1)));
        assertThat(database.rows(ORDERS)).containsExactly("1|b|2");
        assertThat(database.rows("SELECT name FROM log ORDER BY name")).containsExactly("x", "y");
    }

    @Test
    void a_table_of_another_type_is_refused() {
        createOrders();
        SinkWorker worker = upserts("table.types", "VIEW");
        SinkRecord record = write(worker, 1, "a", 1);
        assertThatThrownBy(() -> worker.put(record)).hasMessageContainingAll("offset 0", "table.types has VIEW only");
    }

    /** Tables that were made by a sink which does not know Debezium's types. */
    @Test
    void debezium_dates_and_times_stay_numbers_in_columns_of_numbers() {
        database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, d INTEGER, t BIGINT, ts BIGINT, n BIGINT, i BIGINT)");
        Schema row = SchemaBuilder.struct()
                .field("d", SchemaBuilder.int32().name("io.debezium.time.Date").build())
                .field(
                        "t",
                        SchemaBuilder.int64().name("io.debezium.time.MicroTime").build())
                .field(
                        "ts",
                        SchemaBuilder.int64()
                                .name("io.debezium.time.MicroTimestamp")
                                .build())
                .field(
                        "n",
                        SchemaBuilder.int64()
                                .name("io.debezium.time.NanoTimestamp")
                                .optional()
                                .build())
                .field(
                        "i",
                        SchemaBuilder.int64()
                                .name("io.debezium.time.MicroDuration")
                                .build())
                .build();
        SinkWorker worker = upserts();
        worker.put(
                worker.next("orders", key, struct(key, 1L), row, struct(row, -1, 1L, 1_700_000_000_123_456L, null, 7L)),
                worker.next("orders", key, struct(key, 2L), row, struct(row, 19_000, 2L, -1L, 5L, -7L)));
        assertThat(database.rows("SELECT id, d, t, ts, n, i FROM orders ORDER BY id"))
                .containsExactly("1|-1|1|1700000000123456|null|7", "2|19000|2|-1|5|-7");
    }

    /** Every key of Confluent's sink with its default, as its documentation lists them. */
    @Test
    void a_whole_configuration_of_confluents_sink() {
        Map<String, String> confluent = new HashMap<>(properties("orders"));
        confluent.putAll(Map.of(
                "connection.attempts", "3",
                "connection.backoff.ms", "10000",
                "dialect.name", database.confluentDialect(),
                "insert.mode", "insert",
                "batch.size", "3000",
                "delete.enabled", "false",
                "table.types", "TABLE",
                "table.name.format", "${topic}",
                "pk.mode", "none",
                "pk.fields", ""));
        confluent.putAll(Map.of(
                "fields.whitelist", "",
                "db.timezone", "UTC",
                "date.timezone", "DB_TIMEZONE",
                "date.calendar.system", "LEGACY",
                "timestamp.fields.list", "",
                "timestamp.precision.mode", "microseconds",
                "string.output.value.column.name", "record_value",
                "auto.create", "true",
                "auto.evolve", "false",
                "quote.sql.identifiers", "always"));
        confluent.putAll(Map.of(
                "max.retries",
                "10",
                "retry.backoff.ms",
                "3000",
                "mssql.use.merge.holdlock",
                "true",
                "replace.null.with.default",
                "true",
                "trim.sensitive.log",
                "false",
                "jdbc.credentials.provider.class",
                "io.confluent.connect.jdbc.util.DefaultJdbcCredentialsProvider"));
        assertThat(new JdbcSinkConnector().validate(confluent).configValues())
                .flatExtracting(ConfigValue::errorMessages)
                .isEmpty();
        String[] pairs = confluent.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
        SinkWorker worker = start("orders", pairs);
        Schema row = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("qty", SchemaBuilder.int32().optional().defaultValue(7).build())
                .field("at", Timestamp.SCHEMA)
                .build();
        worker.put(worker.next("orders", null, null, row, struct(row, 1L, null, new Date(1_700_000_000_123L))));
        assertThat(database.rows("SELECT id, qty, " + database.quote("at") + " FROM orders"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .matches("1\\|7\\|2023-11-14 22:13:20\\.1230*");
    }
}
