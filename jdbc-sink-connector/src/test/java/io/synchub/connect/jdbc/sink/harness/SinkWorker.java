/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import io.synchub.connect.localstack.Await;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Plays the worker for one sink task: assigns partitions, hands over records in polls, leaves paused partitions alone,
 * goes back or ahead before the next poll when the task asks for it, and asks for the offsets that may be committed. For
 * the test's thread.
 */
public final class SinkWorker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SinkTask task;
    private final Map<String, String> properties;
    private final Map<TopicPartition, Long> ends = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> delivered = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    /** What the partitions hold, handed over or not. */
    private final Map<TopicPartition, NavigableMap<Long, SinkRecord>> topics;

    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, Long> rewinds = new LinkedHashMap<>();
    private final Queue<SinkRecord> log = new ArrayDeque<>();
    private final RecordedMetrics metrics = new RecordedMetrics(Time.SYSTEM);
    private long timeout = -1;

    private final ErrantRecordReporter reporter;

    private SinkWorker(
            SinkTask task,
            Map<String, String> properties,
            ErrantRecordReporter reporter,
            Map<TopicPartition, NavigableMap<Long, SinkRecord>> topics) {
        this.topics = topics;
        this.task = task;
        this.properties = properties;
        this.reporter = reporter;
        task.initialize(new Context());
        task.start(properties);
    }

    /** Starts a task that has partition 0 of each topic. */
    public static SinkWorker start(SinkTask task, Map<String, String> properties, String... topics) {
        return start(task, properties, null, topics);
    }

    /** The same for a connector that has a dead letter queue. */
    public static SinkWorker start(
            SinkTask task, Map<String, String> properties, ErrantRecordReporter reporter, String... topics) {
        SinkWorker worker = new SinkWorker(task, properties, reporter, new ConcurrentHashMap<>());
        worker.open(
                Arrays.stream(topics).map(topic -> new TopicPartition(topic, 0)).toList());
        return worker;
    }

    /**
     * Starts a task that reads the same topics from where this worker's offsets were last committed, as after a crash or a
     * rebalance that this worker has not noticed.
     */
    public SinkWorker successor(SinkTask other) {
        SinkWorker worker = new SinkWorker(other, properties, reporter, topics);
        worker.ends.putAll(ends);
        ends.keySet().forEach(partition -> {
            worker.delivered.put(partition, committed.getOrDefault(partition, 0L));
            worker.committed.put(partition, committed.getOrDefault(partition, 0L));
            worker.log.addAll(worker.from(partition, committed.getOrDefault(partition, 0L)));
        });
        other.open(List.copyOf(ends.keySet()));
        return worker;
    }

    /** Kafka's offsets are committed, as far as the task permits. */
    public void commit() {
        committed.putAll(committable());
    }

    private Collection<SinkRecord> from(TopicPartition partition, long offset) {
        return List.copyOf(topics.getOrDefault(partition, new TreeMap<>())
                .tailMap(offset, true)
                .values());
    }

    private void rewind() {
        rewinds.forEach((partition, offset) -> {
            log.removeIf(record -> partition(record).equals(partition));
            // Beyond a topic's end a consumer begins again where auto.offset.reset says: Connect's is the beginning.
            long at = offset > ends.get(partition) ? 0 : offset;
            log.addAll(from(partition, at));
            delivered.put(partition, at);
        });
        rewinds.clear();
    }

    private static TopicPartition partition(SinkRecord record) {
        return new TopicPartition(record.topic(), record.kafkaPartition());
    }

    private void remember(SinkRecord record) {
        topics.computeIfAbsent(partition(record), partition -> new ConcurrentSkipListMap<>())
                .put(record.kafkaOffset(), record);
    }

    public void open(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            ends.putIfAbsent(partition, 0L);
            delivered.putIfAbsent(partition, 0L);
        });
        task.open(partitions);
    }

    /** The next record of partition 0 of a topic, not handed over yet. */
    public SinkRecord next(String topic, Schema keySchema, Object key, Schema valueSchema, Object value) {
        long offset = ends.merge(new TopicPartition(topic, 0), 1L, Long::sum) - 1;
        return new SinkRecord(topic, 0, keySchema, key, valueSchema, value, offset);
    }

    /** A rebalance takes partitions away, as the worker learns of it in its poll. */
    public void revoke(TopicPartition... partitions) {
        task.close(List.of(partitions));
        for (TopicPartition partition : partitions) {
            ends.remove(partition);
            delivered.remove(partition);
            rewinds.remove(partition);
            paused.remove(partition);
            log.removeIf(record -> partition(record).equals(partition));
        }
    }

    /** Appends a record to the log, to be handed over by {@link #drain}. */
    public void append(SinkRecord record) {
        remember(record);
        log.add(record);
    }

    /** One poll with these records, then polls without any until all of them may be committed. */
    public void put(SinkRecord... records) {
        deliver(List.of(records));
        await("all records to be written", () -> rewinds.isEmpty() && log.isEmpty() && isCommittable(delivered));
    }

    /** One poll, an offset commit that comes to nothing, and a poll without records: what the first began has then ended. */
    public void deliver(Collection<SinkRecord> records) {
        rewind();
        records.forEach(this::remember);
        log.addAll(records);
        poll(Integer.MAX_VALUE);
        committable();
        poll(0);
    }

    private void poll(int size) {
        rewind();
        List<SinkRecord> polled = log.stream().limit(size).toList();
        polled.forEach(record -> {
            log.remove();
            delivered.put(partition(record), record.kafkaOffset() + 1);
        });
        task.put(polled);
    }

    /** Hands over what {@link #append} collected, in polls of at most {@code size}, and waits until it is written. */
    public void drain(int size) {
        await("the log to be written", () -> {
            while (paused.isEmpty() && !log.isEmpty()) {
                poll(size);
            }
            return rewinds.isEmpty() && log.isEmpty() && isCommittable(delivered);
        });
    }

    private void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Await.until(what, PATIENCE, () -> {
            if (condition.call()) {
                return true;
            }
            poll(paused.isEmpty() ? Integer.MAX_VALUE : 0);
            return condition.call();
        });
    }

    private boolean isCommittable(Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Long> committable = committable();
        return positions.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(committable.getOrDefault(entry.getKey(), 0L)));
    }

    /** What the task lets the worker commit now. */
    public Map<TopicPartition, Long> committable() {
        Map<TopicPartition, OffsetAndMetadata> offered = new HashMap<>();
        delivered.forEach((partition, offset) -> offered.put(partition, new OffsetAndMetadata(offset)));
        Map<TopicPartition, Long> committable = new HashMap<>();
        task.preCommit(offered).forEach((partition, offset) -> committable.put(partition, offset.offset()));
        return committable;
    }

    public Set<TopicPartition> paused() {
        return paused;
    }

    /** What the task last asked the worker to wait for a poll at most; -1 for nothing. */
    public long timeout() {
        return timeout;
    }

    /** What the task published. */
    public RecordedMetrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        task.close(List.copyOf(ends.keySet()));
        task.stop();
    }

    private final class Context implements SinkTaskContext {
        @Override
        public Map<String, String> configs() {
            return properties;
        }

        @Override
        public void offset(Map<TopicPartition, Long> offsets) {
            rewinds.putAll(offsets);
        }

        @Override
        public void offset(TopicPartition partition, long offset) {
            rewinds.put(partition, offset);
        }

        @Override
        public void timeout(long timeoutMs) {
            timeout = timeoutMs;
        }

        @Override
        public Set<TopicPartition> assignment() {
            return ends.keySet();
        }

        @Override
        public void pause(TopicPartition... partitions) {
            paused.addAll(List.of(partitions));
        }

        @Override
        public void resume(TopicPartition... partitions) {
            List.of(partitions).forEach(paused::remove);
        }

        @Override
        public void requestCommit() {}

        @Override
        public ErrantRecordReporter errantRecordReporter() {
            return reporter;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return metrics;
        }
    }
}
