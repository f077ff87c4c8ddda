/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands bad records to Connect's reporter and waits until they are stored. The reporter passes on a record's original bytes; our
 * message goes into the header {@code __connect.errors.exception.message}.
 *
 * <p>Connect gives a reporter where a dead letter queue or {@code errors.log.enable} is configured, whatever
 * {@code errors.tolerance} says. With {@code none} the reporter stores the record and throws: so it is only asked with
 * {@code all}. With a log and no queue the log is all there is of a record, as it is for records that Connect's converters
 * can not read. The worker waits for the futures at an offset commit too, but what fails there does not fail the task.
 *
 * <p>A send that failed at once can not be told where the queue and the log are both configured: Connect leaves futures that
 * are done out of the one it gives.
 *
 * <p>For the task's thread, and for that of a batch in flight for as long as the task's waits for it.
 */
final class ErrantRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ErrantRecords.class);

    /** Far below {@code max.poll.interval.ms}, while the database holds locks for us. */
    private static final Duration STORE_WAIT = Duration.ofSeconds(30);

    /** Where a bad record was found is of use in the queue, how the worker came there is not. */
    private static final int STACK_FRAMES = 3;

    private record Report(TopicPartition partition, long offset, Future<Void> stored) {}

    private final ErrantRecordReporter reporter;
    private final Time time;
    private final Queue<Report> pending = new ArrayDeque<>();
    /** Positions that were reported and are not committed yet: a batch that is tried again does not report them twice. */
    private final Set<Object> reported = new HashSet<>();

    /** @param reporter null where records may not be set aside */
    ErrantRecords(ErrantRecordReporter reporter, Time time) {
        this.reporter = reporter;
        this.time = time;
    }

    /** Those of a task, whose context knows the connector's configuration. */
    static ErrantRecords of(SinkTaskContext context, Time time) {
        boolean tolerant = "all".equalsIgnoreCase(context.configs().get("errors.tolerance"));
        return new ErrantRecords(tolerant ? context.errantRecordReporter() : null, time);
    }

    boolean isOpen() {
        return reporter != null;
    }

    /**
     * Reports a record.
     *
     * @throws ConnectException with our own message when the reporter does not take it
     */
    void report(SinkRecord record, ConnectException why) {
        LOG.debug("Setting a record aside: {}", why.getMessage());
        StackTraceElement[] trace = why.getStackTrace();
        why.setStackTrace(Arrays.copyOf(trace, Math.min(STACK_FRAMES, trace.length)));
        try {
            pending.add(new Report(
                    new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                    record.originalKafkaOffset(),
                    reporter.report(record, why)));
        } catch (RuntimeException e) {
            throw notTaken(e, why);
        }
    }

    private static ConnectException notTaken(RuntimeException thrown, ConnectException why) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause == why) {
                return new ConnectException(
                        why.getMessage() + ". The task fails of it, since errors.tolerance is not 'all'");
            }
        }
        return new ConnectException(
                "A bad record could not be handed to the dead letter queue. " + why.getMessage(), thrown);
    }

    /**
     * Reports a record unless that was done since {@link #forget}.
     *
     * @param position names the record
     */
    void reportOnce(Object position, SinkRecord record, ConnectException why) {
        if (reported.add(position)) {
            report(record, why);
        }
    }

    /**
     * Waits until all that was reported is stored, for half a minute at most.
     *
     * @throws PassingFailureException when that is not known yet: a later call goes on waiting
     * @throws ConnectException when it could not be stored, or the thread is interrupted: the task must fail, and reads the
     *     records again
     */
    void await() throws PassingFailureException {
        long deadline = time.milliseconds() + STORE_WAIT.toMillis();
        try {
            while (!pending.isEmpty()) {
                pending.peek().stored.get(Math.max(0, deadline - time.milliseconds()), TimeUnit.MILLISECONDS);
                pending.remove();
            }
        } catch (TimeoutException e) {
            throw new PassingFailureException("The dead letter queue has not confirmed " + pending.size()
                    + " bad records within " + STORE_WAIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new ConnectException("A bad record could not be stored in the dead letter queue", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Stopped while a bad record was being stored in the dead letter queue", e);
        }
    }

    /** The first offset of each partition of which it is not known whether it is stored. */
    Map<TopicPartition, Long> firstPending() {
        Map<TopicPartition, Long> first = new HashMap<>();
        pending.forEach(report -> first.merge(report.partition, report.offset, Math::min));
        return first;
    }

    /** What was reported until now will not be handed over again. */
    void forget() {
        reported.clear();
    }
}
