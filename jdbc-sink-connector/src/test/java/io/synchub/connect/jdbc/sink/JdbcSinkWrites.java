/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.envelope;
import static io.synchub.connect.jdbc.sink.harness.Records.event;
import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which rows are in the tables after which records, in whatever order and batches they come. */
abstract class JdbcSinkWrites extends SinkBehaviour {
    private static final String ORDERS = "SELECT id, name, qty FROM orders ORDER BY id, name, qty";
    private static final String[] UPSERT = {
        "insert.mode", "upsert", "pk.mode", "record_key", "pk.fields", "id", "delete.enabled", "true"
    };

    private final Schema order = schema("id:int64", "name:string?", "qty:int32?");
    private final Schema key = schema("id:int64");

    private void createOrders() {
        database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, name VARCHAR(20), qty INTEGER)");
    }

    private SinkRecord write(SinkWorker worker, long id, String name, Integer qty) {
        return worker.next("orders", key, struct(key, id), order, struct(order, id, name, qty));
    }

    private SinkRecord tombstone(SinkWorker worker, long id) {
        return worker.next("orders", key, struct(key, id), null, null);
    }

    /** A record whose value carries only some of the columns. */
    private SinkRecord partial(SinkWorker worker, long id, String field, Object value) {
        Schema schema = schema("id:int64", field + (field.equals("qty") ? ":int32?" : ":string?"));
        return worker.next("orders", key, struct(key, id), schema, struct(schema, id, value));
    }

    @Nested
    class Modes {
        @Test
        void insert_without_a_key_keeps_every_record() {
            database.run("CREATE TABLE orders (id BIGINT, name VARCHAR(20), qty INTEGER)");
            SinkWorker worker = start("orders");
            worker.put(write(worker, 1, "a", 1), write(worker, 1, "a", 1), write(worker, 2, "b", null));
            assertThat(database.rows(ORDERS)).containsExactly("1|a|1", "1|a|1", "2|b|null");
        }

        @Test
        void insert_with_a_key_inserts() {
            createOrders();
            SinkWorker worker = start("orders", "pk.mode", "record_key");
            worker.put(write(worker, 2, "b", 2), write(worker, 1, "a", 1));
            worker.put(write(worker, 3, "c", 3));
            assertThat(database.rows(ORDERS)).containsExactly("1|a|1", "2|b|2", "3|c|3");
        }

        @Test
        void insert_then_delete_then_insert_of_one_key_works_in_one_batch() {
            createOrders();
            SinkWorker worker =
                    start("orders", "insert.mode", "insert", "pk.mode", "record_key", "delete.enabled", "true");
            worker.put(write(worker, 1, "a", 1), tombstone(worker, 1), write(worker, 1, "b", 2));
            assertThat(database.rows(ORDERS)).containsExactly("1|b|2");
        }

        @Test
        void a_row_without_a_hash_counts_as_changed() {
            database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, qty INTEGER, hash VARCHAR(9))");
            String[] changed = {
                "insert.mode", "upsert", "pk.mode", "record_key", "update.when", "changed", "update.hash.column", "hash"
            };
            Schema hashed = schema("qty:int32?", "hash:string?");
            for (String mode : List.of("upsert", "update")) {
                changed[1] = mode;
                SinkWorker worker = start("orders", changed);
                Object[][] rows = {{1, null}, {2, null}, {3, "x"}, {4, "x"}, {5, null}, {6, null}};
                List<String> seen = new ArrayList<>();
                for (Object[] row : rows) {
                    worker.put(worker.next("orders", key, struct(key, 1L), hashed, struct(hashed, row)));
                    seen.add(database.value("SELECT qty FROM orders"));
                }
                assertThat(seen).as(mode).containsExactly("1", "2", "3", "3", "5", "6");
            }
        }

        @Test
        void upsert_inserts_and_updates_and_a_replay_changes_nothing() {
            createOrders();
            database.run("INSERT INTO orders VALUES (1, 'old', 7), (9, 'other', 9)");
            SinkWorker worker = start("orders", UPSERT);
            SinkRecord[] records = {write(worker, 1, "a", 1), write(worker, 2, "b", 2), write(worker, 1, "aa", null)};
            worker.put(records);
            worker.put(records);
            assertThat(database.rows(ORDERS)).containsExactly("1|aa|null", "2|b|2", "9|other|9");
        }

        @Test
        void upsert_of_a_row_of_key_columns_only() {
            database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY)");
            SinkWorker worker = start("orders", UPSERT);
            Schema onlyId = schema("id:int64");
            worker.put(worker.next("orders", key, struct(key, 1L), onlyId, struct(onlyId, 1L)));
            worker.put(worker.next("orders", key, struct(key, 1L), onlyId, struct(onlyId, 1L)));
            assertThat(database.rows("SELECT id FROM orders")).containsExactly("1");
        }

        @Test
        void update_changes_rows_that_exist_and_makes_none() {
            createOrders();
            database.run("INSERT INTO orders VALUES (1, 'old', 7), (3, 'keep', 3)");
            SinkWorker worker = start("orders", "insert.mode", "update", "pk.mode", "record_key");
            worker.put(write(worker, 1, "a", 1), write(worker, 2, "b", 2), write(worker, 1, "aa", 5));
            assertThat(database.rows(ORDERS)).containsExactly("1|aa|5", "3|keep|3");
        }

        @Test
        void update_of_a_row_of_key_columns_only_changes_nothing() {
            createOrders();
            database.run("INSERT INTO orders VALUES (1, 'old', 7)");
            SinkWorker worker = start("orders", "insert.mode", "update", "pk.mode", "record_key");
            Schema onlyId = schema("id:int64");
            worker.put(worker.next("orders", key, struct(key, 1L), onlyId, struct(onlyId, 1L)));
            assertThat(database.rows(ORDERS)).containsExactly("1|old|7");
        }
    }

    @Nested
    class Keys {
        @Test
        void record_key_primitive() {
            createOrders();
            SinkWorker worker = start("orders", UPSERT);
            Schema row = schema("name:string?");
            worker.put(
                    worker.next("orders", Schema.INT64_SCHEMA, 5L, row, struct(row, "five")),
                    worker.next("orders", Schema.INT64_SCHEMA, 6L, row, struct(row, "six")),
                    worker.next("orders", Schema.INT64_SCHEMA, 5L, null, null));
            assertThat(database.rows(ORDERS)).containsExactly("6|six|null");
        }

        @Test
        void record_key_struct_with_all_its_fields_by_default() {
            database.run("CREATE TABLE orders (a INTEGER, b VARCHAR(9), v INTEGER, PRIMARY KEY (a, b))");
            SinkWorker worker =
                    start("orders", "insert.mode", "upsert", "pk.mode", "record_key", "delete.enabled", "true");
            Schema composite = schema("a:int32", "b:string");
            Schema row = schema("v:int32");
            worker.put(
                    worker.next("orders", composite, struct(composite, 1, "x"), row, struct(row, 1)),
                    worker.next("orders", composite, struct(composite, 1, "y"), row, struct(row, 2)),
                    worker.next("orders", composite, struct(composite, 1, "x"), row, struct(row, 3)),
                    worker.next("orders", composite, struct(composite, 1, "y"), null, null));
            assertThat(database.rows("SELECT a, b, v FROM orders")).containsExactly("1|x|3");
        }

        @Test
        void record_key_replaces_a_field_of_the_same_name() {
            createOrders();
            SinkWorker worker = start("orders", UPSERT);
            worker.put(worker.next("orders", key, struct(key, 1L), order, struct(order, 99L, "a", 1)));
            assertThat(database.rows(ORDERS)).containsExactly("1|a|1");
        }

        @Test
        void record_value_fields() {
            createOrders();
            SinkWorker worker = start("orders", "insert.mode", "upsert", "pk.mode", "record_value", "pk.fields", "id");
            worker.put(
                    worker.next("orders", null, null, order, struct(order, 1L, "a", 1)),
                    worker.next("orders", null, null, order, struct(order, 1L, "b", 2)));
            assertThat(database.rows(ORDERS)).containsExactly("1|b|2");
        }

        @Test
        void kafka_position() {
            SinkWorker worker = start("orders", "insert.mode", "upsert", "pk.mode", "kafka", "auto.create", "true");
            SinkRecord first = worker.next("orders", null, null, order, struct(order, 1L, "a", 1));
            worker.put(first, worker.next("orders", null, null, order, struct(order, 1L, "b", 2)));
            worker.put(first);
            assertThat(database.rows("SELECT __connect_topic, __connect_partition, __connect_offset, name FROM orders"
                            + " ORDER BY __connect_offset"))
                    .containsExactlyInAnyOrder("orders|0|0|a", "orders|0|1|b");
        }

        @Test
        void kafka_position_in_columns_of_other_names() {
            SinkWorker worker = start(
                    "orders", "insert.mode", "upsert", "pk.mode", "kafka", "pk.fields", "t,p,o", "auto.create", "true");
            worker.put(worker.next("orders", null, null, order, struct(order, 1L, "a", 1)));
            assertThat(database.rows("SELECT t, p, o, name FROM orders")).containsExactly("orders|0|0|a");
        }
    }

    @Nested
    class Deletes {
        @Test
        void a_tombstone_deletes_and_one_for_a_missing_row_does_nothing() {
            createOrders();
            database.run("INSERT INTO orders VALUES (1, 'a', 1), (2, 'b', 2)");
            SinkWorker worker = start("orders", UPSERT);
            worker.put(tombstone(worker, 1), tombstone(worker, 7));
            assertThat(database.rows(ORDERS)).containsExactly("2|b|2");
        }

        @Test
        void tombstones_are_ignored_when_deletes_are_off() {
            createOrders();
            database.run("INSERT INTO orders VALUES (1, 'a', 1)");
            SinkWorker worker = start("orders", "insert.mode", "upsert", "pk.mode", "record_key");
            worker.put(tombstone(worker, 1));
            assertThat(database.rows(ORDERS)).containsExactly("1|a|1");
        }

        @Test
        void debezium_events_write_and_delete() {
            createOrders();
            database.run("INSERT INTO orders VALUES (3, 'c', 3)");
            SinkWorker worker = start("orders", UPSERT);
            Schema envelope = envelope(order);
            worker.put(
                    event(worker, envelope, 1, "r", null, row(1, "a", 1)),
                    event(worker, envelope, 2, "c", null, row(2, "b", 2)),
                    event(worker, envelope, 2, "u", row(2, "b", 2), row(2, "bb", 2)),
                    event(worker, envelope, 3, "d", row(3, "c", 3), null),
                    tombstone(worker, 3),
                    event(worker, envelope, 1, "d", row(1, "a", 1), null));
            assertThat(database.rows(ORDERS)).containsExactly("2|bb|2");
        }

        private Object[] row(long id, String name, int qty) {
            return new Object[] {id, name, qty};
        }

        private SinkRecord event(
                SinkWorker worker, Schema envelope, long id, String op, Object[] before, Object[] after) {
            return worker.next(
                    "orders",
                    key,
                    struct(key, id),
                    envelope,
                    io.synchub.connect.jdbc.sink.harness.Records.event(envelope, op, before, after));
        }

        @Test
        void a_delete_for_a_table_that_is_not_there_yet_does_nothing() {
            SinkWorker worker = start("orders", with(UPSERT, "auto.create", "true"));
            worker.put(tombstone(worker, 1));
            worker.put(tombstone(worker, 1), write(worker, 1, "a", 1), write(worker, 2, "b", 2), tombstone(worker, 2));
            assertThat(database.rows(ORDERS)).containsExactly("1|a|1");
        }
    }

    @Nested
    class Order {
        @Test
        void put_delete_put_in_one_batch() {
            createOrders();
            SinkWorker worker = start("orders", UPSERT);
            worker.put(write(worker, 1, "a", 1), tombstone(worker, 1), partial(worker, 1, "name", "new"));
            assertThat(database.rows(ORDERS)).containsExactly("1|new|null");
        }

        @Test
        void put_delete_put_across_batches() {
            createOrders();
            SinkWorker worker = start("orders", UPSERT);
            worker.put(write(worker, 1, "a", 1));
            worker.put(tombstone(worker, 1), partial(worker, 1, "name", "new"));
            assertThat(database.rows(ORDERS)).containsExactly("1|new|null");
            worker.put(partial(worker, 1, "qty", 5), tombstone(worker, 1));
            assertThat(database.rows(ORDERS)).isEmpty();
        }

        @Test
        void delete_put_delete_in_one_batch() {
            createOrders();
            database.run("INSERT INTO orders VALUES (1, 'a', 1)");
            SinkWorker worker = start("orders", UPSERT);
            worker.put(tombstone(worker, 1), write(worker, 1, "b", 2), tombstone(worker, 1));
            assertThat(database.rows(ORDERS)).isEmpty();
        }

        @Test
        void partial_rows_of_one_key_are_merged_in_order() {
            createOrders();
            SinkWorker worker = start("orders", UPSERT);
            worker.put(
                    write(worker, 1, "a", 1),
                    partial(worker, 1, "qty", 2),
                    partial(worker, 1, "name", "b"),
                    write(worker, 2, "x", 1),
                    partial(worker, 1, "qty", 3),
                    write(worker, 1, "c", null),
                    partial(worker, 2, "name", "y"));
            assertThat(database.rows(ORDERS)).containsExactly("1|c|null", "2|y|1");
        }

        @Test
        void key_of_a_wider_type_later_in_a_batch_is_the_same_key() {
            createOrders();
            SinkWorker worker = start("orders", UPSERT);
            Schema narrow = schema("id:int32");
            Schema row = schema("name:string?");
            worker.put(
                    worker.next("orders", narrow, struct(narrow, 1), row, struct(row, "first")),
                    worker.next("orders", key, struct(key, 1L), row, struct(row, "second")),
                    worker.next("orders", narrow, struct(narrow, 1), row, struct(row, "third")));
            assertThat(database.rows(ORDERS)).containsExactly("1|third|null");
        }

        @Test
        void a_hot_key_gets_its_last_value() {
            createOrders();
            SinkWorker worker = start("orders", with(UPSERT, "batch.size", "100"));
            for (int i = 1; i <= 1_000; i++) {
                worker.append(i % 97 == 0 ? tombstone(worker, 1) : write(worker, 1, "v" + i, i));
            }
            worker.drain(77);
            assertThat(database.rows(ORDERS)).containsExactly("1|v1000|1000");
        }

        @Test
        void tables_and_schemas_interleaved_in_one_batch() {
            createOrders();
            database.run("CREATE TABLE items (sku VARCHAR(9) PRIMARY KEY, id BIGINT, price DOUBLE PRECISION)");
            SinkWorker worker = start("orders,items", "insert.mode", "upsert", "pk.mode", "record_key");
            Schema sku = schema("sku:string");
            Schema item = schema("price:float64?", "id:int64?");
            Schema cheap = schema("id:int64?");
            List<SinkRecord> records = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                records.add(write(worker, i % 3, "n" + i, i));
                records.add(worker.next("items", sku, struct(sku, "s" + i % 2), item, struct(item, i / 2.0, 1L)));
                records.add(partial(worker, i % 3, "qty", -i));
                records.add(worker.next("items", sku, struct(sku, "s" + i % 2), cheap, struct(cheap, (long) i)));
            }
            worker.put(records.toArray(SinkRecord[]::new));
            assertThat(database.rows(ORDERS)).containsExactly("0|n27|-27", "1|n28|-28", "2|n29|-29");
            assertThat(database.rows("SELECT sku, id, price FROM items ORDER BY sku"))
                    .containsExactly("s0|28|14", "s1|29|14.5");
        }

        @Test
        void a_unique_value_passes_from_one_row_to_another_within_a_batch() {
            database.run(
                    "CREATE TABLE orders (id BIGINT PRIMARY KEY, name VARCHAR(20) UNIQUE, qty INTEGER)",
                    "INSERT INTO orders VALUES (1, 'x', 1), (2, 'y', 2)");
            SinkWorker worker = start("orders", UPSERT);
            worker.put(write(worker, 2, "free", 2), write(worker, 1, "y", 1), write(worker, 2, "x", 2));
            assertThat(database.rows(ORDERS)).containsExactly("1|y|1", "2|x|2");
        }

        @Test
        void rows_and_deletes_before_a_refused_bulk_are_all_kept_by_the_replay() {
            database.run(
                    "CREATE TABLE orders (id BIGINT PRIMARY KEY, name VARCHAR(20) UNIQUE, qty INTEGER)",
                    "INSERT INTO orders VALUES (1, 'x', 1), (2, 'y', 2), (7, 'z', 7)");
            SinkWorker worker = start("orders", UPSERT);
            worker.put(
                    write(worker, 5, "five", 5),
                    write(worker, 2, "free", 2),
                    write(worker, 1, "y", 1),
                    write(worker, 2, "x", 2),
                    tombstone(worker, 7),
                    write(worker, 8, "z", 8));
            assertThat(database.rows(ORDERS)).containsExactly("1|y|1", "2|x|2", "5|five|5", "8|z|8");
        }

        @Test
        void many_rows_over_many_polls() {
            createOrders();
            SinkWorker worker = start("orders", with(UPSERT, "batch.size", "700", "linger.ms", "5"));
            for (int i = 0; i < 5_000; i++) {
                worker.append(write(worker, i, "n" + i, i));
            }
            worker.drain(123);
            assertThat(database.rows("SELECT count(*), min(id), max(id), sum(qty) FROM orders"))
                    .containsExactly("5000|0|4999|12497500");
        }
    }

    protected static String[] with(String[] properties, String... more) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
