/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** A sink's task, called as a worker calls it. */
final class SinkWriter implements RowWriter {
    private static final TopicPartition PARTITION = new TopicPartition(Orders.TOPIC, 0);

    private final SinkTask task;
    private final BenchmarkContext context;

    /** Starts the task. */
    SinkWriter(SinkTask task, Map<String, String> config) {
        this.task = task;
        this.context = new BenchmarkContext(config, Set.of(PARTITION));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(task.getClass().getClassLoader());
        task.initialize(context);
        task.start(config);
        task.open(Set.of(PARTITION));
        Thread.currentThread().setContextClassLoader(before);
    }

    @Override
    public void write(Iterable<? extends Collection<SinkRecord>> polls, long end) {
        for (Collection<SinkRecord> poll : polls) {
            task.put(poll);
        }
        Map<TopicPartition, OffsetAndMetadata> offered = Map.of(PARTITION, new OffsetAndMetadata(end));
        // A sink that buffers is asked as a worker asks it, until it says that all is written.
        while (task.preCommit(offered)
                        .getOrDefault(PARTITION, new OffsetAndMetadata(end))
                        .offset()
                < end) {
            context.awaitTimeout();
            task.put(List.of());
        }
    }

    @Override
    public void close() {
        task.stop();
    }
}
