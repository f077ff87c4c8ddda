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
import java.util.Queue;
import java.util.Set;
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
 * and asks for the offsets that may be committed. For the test's thread.
 */
public final class SinkWorker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SinkTask task;
    private final Map<String, String> properties;
    private final Map<TopicPartition, Long> ends = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> delivered = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Queue<SinkRecord> log = new ArrayDeque<>();
    private final RecordedMetrics metrics = new RecordedMetrics(Time.SYSTEM);
    private long timeout = -1;

    private SinkWorker(SinkTask task, Map<String, String> properties) {
        this.task = task;
        this.properties = properties;
        task.initialize(new Context());
        task.start(properties);
    }

    /** Starts a task that has partition 0 of each topic. */
    public static SinkWorker start(SinkTask task, Map<String, String> properties, String... topics) {
        SinkWorker worker = new SinkWorker(task, properties);
        worker.open(
                Arrays.stream(topics).map(topic -> new TopicPartition(topic, 0)).toList());
        return worker;
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

    /** Appends a record to the log, to be handed over by {@link #drain}. */
    public void append(SinkRecord record) {
        log.add(record);
    }

    /** One poll with these records, then polls without any until all of them may be committed. */
    public void put(SinkRecord... records) {
        deliver(List.of(records));
        await("all records to be written", () -> isCommittable(delivered));
    }

    /** One poll. */
    public void deliver(Collection<SinkRecord> records) {
        records.forEach(record ->
                delivered.put(new TopicPartition(record.topic(), record.kafkaPartition()), record.kafkaOffset() + 1));
        task.put(records);
    }

    /** Hands over what {@link #append} collected, in polls of at most {@code size}, and waits until it is written. */
    public void drain(int size) {
        await("the log to be written", () -> {
            boolean ready = paused.isEmpty();
            for (List<SinkRecord> poll = take(ready ? size : 0); !poll.isEmpty(); poll = take(ready ? size : 0)) {
                deliver(poll);
                ready = paused.isEmpty();
            }
            return log.isEmpty() && isCommittable(delivered);
        });
    }

    private List<SinkRecord> take(int size) {
        List<SinkRecord> poll = log.stream().limit(size).toList();
        poll.forEach(record -> log.remove());
        return poll;
    }

    private void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Await.until(what, PATIENCE, () -> {
            if (condition.call()) {
                return true;
            }
            task.put(List.of());
            return condition.call();
        });
    }

    private boolean isCommittable(Map<TopicPartition, Long> positions) {
        return committable().entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(positions.get(entry.getKey())));
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
            throw new UnsupportedOperationException("The sinks do not rewind");
        }

        @Override
        public void offset(TopicPartition partition, long offset) {
            throw new UnsupportedOperationException("The sinks do not rewind");
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
            return null;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return metrics;
        }
    }
}
