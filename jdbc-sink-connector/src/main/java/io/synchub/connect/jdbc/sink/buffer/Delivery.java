/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What a {@link BufferedSink} asks about offsets that are kept beside Kafka's own: which records are still to be written,
 * and how far each partition is. The defaults are those of a sink that keeps none, {@link #AT_LEAST_ONCE}. For the task's
 * thread.
 */
public interface Delivery {
    /** Only Kafka's offsets count. */
    Delivery AT_LEAST_ONCE = new Delivery() {};

    /** Partitions were assigned. Makes no connection. */
    default void open(Collection<TopicPartition> partitions) {}

    /** Partitions were revoked. */
    default void close(Collection<TopicPartition> partitions) {}

    /** The worker has polled again, so it has gone to where it was sent. */
    default void polled() {}

    /** Whether partitions have yet to be claimed. Nothing may be written before. */
    default boolean isClaimDue() {
        return false;
    }

    /**
     * Claims the partitions that are not claimed, all or none.
     *
     * @throws PassingFailureException when the same call may succeed later
     * @throws org.apache.kafka.connect.errors.ConnectException when only a person can mend it, or when a partition that
     *     was claimed before has another owner now
     */
    default void claim() throws PassingFailureException {}

    /** Whether a record that was handed over is to be read; to ask notes it as read. */
    default boolean accept(TopicPartition partition, long offset) {
        return true;
    }

    /** Whether a record that was accepted is still to be written, after a claim. */
    default boolean isPending(TopicPartition partition, long offset) {
        return true;
    }

    /**
     * A write begins.
     *
     * @param firstLeft the first offset of each partition that the write leaves in the buffer; a partition that is not
     *     named is written as far as it was read
     */
    default void begin(Supplier<Map<TopicPartition, Long>> firstLeft) {}

    /** The write is durable. */
    default void written() {}

    /**
     * The write failed: whether it was committed is not known.
     *
     * @return whether it failed only since other tasks have taken partitions over: they are dropped, the others go on
     */
    default boolean failed() {
        return false;
    }

    /** How long until offsets alone are to be stored, since no rows take them along; {@link Long#MAX_VALUE} for never. */
    default long untilStoreMs() {
        return Long.MAX_VALUE;
    }

    /** Stores offsets without rows. Called between {@link #begin} and {@link #written}. */
    default void store() throws PassingFailureException {}

    /**
     * What of the offsets that could be committed may be.
     *
     * @param offered the positions that the worker offers
     * @param committable what has no record in the buffer before it
     */
    default Map<TopicPartition, OffsetAndMetadata> limit(
            Map<TopicPartition, OffsetAndMetadata> offered, Map<TopicPartition, OffsetAndMetadata> committable) {
        return committable;
    }
}
