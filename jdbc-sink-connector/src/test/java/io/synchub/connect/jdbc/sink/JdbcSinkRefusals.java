/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that a table can not take: the task fails, writes nothing of the batch, and says where, never what. */
abstract class JdbcSinkRefusals extends SinkBehaviour {
    /** Stands in each bad row: no message may hold it. */
    private static final String SECRET = "s3cr3t";

    private final Schema key = schema("id:int64");
    private final Schema row = schema("name:string?", "qty:int64?", "day:string?", "customer:int32?");

    @BeforeEach
    void createTables() {
        database.run(
                "CREATE TABLE customers (id INTEGER PRIMARY KEY)",
                "INSERT INTO customers VALUES (1)",
                "CREATE TABLE orders (id BIGINT PRIMARY KEY, name VARCHAR(10) NOT NULL, qty SMALLINT CHECK (qty > 0),"
                        + " day DATE, customer INTEGER, FOREIGN KEY (customer) REFERENCES customers (id))");
    }

    private SinkRecord record(SinkWorker worker, long id, String name, Long qty, String day, Integer customer) {
        return worker.next("orders", key, struct(key, id), row, struct(row, name, qty, day, customer));
    }

    /** Puts a good row, a bad one and another good one in one batch, and gives the trace of what is thrown. */
    private String refusal(String name, Long qty, String day, Integer customer) {
        SinkWorker worker = start("orders", "insert.mode", "upsert", "pk.mode", "record_key");
        SinkRecord[] records = {
            record(worker, 1, "ok", 1L, "2024-01-15", 1),
            record(worker, 2, name, qty, day, customer),
            record(worker, 3, "ok", 1L, "2024-01-15", 1)
        };
        Throwable thrown = catchThrowable(() -> worker.put(records));
        assertThat(thrown).isInstanceOf(ConnectException.class);
        assertThat(database.rows("SELECT * FROM orders")).isEmpty();
        assertThat(worker.committable()).containsValue(0L);
        return trace(thrown);
    }

    /** Puts the same where the table takes what other databases refuse. */
    private void assertStored(String name, Long qty, String day) {
        SinkWorker worker = start("orders", "insert.mode", "upsert", "pk.mode", "record_key");
        worker.put(record(worker, 1, "ok", 1L, "2024-01-15", 1), record(worker, 2, name, qty, day, 1));
        assertThat(database.rows("SELECT name, qty, day FROM orders ORDER BY id"))
                .containsExactly("ok|1|2024-01-15", name + "|" + qty + "|" + day);
    }

    @Test
    void text_that_is_too_long() {
        if (!database.boundsTexts()) {
            assertStored(SECRET + SECRET, 1L, null);
            return;
        }
        assertThat(refusal(SECRET + SECRET, 1L, null, 1))
                .contains(
                        "topic orders, partition 0, offset 1",
                        "column name of table orders",
                        "SQLState " + database.sqlState("22001"))
                .doesNotContain(SECRET);
    }

    @Test
    void number_out_of_range() {
        if (!database.checksTypes()) {
            assertStored("ok", 770077L, null);
            return;
        }
        assertThat(refusal("ok", 770077L, null, 1))
                .contains(
                        "topic orders, partition 0, offset 1",
                        "column qty of table orders",
                        "SQLState " + database.sqlState("22003"))
                .doesNotContain("770077");
    }

    @Test
    void null_where_none_is_allowed() {
        assertThat(refusal(null, 1L, null, 1))
                .contains(
                        "topic orders, partition 0, offset 1",
                        "column name of table orders",
                        "SQLState " + database.sqlState("23502"));
    }

    @Test
    void a_zero_byte_in_a_text() {
        if (database.storesZeroBytes()) {
            assertStored("a\0b", 1L, null);
            return;
        }
        assertThat(refusal(SECRET + "\0", 1L, null, 1))
                .contains("topic orders, partition 0, offset 1", "column name of table orders", "0x00")
                .doesNotContain(SECRET);
    }

    @Test
    void text_that_is_no_date() {
        if (!database.checksTypes()) {
            assertStored("ok", 1L, SECRET);
            return;
        }
        assertThat(refusal("ok", 1L, SECRET, 1))
                .contains(
                        "topic orders, partition 0, offset 1",
                        "column day of table orders",
                        "SQLState " + database.sqlState("22007"))
                .doesNotContain(SECRET);
    }

    @Test
    void a_foreign_key_without_its_row() {
        assertThat(refusal("ok", 1L, null, 770077))
                .contains(
                        "topic orders, partition 0, offset 1", "table orders", "SQLState " + database.sqlState("23503"))
                .doesNotContain("770077");
    }

    @Test
    void a_check_that_is_not_met() {
        if (!database.heedsChecks()) {
            assertStored("ok", -7700L, null);
            return;
        }
        assertThat(refusal("ok", -7700L, null, 1))
                .contains(
                        "topic orders, partition 0, offset 1", "table orders", "SQLState " + database.sqlState("23514"))
                .doesNotContain("7700");
    }

    @Test
    void a_key_that_exists() {
        SinkWorker worker = start("orders", "insert.mode", "insert", "pk.mode", "record_key");
        worker.put(record(worker, 770077, "ok", 1L, null, 1));
        SinkRecord[] again = {
            record(worker, 1, "ok", 1L, null, 1), record(worker, 770077, SECRET, 1L, null, 1),
        };
        assertThat(trace(catchThrowable(() -> worker.put(again))))
                .contains(
                        "topic orders, partition 0, offset 2", "table orders", "SQLState " + database.sqlState("23505"))
                .doesNotContain(SECRET, "770077");
        assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("1");
    }

    @Test
    void a_key_that_comes_twice_in_one_batch_of_inserts() {
        SinkWorker worker = start("orders", "insert.mode", "insert", "pk.mode", "record_key");
        SinkRecord[] twice = {record(worker, 1, "ok", 1L, null, 1), record(worker, 1, SECRET, 1L, null, 1)};
        assertThat(trace(catchThrowable(() -> worker.put(twice))))
                .contains(
                        "topic orders, partition 0, offset 1", "table orders", "SQLState " + database.sqlState("23505"))
                .doesNotContain(SECRET);
    }

    @Test
    void a_row_of_another_topic_name_is_named_by_the_topic_it_was_read_from() {
        SinkWorker worker = start("orders", "insert.mode", "upsert", "pk.mode", "record_key");
        SinkRecord read = record(worker, 1, null, 1L, null, 1);
        SinkWorker renamed = start("raw", "insert.mode", "upsert", "pk.mode", "record_key");
        SinkRecord routed = renamed.next("raw", key, read.key(), row, read.value())
                .newRecord("orders", 0, key, read.key(), row, read.value(), null);
        assertThat(trace(catchThrowable(() -> renamed.put(routed))))
                .contains("topic raw, partition 0, offset 0", "column name of table orders")
                .doesNotContain(SECRET);
    }

    @Test
    void a_value_that_has_no_meaning_names_its_column() {
        Schema time =
                SchemaBuilder.int32().name("io.debezium.time.Time").optional().build();
        Schema odd = SchemaBuilder.struct().field("at", time).build();
        SinkWorker worker = start("orders", "insert.mode", "upsert", "pk.mode", "record_key");
        SinkRecord bad = worker.next("orders", key, struct(key, 1L), odd, struct(odd, 770077007));
        assertThat(trace(catchThrowable(() -> worker.put(bad))))
                .contains("topic orders, partition 0, offset 0", "column at of table orders")
                .doesNotContain("770077007");
    }

    @Test
    void a_value_within_an_array_that_has_no_meaning_names_its_column() {
        database.run("ALTER TABLE orders ADD COLUMN times VARCHAR(99)");
        Schema time =
                SchemaBuilder.int32().name("io.debezium.time.Time").optional().build();
        Schema odd = SchemaBuilder.struct()
                .field("name", Schema.STRING_SCHEMA)
                .field("times", SchemaBuilder.array(time).build())
                .build();
        SinkWorker worker = start("orders", "insert.mode", "upsert", "pk.mode", "record_key");
        SinkRecord good = worker.next("orders", key, struct(key, 1L), odd, struct(odd, "x", java.util.List.of(1)));
        SinkRecord bad =
                worker.next("orders", key, struct(key, 2L), odd, struct(odd, "x", java.util.List.of(1, 770077007)));
        assertThat(trace(catchThrowable(() -> worker.put(good, bad))))
                .contains("topic orders, partition 0, offset 1", "column times of table orders")
                .doesNotContain("770077007");
    }

    @Test
    void a_missing_permission_names_the_table() {
        database.run("ALTER TABLE orders RENAME TO base", "CREATE VIEW orders AS SELECT 1 AS id, '' AS name");
        SinkWorker worker = start("orders", "insert.mode", "insert", "pk.mode", "record_key");
        Schema named = schema("name:string");
        SinkRecord record = worker.next("orders", key, struct(key, 1L), named, struct(named, SECRET));
        assertThat(trace(catchThrowable(() -> worker.put(record))))
                .contains("topic orders, partition 0, offset 0", "table orders", "SQLState")
                .doesNotContain(SECRET);
    }

    @Test
    void records_that_can_not_be_read_name_their_place() {
        Map<SinkRecord, String> expected = new HashMap<>();
        SinkWorker worker = start("orders", "insert.mode", "upsert", "pk.mode", "record_key", "pk.fields", "id");
        Schema other = schema("nr:int64");
        expected.put(worker.next("orders", null, null, row, struct(row, SECRET, 1L, null, 1)), "has no key");
        expected.put(
                worker.next("orders", other, struct(other, 770077L), row, struct(row, SECRET, 1L, null, 1)),
                "record key has no field 'id'");
        expected.put(worker.next("orders", key, struct(key, 770077L), null, Map.of("a", SECRET)), "not a struct");
        expected.put(
                worker.next("orders", null, Map.of("id", 770077L), row, struct(row, SECRET, 1L, null, 1)),
                "key has a schema");
        expected.forEach((record, reason) -> assertThat(trace(catchThrowable(() -> worker.put(record))))
                .contains("topic orders, partition 0, offset " + record.kafkaOffset(), reason)
                .doesNotContain(SECRET, "770077"));
        assertThat(worker.paused()).isEqualTo(Set.<TopicPartition>of());
    }
}
