/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import io.synchub.connect.jdbc.sink.buffer.ItemLog.Waiting;
import io.synchub.connect.jdbc.sink.metrics.Lags;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.write.Positioned;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the oldest items of a buffer on another thread, one batch at a time, and takes in what became of it. Called on the
 * task's thread. While a batch is in flight, the buffer's oldest items, the writer, the dead letters and what
 * {@link Delivery} knows of writes are not to be touched before its end was waited for.
 */
final class WriteBehind<T extends Positioned> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);

    private static final long MOST_BETWEEN_LOOKS_MS = 10;

    private final Time time;
    private final ExecutorService thread;
    private final ItemLog<T> buffer;
    private final BatchWriter<T> writer;
    private final Delivery delivery;
    private final ErrantRecords errantRecords;
    private final Outage outage;
    private final SinkMetrics metrics;
    /** Its items are the oldest of the buffer; null when none is written. */
    private BatchInFlight<T> inFlight;
    /** What the last attempt was to write, if it failed. */
    private List<Waiting<T>> failed = List.of();

    /**
     * @param thread is ended with this
     * @param writer is closed with this
     */
    WriteBehind(
            Time time,
            ExecutorService thread,
            ItemLog<T> buffer,
            BatchWriter<T> writer,
            Delivery delivery,
            ErrantRecords errantRecords,
            Outage outage,
            SinkMetrics metrics) {
        this.time = time;
        this.thread = thread;
        this.buffer = buffer;
        this.writer = writer;
        this.delivery = delivery;
        this.errantRecords = errantRecords;
        this.outage = outage;
        this.metrics = metrics;
    }

    /** Whether a batch is in flight. */
    boolean isOn() {
        return inFlight != null;
    }

    /** Whether a batch is in flight that the task's thread must wait for: it has ended, or has something to set aside. */
    boolean isToBeAwaited() {
        return isOn() && inFlight.isToBeAwaited();
    }

    /** How many items of the buffer are not in flight. */
    int left() {
        return buffer.size() - (isOn() ? inFlight.size() : 0);
    }

    /** When to look after the batch in flight again. */
    long untilNextLookMs() {
        return Math.min(inFlight.age().toMillis(), MOST_BETWEEN_LOOKS_MS);
    }

    /** Begins to write the oldest items; none may be in flight. Returns false when the write has ended already, and failed. */
    boolean begin(int most) {
        // What has failed is tried again as it was: a database may know a batch that it has by its rows.
        int again = buffer.leading(failed);
        List<Waiting<T>> batch = buffer.oldest(again > 0 ? again : most);
        delivery.begin(() -> buffer.firstOffsets(batch.size()));
        inFlight = BatchInFlight.start(thread, batch, this::write, errantRecords, time);
        // In an outage the partitions are paused, so there is nothing to read meanwhile.
        return !(outage.isOn() || inFlight.isToBeAwaited()) || land();
    }

    /** On the writer's thread. */
    private void write(List<T> batch, Rejections<T> rejections) throws PassingFailureException {
        if (batch.isEmpty()) {
            delivery.store();
        } else {
            writer.write(batch, rejections);
        }
    }

    /**
     * Waits for the batch in flight, if there is one. Returns false when it failed for now.
     *
     * @throws ConnectException when it failed for good
     */
    boolean land() {
        if (!isOn()) {
            return true;
        }
        BatchInFlight<T> landing = inFlight;
        try {
            landing.await();
        } catch (PassingFailureException failure) {
            inFlight = null;
            failed = landing.items();
            if (delivery.failed()) {
                // Nothing is wrong with the database: no retry is used up.
                buffer.keepIf(delivery::isPending);
            } else {
                outage.failed(failure, buffer.size());
            }
            return false;
        }
        inFlight = null;
        written(landing);
        return true;
    }

    /**
     * Waits for the batch in flight, and takes in its success. A failure is left to {@link #land}, which may pause
     * partitions and fail the task.
     */
    void awaitEnd() {
        if (isOn() && inFlight.failure().isEmpty()) {
            BatchInFlight<T> written = inFlight;
            inFlight = null;
            written(written);
        }
    }

    private void written(BatchInFlight<T> batch) {
        failed = List.of();
        metrics.flushed(batch.size(), batch.nanos());
        batch.rejected().forEach(item -> metrics.rejected(writer.tableOf(item)));
        Lags lags = metrics.lags(time.milliseconds());
        buffer.remove(
                batch.items(),
                done -> lags.committed(
                        writer.tableOf(done.item()), done.record().timestamp()));
        lags.publish();
        delivery.written();
        errantRecords.forget();
        outage.over();
    }

    @Override
    public void close() {
        if (isOn()) {
            inFlight.failure()
                    .ifPresent(failure -> LOG.warn(
                            "The last write before the task stopped failed; its records are read again: {}",
                            failure.getMessage()));
        }
        thread.shutdown();
        writer.close();
    }
}
