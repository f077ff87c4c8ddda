/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.ledger.SegmentLog;
import io.synchub.connect.common.metrics.PollingMetrics;
import io.synchub.connect.common.metrics.StreamCounters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the streams of a task, each with what its offsets hold. */
final class StreamFactory {
    private static final Logger LOG = LoggerFactory.getLogger(StreamFactory.class);

    private final PollingSetup setup;
    private final OffsetStorageReader offsets;
    private final PollingMetrics metrics;
    private final InstantSource clock;
    private final Instant began;

    /** @param began when the task did */
    StreamFactory(
            PollingSetup setup,
            OffsetStorageReader offsets,
            PollingMetrics metrics,
            InstantSource clock,
            Instant began) {
        this.setup = setup;
        this.offsets = offsets;
        this.metrics = metrics;
        this.clock = clock;
        this.began = began;
    }

    /** @param stream with the name that it has in topics */
    StreamPoller open(StreamRef stream) {
        long start = System.nanoTime();
        SegmentLog log = SegmentLog.restore(offsets, stream.id(), clock.millis());
        LOG.info(
                "Stream {}: {} known rows restored in {} ms",
                stream.id(),
                log.ledger().size(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
        StreamCounters counters = new StreamCounters();
        metrics.register(stream.id(), counters);
        return new StreamPoller(
                stream,
                setup.settings(),
                began,
                setup.platform().open(stream.id()),
                setup.platform().ids(),
                log,
                counters,
                setup.wouldWait(),
                clock);
    }
}
