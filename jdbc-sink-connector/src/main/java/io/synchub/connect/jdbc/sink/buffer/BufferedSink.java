/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import io.synchub.connect.jdbc.sink.buffer.ItemLog.Waiting;
import io.synchub.connect.jdbc.sink.config.BatchingConfig;
import io.synchub.connect.jdbc.sink.config.RetryConfig;
import io.synchub.connect.jdbc.sink.metrics.Lags;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.write.Positioned;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what is read from records across polls and writes it when enough has come or enough time has passed. Called on
 * the task's thread; a batch is written on another one, beside which records are read. One batch is in flight at a time, and
 * meanwhile this thread touches the reader, the end of the buffer and what {@link Delivery} knows of records that are read;
 * before it touches anything else it waits for the end.
 *
 * <p><b>Delivery.</b> An offset is offered for commit only when everything before it is written. What a revoked
 * partition has in the buffer is dropped, since its offsets were not committed and the next owner reads it again. A
 * {@link Delivery} that keeps offsets of its own decides which records are still to be written.
 *
 * <p><b>Passing failures</b> do not leave {@link #put}: the partitions are paused and the same batch is tried again
 * after the backoff. A {@link org.apache.kafka.connect.errors.RetriableException} would have the worker hand over the
 * last poll's records again while earlier ones wait here, and after a rebalance the worker's idea of what was delivered
 * would run ahead of what was written.
 */
public final class BufferedSink<T extends Positioned> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BufferedSink.class);

    private static final long MOST_BETWEEN_LOOKS_MS = 10;

    private final SinkTaskContext context;
    private final Time time;
    private final RecordReader<T> reader;
    private final BatchWriter<T> writer;
    private final Delivery delivery;
    private final int batchSize;
    private final Duration linger;
    private final Outage outage;
    private final AssignedPartitions assigned = new AssignedPartitions();
    private final ItemLog<T> buffer = new ItemLog<>();
    private final ErrantRecords errantRecords;
    private final SinkMetrics metrics;
    private final ExecutorService thread;
    /** Its items are the oldest of the buffer; null when none is written. */
    private BatchInFlight<T> inFlight;
    /** What the last attempt was to write, if it failed. */
    private List<Waiting<T>> failed = List.of();

    /**
     * @param writer is closed with this
     * @param delivery keeps offsets beside Kafka's
     */
    public BufferedSink(
            SinkTaskContext context,
            RecordReader<T> reader,
            BatchWriter<T> writer,
            Delivery delivery,
            BatchingConfig batching,
            RetryConfig retries,
            SinkMetrics metrics) {
        this(context, Time.SYSTEM, WriterThreads.atMost(1), reader, writer, delivery, batching, retries, metrics);
    }

    BufferedSink(
            SinkTaskContext context,
            Time time,
            ExecutorService thread,
            RecordReader<T> reader,
            BatchWriter<T> writer,
            Delivery delivery,
            BatchingConfig batching,
            RetryConfig retries,
            SinkMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
        this.errantRecords = ErrantRecords.of(context, time);
        this.time = time;
        this.thread = thread;
        this.reader = reader;
        this.writer = writer;
        this.delivery = delivery;
        this.batchSize = batching.batchSize();
        this.linger = batching.linger();
        this.outage = new Outage(context, new RetryClock(time, retries.maxRetries(), retries.backoff()), metrics);
    }

    /** Partitions were assigned. */
    public void open(Collection<TopicPartition> partitions) {
        awaitEnd();
        assigned.open(partitions);
        delivery.open(partitions);
        outage.opened(partitions);
    }

    /** Partitions were revoked: what they have in the buffer belongs to their next owner. */
    public void close(Collection<TopicPartition> partitions) {
        awaitEnd();
        Set<TopicPartition> revoked = new HashSet<>(partitions);
        buffer.removeIf(waiting -> revoked.contains(waiting.partition()));
        delivery.close(partitions);
        writer.revoked(partitions);
        assigned.close(partitions);
    }

    /**
     * Takes the records of a poll and begins to write what is due.
     *
     * @throws ConnectException when a record can not be read, a write was refused, or retries are used up: of the records of
     *     this poll, or of earlier ones
     */
    public void put(Collection<SinkRecord> records) {
        // In this order: what a write finds to be lost may be claimed anew after a further poll only.
        delivery.polled();
        if (inFlight != null && inFlight.isToBeAwaited()) {
            land();
        }
        boolean claimed = claim();
        accept(records);
        boolean ready = claimed && !delivery.isClaimDue() && settle();
        if (ready && buffer.isEmpty()) {
            // What failed belonged to partitions that are gone: the others must not stay paused for it.
            outage.over();
        }
        while (ready && isDue()) {
            if (!writeOne()) {
                break;
            }
        }
        wakeInTime();
    }

    /** Returns false while partitions wait to be claimed: nothing is written then. */
    private boolean claim() {
        if (!delivery.isClaimDue()) {
            return true;
        }
        if ((inFlight != null && !land()) || !outage.isAttemptDue()) {
            return false;
        }
        try {
            delivery.claim();
        } catch (PassingFailureException failure) {
            outage.failed(failure, buffer.size());
            return false;
        }
        dropWhatIsNotPending();
        return true;
    }

    private void dropWhatIsNotPending() {
        buffer.removeIf(waiting -> !delivery.isPending(waiting.partition(), waiting.offset()));
    }

    /**
     * Waits for the records that were set aside on reading: nothing behind them may be written or committed before they are
     * stored. Not left to the offset commit: what fails there does not fail the task. Returns false while that is not known.
     */
    private boolean settle() {
        if (inFlight != null) {
            // It has the dead letters until its end, and began when all before it were stored.
            return true;
        }
        if (!outage.isAttemptDue()) {
            return errantRecords.firstPending().isEmpty();
        }
        try {
            errantRecords.await();
            return true;
        } catch (PassingFailureException failure) {
            outage.failed(failure, buffer.size());
            return false;
        }
    }

    private void accept(Collection<SinkRecord> records) {
        long now = time.milliseconds();
        for (SinkRecord record : records) {
            TopicPartition partition = assigned.of(record).orElse(null);
            if (partition != null && delivery.accept(partition, record.originalKafkaOffset())) {
                try {
                    Reading.read(reader, record, item -> buffer.add(item, record, partition, now));
                } catch (DataException e) {
                    setAside(record, partition, e);
                }
            }
        }
    }

    private void setAside(SinkRecord record, TopicPartition partition, DataException why) {
        // A record is written as a whole or not at all.
        buffer.removeLastOf(record);
        if (!errantRecords.isOpen()) {
            throw why;
        }
        if (inFlight != null && !land() && !delivery.isPending(partition, record.originalKafkaOffset())) {
            // Another task has the partition now, and reads the record too.
            return;
        }
        errantRecords.report(record, why);
        metrics.unreadable();
    }

    private boolean isDue() {
        if (inFlight != null) {
            // The buffer holds two batches and a poll at most.
            return buffer.size() - inFlight.size() >= batchSize;
        }
        if (buffer.isEmpty()) {
            return delivery.untilStoreMs() == 0;
        }
        // What has failed once is due whenever a retry may be made: the partitions stay paused until it succeeds.
        return outage.isOn() || buffer.size() >= batchSize || age() >= linger.toMillis();
    }

    private long age() {
        return time.milliseconds() - buffer.oldestSinceMs();
    }

    /** Waits for the batch in flight, or begins to write the oldest items. Returns false when no more can be done for now. */
    private boolean writeOne() {
        if (inFlight != null) {
            return land();
        }
        if (!outage.isAttemptDue()) {
            return false;
        }
        // What has failed is tried again as it was: a database may know a batch that it has by its rows.
        int again = buffer.leading(failed);
        List<Waiting<T>> batch = buffer.oldest(again > 0 ? again : batchSize);
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
     * Waits for the batch in flight. Returns false when it failed for now.
     *
     * @throws ConnectException when it failed for good
     */
    private boolean land() {
        BatchInFlight<T> landing = inFlight;
        try {
            landing.await();
        } catch (PassingFailureException failure) {
            inFlight = null;
            failed = landing.items();
            if (delivery.failed()) {
                // Nothing is wrong with the database: no retry is used up.
                dropWhatIsNotPending();
            } else {
                outage.failed(failure, buffer.size());
            }
            return false;
        }
        inFlight = null;
        written(landing);
        return true;
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

    /**
     * Waits for the batch in flight, and takes in its success. A failure is left to the next {@link #put}, which may pause
     * partitions and fail the task.
     */
    private void awaitEnd() {
        if (inFlight != null && inFlight.failure().isEmpty()) {
            BatchInFlight<T> written = inFlight;
            inFlight = null;
            written(written);
        }
    }

    /** Asks the worker to call again when something will be due, even if no record comes. */
    private void wakeInTime() {
        long wait;
        if (inFlight != null) {
            wait = Math.min(inFlight.age().toMillis(), MOST_BETWEEN_LOOKS_MS);
        } else if (outage.isOn()) {
            wait = outage.untilNextAttempt().toMillis();
        } else if (isDue()) {
            wait = 1;
        } else {
            wait = buffer.isEmpty() ? delivery.untilStoreMs() : linger.toMillis() - age();
        }
        if (wait != Long.MAX_VALUE) {
            context.timeout(Math.max(1, wait));
        }
    }

    /**
     * What may be committed: for each partition the position that the worker offers, or the first offset that is still
     * in the buffer, or on its way to the dead letter queue, if that is lower. Waits for the batch in flight. Never throws: the worker
     * would go back to what was committed before and hand over again what is in the buffer.
     */
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offered) {
        awaitEnd();
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>(offered);
        limit(committable, buffer.firstOffsets(0));
        limit(committable, errantRecords.firstPending());
        committable = delivery.limit(offered, committable);
        wakeInTime();
        return committable;
    }

    private static void limit(Map<TopicPartition, OffsetAndMetadata> offsets, Map<TopicPartition, Long> most) {
        most.forEach((partition, first) -> offsets.computeIfPresent(
                partition, (of, offset) -> offset.offset() <= first ? offset : new OffsetAndMetadata(first)));
    }

    @Override
    public void close() {
        if (inFlight != null) {
            inFlight.failure()
                    .ifPresent(failure -> LOG.warn(
                            "The last write before the task stopped failed; its records are read again: {}",
                            failure.getMessage()));
        }
        thread.shutdown();
        buffer.clear();
        writer.close();
    }
}
