/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.config.BatchingConfig;
import io.synchub.connect.jdbc.sink.config.RetryConfig;
import io.synchub.connect.jdbc.sink.metrics.Lags;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.write.Positioned;
import io.synchub.connect.jdbc.write.RecordPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Collects what is read from records across polls and writes it when enough has come or enough time has passed. Lives
 * on the task's thread.
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
    private final Map<String, Map<Integer, TopicPartition>> open = new HashMap<>();
    private final ItemLog<T> buffer = new ItemLog<>();
    private final ErrantRecords errantRecords;
    private final SinkMetrics metrics;
    /** The tables of the rows that the batch at hand set aside. */
    private final List<TableId> rejected = new ArrayList<>();

    /**
     * @param writer is closed with this
     */
    public BufferedSink(
            SinkTaskContext context,
            RecordReader<T> reader,
            BatchWriter<T> writer,
            BatchingConfig batching,
            RetryConfig retries,
            SinkMetrics metrics) {
        this(context, Time.SYSTEM, reader, writer, Delivery.AT_LEAST_ONCE, batching, retries, metrics);
    }

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
        this(context, Time.SYSTEM, reader, writer, delivery, batching, retries, metrics);
    }

    BufferedSink(
            SinkTaskContext context,
            Time time,
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
    }

    /** Partitions were assigned. */
    public void open(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> open.computeIfAbsent(partition.topic(), topic -> new HashMap<>())
                .put(partition.partition(), partition));
        delivery.open(partitions);
        outage.opened(partitions);
    }

    /** Partitions were revoked: what they have in the buffer belongs to their next owner. */
    public void close(Collection<TopicPartition> partitions) {
        Set<TopicPartition> revoked = new HashSet<>(partitions);
        buffer.removeIf(waiting -> revoked.contains(waiting.partition()));
        delivery.close(partitions);
        writer.revoked(partitions);
        partitions.forEach(partition ->
                open.getOrDefault(partition.topic(), new HashMap<>()).remove(partition.partition()));
    }

    /**
     * Takes the records of a poll and writes what is due.
     *
     * @throws ConnectException when a record can not be read, a write was refused, or retries are used up
     */
    public void put(Collection<SinkRecord> records) {
        delivery.polled();
        boolean claimed = claim();
        accept(records);
        boolean ready = claimed && settle();
        if (ready && buffer.isEmpty()) {
            // What failed belonged to partitions that are gone: the others must not stay paused for it.
            outage.over();
        }
        while (ready && isDue()) {
            if (!outage.isAttemptDue() || !writeOne()) {
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
        if (!outage.isAttemptDue()) {
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
            // The consumer's own partition: a transform may have given the record another topic.
            TopicPartition partition =
                    open.getOrDefault(record.originalTopic(), Map.of()).get(record.originalKafkaPartition());
            if (partition != null && delivery.accept(partition, record.originalKafkaOffset())) {
                read(record, partition, now);
            }
        }
    }

    private void read(SinkRecord record, TopicPartition partition, long now) {
        try {
            reader.read(record, item -> buffer.add(item, record, partition, now));
        } catch (DataException e) {
            setAside(record, e);
        } catch (KafkaException e) {
            // A wrong set-up, or whatever else is not the record's fault.
            throw e;
        } catch (RuntimeException e) {
            // What such an exception says may quote a value.
            setAside(
                    record,
                    new DataException(
                            "Can not read " + positionOf(record) + ": a value has not the form that its schema"
                                    + " says (" + e.getClass().getSimpleName() + ")"));
        }
    }

    private void setAside(SinkRecord record, DataException why) {
        // A record is written as a whole or not at all.
        buffer.removeLastOf(record);
        if (!errantRecords.isOpen()) {
            throw why;
        }
        errantRecords.report(record, why);
        metrics.unreadable();
    }

    private static RecordPosition positionOf(SinkRecord record) {
        return new RecordPosition(
                record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset());
    }

    private boolean isDue() {
        if (buffer.isEmpty()) {
            return delivery.untilStoreMs() == 0;
        }
        // What has failed once is due whenever a retry may be made: the partitions stay paused until it succeeds.
        return outage.isOn() || buffer.size() >= batchSize || age() >= linger.toMillis();
    }

    private long age() {
        return time.milliseconds() - buffer.oldestSinceMs();
    }

    /** Writes the oldest items. Returns false when that failed for now. */
    private boolean writeOne() {
        List<T> batch = buffer.oldest(batchSize);
        delivery.begin(() -> buffer.firstOffsets(batch.size()));
        rejected.clear();
        long begin = time.nanoseconds();
        try {
            if (batch.isEmpty()) {
                delivery.store();
            } else {
                writer.write(batch, new BufferedRejections());
            }
        } catch (PassingFailureException failure) {
            if (delivery.failed()) {
                // Nothing is wrong with the database: no retry is used up.
                dropWhatIsNotPending();
            } else {
                outage.failed(failure, buffer.size());
            }
            return false;
        }
        metrics.flushed(batch.size(), time.nanoseconds() - begin);
        rejected.forEach(metrics::rejected);
        Lags lags = metrics.lags(time.milliseconds());
        buffer.removeOldest(
                batch.size(),
                done -> lags.committed(
                        writer.tableOf(done.item()), done.record().timestamp()));
        lags.publish();
        delivery.written();
        errantRecords.forget();
        outage.over();
        return true;
    }

    /** Asks the worker to call again when something will be due, even if no record comes. */
    private void wakeInTime() {
        long wait;
        if (outage.isOn()) {
            wait = outage.untilNextAttempt().toMillis();
        } else {
            wait = buffer.isEmpty() ? delivery.untilStoreMs() : linger.toMillis() - age();
        }
        if (wait != Long.MAX_VALUE) {
            context.timeout(Math.max(1, wait));
        }
    }

    /**
     * What may be committed: for each partition the position that the worker offers, or the first offset that is still
     * in the buffer, or on its way to the dead letter queue, if that is lower. Writes nothing, and never throws: the worker
     * would go back to what was committed before and hand over again what is in the buffer.
     */
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offered) {
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

    /** What the writer of one batch sets aside: items of the buffer. */
    private final class BufferedRejections implements Rejections<T> {
        private Map<T, SinkRecord> records;

        @Override
        public boolean isOpen() {
            return errantRecords.isOpen();
        }

        @Override
        public void reject(T item, ConnectException why) {
            if (records == null) {
                records = buffer.records();
            }
            errantRecords.reportOnce(item.position(), records.get(item), why);
            rejected.add(writer.tableOf(item));
        }

        @Override
        public void await() throws PassingFailureException {
            errantRecords.await();
        }
    }

    @Override
    public void close() {
        buffer.clear();
        writer.close();
    }
}
