/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.status.StatusEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how the runs of a stream go: in the log, and as status events for the next batch where a status topic is set. */
final class StreamReport {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReport.class);
    private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(30);

    private final String stream;
    private final String name;
    private final String topic;
    private final boolean wanted;
    private final InstantSource clock;
    private final List<StatusEvent> events = new ArrayList<>();
    private Optional<Detection> detection = Optional.empty();
    private Instant lastTold;

    StreamReport(String stream, String name, String topic, boolean wanted, InstantSource clock) {
        this.stream = stream;
        this.name = name;
        this.topic = topic;
        this.wanted = wanted;
        this.clock = clock;
        this.lastTold = clock.instant();
    }

    void damaged() {
        LOG.warn(
                "Stream {} ({}): some of its source offsets were deleted, or overwritten by another task. The table is read again; rows that are known and unchanged are not sent.",
                stream,
                topic);
    }

    /** Tells it when it is another than before. */
    void detection(Detection now) {
        if (!detection.equals(Optional.of(now))) {
            LOG.info("Stream {} ({}): changes are found by {}", stream, topic, now.how());
            detection = Optional.of(now);
        }
    }

    void began(Run run, boolean again) {
        LOG.info("Stream {} ({}): {} {}", stream, topic, run.id(), again ? "goes on where it was" : "begins");
        tell(run, StatusEvent.Stage.STARTED, detection.map(by -> "changes are found by " + by.how()));
    }

    /** Now and then. */
    void progress(Run run) {
        if (Duration.between(lastTold, clock.instant()).compareTo(BETWEEN_PROGRESS) >= 0) {
            LOG.info("Stream {} ({}): {}", stream, topic, run);
            tell(run, StatusEvent.Stage.PROGRESS, Optional.empty());
        }
    }

    void complete(Run run) {
        LOG.info("Stream {} ({}): {} complete", stream, topic, run);
        tell(run, StatusEvent.Stage.COMPLETED, Optional.empty());
    }

    /** Readings that find nothing are not worth a word. */
    void changesComplete(Run run) {
        if (run.sent() + run.deleted() > 0) {
            LOG.debug("Stream {} ({}): {} complete", stream, topic, run);
            tell(run, StatusEvent.Stage.COMPLETED, Optional.empty());
        }
    }

    void drifted() {
        LOG.info("Stream {} ({}): the table's description changed: all rows are compared", stream, topic);
    }

    void incomplete() {
        LOG.warn("Stream {} ({}): not every change can be told one by one: all rows are compared", stream, topic);
    }

    void resting(Run run, Duration rest, String why) {
        LOG.warn("Stream {} ({}): {} is given up and begins again in {}: {}", stream, topic, run.id(), rest, why);
        tell(run, StatusEvent.Stage.FAILED, Optional.of(why));
    }

    void pausing(Run run, Duration rest, String why) {
        LOG.error("Stream {} ({}) pauses, the others go on; it tries again in {}: {}", stream, topic, rest, why);
        tell(run, StatusEvent.Stage.FAILED, Optional.of(why));
    }

    void goesOn() {
        LOG.info("Stream {} ({}): reading goes on", stream, topic);
    }

    boolean hasEvents() {
        return !events.isEmpty();
    }

    /** The events since the last call. */
    List<StatusEvent> taken() {
        List<StatusEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    private void tell(Run run, StatusEvent.Stage stage, Optional<String> message) {
        lastTold = clock.instant();
        if (wanted) {
            events.add(new StatusEvent(
                    stream,
                    name,
                    run.id(),
                    run.kind().text(),
                    stage,
                    lastTold,
                    run.read(),
                    run.sent(),
                    run.deleted(),
                    message));
        }
    }
}
