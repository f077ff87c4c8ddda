/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad rows with a dead letter queue: they are set aside with their reason, and all others are written in their order. */
abstract class JdbcSinkBadRows extends SinkBehaviour {
    private static final String SECRET = "s3cr3t";
    private static final String LONG = SECRET + SECRET + SECRET;
    private static final String[] UPSERT = {"insert.mode", "upsert", "pk.mode", "record_key", "delete.enabled", "true"};

    private final Schema key = schema("id:int64");
    private final Schema row =
            schema("name:string?", "qty:int64?", "day:string?", "customer:int32?", "code:string?", "doc:string?");
    protected final DeadLetters letters = new DeadLetters();

    /** A bad value for each column that has one of its own kind, and what its letter must say. */
    private record Bad(String name, Long qty, String day, Integer customer, String code, String doc, String... says) {}

    /** The type of a column of JSON documents. */
    protected abstract String jsonType();

    @BeforeEach
    void createTables() {
        database.run(
                "CREATE TABLE customers (id INTEGER PRIMARY KEY)",
                "INSERT INTO customers VALUES (1)",
                "CREATE TABLE orders (id BIGINT PRIMARY KEY, name VARCHAR(10) NOT NULL"
                        + database.boundOfText("name", 10)
                        + ", qty SMALLINT CHECK (qty > 0),"
                        + " day DATE, customer INTEGER, code VARCHAR(20) UNIQUE, doc " + jsonType()
                        + ", FOREIGN KEY (customer) REFERENCES customers (id))");
    }

    private SinkRecord good(SinkWorker worker, long id) {
        return record(worker, id, "ok", 1L, "2024-01-15", 1, null, "{}");
    }

    private SinkRecord named(SinkWorker worker, long id, String name) {
        return record(worker, id, name, 1L, null, 1, null, null);
    }

    /** A row that refers to another which is not there: bad wherever foreign keys are heeded. */
    private SinkRecord orphan(SinkWorker worker, long id) {
        return record(worker, id, "ok", 1L, null, 770077, null, null);
    }

    private SinkRecord coded(SinkWorker worker, long id, String code) {
        return record(worker, id, "ok", 1L, null, 1, code, null);
    }

    private SinkRecord delete(SinkWorker worker, long id) {
        return worker.next("orders", key, struct(key, id), null, null);
    }

    private SinkRecord record(
            SinkWorker worker, long id, String name, Long qty, String day, Integer customer, String code, String doc) {
        return worker.next("orders", key, struct(key, id), row, struct(row, name, qty, day, customer, code, doc));
    }

    /** What the letter of a value says that is not JSON. */
    protected String[] saysOfJson() {
        return new String[] {"column doc of table orders", state("22P02")};
    }

    private List<Bad> badOnes() {
        String date = "2024-01-15";
        List<Bad> kinds = new ArrayList<>(List.of(
                database.boundsTexts()
                        ? new Bad(LONG, 1L, date, 1, null, null, "column name of table orders", state("22001"))
                        : new Bad(LONG, 1L, date, 1, null, null, "table orders", state("23514")),
                new Bad(null, 1L, date, 1, null, null, "column name of table orders", state("23502")),
                new Bad("ok", 1L, date, 1, SECRET, null, "table orders", "a row with this unique key exists"),
                new Bad("ok", 1L, date, 770077, null, null, "table orders", state("23503")),
                new Bad("ok", 1L, date, 1, null, "{" + SECRET, saysOfJson())));
        if (database.heedsChecks()) {
            kinds.add(new Bad("ok", -7700L, date, 1, null, null, "table orders", state("23514")));
        }
        if (database.checksTypes()) {
            kinds.add(new Bad("ok", 770077L, date, 1, null, null, "column qty of table orders", state("22003")));
            kinds.add(new Bad("ok", 1L, SECRET, 1, null, null, "column day of table orders", state("22007")));
        }
        if (!database.storesZeroBytes()) {
            kinds.add(new Bad(SECRET + "\0", 1L, date, 1, null, null, "column name of table orders", "SQLState 22021"));
        }
        return kinds;
    }

    private String state(String postgres) {
        return "SQLState " + database.sqlState(postgres);
    }

    /** SQLite keeps what it is given: a column's type says how to compare it. */
    @Test
    void values_of_another_type_are_bad_where_columns_have_types() {
        SinkWorker worker = start(letters, "orders", UPSERT);
        worker.put(
                record(worker, 1, "ok", 770077L, null, 1, null, null),
                good(worker, 2),
                record(worker, 3, "ok", 1L, SECRET, 1, null, null));
        if (database.checksTypes()) {
            assertThat(letters.offsets()).containsExactly(0L, 2L);
            assertThat(database.rows("SELECT id FROM orders")).containsExactly("2");
        } else {
            assertThat(letters.all()).isEmpty();
            assertThat(database.rows("SELECT id, qty, day FROM orders ORDER BY id"))
                    .containsExactly("1|770077|null", "2|1|2024-01-15", "3|1|" + SECRET);
        }
    }

    @Test
    void every_kind_of_bad_row_is_set_aside_and_all_others_are_written() {
        SinkWorker worker = start(letters, "orders", UPSERT);
        worker.put(coded(worker, 100_000, SECRET));
        List<SinkRecord> poll = new ArrayList<>();
        Map<Long, Bad> bad = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            if (i % 100 == 37 && i / 100 < badOnes().size()) {
                Bad kind = badOnes().get(i / 100);
                SinkRecord record =
                        record(worker, i, kind.name, kind.qty, kind.day, kind.customer, kind.code, kind.doc);
                bad.put(record.kafkaOffset(), kind);
                poll.add(record);
            } else {
                poll.add(good(worker, i));
            }
        }
        worker.put(poll.toArray(SinkRecord[]::new));
        assertThat(letters.offsets()).containsExactlyElementsOf(bad.keySet());
        for (DeadLetters.Letter letter : letters.all()) {
            long offset = letter.record().kafkaOffset();
            assertThat(letter.error()).isInstanceOf(DataException.class);
            assertThat(letter.message())
                    .contains("topic orders, partition 0, offset " + offset + " ")
                    .contains(bad.get(offset).says);
            assertThat(trace(letter.error())).doesNotContain(SECRET, "770077", "7700");
        }
        assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo(Integer.toString(1001 - bad.size()));
    }

    @Test
    void the_order_of_a_key_is_kept_around_its_bad_rows() {
        SinkWorker worker = start(letters, "orders", UPSERT);
        worker.put(
                named(worker, 1, "a"),
                named(worker, 2, "a"),
                named(worker, 2, LONG),
                named(worker, 3, "a"),
                named(worker, 1, LONG),
                delete(worker, 3),
                named(worker, 3, LONG),
                named(worker, 1, "b"),
                named(worker, 4, "a"),
                named(worker, 4, LONG),
                delete(worker, 4),
                named(worker, 5, LONG),
                named(worker, 5, "c"));
        assertThat(database.rows("SELECT id, name FROM orders ORDER BY id")).containsExactly("1|b", "2|a", "5|c");
        assertThat(letters.offsets()).contains(2L, 6L).isSorted();
    }

    @Test
    void a_batch_of_nothing_but_bad_rows_is_set_aside() {
        SinkWorker worker = start(letters, "orders", UPSERT);
        worker.put(LongStream.range(0, 300).mapToObj(id -> orphan(worker, id)).toArray(SinkRecord[]::new));
        assertThat(letters.offsets())
                .containsExactlyElementsOf(LongStream.range(0, 300).boxed().toList());
        assertThat(database.rows("SELECT * FROM orders")).isEmpty();
    }

    @Test
    void the_first_and_the_last_of_a_batch_may_be_bad() {
        SinkWorker worker = start(letters, "orders", UPSERT);
        worker.put(orphan(worker, 1), good(worker, 2), orphan(worker, 3));
        assertThat(letters.offsets()).containsExactly(0L, 2L);
        assertThat(database.rows("SELECT id FROM orders")).containsExactly("2");
    }

    @Test
    void a_unique_value_passes_between_rows_beside_a_bad_row() {
        SinkWorker worker = start(letters, "orders", UPSERT);
        worker.put(coded(worker, 1, "x"), coded(worker, 2, "y"));
        worker.put(coded(worker, 2, "z"), named(worker, 3, LONG), coded(worker, 1, "y"), coded(worker, 2, "x"));
        assertThat(database.rows("SELECT id, code FROM orders ORDER BY id")).containsExactly("1|y", "2|x");
        assertThat(letters.offsets()).containsExactly(3L);
    }

    @Test
    void a_row_that_is_there_is_a_bad_insert() {
        SinkWorker worker = start(letters, "orders", "insert.mode", "insert", "pk.mode", "record_key");
        worker.put(good(worker, 1));
        worker.put(good(worker, 2), good(worker, 1), good(worker, 3), good(worker, 3));
        assertThat(letters.offsets()).containsExactly(2L, 4L);
        assertThat(database.rows("SELECT id FROM orders ORDER BY id")).containsExactly("1", "2", "3");
    }

    @Test
    void inserts_that_come_again_after_a_crash_are_not_bad() {
        String[] inserts = {"insert.mode", "insert", "pk.mode", "record_key"};
        SinkWorker worker = start(letters, "orders", inserts);
        SinkRecord[] batch = {
            record(worker, 1, "a", 1L, "2024-01-15", 1, "x", "{}"), coded(worker, 2, null), coded(worker, 3, "y"),
        };
        worker.put(batch);
        // It dies before its offsets are committed; the next one reads the same records, and new ones.
        SinkWorker next = start(letters, "orders", inserts);
        next.put(batch);
        assertThat(letters.offsets()).isEmpty();
        next.put(coded(next, 4, null), coded(next, 4, null), coded(next, 1, null), coded(next, 5, "x"));
        assertThat(letters.offsets()).containsExactly(1L, 2L, 3L);
        assertThat(database.rows("SELECT id, code FROM orders ORDER BY id"))
                .containsExactly("1|x", "2|null", "3|y", "4|null");
    }

    @Test
    void a_batch_that_was_written_in_part_before_is_completed() {
        String[] inserts = {"insert.mode", "insert", "pk.mode", "record_key"};
        SinkWorker worker = start("orders", inserts);
        SinkRecord[] batch = {coded(worker, 1, "x"), coded(worker, 2, "y"), coded(worker, 3, "z")};
        worker.put(batch[0], batch[1]);
        SinkWorker next = start("orders", inserts);
        next.put(batch);
        assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("3");
        SinkRecord other = coded(next, 1, "differs");
        assertThat(catchThrowable(() -> next.put(other))).hasMessageContaining("offset ");
    }

    @Test
    void a_row_of_another_content_is_bad_from_the_first_record_on() {
        database.run("INSERT INTO orders (id, name) VALUES (1, 'other')");
        SinkWorker worker = start(letters, "orders", "insert.mode", "insert", "pk.mode", "record_key");
        worker.put(good(worker, 1), good(worker, 2));
        assertThat(letters.offsets()).containsExactly(0L);
        assertThat(database.rows("SELECT id, name FROM orders ORDER BY id")).containsExactly("1|other", "2|ok");
    }

    @Test
    void a_queue_that_confirms_late_holds_no_lock_meanwhile() {
        SinkWorker worker = start(letters, "orders", UPSERT);
        letters.storeLater();
        worker.deliver(List.of(good(worker, 1), named(worker, 2, LONG)));
        assertThat(database.rows("SELECT id FROM orders")).isEmpty();
        database.run("INSERT INTO orders (id, name) VALUES (1, 'mine')", "DELETE FROM orders");
        letters.confirm();
        worker.drain(1);
        assertThat(database.rows("SELECT id FROM orders")).containsExactly("1");
        assertThat(letters.offsets()).containsExactly(1L);
    }

    @Test
    void a_connection_that_breaks_before_the_commit_loses_nothing_and_reports_once() {
        SinkWorker worker = start(letters, "orders", UPSERT);
        worker.put(good(worker, 0));
        letters.onNextReport(() -> {
            assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("1");
            if (database.hasSessions()) {
                database.disconnectConnectors();
            } else {
                // Nothing breaks a connection there. Who writes the same row is refused, or else the commit is.
                Throwable refused =
                        catchThrowable(() -> database.run("INSERT INTO orders (id, name) VALUES (1, 'mine')"));
                assertThat(refused == null || refused.getCause() instanceof SQLException)
                        .isTrue();
            }
        });
        worker.put(good(worker, 1), named(worker, 2, LONG), good(worker, 3), orphan(worker, 4));
        assertThat(letters.offsets()).containsExactly(2L, 4L);
        assertThat(database.rows("SELECT id, name FROM orders ORDER BY id")).containsExactly("0|ok", "1|ok", "3|ok");
    }

    @Test
    void a_restart_between_report_and_commit_reports_again() {
        SinkWorker worker = start(letters, "orders", UPSERT);
        letters.onNextReport(() -> {
            throw new ConnectException("the worker dies");
        });
        SinkRecord[] batch = {good(worker, 1), named(worker, 2, LONG)};
        assertThat(catchThrowable(() -> worker.put(batch))).isInstanceOf(ConnectException.class);
        assertThat(database.rows("SELECT id FROM orders")).isEmpty();
        assertThat(worker.committable()).containsValue(0L);
        SinkWorker next = start(letters, "orders", UPSERT);
        next.put(batch);
        assertThat(letters.offsets()).containsExactly(1L, 1L);
        assertThat(database.rows("SELECT id FROM orders")).containsExactly("1");
    }

    @Test
    void records_that_can_not_be_read_are_set_aside() {
        SinkWorker worker = start(letters, "orders", UPSERT);
        worker.put(
                good(worker, 1),
                worker.next("orders", null, null, row, struct(row, SECRET, 1L, null, 1, null, null)),
                worker.next("orders", key, struct(key, 2L), null, Map.of("name", SECRET)),
                good(worker, 3));
        assertThat(letters.offsets()).containsExactly(1L, 2L);
        assertThat(letters.all().get(0).message())
                .contains("topic orders, partition 0, offset 1", "has no key")
                .doesNotContain(SECRET);
        assertThat(database.rows("SELECT id FROM orders ORDER BY id")).containsExactly("1", "3");
    }

    @Test
    void without_a_queue_the_task_fails_of_the_first_bad_row_and_writes_nothing_of_the_batch() {
        SinkWorker worker = start("orders", UPSERT);
        worker.put(good(worker, 0));
        SinkRecord[] batch = {
            good(worker, 1), orphan(worker, 2), named(worker, 3, LONG), good(worker, 4),
        };
        assertThat(catchThrowable(() -> worker.put(batch)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("topic orders, partition 0, offset 2 ");
        assertThat(database.rows("SELECT id FROM orders")).containsExactly("0");
        assertThat(worker.committable()).containsValue(1L);
    }

    @Test
    void where_nothing_is_tolerated_the_task_fails_and_names_the_record() {
        letters.tolerateNothing();
        SinkWorker worker = start(letters, "orders", UPSERT);
        SinkRecord[] batch = {good(worker, 1), named(worker, 2, LONG), good(worker, 3)};
        assertThat(catchThrowable(() -> worker.put(batch)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("topic orders, partition 0, offset 1 ");
        assertThat(database.rows("SELECT id FROM orders")).isEmpty();
    }

    @Test
    void nothing_is_committed_when_the_queue_can_not_store() {
        letters.storeNothing();
        SinkWorker worker = start(letters, "orders", UPSERT);
        SinkRecord[] batch = {good(worker, 1), named(worker, 2, LONG), good(worker, 3)};
        assertThat(catchThrowable(() -> worker.put(batch))).hasMessageContaining("dead letter queue");
        assertThat(database.rows("SELECT id FROM orders")).isEmpty();
        assertThat(worker.committable()).containsValue(0L);
    }

    @Test
    void a_table_that_does_not_fit_is_no_fault_of_a_record() {
        SinkWorker worker = start(letters, "orders", "insert.mode", "upsert", "pk.mode", "record_key");
        Schema other = schema("name:string", "extra:string");
        SinkRecord record = worker.next("orders", key, struct(key, 1L), other, struct(other, "ok", SECRET));
        assertThat(catchThrowable(() -> worker.put(record)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("extra");
        assertThat(letters.all()).isEmpty();
    }
}
