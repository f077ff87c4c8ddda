/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.ledger.SegmentLog;
import io.synchub.connect.common.metrics.PollingMetrics;
import io.synchub.connect.common.metrics.StreamCounters;
import io.synchub.connect.common.version.PluginVersion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows some tables of a platform. An adapter: the work is in {@link StreamPoller}.
 *
 * <p>Delivery: exactly once where the worker has it on (a poll is one transaction, offsets included), else at least once.
 */
public abstract class PollingSourceTask extends SourceTask {
    private static final Logger LOG = LoggerFactory.getLogger(PollingSourceTask.class);

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
            polling = started(
                    setup,
                    TaskStreams.named(properties, context.offsetStorageReader()),
                    properties.getOrDefault("name", "polling"));
        } catch (RuntimeException e) {
            setup.platform().close();
            throw e;
        }
    }

    private StartedPolling started(PollingSetup setup, List<StreamRef> streams, String name) {
        InstantSource clock = InstantSource.system();
        PollingMetrics metrics = PollingMetrics.of(context, clock);
        metrics.register(setup.requests());
        List<StreamPoller> pollers = new ArrayList<>();
        for (StreamRef stream : streams) {
            long began = System.nanoTime();
            SegmentLog log = SegmentLog.restore(context.offsetStorageReader(), stream.id(), clock.millis());
            LOG.info(
                    "Stream {}: {} known rows restored in {} ms",
                    stream.id(),
                    log.ledger().size(),
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            StreamCounters counters = new StreamCounters();
            metrics.register(stream.id(), counters);
            pollers.add(new StreamPoller(
                    stream,
                    setup.settings(),
                    setup.platform().open(stream.id()),
                    setup.platform().ids(),
                    log,
                    counters,
                    setup.wouldWait(),
                    clock));
        }
        return new StartedPolling(name, setup.platform(), pollers, clock);
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
