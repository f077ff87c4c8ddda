/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import io.synchub.connect.common.config.DeleteMode;
import io.synchub.connect.common.http.RequestMetrics;
import io.synchub.connect.common.ledger.IdCodec;
import io.synchub.connect.common.poll.Platform;
import io.synchub.connect.common.poll.PollingSetup;
import io.synchub.connect.common.poll.PollingSourceTask;
import io.synchub.connect.common.poll.StreamSettings;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.common.schedule.Every;
import io.synchub.connect.common.schema.FieldNaming;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** A source's task as it is, on answers that lie in memory, with a worker that takes every batch at once. */
final class Engine implements AutoCloseable {
    private static final Duration NEVER = Duration.ofDays(365);

    private final OffsetStore store;
    private final PollingSourceTask task;

    /** @param sweeping whether one sweep follows the other once the snapshot is complete */
    Engine(RenderedSource source, OffsetStore store, boolean sweeping) {
        this.store = store;
        StreamSettings settings = new StreamSettings(
                "benchmark",
                new Every(NEVER),
                new Every(sweeping ? Duration.ofMillis(1) : NEVER),
                DeleteMode.TOMBSTONE,
                FieldNaming.PINNED,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Optional.empty());
        task = new PollingSourceTask() {
            @Override
            protected PollingSetup setUp(Map<String, String> properties) {
                return new PollingSetup(
                        new InMemory(source), settings, () -> false, new RequestMetrics(), Optional.empty());
            }
        };
        task.initialize(new Context(store));
        // What PollingSourceConnector tells its tasks.
        task.start(Map.of(
                "name",
                "benchmark",
                "synchub.task.streams",
                "[{\"id\":\"" + source.tableId() + "\",\"name\":\"Generated\"}]"));
    }

    /** Takes so many records, and keeps their offsets. */
    void take(int records) throws InterruptedException {
        int taken = 0;
        while (taken < records) {
            List<SourceRecord> batch = task.poll();
            if (batch != null) {
                keepOffsets(batch);
                taken += batch.size();
            }
        }
    }

    private void keepOffsets(List<SourceRecord> batch) {
        for (int i = 0; i < batch.size(); i++) {
            SourceRecord record = batch.get(i);
            task.commitRecord(record, null);
            // A worker keeps the last offset of each partition.
            if (i == batch.size() - 1 || batch.get(i + 1).sourcePartition() != record.sourcePartition()) {
                store.put(record.sourcePartition(), record.sourceOffset());
            }
        }
    }

    @Override
    public void close() {
        task.stop();
    }

    private record InMemory(RenderedSource source) implements Platform {
        @Override
        public IdCodec ids() {
            return source.ids();
        }

        @Override
        public TableReader open(String tableId) {
            return source.open();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private record Context(OffsetStorageReader offsetStorageReader) implements SourceTaskContext {
        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public TransactionContext transactionContext() {
            return null;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            // As if there were no place for metrics.
            return null;
        }
    }
}
