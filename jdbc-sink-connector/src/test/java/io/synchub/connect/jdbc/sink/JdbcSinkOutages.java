/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.sink.harness.Background;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.localstack.Await;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failures that pass by themselves: nothing is lost, nothing is thrown while retries last. */
abstract class JdbcSinkOutages extends SinkBehaviour {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SUMMARY = "SELECT count(*), min(id), max(id), sum(qty) FROM orders";

    private final Schema key = schema("id:int64");
    private final Schema row = schema("qty:int32");

    @BeforeEach
    void createTable() {
        database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, qty INTEGER)");
    }

    protected SinkWorker startUpserts(String... more) {
        return start(
                "orders",
                JdbcSinkWrites.with(
                        new String[] {"insert.mode", "upsert", "pk.mode", "record_key", "batch.size", "50"}, more));
    }

    protected SinkRecord record(SinkWorker worker, long id, int qty) {
        return worker.next("orders", key, struct(key, id), row, struct(row, qty));
    }

    @Test
    void the_database_stops_and_starts_under_load() {
        SinkWorker worker = startUpserts();
        for (int i = 0; i < 2_000; i++) {
            worker.append(record(worker, i, 1));
        }
        CompletableFuture<Void> outage = Background.run(() -> {
            Await.until("some rows", PATIENCE, () -> !database.value("SELECT count(*) FROM orders")
                    .equals("0"));
            database.stop();
            database.start();
        });
        for (int id = 0; !outage.isDone() || id < 2_000; id = (id + 1) % 2_500) {
            worker.append(record(worker, id % 2_000, 2));
            if (id % 50 == 0) {
                worker.drain(50);
            }
            if (outage.isDone() && id == 2_499) {
                break;
            }
        }
        outage.join();
        for (int i = 0; i < 2_000; i++) {
            worker.append(record(worker, i, 3));
        }
        worker.drain(100);
        assertThat(database.rows(SUMMARY)).containsExactly("2000|0|1999|6000");
        assertThat(worker.paused()).isEmpty();
    }

    @Test
    void a_task_that_starts_while_the_database_is_away_waits_for_it() {
        database.stop();
        SinkWorker worker = startUpserts();
        CompletableFuture<Void> back = Background.run(database::start);
        worker.put(record(worker, 1, 1));
        back.join();
        assertThat(database.rows(SUMMARY)).containsExactly("1|1|1|1");
    }

    @Test
    void connections_are_killed_again_and_again() {
        SinkWorker worker = startUpserts();
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < 120; i++) {
                worker.append(record(worker, i, round));
            }
            database.disconnectConnectors();
            worker.drain(30);
        }
        assertThat(database.rows(SUMMARY)).containsExactly("120|0|119|600");
    }

    @Test
    void a_connection_is_killed_in_the_middle_of_a_write() throws Exception {
        SinkWorker worker = startUpserts();
        worker.put(record(worker, 1, 1));
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE orders SET qty = 7 WHERE id = 1");
            CompletableFuture<Void> put =
                    Background.run(() -> worker.put(record(worker, 0, 5), record(worker, 1, 5), record(worker, 2, 5)));
            awaitBlocked();
            database.disconnectConnectors();
            awaitBlocked();
            other.rollback();
            put.get();
        }
        assertThat(database.rows(SUMMARY)).containsExactly("3|0|2|15");
    }

    @Test
    void a_lock_of_another_session_is_waited_for() throws Exception {
        SinkWorker worker = startUpserts();
        worker.put(record(worker, 1, 1));
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE orders SET qty = 7 WHERE id = 1");
            CompletableFuture<Void> put = Background.run(() -> worker.put(record(worker, 1, 5)));
            awaitBlocked();
            other.commit();
            put.get();
        }
        assertThat(database.rows(SUMMARY)).containsExactly("1|1|1|5");
    }

    private void awaitBlocked() {
        Await.until("the task to wait for the lock", PATIENCE, () -> !database.value(database.waitingSessions())
                .equals("0"));
    }

    @Test
    void the_task_fails_when_retries_are_used_up_and_the_next_one_loses_nothing() throws Exception {
        SinkWorker worker = startUpserts("max.retries", "1", "linger.ms", "100000");
        SinkRecord record = record(worker, 770077, 5);
        worker.deliver(java.util.List.of(record));
        assertThat(worker.committable()).containsValue(0L);
        worker.close();
        SinkWorker impatient = startUpserts("max.retries", "0");
        SinkRecord again = record(impatient, 770077, 5);
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO orders VALUES (770077, 1)");
            CompletableFuture<Throwable> put = Background.call(() -> catchThrowable(() -> impatient.put(again)));
            awaitBlocked();
            database.disconnectConnectors();
            Throwable thrown = put.get();
            other.rollback();
            assertThat(thrown).isInstanceOf(ConnectException.class);
            assertThat(trace(thrown))
                    .contains("Giving up after max.retries", "SQLState " + database.sqlState("57P01"))
                    .doesNotContain("770077");
        }
        assertThat(impatient.committable()).containsValue(0L);
        SinkWorker next = startUpserts();
        next.put(record(next, 770077, 5));
        assertThat(database.rows(SUMMARY)).containsExactly("1|770077|770077|5");
    }
}
