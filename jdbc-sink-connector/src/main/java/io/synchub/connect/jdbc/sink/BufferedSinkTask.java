/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.common.version.PluginVersion;
import io.synchub.connect.jdbc.sink.buffer.BufferedSink;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Passes Connect's calls on to a {@link BufferedSink}. Connect makes all of them on one thread. */
abstract class BufferedSinkTask extends SinkTask {
    private BufferedSink<?> started;

    /** Builds what the task runs on. Must not connect: a database that is down is met by the retries of a write. */
    protected abstract BufferedSink<?> started(Map<String, String> properties, SinkTaskContext context);

    /** A name for a pool in logs: the connector's, and which database it leads to. */
    protected static String poolName(Map<String, String> properties, String database) {
        return properties.getOrDefault("name", "sink") + " " + database;
    }

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public void start(Map<String, String> properties) {
        started = started(properties, context);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        started.open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        started.put(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offered) {
        return started.preCommit(offered);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        started.close(partitions);
    }

    @Override
    public void stop() {
        if (started != null) {
            started.close();
        }
    }
}
