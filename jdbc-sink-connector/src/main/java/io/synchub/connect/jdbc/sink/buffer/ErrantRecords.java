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
 */
final class ErrantRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ErrantRecords.class);

    private final ErrantRecordReporter reporter;
    private final List<Future<Void>> pending = new ArrayList<>();
    /** Positions that were reported and are not committed yet: a batch that is tried again does not report them twice. */
    private final Set<Object> reported = new HashSet<>();

    /** @param reporter null where records may not be set aside ({@code errors.tolerance=none}) */
    ErrantRecords(ErrantRecordReporter reporter) {
        this.reporter = reporter;
    }

    boolean isOpen() {
        return reporter != null;
    }

    /**
     * Reports a record unless that was done before.
     *
     * @param position names the record
     */
    void report(Object position, SinkRecord record, ConnectException why) {
        if (reported.add(position)) {
            LOG.debug("Setting a record aside", why);
            pending.add(reporter.report(record, why));
        }
    }

    /** Waits until all that was reported is stored. */
    void await() {
        try {
            for (Future<Void> report : pending) {
                report.get();
            }
            pending.clear();
        } catch (ExecutionException e) {
            throw new ConnectException("A bad record could not be stored in the dead letter queue", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Stopped while a bad record was being stored in the dead letter queue", e);
        }
    }

    /** What was reported until now will not be handed over again. */
    void forget() {
        reported.clear();
    }
}
