/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import io.synchub.connect.jdbc.sink.buffer.ItemLog.Waiting;
import io.synchub.connect.jdbc.write.Positioned;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A batch that is being written on another thread, and what became of it. The task's thread starts it and waits for its end;
 * what the write did is seen by whoever has waited. Waiting is not broken off by an interrupt, as a write is not.
 *
 * <p>A write that has something to set aside waits until the task's thread waits for it: Connect's reporter is not made
 * to be called beside the worker's own work. Before Kafka 3.8 a report could even swallow a record that is just being
 * converted (KAFKA-16087).
 */
final class BatchInFlight<T extends Positioned> {

    /** What is done with the batch. */
    @FunctionalInterface
    interface Write<T extends Positioned> {
        void run(List<T> items, Rejections<T> rejections) throws PassingFailureException;
    }

    private final List<Waiting<T>> batch;
    private final ErrantRecords errantRecords;
    private final Time time;
    private final long startedMs;
    private final FutureTask<Void> write;
    private final List<T> rejected = new ArrayList<>();
    private final Thread task = Thread.currentThread();
    private final CountDownLatch awaited = new CountDownLatch(1);
    private volatile boolean wanted;
    private long nanos;

    private BatchInFlight(List<Waiting<T>> batch, Write<T> write, ErrantRecords errantRecords, Time time) {
        this.batch = batch;
        this.errantRecords = errantRecords;
        this.time = time;
        this.startedMs = time.milliseconds();
        this.write = new FutureTask<>(() -> {
            long begin = time.nanoseconds();
            write.run(new Items(), new RejectionsOfBatch());
            nanos = time.nanoseconds() - begin;
            return null;
        });
    }

    /**
     * Starts to write a batch.
     *
     * @param errantRecords belongs to the write until its end
     */
    static <T extends Positioned> BatchInFlight<T> start(
            Executor thread, List<Waiting<T>> batch, Write<T> write, ErrantRecords errantRecords, Time time) {
        BatchInFlight<T> started = new BatchInFlight<>(batch, write, errantRecords, time);
        thread.execute(started.write);
        return started;
    }

    /** What is written, as the buffer has it. */
    List<Waiting<T>> items() {
        return batch;
    }

    int size() {
        return batch.size();
    }

    /** Those that were set aside. Only to be asked after the end. */
    List<T> rejected() {
        return rejected;
    }

    /** How long the write took. Only to be asked after the end. */
    long nanos() {
        return nanos;
    }

    Duration age() {
        return Duration.ofMillis(time.milliseconds() - startedMs);
    }

    /** Whether the task's thread must wait for it: it has ended, or it has something to set aside. */
    boolean isToBeAwaited() {
        return write.isDone() || wanted;
    }

    /**
     * Waits for the end.
     *
     * @throws PassingFailureException as {@link BatchWriter#write}
     * @throws ConnectException as {@link BatchWriter#write}
     */
    void await() throws PassingFailureException {
        Optional<Throwable> failure = failure();
        if (failure.isEmpty()) {
            return;
        }
        if (failure.get() instanceof PassingFailureException passing) {
            throw passing;
        }
        if (failure.get() instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure.get() instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(failure.get());
    }

    /** Waits for the end and says why not all is written; empty when all is. */
    Optional<Throwable> failure() {
        awaited.countDown();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    write.get();
                    return Optional.empty();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return Optional.of(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** For the writer, which knows nothing of the buffer. */
    private final class Items extends AbstractList<T> {
        @Override
        public T get(int index) {
            return batch.get(index).item();
        }

        @Override
        public int size() {
            return batch.size();
        }
    }

    /** What the writer of this batch sets aside. For the writer's thread. */
    private final class RejectionsOfBatch implements Rejections<T> {
        private Map<T, SinkRecord> records;

        @Override
        public boolean isOpen() {
            return errantRecords.isOpen();
        }

        @Override
        public void reject(T item, ConnectException why) {
            if (records == null) {
                awaitTask();
                records = new IdentityHashMap<>();
                batch.forEach(waiting -> records.put(waiting.item(), waiting.record()));
            }
            errantRecords.reportOnce(item.position(), records.get(item), why);
            rejected.add(item);
        }

        private void awaitTask() {
            if (Thread.currentThread() == task) {
                return;
            }
            wanted = true;
            try {
                awaited.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ConnectException("Stopped before a bad record could be set aside", e);
            }
        }

        @Override
        public void await() throws PassingFailureException {
            if (records != null) {
                errantRecords.await();
            }
        }
    }
}
