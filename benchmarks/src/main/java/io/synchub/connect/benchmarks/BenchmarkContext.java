/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a worker is to a task, as far as a measurement without a broker needs it. */
final class BenchmarkContext implements SinkTaskContext {
    private final Map<String, String> config;
    private final Set<TopicPartition> assignment;
    private final PluginMetrics metrics = new WorkerMetrics();
    private long timeoutMs;

    BenchmarkContext(Map<String, String> config, Set<TopicPartition> assignment) {
        this.config = config;
        this.assignment = assignment;
    }

    /** Waits as long as the task asked to be left alone when no record comes. */
    void awaitTimeout() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.max(1, timeoutMs)));
    }

    @Override
    public Map<String, String> configs() {
        return config;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        throw new IllegalStateException("A measured sink rewinds: something failed");
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        throw new IllegalStateException("A measured sink rewinds: something failed");
    }

    @Override
    public void timeout(long timeoutMs) {
        this.timeoutMs = timeoutMs;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return assignment;
    }

    @Override
    public void pause(TopicPartition... partitions) {
        throw new IllegalStateException("A measured sink pauses: something failed");
    }

    @Override
    public void resume(TopicPartition... partitions) {
        // Nothing was paused.
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return metrics;
    }

    @Override
    public void requestCommit() {
        // The measurement asks by itself.
    }
}
