/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.error.ConnectFailedException;
import io.synchub.connect.jdbc.error.ConnectRetries;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.sink.config.BatchingConfig;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.config.RetryConfig;
import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.ManualTime;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.write.Positioned;
import io.synchub.connect.jdbc.write.RecordPosition;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BufferedSinkTest {
    private static final TopicPartition P0 = new TopicPartition("orders", 0);
    private static final TopicPartition P1 = new TopicPartition("orders", 1);

    private record Item(RecordPosition position) implements Positioned {}

    private final ManualTime time = new ManualTime();
    private final ManualThread thread = new ManualThread();
    private final Set<TopicPartition> assigned = new LinkedHashSet<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final List<List<String>> written = new ArrayList<>();
    private final Deque<Exception> failures = new ArrayDeque<>();
    private long timeout = -1;
    private final Set<Long> refused = new HashSet<>();
    private DeadLetters letters;
    private String tolerance = "all";
    private boolean passAfterReport;
    private boolean closed;
    private BufferedSink<Item> sink;

    @BeforeEach
    void start() {
        restart("batch.size", "3", "linger.ms", "100", "max.retries", "2", "retry.backoff.ms", "1000");
    }

    private void restart(String... properties) {
        Map<String, String> all = new HashMap<>(Map.of("connection.url", "jdbc:postgresql:x"));
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        JdbcSinkConfig config = new JdbcSinkConfig(all);
        sink = new BufferedSink<>(
                context(),
                time,
                thread,
                BufferedSinkTest::read,
                writer(),
                Delivery.AT_LEAST_ONCE,
                new BatchingConfig(config),
                new RetryConfig(config),
                SinkMetrics.none());
        open(P0, P1);
    }

    /** A record of the value "two" is two items, of "none" no item, of "bad" an error. */
    private static void read(SinkRecord record, java.util.function.Consumer<Item> into) {
        Item item = new Item(new RecordPosition(
                record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset()));
        switch (record.value().toString()) {
            case "bad" -> throw new DataException("can not be read");
            case "half" -> {
                into.accept(item);
                throw new ClassCastException("s3cr3t");
            }
            case "setup" -> throw new ConfigException("wrong set-up");
            case "none" -> {}
            case "two" -> {
                into.accept(item);
                into.accept(item);
            }
            default -> into.accept(item);
        }
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
                            return Map.of("errors.tolerance", tolerance);
                        }
                        case "errantRecordReporter" -> {
                            return letters;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }

    private BatchWriter<Item> writer() {
        return new BatchWriter<>() {
            @Override
            public void write(List<Item> batch, Rejections<Item> rejections) throws PassingFailureException {
                Exception failure = failures.poll();
                if (failure instanceof PassingFailureException passing) {
                    throw passing;
                }
                if (failure != null) {
                    throw (ConnectException) failure;
                }
                batch.stream()
                        .filter(item -> refused.contains(item.position().offset()))
                        .forEach(item -> rejections.reject(item, new DataException("bad " + item.position())));
                if (passAfterReport) {
                    passAfterReport = false;
                    throw new PassingFailureException("the commit failed");
                }
                rejections.await();
                written.add(batch.stream()
                        .map(item -> item.position().partition() + ":"
                                + item.position().offset())
                        .toList());
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    private void open(TopicPartition... partitions) {
        assigned.addAll(List.of(partitions));
        sink.open(List.of(partitions));
    }

    private void close(TopicPartition... partitions) {
        sink.close(List.of(partitions));
        assigned.removeAll(List.of(partitions));
        List.of(partitions).forEach(paused::remove);
    }

    private static SinkRecord record(TopicPartition partition, long offset, String value) {
        return new SinkRecord(partition.topic(), partition.partition(), null, null, null, value, offset);
    }

    private void put(TopicPartition partition, long... offsets) {
        sink.put(Arrays.stream(offsets)
                .mapToObj(offset -> record(partition, offset, "one"))
                .toList());
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            failures.add(new PassingFailureException("the database is away"));
        }
    }

    private Map<TopicPartition, Long> committable(long end0, long end1) {
        Map<TopicPartition, OffsetAndMetadata> offered = new HashMap<>();
        assigned.forEach(
                partition -> offered.put(partition, new OffsetAndMetadata(partition.equals(P0) ? end0 : end1)));
        Map<TopicPartition, Long> committable = new HashMap<>();
        sink.preCommit(offered).forEach((partition, offset) -> committable.put(partition, offset.offset()));
        return committable;
    }

    @Test
    void a_full_batch_is_written_at_once_and_the_rest_waits_for_linger() {
        put(P0, 0, 1, 2, 3);
        assertThat(written).containsExactly(List.of("0:0", "0:1", "0:2"));
        assertThat(timeout).isEqualTo(100);
        time.pass(99);
        sink.put(List.of());
        assertThat(written).hasSize(1);
        assertThat(timeout).isEqualTo(1);
        time.pass(1);
        sink.put(List.of());
        assertThat(written).hasSize(2).last().isEqualTo(List.of("0:3"));
    }

    @Test
    void batches_fill_over_polls_and_partitions() {
        put(P0, 0);
        put(P1, 7);
        assertThat(written).isEmpty();
        put(P0, 1, 2, 3, 4);
        assertThat(written).containsExactly(List.of("0:0", "1:7", "0:1"), List.of("0:2", "0:3", "0:4"));
    }

    @Test
    void without_linger_each_poll_is_written() {
        restart("linger.ms", "0");
        put(P0, 0);
        put(P0, 1);
        assertThat(written).containsExactly(List.of("0:0"), List.of("0:1"));
    }

    @Test
    void only_what_is_written_may_be_committed() {
        put(P0, 5, 6);
        assertThat(committable(7, 3)).isEqualTo(Map.of(P0, 5L, P1, 3L));
        put(P1, 3, 4, 5);
        assertThat(written).hasSize(1);
        assertThat(committable(7, 6)).isEqualTo(Map.of(P0, 7L, P1, 4L));
        time.pass(100);
        sink.put(List.of());
        assertThat(committable(7, 6)).isEqualTo(Map.of(P0, 7L, P1, 6L));
    }

    @Test
    void a_commit_that_is_offered_less_gets_no_more() {
        put(P0, 5);
        assertThat(committable(4, 0)).isEqualTo(Map.of(P0, 4L, P1, 0L));
    }

    @Test
    void a_record_of_several_items_is_committed_when_all_are_written() {
        sink.put(List.of(record(P0, 0, "one"), record(P0, 1, "one"), record(P0, 2, "two"), record(P0, 3, "none")));
        assertThat(written).containsExactly(List.of("0:0", "0:1", "0:2"));
        assertThat(committable(4, 0)).containsEntry(P0, 2L);
    }

    @Test
    void a_record_without_items_may_be_committed() {
        sink.put(List.of(record(P0, 0, "none")));
        assertThat(committable(1, 0)).containsEntry(P0, 1L);
    }

    @Test
    void rows_of_revoked_partitions_are_dropped() {
        put(P0, 0);
        put(P1, 0);
        close(P0);
        time.pass(100);
        sink.put(List.of());
        assertThat(written).containsExactly(List.of("1:0"));
        assertThat(committable(1, 1)).isEqualTo(Map.of(P1, 1L));
    }

    @Test
    void records_of_closed_partitions_are_ignored_until_they_are_opened_again() {
        close(P0);
        put(P0, 0, 1, 2);
        assertThat(written).isEmpty();
        open(P0);
        put(P0, 0, 1, 2);
        assertThat(written).containsExactly(List.of("0:0", "0:1", "0:2"));
    }

    @Test
    void a_record_that_a_transform_renamed_counts_for_the_partition_it_was_read_from() {
        SinkRecord renamed = record(P0, 4, "one").newRecord("other", 9, null, null, null, "one", null);
        sink.put(List.of(renamed));
        assertThat(committable(5, 0)).containsEntry(P0, 4L);
    }

    @Test
    void a_passing_failure_pauses_and_is_tried_again_after_the_backoff() {
        fail(1);
        put(P0, 0, 1, 2);
        assertThat(paused).containsExactlyInAnyOrder(P0, P1);
        assertThat(timeout).isEqualTo(1000);
        time.pass(999);
        sink.put(List.of());
        assertThat(written).isEmpty();
        assertThat(committable(3, 0)).containsEntry(P0, 0L);
        time.pass(1);
        sink.put(List.of());
        assertThat(written).containsExactly(List.of("0:0", "0:1", "0:2"));
        assertThat(paused).isEmpty();
        assertThat(committable(3, 0)).containsEntry(P0, 3L);
    }

    @Test
    void retries_begin_anew_after_a_success() {
        for (int round = 0; round < 4; round++) {
            fail(2);
            put(P0, 3L * round, 3L * round + 1, 3L * round + 2);
            time.pass(1000);
            sink.put(List.of());
            time.pass(1000);
            sink.put(List.of());
            assertThat(written).hasSize(round + 1);
        }
    }

    @Test
    void the_task_fails_when_retries_are_used_up() {
        fail(3);
        put(P0, 0, 1, 2);
        time.pass(1000);
        sink.put(List.of());
        time.pass(1000);
        assertThatThrownBy(() -> sink.put(List.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("max.retries")
                .hasMessageContaining("the database is away");
        assertThat(committable(3, 0)).containsEntry(P0, 0L);
    }

    private void failToConnect(int times, ConnectRetries rules) {
        SqlFailure away = SqlFailure.ofState("08001");
        for (int i = 0; i < times; i++) {
            failures.add(new PassingFailureException("can not connect", new ConnectFailedException(away, rules)));
        }
    }

    @Test
    void attempts_to_connect_have_a_count_and_a_pause_of_their_own() {
        ConnectRetries rules =
                new ConnectRetries(Optional.of(3), Optional.of(Duration.ofMillis(50)), "connection.attempts");
        fail(2);
        failToConnect(2, rules);
        put(P0, 0, 1, 2);
        time.pass(1000);
        sink.put(List.of());
        time.pass(1000);
        sink.put(List.of());
        assertThat(timeout).isEqualTo(50);
        time.pass(50);
        sink.put(List.of());
        time.pass(50);
        sink.put(List.of());
        assertThat(written).hasSize(1);

        failToConnect(3, rules);
        put(P0, 3, 4, 5);
        time.pass(50);
        sink.put(List.of());
        time.pass(50);
        assertThatThrownBy(() -> sink.put(List.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Giving up after connection.attempts: can not connect");
    }

    @Test
    void attempts_to_connect_without_rules_of_their_own_are_failed_writes() {
        failToConnect(3, new ConnectRetries(Optional.empty(), Optional.empty(), "connection.attempts"));
        put(P0, 0, 1, 2);
        assertThat(timeout).isEqualTo(1000);
        time.pass(1000);
        sink.put(List.of());
        time.pass(1000);
        assertThatThrownBy(() -> sink.put(List.of())).hasMessageContaining("max.retries");
    }

    @Test
    void partitions_that_come_while_writes_fail_are_paused_too() {
        close(P1);
        fail(1);
        put(P0, 0, 1, 2);
        open(P1);
        assertThat(paused).contains(P1);
        time.pass(1000);
        sink.put(List.of());
        assertThat(paused).isEmpty();
    }

    @Test
    void when_all_that_failed_is_revoked_the_others_go_on() {
        fail(1);
        put(P0, 0, 1, 2);
        close(P0);
        sink.put(List.of());
        assertThat(paused).isEmpty();
        put(P1, 0, 1, 2);
        assertThat(written).containsExactly(List.of("1:0", "1:1", "1:2"));
    }

    @Test
    void what_is_left_of_a_failed_batch_does_not_wait_for_linger() {
        restart("batch.size", "3", "linger.ms", "600000", "retry.backoff.ms", "1000");
        fail(1);
        sink.put(List.of(record(P0, 0, "one"), record(P1, 0, "one"), record(P0, 1, "one")));
        close(P0);
        time.pass(1000);
        sink.put(List.of());
        assertThat(written).containsExactly(List.of("1:0"));
        assertThat(paused).isEmpty();
    }

    @Test
    void a_refusal_is_passed_on_and_commits_nothing() {
        failures.add(new ConnectException("refused"));
        assertThatThrownBy(() -> put(P0, 0, 1, 2)).hasMessage("refused");
        assertThat(committable(3, 0)).containsEntry(P0, 0L);
    }

    @Test
    void without_dead_letters_an_unreadable_record_fails_the_task() {
        assertThatThrownBy(() -> sink.put(List.of(record(P1, 0, "bad")))).isInstanceOf(DataException.class);
    }

    private void startWithDeadLetters() {
        letters = new DeadLetters();
        start();
    }

    @Test
    void an_unreadable_record_is_set_aside_and_the_others_go_on() {
        startWithDeadLetters();
        sink.put(List.of(record(P0, 0, "one"), record(P0, 1, "bad"), record(P0, 2, "one"), record(P0, 3, "one")));
        assertThat(written).containsExactly(List.of("0:0", "0:2", "0:3"));
        assertThat(letters.offsets()).containsExactly(1L);
        assertThat(committable(4, 0)).containsEntry(P0, 4L);
    }

    @Test
    void a_record_of_an_unforeseen_form_is_set_aside_whole_and_without_its_values() {
        startWithDeadLetters();
        sink.put(List.of(record(P0, 0, "one"), record(P0, 1, "half"), record(P0, 2, "one"), record(P0, 3, "one")));
        assertThat(written).containsExactly(List.of("0:0", "0:2", "0:3"));
        assertThat(letters.all().get(0).error())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("topic orders, partition 0, offset 1")
                .hasNoCause();
        assertThat(letters.all().get(0).message()).doesNotContain("s3cr3t");
    }

    @Test
    void without_a_queue_a_record_of_an_unforeseen_form_fails_the_task() {
        assertThatThrownBy(() -> sink.put(List.of(record(P0, 1, "half"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("topic orders, partition 0, offset 1");
    }

    @Test
    void a_wrong_set_up_never_reaches_the_queue() {
        startWithDeadLetters();
        assertThatThrownBy(() -> sink.put(List.of(record(P0, 1, "setup")))).isInstanceOf(ConfigException.class);
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void an_item_that_was_set_aside_before_a_passing_failure_is_reported_once() {
        startWithDeadLetters();
        refused.add(1L);
        passAfterReport = true;
        put(P0, 0, 1, 2);
        assertThat(written).isEmpty();
        assertThat(committable(3, 0)).containsEntry(P0, 0L);
        time.pass(1000);
        sink.put(List.of());
        assertThat(written).hasSize(1);
        assertThat(letters.offsets()).containsExactly(1L);
        assertThat(committable(3, 0)).containsEntry(P0, 3L);
    }

    @Test
    void where_nothing_is_tolerated_the_task_fails_with_our_message() {
        startWithDeadLetters();
        letters.tolerateNothing();
        refused.add(1L);
        assertThatThrownBy(() -> put(P0, 0, 1, 2))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("bad topic orders, partition 0, offset 1")
                .hasMessageContaining("errors.tolerance");
        assertThat(written).isEmpty();
        assertThat(committable(3, 0)).containsEntry(P0, 0L);
    }

    @Test
    void with_a_reporter_that_tolerates_nothing_nothing_is_reported() {
        tolerance = "none";
        startWithDeadLetters();
        assertThatThrownBy(() -> sink.put(List.of(record(P0, 0, "bad")))).isInstanceOf(DataException.class);
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void what_reaches_the_queue_has_no_long_stack() {
        startWithDeadLetters();
        sink.put(List.of(record(P0, 0, "bad")));
        assertThat(letters.all().get(0).error().getStackTrace()).hasSizeBetween(1, 3);
    }

    @Test
    void a_queue_that_confirms_nothing_yet_holds_writes_and_offsets_back() {
        startWithDeadLetters();
        letters.storeLater();
        sink.put(List.of(record(P0, 0, "bad"), record(P0, 1, "one"), record(P0, 2, "one"), record(P0, 3, "one")));
        assertThat(written).isEmpty();
        assertThat(paused).containsExactlyInAnyOrder(P0, P1);
        assertThat(committable(4, 0)).containsEntry(P0, 0L);
        letters.confirm();
        sink.put(List.of());
        assertThat(written).as("before the backoff is over").isEmpty();
        time.pass(1000);
        sink.put(List.of());
        assertThat(written).containsExactly(List.of("0:1", "0:2", "0:3"));
        assertThat(paused).isEmpty();
        assertThat(committable(4, 0)).containsEntry(P0, 4L);
        assertThat(letters.offsets()).containsExactly(0L);
    }

    @Test
    void a_record_alone_that_the_queue_has_not_confirmed_is_not_committed() {
        startWithDeadLetters();
        letters.storeLater();
        sink.put(List.of(record(P0, 7, "bad")));
        assertThat(committable(8, 0)).containsEntry(P0, 7L);
        letters.confirm();
        time.pass(1000);
        sink.put(List.of());
        assertThat(committable(8, 0)).containsEntry(P0, 8L);
        assertThat(paused).isEmpty();
    }

    @Test
    void a_batch_whose_bad_items_are_not_confirmed_is_tried_again_and_reports_once() {
        startWithDeadLetters();
        letters.storeLater();
        refused.add(1L);
        put(P0, 0, 1, 2);
        assertThat(written).isEmpty();
        assertThat(committable(3, 0)).containsEntry(P0, 0L);
        letters.confirm();
        time.pass(1000);
        sink.put(List.of());
        assertThat(written).hasSize(1);
        assertThat(letters.offsets()).containsExactly(1L);
        assertThat(committable(3, 0)).containsEntry(P0, 3L);
    }

    @Test
    void a_queue_that_never_confirms_fails_the_task_when_retries_are_used_up() {
        startWithDeadLetters();
        letters.storeLater();
        sink.put(List.of(record(P0, 0, "bad")));
        time.pass(1000);
        sink.put(List.of());
        time.pass(1000);
        assertThatThrownBy(() -> sink.put(List.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("dead letter queue")
                .hasMessageContaining("max.retries");
    }

    @Test
    void a_queue_that_stores_nothing_fails_the_task_and_not_only_the_offset_commit() {
        startWithDeadLetters();
        letters.storeNothing();
        assertThatThrownBy(() -> sink.put(List.of(record(P0, 0, "bad"))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("dead letter queue");
    }

    @Test
    void closing_drops_the_buffer_and_closes_the_writer() {
        put(P0, 0);
        sink.close();
        assertThat(closed).isTrue();
        assertThat(written).isEmpty();
    }
}
