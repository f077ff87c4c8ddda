/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.Background;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.localstack.Await;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two tasks never leave a stale total. In the deterministic tests one task is held between its reading and its writing:
 * {@code hold()} in the query waits for a lock of the test, for sessions of the name "late" only.
 */
class AggregateRefreshRaceIT extends AggregateRefreshFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int GATE = 4711;
    private static final Schema USER = schema("user_id:int32");
    private static final String QUERY = "SELECT user_id, sum(amount) AS total FROM orders GROUP BY user_id";
    private static final String HELD = "SELECT user_id, sum(amount) + hold() AS total FROM orders GROUP BY user_id";

    @BeforeEach
    void createTables() {
        shop.run(
                "CREATE TABLE orders (order_id int PRIMARY KEY, user_id int, amount int)",
                "ALTER TABLE orders REPLICA IDENTITY FULL",
                "CREATE FUNCTION hold() RETURNS int LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF current_setting('application_name') = 'late' THEN"
                        + " PERFORM pg_advisory_lock_shared(" + GATE + ");"
                        + " PERFORM pg_advisory_unlock_shared(" + GATE + "); END IF; RETURN 0; END $$",
                "INSERT INTO orders VALUES (1, 7, 10)");
        warehouse.run("CREATE TABLE totals (user_id int PRIMARY KEY, total bigint)");
    }

    private SinkWorker startHeld(String name, boolean locked) {
        Map<String, String> properties = new HashMap<>(properties(HELD, "user_id", "totals"));
        properties.merge("source.connection.url", "&ApplicationName=" + name, String::concat);
        if (!locked) {
            properties.computeIfPresent(
                    "connection.url", (key, url) -> url.replace("jdbc:postgresql:", "jdbc:unlocked:postgresql:"));
        }
        return start(properties);
    }

    /** A late task has read the old total; then the row changes and another task refreshes the same key. */
    private String totalAfterALateTask(boolean locked) throws Exception {
        SinkWorker late = startHeld("late", locked);
        SinkWorker other = startHeld("other", locked);
        try (Connection gate = shop.connect();
                Statement statement = gate.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + GATE + ")");
            SinkRecord first = key(late, USER, 7);
            CompletableFuture<Void> lateRefresh = Background.run(() -> late.put(first));
            Await.until("the late task to hang in its query", PATIENCE, () -> shop.value(
                            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'late'"
                                    + " AND wait_event = 'advisory'")
                    .equals("1"));

            shop.run("UPDATE orders SET amount = 11 WHERE order_id = 1");
            SinkRecord second = key(other, USER, 7);
            CompletableFuture<Void> otherRefresh = Background.run(() -> other.put(second));
            if (locked) {
                Await.until("the other task to wait for the key", PATIENCE, () -> warehouse
                        .value("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'synchub'"
                                + " AND wait_event = 'advisory'")
                        .equals("1"));
            } else {
                otherRefresh.get();
                assertThat(warehouse.rows("SELECT user_id, total FROM totals")).containsExactly("7|11");
            }
            statement.execute("SELECT pg_advisory_unlock(" + GATE + ")");
            lateRefresh.get();
            otherRefresh.get();
        }
        return warehouse.value("SELECT total FROM totals");
    }

    @Test
    void a_task_that_read_before_a_change_does_not_write_after_one_that_read_later() throws Exception {
        assertThat(totalAfterALateTask(true)).isEqualTo("11");
    }

    @Test
    void without_the_lock_the_stale_total_would_stay() throws Exception {
        assertThat(totalAfterALateTask(false)).isEqualTo("10");
    }

    @Test
    void a_late_task_does_not_bring_a_group_back_that_is_gone() throws Exception {
        SinkWorker late = startHeld("late", true);
        SinkWorker other = startHeld("other", true);
        try (Connection gate = shop.connect();
                Statement statement = gate.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + GATE + ")");
            SinkRecord first = key(late, USER, 7);
            CompletableFuture<Void> lateRefresh = Background.run(() -> late.put(first));
            Await.until("the late task to hang in its query", PATIENCE, () -> shop.value(
                            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'late'"
                                    + " AND wait_event = 'advisory'")
                    .equals("1"));
            shop.run("DELETE FROM orders");
            SinkRecord second = key(other, USER, 7);
            CompletableFuture<Void> otherRefresh = Background.run(() -> other.put(second));
            statement.execute("SELECT pg_advisory_unlock(" + GATE + ")");
            lateRefresh.get();
            otherRefresh.get();
        }
        assertThat(warehouse.rows("SELECT * FROM totals")).isEmpty();
    }

    @Test
    void tasks_that_refresh_other_keys_do_not_wait() throws Exception {
        shop.run("INSERT INTO orders VALUES (2, 8, 20)");
        SinkWorker late = startHeld("late", true);
        SinkWorker other = startHeld("other", true);
        try (Connection gate = shop.connect();
                Statement statement = gate.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + GATE + ")");
            SinkRecord first = key(late, USER, 7);
            CompletableFuture<Void> lateRefresh = Background.run(() -> late.put(first));
            Await.until("the late task to hang in its query", PATIENCE, () -> shop.value(
                            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'late'"
                                    + " AND wait_event = 'advisory'")
                    .equals("1"));
            other.put(key(other, USER, 8));
            assertThat(warehouse.rows("SELECT * FROM totals")).containsExactly("8|20");
            statement.execute("SELECT pg_advisory_unlock(" + GATE + ")");
            lateRefresh.get();
        }
    }

    @Test
    void totals_are_right_after_many_changes_from_many_threads() throws Exception {
        int users = 20;
        int threads = 4;
        int changes = 250;
        List<BlockingQueue<int[]>> partitions = List.of(new LinkedBlockingQueue<>(), new LinkedBlockingQueue<>());
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<Void>> tasks = new ArrayList<>();
        for (BlockingQueue<int[]> partition : partitions) {
            SinkWorker worker = start(properties(QUERY, "user_id", "totals", "batch.size", "30"));
            tasks.add(Background.run(() -> {
                while (!done.get() || !partition.isEmpty()) {
                    List<int[]> changed = new ArrayList<>();
                    partition.drainTo(changed, 40);
                    changed.forEach(pair -> {
                        worker.append(key(worker, USER, pair[0]));
                        worker.append(key(worker, USER, pair[1]));
                    });
                    worker.drain(50);
                }
            }));
        }
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            Random random = new Random(thread);
            int own = 1_000 * (thread + 1);
            writers.add(Background.run(() -> change(random, own, users, changes, partitions)));
        }
        writers.forEach(CompletableFuture::join);
        done.set(true);
        tasks.forEach(CompletableFuture::join);
        assertThat(warehouse.rows("SELECT user_id, total FROM totals WHERE user_id < 100 ORDER BY 1"))
                .isEqualTo(shop.rows(
                        "SELECT user_id, sum(amount) FROM orders WHERE order_id >= 1000 GROUP BY 1" + " ORDER BY 1"));
    }

    /** Inserts, moves and deletes rows of a thread's own and tells a random task of both groups. */
    private void change(Random random, int own, int users, int changes, List<BlockingQueue<int[]>> partitions) {
        try (Connection connection = shop.connect();
                PreparedStatement upsert = connection.prepareStatement(
                        "INSERT INTO orders VALUES (?, ?, ?)"
                                + " ON CONFLICT (order_id) DO UPDATE SET user_id = EXCLUDED.user_id, amount = EXCLUDED.amount");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM orders WHERE order_id = ?")) {
            int[] userOf = new int[30];
            for (int i = 0; i < changes; i++) {
                int row = random.nextInt(userOf.length);
                int user = 50 + random.nextInt(users);
                if (random.nextInt(4) == 0) {
                    delete.setInt(1, own + row);
                    delete.executeUpdate();
                } else {
                    upsert.setInt(1, own + row);
                    upsert.setInt(2, user);
                    upsert.setInt(3, random.nextInt(100));
                    upsert.executeUpdate();
                }
                int before = userOf[row] == 0 ? user : userOf[row];
                userOf[row] = user;
                partitions.get(random.nextInt(partitions.size())).add(new int[] {before, user});
            }
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }
}
