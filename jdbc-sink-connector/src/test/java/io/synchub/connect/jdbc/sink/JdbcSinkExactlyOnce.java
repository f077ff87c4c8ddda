/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.envelope;
import static io.synchub.connect.jdbc.sink.harness.Records.event;
import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.pool.DataSources;
import io.synchub.connect.jdbc.schema.ChangePolicy;
import io.synchub.connect.jdbc.schema.SchemaEvolution;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.buffer.BatchWriter;
import io.synchub.connect.jdbc.sink.buffer.BufferedSink;
import io.synchub.connect.jdbc.sink.buffer.PassingFailureException;
import io.synchub.connect.jdbc.sink.buffer.Rejections;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.delivery.ExactlyOnce;
import io.synchub.connect.jdbc.sink.harness.Background;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.sink.record.RowReader;
import io.synchub.connect.jdbc.sink.table.Redelivery;
import io.synchub.connect.jdbc.sink.table.TableBatchWriter;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.localstack.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code delivery=exactly-once}: no record is written twice and none is left out, whoever dies or wakes up when. Rows have
 * no key here, so that each repetition shows.
 */
abstract class JdbcSinkExactlyOnce extends SinkBehaviour {
    protected static final String NAME = "orders-sink";

    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Schema row = schema("id:int64");
    private final List<SinkWorker> successors = new ArrayList<>();

    @BeforeEach
    void createTable() {
        database.run("CREATE TABLE orders (id BIGINT)");
    }

    /** How many sessions of the sink wait for a table that is locked as a whole. */
    protected String waitingSessions() {
        return database.waitingSessions();
    }

    /** Keeps the next rows from the table until the statement's connection ends. */
    protected void lockOrders(Statement statement) throws SQLException {
        statement.execute(database.lockTable("orders"));
    }

    protected SinkWorker startInserts(String... more) {
        return start(
                "orders",
                JdbcSinkWrites.with(new String[] {"name", NAME, "delivery", "exactly-once", "batch.size", "3"}, more));
    }

    private SinkWorker successor(SinkWorker worker) {
        SinkWorker next = worker.successor(new JdbcSinkTask());
        successors.add(next);
        return next;
    }

    @AfterEach
    void closeSuccessors() {
        successors.forEach(SinkWorker::close);
    }

    protected void append(SinkWorker worker, long from, long to) {
        for (long id = from; id < to; id++) {
            worker.append(worker.next("orders", null, null, row, struct(row, id)));
        }
    }

    protected void assertRowsOnce(long count) {
        assertThat(database.rows("SELECT count(*), count(DISTINCT id), min(id), max(id) FROM orders"))
                .containsExactly(count + "|" + count + "|0|" + (count - 1));
    }

    private String nextOffset() {
        return database.value("SELECT next_offset FROM synchub_offsets WHERE topic = 'orders'");
    }

    @Test
    void a_task_that_dies_after_the_database_has_committed_repeats_nothing() {
        SinkWorker worker = startInserts();
        append(worker, 0, 7);
        worker.drain(7);
        SinkWorker next = successor(worker);
        append(next, 7, 10);
        next.drain(4);
        assertRowsOnce(10);
        assertThat(nextOffset()).isEqualTo("10");
        next.commit();
        SinkWorker third = successor(next);
        append(third, 10, 11);
        third.drain(4);
        assertRowsOnce(11);
        assertThat(database.rows("SELECT connector, topic, kafka_partition, next_offset FROM synchub_offsets"))
                .containsExactly(NAME + "|orders|0|11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "none"})
    void where_no_table_may_be_made_the_table_of_offsets_is_not_made_either(String evolution) {
        Map<String, String> properties =
                properties("orders", "name", NAME, "delivery", "exactly-once", "schema.evolution", evolution);
        assertThat(new JdbcSinkConnector().validate(properties).configValues())
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.name()).isEqualTo("offset.table");
                    assertThat(value.errorMessages().toString())
                            .contains("CREATE TABLE", "schema.evolution=" + evolution);
                });
        SinkWorker refused = startInserts("schema.evolution", evolution);
        append(refused, 0, 3);
        String trace = trace(catchThrowable(() -> refused.drain(3)));
        assertThat(trace).contains("synchub_offsets", "does not exist", "schema.evolution=" + evolution);
        int begin = trace.indexOf("CREATE TABLE");
        database.run(trace.substring(begin, trace.indexOf(';', begin)));
        SinkWorker worker = startInserts("schema.evolution", evolution);
        append(worker, 0, 3);
        worker.drain(3);
        assertRowsOnce(3);
    }

    @Test
    void what_a_dead_task_had_not_written_is_written_by_the_next() {
        SinkWorker worker = startInserts("linger.ms", "100000");
        append(worker, 0, 7);
        worker.deliver(List.of());
        worker.deliver(List.of());
        assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("6");
        assertThat(worker.committable()).isEqualTo(Map.of(ORDERS, 6L));
        worker.commit();
        SinkWorker next = successor(worker);
        append(next, 7, 9);
        next.drain(2);
        assertRowsOnce(9);
    }

    @Test
    void kafka_may_be_ahead_or_behind_the_table_decides() {
        SinkWorker worker = startInserts();
        append(worker, 0, 6);
        worker.drain(6);
        worker.commit();
        // The table of rows and that of offsets are restored to an older state together.
        database.run("DELETE FROM orders WHERE id >= 2", "UPDATE synchub_offsets SET next_offset = 2, epoch = 1");
        SinkWorker next = successor(worker);
        next.drain(2);
        Await.until("the rows to be back", PATIENCE, () -> {
            next.drain(2);
            return database.value("SELECT count(*) FROM orders").equals("6");
        });
        assertRowsOnce(6);
    }

    @Test
    void an_old_task_that_wakes_up_writes_nothing_and_does_not_fail() {
        SinkWorker old = startInserts("linger.ms", "100000");
        append(old, 0, 4);
        old.deliver(List.of());
        old.deliver(List.of());
        SinkWorker next = successor(old);
        append(next, 4, 6);
        next.drain(10);
        assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("6");
        append(old, 4, 6);
        old.deliver(List.of());
        assertThat(old.committable()).as("nothing is known of it").isEmpty();
        assertRowsOnce(6);
        // The next poll tells the old task that it has lost the partition.
        old.revoke(ORDERS);
        old.deliver(List.of());
        assertThat(old.paused()).isEmpty();
        append(next, 6, 9);
        next.drain(10);
        assertRowsOnce(9);
    }

    @Test
    void tasks_that_take_a_partition_from_each_other_for_ever_fail_and_repeat_nothing() {
        SinkWorker one = startInserts("batch.size", "1");
        append(one, 0, 1);
        one.drain(1);
        SinkWorker two = successor(one);
        assertThatThrownBy(() -> {
                    for (long id = 1; id < 20; id++) {
                        append(two, id, id + 1);
                        two.drain(1);
                        append(one, id, id + 1);
                        one.drain(1);
                    }
                })
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("taken over topic orders, partition 0")
                .hasMessageContaining("synchub_offsets")
                .hasMessageContaining("two connectors of one name");
        assertThat(database.rows("SELECT count(*) - count(DISTINCT id) FROM orders"))
                .containsExactly("0");
    }

    /** A standby that lagged becomes the primary, and the pool notices nothing. */
    @ParameterizedTest
    @CsvSource(value = {"3, 3", "0, NULL"})
    void a_database_that_went_back_under_a_live_task_is_filled_again(String rows, String offset) {
        SinkWorker worker = startInserts();
        append(worker, 0, 6);
        worker.drain(6);
        database.run("DELETE FROM orders WHERE id >= " + rows, "UPDATE synchub_offsets SET next_offset = " + offset);
        assertFilledAgain(worker);
    }

    @Test
    void a_database_that_went_back_before_the_claim_is_filled_again() {
        SinkWorker worker = startInserts();
        append(worker, 0, 6);
        worker.drain(6);
        database.run(
                "DELETE FROM orders WHERE id >= 3", "UPDATE synchub_offsets SET next_offset = 3, epoch = epoch - 1");
        assertFilledAgain(worker);
    }

    private void assertFilledAgain(SinkWorker worker) {
        append(worker, 6, 9);
        worker.drain(6);
        Await.until("the rows to be back", PATIENCE, () -> {
            worker.drain(6);
            return database.value("SELECT count(*) FROM orders").equals("9");
        });
        assertRowsOnce(9);
    }

    @Test
    void offsets_that_are_deleted_under_a_live_task_fail_it_and_repeat_nothing() {
        SinkWorker worker = startInserts();
        append(worker, 0, 3);
        worker.drain(3);
        worker.commit();
        append(worker, 3, 6);
        worker.drain(3);
        database.run("DELETE FROM synchub_offsets");
        append(worker, 6, 9);
        assertThatThrownBy(() -> worker.drain(6))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("synchub_offsets")
                .hasMessageContaining("topic orders, partition 0")
                .hasMessageContaining("deleted while the task ran")
                .hasMessageContaining("up to offset 6");
        assertRowsOnce(6);
        new JdbcSinkConnector()
                .alterOffsets(properties("orders", "name", NAME, "delivery", "exactly-once"), Map.of(ORDERS, 6L));
        SinkWorker next = successor(worker);
        next.drain(3);
        assertRowsOnce(9);
    }

    @Test
    void a_reset_covers_partitions_that_have_no_offset_in_kafka() {
        SinkWorker worker = startInserts();
        append(worker, 0, 4);
        worker.drain(4);
        database.run("INSERT INTO synchub_offsets SELECT connector, topic, 7, 5, 1 FROM synchub_offsets");
        Map<String, String> properties = properties("orders", "name", NAME, "delivery", "exactly-once");
        new JdbcSinkConnector()
                .alterOffsets(properties, Collections.singletonMap(new TopicPartition("orders", 0), null));
        assertThat(database.rows("SELECT next_offset FROM synchub_offsets")).containsExactly("null", "null");
        assertThat(database.value("SELECT min(epoch) FROM synchub_offsets").length())
                .isGreaterThan(6);
        database.run("UPDATE synchub_offsets SET next_offset = 5");
        new JdbcSinkConnector().alterOffsets(properties, Map.of());
        assertThat(database.rows("SELECT next_offset FROM synchub_offsets")).containsExactly("null", "null");
        new JdbcSinkConnector().alterOffsets(properties, Map.of(new TopicPartition("orders", 7), 9L));
        assertThat(database.rows("SELECT next_offset FROM synchub_offsets ORDER BY kafka_partition"))
                .containsExactly("null", "9");
    }

    @Test
    void a_claim_waits_for_the_old_task_that_is_in_the_middle_of_its_transaction() throws Exception {
        SinkWorker old = startInserts();
        append(old, 0, 3);
        old.drain(3);
        append(old, 3, 6);
        CompletableFuture<Void> write;
        CompletableFuture<Void> takeOver;
        SinkWorker next;
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            lockOrders(statement);
            write = Background.run(() -> old.drain(3));
            awaitWaiting(1, old);
            next = successor(old);
            SinkWorker claimant = next;
            takeOver = Background.run(() -> claimant.drain(100));
            awaitWaiting(2, claimant);
        }
        try {
            write.get();
        } catch (ExecutionException e) {
            // Where no session waits for another, the old task tries on against its successor, until it has lost twice.
            assertThat(database.hasSessions()).isFalse();
            assertThat(e).hasMessageContaining("for the second time");
        }
        takeOver.get();
        assertRowsOnce(6);
        append(next, 6, 9);
        next.drain(3);
        assertRowsOnce(9);
    }

    /** @param last the one that comes to wait, or to be refused, as the last of so many */
    private void awaitWaiting(int sessions, SinkWorker last) {
        Await.until(sessions + " sessions to wait for a lock", PATIENCE, () -> areWaiting(sessions, last));
    }

    protected boolean areWaiting(int sessions, SinkWorker last) {
        return database.hasSessions()
                ? database.value(waitingSessions()).equals(Integer.toString(sessions))
                : isRefused(last);
    }

    /** Whether a write of a task was refused for a passing reason, such as a lock. */
    protected static boolean isRefused(SinkWorker worker) {
        return worker.metrics().value("retries-total") > 0;
    }

    @Test
    void a_connection_that_is_lost_in_the_middle_of_a_write_is_no_reason_to_repeat() throws Exception {
        SinkWorker worker = startInserts();
        append(worker, 0, 3);
        worker.drain(3);
        append(worker, 3, 6);
        CompletableFuture<Void> write;
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            lockOrders(statement);
            write = Background.run(() -> worker.drain(3));
            awaitWaiting(1, worker);
            if (database.hasSessions()) {
                database.disconnectConnectors();
                awaitWaiting(1, worker);
            }
        }
        write.get();
        assertRowsOnce(6);
    }

    @Test
    void a_commit_whose_answer_is_lost_is_not_repeated() {
        AtomicInteger lost = new AtomicInteger();
        SinkWorker worker = SinkWorker.start(
                new BufferedSinkTask() {
                    @Override
                    protected BufferedSink<?> started(Map<String, String> properties, SinkTaskContext context) {
                        return losingAnswers(properties, context, lost);
                    }
                },
                properties("orders", "name", NAME, "delivery", "exactly-once", "batch.size", "3"),
                "orders");
        successors.add(worker);
        append(worker, 0, 10);
        worker.drain(2);
        assertThat(lost).hasPositiveValue();
        assertRowsOnce(10);
    }

    /** A task whose every second write is durable and fails all the same. */
    private static BufferedSink<RowChange> losingAnswers(
            Map<String, String> properties, SinkTaskContext context, AtomicInteger lost) {
        JdbcSinkConfig config = new JdbcSinkConfig(properties);
        Dialect dialect = config.connection().dialect();
        HikariDataSource pool = DataSources.open(config.connection(), "losing", 1);
        ExactlyOnce delivery =
                new ExactlyOnce(context, pool, dialect, config.delivery().offsetTable(), NAME, SchemaEvolution.APPLY);
        TableBatchWriter writer = new TableBatchWriter(
                pool,
                dialect,
                new TableSchemas(dialect, new ChangePolicy(SchemaEvolution.APPLY, false, false)),
                ValueOptions.DEFAULT,
                delivery::advance,
                Redelivery.never(),
                1,
                SinkMetrics.none());
        AtomicInteger writes = new AtomicInteger();
        BatchWriter<RowChange> losing = new BatchWriter<>() {
            @Override
            public void write(List<RowChange> batch, Rejections<RowChange> rejections) throws PassingFailureException {
                writer.write(batch, rejections);
                if (writes.incrementAndGet() % 2 == 0) {
                    lost.incrementAndGet();
                    throw new PassingFailureException("the answer to the commit was lost");
                }
            }

            @Override
            public void close() {
                writer.close();
            }
        };
        return new BufferedSink<>(
                context,
                new RowReader(config),
                losing,
                delivery,
                config.batching(),
                config.retries(),
                SinkMetrics.none());
    }

    @Test
    void a_database_that_is_away_when_partitions_come_costs_no_record() {
        database.stop();
        SinkWorker worker = startInserts();
        append(worker, 0, 5);
        worker.deliver(List.of());
        assertThat(worker.paused()).containsExactly(ORDERS);
        assertThat(worker.committable()).isEmpty();
        database.start();
        worker.drain(2);
        assertRowsOnce(5);
        assertThat(worker.paused()).isEmpty();
        database.stop();
        SinkWorker next = successor(worker);
        append(next, 5, 8);
        next.deliver(List.of());
        database.start();
        next.drain(2);
        assertRowsOnce(8);
    }

    @Test
    void two_tasks_that_claim_for_the_first_time_do_not_both_write() {
        for (int round = 0; round < 10; round++) {
            database.run("DROP TABLE IF EXISTS synchub_offsets", "DELETE FROM orders");
            SinkWorker one = startInserts();
            append(one, 0, 3);
            SinkWorker two = successor(one);
            CompletableFuture<Boolean> first = Background.call(() -> succeeds(one));
            CompletableFuture<Boolean> second = Background.call(() -> succeeds(two));
            boolean oneWrote = first.join();
            boolean twoWrote = second.join();
            assertThat(oneWrote || twoWrote).isTrue();
            one.revoke(ORDERS);
            two.revoke(ORDERS);
            assertRowsOnce(3);
        }
    }

    private static boolean succeeds(SinkWorker worker) {
        try {
            worker.drain(3);
            return true;
        } catch (ConnectException fenced) {
            assertThat(fenced).hasMessageContaining("taken over");
            return false;
        }
    }

    @Test
    void offsets_that_are_changed_in_connect_are_changed_in_the_table() {
        SinkWorker worker = startInserts();
        append(worker, 0, 4);
        worker.drain(4);
        worker.commit();
        Map<String, String> properties = properties("orders", "name", NAME, "delivery", "exactly-once");
        new JdbcSinkConnector().alterOffsets(properties, Map.of(ORDERS, 2L));
        assertThat(nextOffset()).isEqualTo("2");
        append(worker, 4, 5);
        worker.deliver(List.of());
        assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("4");
        SinkWorker next = successor(worker);
        Await.until("the rows from offset 2 on", PATIENCE, () -> {
            next.drain(4);
            return database.value("SELECT count(*) FROM orders").equals("7");
        });
        assertThat(database.rows("SELECT id FROM orders ORDER BY id"))
                .containsExactly("0", "1", "2", "2", "3", "3", "4");
        new JdbcSinkConnector().alterOffsets(properties, Collections.singletonMap(ORDERS, null));
        assertThat(nextOffset()).isEqualTo("null");
        SinkWorker third = successor(worker);
        third.drain(4);
        assertThat(database.value("SELECT count(*) FROM orders"))
                .as("from Kafka's offset 4 on")
                .isEqualTo("8");
    }

    @Test
    void a_topic_that_was_created_anew_is_not_passed_over_in_silence() {
        SinkWorker worker = startInserts();
        append(worker, 0, 6);
        worker.drain(6);
        SinkWorker next = startInserts();
        append(next, 0, 2);
        assertThatThrownBy(() -> next.drain(10))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Topic orders, partition 0")
                .hasMessageContaining("offset 6")
                .hasMessageContaining("offset 0");
        assertRowsOnce(6);
    }

    @Test
    void records_without_rows_take_the_offset_along() {
        Schema envelope = envelope(row);
        SinkWorker worker = startInserts();
        worker.append(worker.next("orders", null, null, envelope, event(envelope, "c", null, new Object[] {0L})));
        worker.append(worker.next("orders", null, null, envelope, event(envelope, "d", new Object[] {0L}, null)));
        worker.drain(10);
        assertThat(nextOffset()).isEqualTo("2");
        worker.append(worker.next("orders", null, null, envelope, event(envelope, "d", new Object[] {0L}, null)));
        worker.drain(10);
        assertThat(nextOffset()).as("without any row").isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource({"insert, kafka", "upsert, kafka", "update, record_value"})
    void every_insert_mode_goes_on_where_it_was(String mode, String key) {
        String keyColumns = key.equals("kafka") ? "topic, part, off" : "id";
        database.run(
                "DROP TABLE orders",
                "CREATE TABLE orders (id BIGINT NOT NULL, topic VARCHAR(20), part INTEGER, off BIGINT, PRIMARY KEY ("
                        + keyColumns + "))");
        if (mode.equals("update")) {
            database.run("INSERT INTO orders (id) VALUES (0), (1), (2), (3), (4), (5)");
        }
        SinkWorker worker = startInserts(
                "insert.mode", mode, "pk.mode", key, "pk.fields", key.equals("kafka") ? "topic,part,off" : "id");
        append(worker, 0, 4);
        worker.drain(4);
        SinkWorker next = successor(worker);
        append(next, 4, 6);
        next.drain(2);
        assertRowsOnce(6);
        assertThat(nextOffset()).isEqualTo("6");
    }
}
