/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.Positioned;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Writes what a task has buffered, on one thread; {@link #revoked} and {@link #close} are called on another, never beside a write. */
public interface BatchWriter<T extends Positioned> extends AutoCloseable {
    /**
     * Writes the items. When it returns, all are durable; when it throws, the same items are handed over again, and
     * writing some of them twice must make no difference that a promise of the writer excludes.
     *
     * @param batch in the order in which the items were read
     * @param rejections where items go that can never be written, before the others are committed
     * @throws PassingFailureException when the same call may succeed later
     * @throws org.apache.kafka.connect.errors.ConnectException when only a person can mend it
     */
    void write(List<T> batch, Rejections<T> rejections) throws PassingFailureException;

    /** The table that an item is written to, for metrics; null where it has none. */
    default TableId tableOf(T item) {
        return null;
    }

    /** Partitions were revoked: other tasks may write what follows in them, and they may come back. */
    default void revoked(Collection<TopicPartition> partitions) {}

    @Override
    void close();
}
