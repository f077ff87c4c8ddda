/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import io.synchub.connect.jdbc.write.Positioned;
import java.util.function.Consumer;
import org.apache.kafka.connect.sink.SinkRecord;

/** Turns a record into what will be written: nothing, one item or several. */
@FunctionalInterface
public interface RecordReader<T extends Positioned> {
    /**
     * Reads a record.
     *
     * @param into takes the items, in order
     * @throws org.apache.kafka.connect.errors.DataException when the record can not be read; the message names its
     *     topic, partition and offset
     */
    void read(SinkRecord record, Consumer<T> into);
}
