/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Tables that are missing, that change, and that do not fit. */
abstract class JdbcSinkTables extends SinkBehaviour {
    private static final String[] UPSERT = {"insert.mode", "upsert", "pk.mode", "record_key", "delete.enabled", "true"};
    private static final String[] CREATE = JdbcSinkWrites.with(UPSERT, "auto.create", "true", "auto.evolve", "true");

    private final Schema key = schema("id:int64");
    private final Schema narrow = schema("name:string");
    private final Schema wide = schema("name:string?", "qty:int32?", "paid:boolean");

    private SinkRecord narrow(SinkWorker worker, long id, String name) {
        return worker.next("orders", key, struct(key, id), narrow, struct(narrow, name));
    }

    private SinkRecord wide(SinkWorker worker, long id, String name, Integer qty) {
        return worker.next("orders", key, struct(key, id), wide, struct(wide, name, qty, true));
    }

    private SinkRecord tombstone(SinkWorker worker, long id) {
        return worker.next("orders", key, struct(key, id), null, null);
    }

    /** What a put fails with; its trace. */
    private static String failure(SinkWorker worker, SinkRecord... records) {
        Throwable thrown = catchThrowable(() -> worker.put(records));
        assertThat(thrown).isInstanceOf(ConnectException.class);
        return trace(thrown);
    }

    @Test
    void a_missing_table_is_created_with_its_key() {
        SinkWorker worker = start("orders", CREATE);
        worker.put(wide(worker, 1, "a", null), wide(worker, 1, "b", 2));
        assertThat(database.rows("SELECT id, name, qty FROM orders")).containsExactly("1|b|2");
        assertThat(database.rows(database.columns("orders")))
                .containsExactly("id|NO", "name|YES", "qty|YES", database.dropsNotNull() ? "paid|NO" : "paid|YES");
    }

    @Test
    void columns_are_added_and_not_null_is_dropped_as_records_change() {
        SinkWorker worker = start("orders", CREATE);
        worker.put(narrow(worker, 1, "a"), wide(worker, 2, null, 2), narrow(worker, 3, "c"));
        worker.put(tombstone(worker, 3));
        assertThat(database.rows("SELECT id, name, qty FROM orders ORDER BY id"))
                .containsExactly("1|a|null", "2|null|2");
    }

    @Test
    void a_missing_table_is_an_error_that_says_how_to_mend_it() {
        SinkWorker worker = start("orders", UPSERT);
        assertThat(failure(worker, narrow(worker, 1, "secret")))
                .contains("topic orders, partition 0, offset 0", "Table orders does not exist", "auto.create=true")
                .contains("CREATE TABLE")
                .doesNotContain("secret");
    }

    @Test
    void a_missing_column_is_an_error_that_says_how_to_mend_it() {
        database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, name VARCHAR(20))");
        SinkWorker worker = start("orders", UPSERT);
        assertThat(failure(worker, wide(worker, 1, "secret", 1)))
                .contains("topic orders, partition 0, offset 0", "Table orders has no column qty, paid")
                .contains("auto.evolve=true", "ALTER TABLE")
                .doesNotContain("secret");
    }

    @Test
    void a_plan_is_shown_and_not_carried_out() {
        SinkWorker worker = start("orders", JdbcSinkWrites.with(CREATE, "schema.evolution", "plan"));
        worker.put(tombstone(worker, 1));
        assertThat(failure(worker, wide(worker, 1, "secret", 1)))
                .contains("topic orders, partition 0, offset 1", "Table orders does not exist")
                .contains("schema.evolution=plan", "CREATE TABLE", "paid")
                .doesNotContain("secret");
        database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, name VARCHAR(20) NOT NULL)");
        SinkWorker again = start("orders", JdbcSinkWrites.with(CREATE, "schema.evolution", "plan"));
        assertThat(failure(again, wide(again, 1, "secret", 1)))
                .contains("Table orders has no column qty, paid (", "ALTER TABLE")
                .contains(database.dropsNotNull() ? "column name is NOT NULL" : "")
                .doesNotContain("secret");
        assertThat(database.rows("SELECT * FROM orders")).isEmpty();
    }

    @Test
    void a_plan_that_someone_carries_out_lets_the_rows_in() {
        SinkWorker worker = start("orders", JdbcSinkWrites.with(CREATE, "schema.evolution", "plan"));
        String trace = failure(worker, wide(worker, 1, "a", 1));
        int begin = trace.indexOf("CREATE TABLE");
        database.run(trace.substring(begin, trace.indexOf(';', begin)));
        SinkWorker again = start("orders", JdbcSinkWrites.with(CREATE, "schema.evolution", "plan"));
        again.put(wide(again, 1, "a", 1));
        assertThat(database.rows("SELECT id, name, qty FROM orders")).containsExactly("1|a|1");
    }

    @Test
    void without_evolution_only_what_can_not_be_written_fails() {
        database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, name VARCHAR(20) NOT NULL)");
        SinkWorker worker = start("orders", JdbcSinkWrites.with(CREATE, "schema.evolution", "none"));
        Schema nullable = schema("name:string?");
        worker.put(worker.next("orders", key, struct(key, 1L), nullable, struct(nullable, "a")));
        assertThat(database.rows("SELECT id, name FROM orders")).containsExactly("1|a");
        assertThat(failure(worker, wide(worker, 2, "secret", 1)))
                .contains("Table orders has no column qty, paid (", "schema.evolution=none")
                .doesNotContain("ALTER TABLE", "secret");
        SinkWorker other = start("items", JdbcSinkWrites.with(CREATE, "schema.evolution", "none"));
        assertThat(failure(other, other.next("items", key, struct(key, 1L), nullable, struct(nullable, "secret"))))
                .contains("Table items does not exist", "schema.evolution=none")
                .doesNotContain("CREATE TABLE", "secret");
    }

    @Test
    void a_missing_key_column_is_named_alone() {
        database.run("CREATE TABLE orders (order_id BIGINT PRIMARY KEY, name VARCHAR(20))");
        SinkWorker worker = start("orders", CREATE);
        assertThat(failure(worker, wide(worker, 1, "secret", 1)))
                .contains("Table orders has no key column id. Its columns: order_id, name", "pk.fields");
    }

    @Test
    void a_table_without_the_key_is_an_error_that_says_how_to_mend_it() {
        database.run("CREATE TABLE orders (id BIGINT, name VARCHAR(20))");
        SinkWorker worker = start("orders", UPSERT);
        assertThat(failure(worker, narrow(worker, 1, "secret")))
                .contains("topic orders, partition 0, offset 0", "Table orders has no primary key or unique index")
                .contains("ADD PRIMARY KEY (id)");
    }

    @Test
    void a_key_that_is_dropped_under_the_task_is_an_error_that_says_how_to_mend_it() {
        database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, name VARCHAR(20))");
        SinkWorker worker = start("orders", UPSERT);
        worker.put(narrow(worker, 1, "a"));
        database.run(database.dropPrimaryKey("orders"));
        if (!database.noticesDroppedKeys()) {
            worker.put(narrow(worker, 1, "b"));
            assertThat(database.rows("SELECT id, name FROM orders")).containsExactly("1|b");
            return;
        }
        assertThat(failure(worker, narrow(worker, 2, "b")))
                .contains("topic orders, partition 0, offset 1", "ADD PRIMARY KEY (id)");
    }

    @Test
    void a_table_that_is_dropped_under_the_task_is_made_again() {
        SinkWorker worker = start("orders", CREATE);
        worker.put(wide(worker, 1, "a", 1));
        database.run("DROP TABLE orders");
        worker.put(wide(worker, 2, "b", 2), tombstone(worker, 1));
        assertThat(database.rows("SELECT id, name FROM orders")).containsExactly("2|b");
        database.run("DROP TABLE orders");
        worker.put(tombstone(worker, 2));
        worker.put(wide(worker, 3, "c", 3));
        assertThat(database.rows("SELECT id, name FROM orders")).containsExactly("3|c");
    }

    @Test
    void a_table_that_is_altered_under_the_task_is_read_again() {
        SinkWorker worker = start("orders", CREATE);
        worker.put(wide(worker, 1, "a", 1));
        database.run("ALTER TABLE orders DROP COLUMN qty", "ALTER TABLE orders ADD COLUMN note VARCHAR(9)");
        worker.put(wide(worker, 2, "b", 2));
        assertThat(database.rows("SELECT id, name, qty, note FROM orders ORDER BY id"))
                .containsExactly("1|a|null|null", "2|b|2|null");
        database.run(database.alterType("orders", "qty", "VARCHAR(20)"));
        worker.put(wide(worker, 3, "c", 3));
        assertThat(database.rows("SELECT qty FROM orders WHERE id = 3")).containsExactly("3");
    }

    @Test
    void tasks_that_create_and_evolve_one_table_at_once_all_succeed() throws Exception {
        int tasks = 4;
        for (int round = 0; round < 5; round++) {
            String topic = "orders" + round;
            CyclicBarrier barrier = new CyclicBarrier(tasks);
            ExecutorService threads = Executors.newFixedThreadPool(tasks);
            List<Future<?>> running = new ArrayList<>();
            for (int task = 0; task < tasks; task++) {
                SinkWorker worker = start(topic, CREATE);
                long id = task;
                Schema own = schema("name:string?", "c" + task + ":int32?");
                SinkRecord first = worker.next(topic, key, struct(key, id), narrow, struct(narrow, "n"));
                SinkRecord second = worker.next(topic, key, struct(key, id), own, struct(own, null, task));
                running.add(threads.submit(() -> {
                    barrier.await();
                    worker.put(first);
                    worker.put(second);
                    return null;
                }));
            }
            for (Future<?> task : running) {
                task.get();
            }
            threads.shutdown();
            assertThat(database.rows("SELECT id, name, c0, c1, c2, c3 FROM " + topic + " ORDER BY id"))
                    .containsExactly(
                            "0|null|0|null|null|null",
                            "1|null|null|1|null|null",
                            "2|null|null|null|2|null",
                            "3|null|null|null|null|3");
        }
    }

    @Test
    void names_with_upper_case_spaces_quotes_and_reserved_words() {
        Schema odd = schema("Order No:int32", "select:string?", "a\"b:string?", "dotted.name:int32?", "ÄÖ:string?");
        Schema oddKey = schema("Key \"1\":int32");
        for (String topic : List.of("User", "two words", "sel\"ect")) {
            SinkWorker worker = start(topic, CREATE);
            SinkRecord first = worker.next(topic, oddKey, struct(oddKey, 1), odd, struct(odd, 1, "x", "y", 2, "z"));
            worker.put(first, worker.next(topic, oddKey, struct(oddKey, 2), odd, struct(odd, 1, "x", "y", 2, "z")));
            worker.put(
                    worker.next(topic, oddKey, struct(oddKey, 1), odd, struct(odd, 3, "x2", null, 4, "z")),
                    worker.next(topic, oddKey, struct(oddKey, 2), null, null));
            assertThat(database.rows("SELECT * FROM " + database.quote(topic))).containsExactly("1|3|x2|null|4|z");
        }
    }

    @Test
    void a_field_finds_its_column_in_whatever_case() {
        database.run("CREATE TABLE orders (ID BIGINT PRIMARY KEY, Name VARCHAR(20))");
        SinkWorker worker = start("orders", CREATE);
        worker.put(wide(worker, 1, "a", 1), wide(worker, 2, "b", 2));
        worker.put(wide(worker, 1, "c", 3), tombstone(worker, 2));
        assertThat(database.rows("SELECT id, name, qty FROM orders")).containsExactly("1|c|3");
        Schema twins = schema("name:string?", "NAME:string?");
        SinkRecord both = worker.next("orders", key, struct(key, 3L), twins, struct(twins, "d", "e"));
        if (!database.ignoresCaseOfColumns()) {
            worker.put(both);
            assertThat(database.rows("SELECT id, name, " + database.quote("NAME") + " FROM orders WHERE id = 3"))
                    .containsExactly("3|d|e");
            return;
        }
        assertThat(failure(worker, both))
                .contains("topic orders, partition 0, offset 4", "Fields name and NAME are both column")
                .contains("Rename one of them");
        assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("1");
    }

    @Test
    void table_names_are_made_from_topics() {
        SinkWorker worker = start("orders", JdbcSinkWrites.with(CREATE, "table.name.format", "copy_of_${topic}"));
        worker.put(narrow(worker, 1, "a"));
        assertThat(database.rows("SELECT id, name FROM copy_of_orders")).containsExactly("1|a");
    }

    @Test
    void rows_of_other_tables_are_written_when_one_table_is_created() {
        SinkWorker worker = start("orders,items", CREATE);
        List<SinkRecord> records = new ArrayList<>();
        for (long i = 0; i < 20; i++) {
            records.add(narrow(worker, i, "n" + i));
            records.add(worker.next("items", key, struct(key, i), wide, struct(wide, "w", 1, true)));
        }
        worker.put(records.toArray(SinkRecord[]::new));
        assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("20");
        assertThat(database.value("SELECT count(*) FROM items")).isEqualTo("20");
    }
}
