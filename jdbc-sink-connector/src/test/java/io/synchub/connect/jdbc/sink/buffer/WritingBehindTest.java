/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.synchub.connect.jdbc.sink.config.BatchingConfig;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.config.RetryConfig;
import io.synchub.connect.jdbc.sink.harness.Background;
import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.write.Positioned;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.localstack.Await;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch is written on a thread of its own while the task goes on reading. */
class WritingBehindTest {
    private static final TopicPartition P0 = new TopicPartition("orders", 0);
    private static final TopicPartition P1 = new TopicPartition("orders", 1);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Item(RecordPosition position) implements Positioned {}

    /** What the next write does before it is durable. */
    private interface Deed {
        void run() throws PassingFailureException;
    }

    private final Set<TopicPartition> assigned = new LinkedHashSet<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> written = Collections.synchronizedList(new ArrayList<>());
    private final DeadLetters letters = new DeadLetters();
    private volatile Deed deed = () -> {};
    private volatile Thread writerThread;
    private volatile long bad = -1;
    private long timeout = -1;
    private BufferedSink<Item> sink = started("batch.size", "3", "linger.ms", "0", "retry.backoff.ms", "0");

    private BufferedSink<Item> started(String... properties) {
        Map<String, String> all = new HashMap<>(Map.of("connection.url", "jdbc:postgresql:x", "max.retries", "1000"));
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        JdbcSinkConfig config = new JdbcSinkConfig(all);
        return new BufferedSink<>(
                context(),
                WritingBehindTest::read,
                new Writer(),
                new Delivery() {
                    @Override
                    public void polled() {
                        calls.add("polled");
                    }

                    @Override
                    public boolean failed() {
                        calls.add("failed");
                        return false;
                    }
                },
                new BatchingConfig(config),
                new RetryConfig(config),
                SinkMetrics.none());
    }

    private static void read(SinkRecord record, Consumer<Item> into) {
        if (record.value().equals("bad")) {
            throw new DataException("can not be read");
        }
        into.accept(new Item(new RecordPosition(
                record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset())));
    }

    private final class Writer implements BatchWriter<Item> {
        @Override
        public void write(List<Item> batch, Rejections<Item> rejections) throws PassingFailureException {
            writerThread = Thread.currentThread();
            deed.run();
            batch.stream()
                    .filter(item -> item.position().offset() == bad)
                    .forEach(item -> rejections.reject(item, new DataException("bad")));
            rejections.await();
            batch.stream()
                    .filter(item -> item.position().offset() != bad)
                    .forEach(item -> written.add(
                            item.position().partition() + ":" + item.position().offset()));
        }

        @Override
        public void close() {}
    }

    private SinkTaskContext context() {
        return (SinkTaskContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SinkTaskContext.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "timeout" -> timeout = (Long) arguments[0];
                        case "assignment" -> {
                            return assigned;
                        }
                        case "pause" -> paused.addAll(Arrays.asList((TopicPartition[]) arguments[0]));
                        case "resume" ->
                            Arrays.asList((TopicPartition[]) arguments[0]).forEach(paused::remove);
                        case "configs" -> {
                            return Map.of("errors.tolerance", "all");
                        }
                        case "errantRecordReporter" -> {
                            return letters;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }

    @AfterEach
    void stop() {
        deed = () -> {};
        sink.close();
    }

    private void open(TopicPartition... partitions) {
        assigned.addAll(List.of(partitions));
        sink.open(List.of(partitions));
    }

    private void close(TopicPartition partition) {
        sink.close(List.of(partition));
        assigned.remove(partition);
        paused.remove(partition);
    }

    private static List<SinkRecord> records(TopicPartition partition, String value, long... offsets) {
        return Arrays.stream(offsets)
                .mapToObj(offset ->
                        new SinkRecord(partition.topic(), partition.partition(), null, null, null, value, offset))
                .toList();
    }

    private void put(TopicPartition partition, long... offsets) {
        sink.put(records(partition, "good", offsets));
    }

    private Map<TopicPartition, Long> committable(Map<TopicPartition, Long> offered) {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        offered.forEach((partition, offset) -> positions.put(partition, new OffsetAndMetadata(offset)));
        Map<TopicPartition, Long> committable = new HashMap<>();
        sink.preCommit(positions).forEach((partition, offset) -> committable.put(partition, offset.offset()));
        return committable;
    }

    /** Holds all writes until the latch is down. */
    private CountDownLatch hold() {
        return holdAnd(() -> {});
    }

    private CountDownLatch holdAnd(Deed then) {
        CountDownLatch held = new CountDownLatch(1);
        deed = () -> {
            try {
                if (!held.await(30, TimeUnit.SECONDS)) {
                    throw new ConnectException("nobody let the write go");
                }
            } catch (InterruptedException e) {
                throw new ConnectException(e);
            }
            then.run();
        };
        return held;
    }

    /** Does something that must wait for the write that is held, and lets that go once it does. */
    private void waitsFor(CountDownLatch held, Runnable action) {
        CompletableFuture<Thread> runner = new CompletableFuture<>();
        CompletableFuture<Void> done = Background.run(() -> {
            runner.complete(Thread.currentThread());
            action.run();
        });
        Thread thread = runner.join();
        Await.until("the action to wait", PATIENCE, () -> done.isDone() || isInFlightAwaited(thread));
        assertThat(done).isNotDone();
        held.countDown();
        try {
            done.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
            fail("it did not go on", e);
        }
    }

    private static boolean isInFlightAwaited(Thread thread) {
        return thread.getState() == Thread.State.WAITING
                && Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(BatchInFlight.class.getName()));
    }

    @Test
    void records_are_read_while_a_batch_is_written() {
        open(P0);
        CountDownLatch held = hold();
        put(P0, 0, 1, 2);
        put(P0, 3);
        put(P0, 4);
        assertThat(written).isEmpty();
        assertThat(timeout).isBetween(1L, 10L);
        held.countDown();
        assertThat(committable(Map.of(P0, 5L))).containsEntry(P0, 3L);
        put(P0);
        assertThat(committable(Map.of(P0, 5L))).containsEntry(P0, 5L);
        assertThat(written).containsExactly("0:0", "0:1", "0:2", "0:3", "0:4");
        assertThat(writerThread).isNotSameAs(Thread.currentThread());
    }

    @Test
    void a_second_whole_batch_waits_for_the_first() {
        open(P0);
        CountDownLatch held = hold();
        put(P0, 0, 1, 2);
        put(P0, 3, 4);
        waitsFor(held, () -> put(P0, 5));
        assertThat(written).startsWith("0:0", "0:1", "0:2");
    }

    @Test
    void an_offset_commit_waits_for_the_batch_in_flight() {
        open(P0);
        CountDownLatch held = hold();
        put(P0, 0, 1);
        Map<TopicPartition, Long> committable = new HashMap<>();
        waitsFor(held, () -> committable.putAll(committable(Map.of(P0, 2L))));
        assertThat(committable).containsEntry(P0, 2L);
    }

    @Test
    void a_revocation_waits_for_the_batch_in_flight() {
        open(P0, P1);
        CountDownLatch held = hold();
        put(P0, 0);
        put(P1, 0);
        waitsFor(held, () -> close(P0));
        assertThat(written).containsExactly("0:0");
        put(P1);
        assertThat(committable(Map.of(P1, 1L))).containsEntry(P1, 1L);
        assertThat(written).containsExactly("0:0", "1:0");
    }

    @Test
    void an_unreadable_record_waits_for_the_batch_in_flight() {
        open(P0);
        CountDownLatch held = hold();
        put(P0, 0);
        waitsFor(held, () -> sink.put(records(P0, "bad", 1)));
        assertThat(letters.all()).hasSize(1);
    }

    /** Connect's reporter is not made to be called beside the worker's own work. */
    @Test
    void a_bad_row_is_set_aside_while_the_task_waits() {
        open(P0);
        Thread task = Thread.currentThread();
        letters.onNextReport(
                () -> Await.until("the task to wait for the batch", PATIENCE, () -> isInFlightAwaited(task)));
        bad = 1;
        CountDownLatch held = hold();
        put(P0, 0, 1);
        assertThat(letters.all()).isEmpty();
        held.countDown();
        Await.until("the row to be set aside", PATIENCE, () -> {
            put(P0);
            return !letters.all().isEmpty();
        });
        assertThat(committable(Map.of(P0, 2L))).containsEntry(P0, 2L);
        assertThat(written).containsExactly("0:0");
    }

    @Test
    void a_batch_is_tried_again_as_it_was() {
        open(P0, P1);
        CountDownLatch held = holdAnd(() -> {
            throw new PassingFailureException("the database is away");
        });
        put(P0, 0);
        put(P1, 0, 1);
        held.countDown();
        assertThat(committable(Map.of(P0, 1L, P1, 2L))).containsValue(0L);
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        deed = () -> sizes.add(0);
        Await.until("all to be written", PATIENCE, () -> {
            put(P0);
            return committable(Map.of(P0, 1L, P1, 2L)).equals(Map.of(P0, 1L, P1, 2L));
        });
        assertThat(sizes).as("writes").hasSize(2);
        assertThat(written).containsExactly("0:0", "1:0", "1:1");
    }

    /** Else a partition that was found to be lost would be claimed anew before the worker has learnt of its new owner. */
    @Test
    void a_lost_write_is_taken_in_after_the_poll_that_shows_it_is_noted() {
        open(P0);
        CountDownLatch held = holdAnd(() -> {
            throw new PassingFailureException("lost");
        });
        put(P0, 0);
        held.countDown();
        committable(Map.of(P0, 1L));
        calls.clear();
        put(P0);
        assertThat(calls).startsWith("polled", "failed");
    }

    /** The worker can do nothing with an exception in a commit, and may be in the middle of a rebalance. */
    @Test
    void what_a_commit_finds_to_have_failed_is_for_the_next_put() {
        open(P0, P1);
        CountDownLatch held = holdAnd(() -> {
            throw new PassingFailureException("the database is away");
        });
        put(P0, 0);
        held.countDown();
        assertThat(committable(Map.of(P0, 1L))).containsEntry(P0, 0L);
        assertThat(paused).isEmpty();
        close(P0);
        assertThat(paused).isEmpty();
        put(P1, 0);
        assertThat(paused).containsExactly(P1);
        deed = () -> {};
        put(P1);
        assertThat(paused).isEmpty();
        assertThat(committable(Map.of(P1, 1L))).containsEntry(P1, 1L);
        assertThat(written).containsExactly("1:0");
    }

    @Test
    void a_refusal_fails_the_next_put_and_every_later_one() {
        open(P0);
        CountDownLatch held = holdAnd(() -> {
            throw new ConnectException("refused");
        });
        put(P0, 0);
        held.countDown();
        assertThat(committable(Map.of(P0, 1L))).containsEntry(P0, 0L);
        deed = () -> {};
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> put(P0, 1)).hasMessage("refused");
            assertThat(committable(Map.of(P0, 2L))).containsEntry(P0, 0L);
        }
        assertThat(written).isEmpty();
    }

    @Test
    void an_error_of_the_virtual_machine_fails_the_task_as_it_is() {
        open(P0);
        CountDownLatch held = holdAnd(() -> {
            throw new OutOfMemoryError("heap");
        });
        put(P0, 0);
        held.countDown();
        assertThat(committable(Map.of(P0, 1L))).containsEntry(P0, 0L);
        assertThatThrownBy(() -> put(P0)).isInstanceOf(OutOfMemoryError.class);
    }

    /** Each record is written once and in its place, whatever happens meanwhile, and committed when it is. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void random_lives_write_every_record_once_in_order(long seed) {
        sink.close();
        sink = started("batch.size", "7", "linger.ms", "0", "retry.backoff.ms", "0");
        Random random = new Random(seed);
        Random ofWriter = new Random(-seed);
        deed = () -> {
            LockSupport.parkNanos(ofWriter.nextInt(200_000));
            if (ofWriter.nextInt(8) == 0) {
                throw new PassingFailureException("the database is away");
            }
        };
        Map<TopicPartition, Long> next = new HashMap<>(Map.of(P0, 0L, P1, 0L));
        open(P0, P1);
        for (int step = 0; step < 2_000; step++) {
            TopicPartition partition = random.nextBoolean() ? P0 : P1;
            switch (random.nextInt(10)) {
                case 0 -> put(partition);
                case 1 -> assertThat(committable(next)).allSatisfy(this::isWrittenUpTo);
                case 2 -> {
                    // As the worker does it: what may be committed is, and the partition begins again there.
                    long committed = committable(next).get(partition);
                    isWrittenUpTo(partition, committed);
                    close(partition);
                    next.put(partition, committed);
                    open(partition);
                }
                default -> {
                    int polled = paused.contains(partition) ? 0 : random.nextInt(6);
                    long first = next.get(partition);
                    put(partition, LongStream.range(first, first + polled).toArray());
                    next.put(partition, first + polled);
                }
            }
        }
        Await.until("all to be written", PATIENCE, () -> {
            put(P0);
            return committable(next).equals(next);
        });
        for (TopicPartition partition : List.of(P0, P1)) {
            assertThat(writtenOf(partition))
                    .isEqualTo(LongStream.range(0, next.get(partition)).boxed().toList());
        }
    }

    private void isWrittenUpTo(TopicPartition partition, long offset) {
        assertThat(writtenOf(partition).size()).isGreaterThanOrEqualTo((int) offset);
    }

    private List<Long> writtenOf(TopicPartition partition) {
        synchronized (written) {
            String prefix = partition.partition() + ":";
            return written.stream()
                    .filter(item -> item.startsWith(prefix))
                    .map(item -> Long.valueOf(item.substring(prefix.length())))
                    .toList();
        }
    }
}
