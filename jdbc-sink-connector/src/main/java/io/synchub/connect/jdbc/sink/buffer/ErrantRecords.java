/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands bad records to Connect's reporter and waits until they are stored. The reporter passes on a record's original bytes; our
 * message goes into the header {@code __connect.errors.exception.message}. For the task's thread.
 *
 * <p>Connect gives a reporter where a dead letter queue or {@code errors.log.enable} is configured, whatever
 * {@code errors.tolerance} says. With {@code none} the reporter stores the record and then throws: the task must fail. The
 * worker waits for its futures at an offset commit too, but what fails there does not fail the task.
 */
final class ErrantRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ErrantRecords.class);

    private final ErrantRecordReporter reporter;
    private final List<Future<Void>> pending = new ArrayList<>();
    /** Positions that were reported and are not committed yet: a batch that is tried again does not report them twice. */
    private final Set<Object> reported = new HashSet<>();

    /** @param reporter null where records may not be set aside */
    ErrantRecords(ErrantRecordReporter reporter) {
        this.reporter = reporter;
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
        try {
            pending.add(reporter.report(record, why));
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
     * Waits until all that was reported is stored.
     *
     * @throws ConnectException when it could not be stored, or the thread is interrupted: the task must fail, and reads the
     *     records again
     */
    void await() {
        try {
            for (Future<Void> report : pending) {
                report.get();
            }
        } catch (ExecutionException e) {
            throw new ConnectException("A bad record could not be stored in the dead letter queue", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Stopped while a bad record was being stored in the dead letter queue", e);
        } finally {
            pending.clear();
        }
    }

    /** What was reported until now will not be handed over again. */
    void forget() {
        reported.clear();
    }
}
