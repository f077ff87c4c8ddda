/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/** Plays the worker's reporter: keeps what it is given. For the test's thread. */
public final class DeadLetters implements ErrantRecordReporter {
    /** A record and what the queue's header says of it. */
    public record Letter(SinkRecord record, Throwable error) {
        /** What stands in the header {@code __connect.errors.exception.message}. */
        public String message() {
            return error.getMessage();
        }
    }

    private final List<Letter> letters = new ArrayList<>();
    private Runnable onReport = () -> {};
    private boolean tolerant = true;
    private boolean stores = true;

    /** Does something at the next report, once. */
    public void onNextReport(Runnable action) {
        onReport = () -> {
            onReport = () -> {};
            action.run();
        };
    }

    /** Behaves as with {@code errors.tolerance=none}: the record is stored, and then an exception is thrown. */
    public void tolerateNothing() {
        tolerant = false;
    }

    /** Fails to store what it is given. */
    public void storeNothing() {
        stores = false;
    }

    @Override
    public Future<Void> report(SinkRecord record, Throwable error) {
        letters.add(new Letter(record, error));
        onReport.run();
        if (!tolerant) {
            throw new ConnectException("Tolerance exceeded in error handler", error);
        }
        return stores
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new IllegalStateException("the queue is away"));
    }

    public List<Letter> all() {
        return letters;
    }

    /** The offsets of the records, in the order in which they came. */
    public List<Long> offsets() {
        return letters.stream().map(letter -> letter.record().kafkaOffset()).toList();
    }
}
