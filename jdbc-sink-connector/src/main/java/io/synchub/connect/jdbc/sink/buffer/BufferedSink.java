/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import io.synchub.connect.jdbc.sink.config.BatchingConfig;
import io.synchub.connect.jdbc.sink.config.RetryConfig;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.write.Positioned;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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

/**
 * Collects what is read from records across polls and writes it when enough has come or enough time has passed. Called on
 * the task's thread; a batch is written on another one ({@link WriteBehind}), beside which records are read. Meanwhile this thread
 * touches the reader, the end of the buffer and what {@link Delivery} knows of records that are read; before it touches anything
 * else it waits for the end.
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
    private final WriteBehind<T> writing;

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
        this.reader = reader;
        this.writer = writer;
        this.delivery = delivery;
        this.batchSize = batching.batchSize();
        this.linger = batching.linger();
        this.outage = new Outage(context, new RetryClock(time, retries.maxRetries(), retries.backoff()), metrics);
        this.writing = new WriteBehind<>(time, thread, buffer, writer, delivery, errantRecords, outage, metrics);
    }

    /** Partitions were assigned. */
    public void open(Collection<TopicPartition> partitions) {
        writing.awaitEnd();
        assigned.open(partitions);
        delivery.open(partitions);
        outage.opened(partitions);
    }

    /** Partitions were revoked: what they have in the buffer belongs to their next owner. */
    public void close(Collection<TopicPartition> partitions) {
        writing.awaitEnd();
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
        if (writing.isToBeAwaited()) {
            writing.land();
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
        if (!writing.land() || !outage.isAttemptDue()) {
            return false;
        }
        try {
            delivery.claim();
        } catch (PassingFailureException failure) {
            outage.failed(failure, buffer.size());
            return false;
        }
        buffer.keepIf(delivery::isPending);
        return true;
    }

    /**
     * Waits for the records that were set aside on reading: nothing behind them may be written or committed before they are
     * stored. Not left to the offset commit: what fails there does not fail the task. Returns false while that is not known.
     */
    private boolean settle() {
        if (writing.isOn()) {
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
        if (!writing.land() && !delivery.isPending(partition, record.originalKafkaOffset())) {
            // Another task has the partition now, and reads the record too.
            return;
        }
        errantRecords.report(record, why);
        metrics.unreadable();
    }

    private boolean isDue() {
        if (writing.isOn()) {
            // The buffer holds two batches and a poll at most.
            return writing.left() >= batchSize;
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
        return writing.isOn() ? writing.land() : outage.isAttemptDue() && writing.begin(batchSize);
    }

    /** Asks the worker to call again when something will be due, even if no record comes. */
    private void wakeInTime() {
        long wait;
        if (writing.isOn()) {
            wait = writing.untilNextLookMs();
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
        writing.awaitEnd();
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
        writing.close();
        buffer.clear();
    }
}
