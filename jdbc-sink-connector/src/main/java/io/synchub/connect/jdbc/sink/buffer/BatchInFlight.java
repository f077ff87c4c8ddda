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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A batch that is being written on another thread, and what became of it. The task's thread starts it and waits for its end;
 * what the write did is seen by whoever has waited.
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

    boolean isDone() {
        return write.isDone();
    }

    /**
     * Waits for the end.
     *
     * @throws PassingFailureException as {@link BatchWriter#write}
     * @throws ConnectException as {@link BatchWriter#write}, or when this thread is interrupted and the end not known
     */
    void await() throws PassingFailureException {
        try {
            write.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while a batch of " + size() + " records was being written", e);
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        }
    }

    private static void rethrow(Throwable failure) throws PassingFailureException {
        if (failure instanceof PassingFailureException passing) {
            throw passing;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(failure);
    }

    /** Waits for the end and says whether all is written; false too when this thread is interrupted. */
    boolean hasSucceeded() {
        try {
            await();
            return true;
        } catch (PassingFailureException | RuntimeException | Error e) {
            return false;
        }
    }

    /** Waits for the end as long as that, and no longer. Whether it succeeded is of no interest. */
    void awaitEnd(Duration most) {
        try {
            write.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Nobody takes it in any more.
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
                records = new IdentityHashMap<>();
                batch.forEach(waiting -> records.put(waiting.item(), waiting.record()));
            }
            errantRecords.reportOnce(item.position(), records.get(item), why);
            rejected.add(item);
        }

        @Override
        public void await() throws PassingFailureException {
            errantRecords.await();
        }
    }
}
