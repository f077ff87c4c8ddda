/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import io.synchub.connect.jdbc.write.Positioned;
import io.synchub.connect.jdbc.write.RecordPosition;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Tells a record that is bad from whatever else may go wrong while it is read. */
final class Reading {
    private Reading() {}

    /**
     * Reads a record.
     *
     * @throws DataException when the record is bad; the message has no values
     */
    static <T extends Positioned> void read(RecordReader<T> reader, SinkRecord record, Consumer<T> into) {
        try {
            reader.read(record, into);
        } catch (KafkaException e) {
            // A bad record, or a wrong set-up: they say which.
            throw e;
        } catch (RuntimeException e) {
            // What such an exception says may quote a value.
            throw new DataException("Can not read " + positionOf(record)
                    + ": a value has not the form that its schema says ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private static RecordPosition positionOf(SinkRecord record) {
        return new RecordPosition(
                record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset());
    }
}
