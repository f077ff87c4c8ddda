/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private boolean later;
    private final List<CompletableFuture<Void>> unconfirmed = new ArrayList<>();

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

    /** Does not tell whether it has stored what it is given until {@link #confirm}. */
    public void storeLater() {
        later = true;
    }

    /** What was reported is stored now. */
    public void confirm() {
        later = false;
        unconfirmed.forEach(future -> future.complete(null));
    }

    /** Whoever waits for a bounded time finds that it is over. */
    private static final class Unconfirmed extends CompletableFuture<Void> {
        @Override
        public Void get(long timeout, TimeUnit unit) throws ExecutionException, InterruptedException, TimeoutException {
            if (!isDone()) {
                throw new TimeoutException();
            }
            return get();
        }
    }

    @Override
    public Future<Void> report(SinkRecord record, Throwable error) {
        letters.add(new Letter(record, error));
        onReport.run();
        if (!tolerant) {
            throw new ConnectException("Tolerance exceeded in error handler", error);
        }
        if (later) {
            Unconfirmed future = new Unconfirmed();
            unconfirmed.add(future);
            return future;
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
