/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps all partitions paused from a passing failure to the next success. For the task's thread. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final SinkTaskContext context;
    private final RetryClock retry;
    private final SinkMetrics metrics;

    Outage(SinkTaskContext context, RetryClock retry, SinkMetrics metrics) {
        this.context = context;
        this.retry = retry;
        this.metrics = metrics;
    }

    /** Whether the last attempt failed. */
    boolean isOn() {
        return retry.isFailing();
    }

    /** How long until the next attempt may be made; zero when it may be made now. */
    Duration untilNextAttempt() {
        return retry.untilNextAttempt();
    }

    boolean isAttemptDue() {
        return untilNextAttempt().isZero();
    }

    /** Partitions were assigned: they wait like the others. */
    void opened(Collection<TopicPartition> partitions) {
        if (isOn()) {
            context.pause(partitions.toArray(TopicPartition[]::new));
        }
    }

    /**
     * Notes a failed attempt.
     *
     * @param waiting how many records wait, for the log
     * @throws ConnectException when no further one is allowed
     */
    void failed(PassingFailureException failure, int waiting) {
        failure.connectRetries().ifPresent(rules -> metrics.connectionFailed());
        try {
            retry.failed(failure.connectRetries());
        } catch (RetryClock.GivingUpException end) {
            throw new ConnectException("Giving up after " + end.getMessage() + ": " + failure.getMessage());
        }
        metrics.retried();
        LOG.warn("{}: {} ({} records wait)", failure.getMessage(), retry, waiting);
        context.pause(context.assignment().toArray(TopicPartition[]::new));
    }

    /** An attempt succeeded, or none is left to be made. */
    void over() {
        if (isOn()) {
            LOG.info("The database takes writes again: going on");
            retry.succeeded();
            context.resume(context.assignment().toArray(TopicPartition[]::new));
        }
    }
}
