/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.metrics.PollingMetrics;
import io.synchub.connect.common.version.PluginVersion;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Follows some tables of a platform. An adapter: the work is in {@link StreamPoller}.
 *
 * <p>Delivery: exactly once where the worker has it on (a poll is one transaction, offsets included), else at least once.
 */
public abstract class PollingSourceTask extends SourceTask {
    private StartedPolling polling;

    /** Opens the platform; asks nothing of it yet. */
    protected abstract PollingSetup setUp(Map<String, String> properties);

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public void start(Map<String, String> properties) {
        PollingSetup setup = setUp(properties);
        try {
            polling = started(setup, properties);
        } catch (RuntimeException e) {
            setup.platform().close();
            throw e;
        }
    }

    private StartedPolling started(PollingSetup setup, Map<String, String> properties) {
        InstantSource clock = InstantSource.system();
        Instant now = clock.instant();
        OffsetStorageReader offsets = context.offsetStorageReader();
        PollingMetrics metrics = PollingMetrics.of(context, clock);
        metrics.register(setup.requests());
        StreamFactory factory = new StreamFactory(setup, offsets, metrics, clock, now);
        List<StreamPoller> streams = TaskStreams.named(properties, offsets).stream()
                .map(factory::open)
                .toList();
        StartedPolling started =
                new StartedPolling(properties.getOrDefault("name", "polling"), setup.platform(), streams, clock);
        setup.finder()
                .ifPresent(finder -> started.search(
                        new TableSearch(finder, setup.settings(), offsets, factory, started::add, clock, now)));
        return started;
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        return polling.poll();
    }

    @Override
    public void commitRecord(SourceRecord record, RecordMetadata metadata) {
        polling.acknowledged(record);
    }

    @Override
    public void stop() {
        if (polling != null) {
            polling.close();
        }
    }
}
