/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.record;

import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;

/** Says in a message where a record is: enough to find it with a console consumer, and nothing of what it holds. */
public final class RecordLocation {
    private RecordLocation() {}

    /**
     * Names a record's place: {@code topic shop.orders, partition 3, offset 42} for one that was read from Kafka,
     * {@code topic shop.orders, source partition of server, table} for one that is not there yet. Of the source
     * partition only the names are told, since a source may keep anything in the values.
     */
    public static String of(ConnectRecord<?> found) {
        if (found instanceof SinkRecord sunk) {
            // As it was consumed: a transform before this one may have given it another topic.
            return "topic " + sunk.originalTopic() + ", partition " + sunk.originalKafkaPartition() + ", offset "
                    + sunk.originalKafkaOffset();
        }
        StringBuilder text = new StringBuilder("topic ").append(found.topic());
        if (found.kafkaPartition() != null) {
            text.append(", partition ").append(found.kafkaPartition());
        }
        if (found instanceof SourceRecord sourced) {
            Map<String, ?> partition = sourced.sourcePartition();
            if (partition != null && !partition.isEmpty()) {
                text.append(", source partition of ")
                        .append(String.join(
                                ", ", partition.keySet().stream().sorted().toList()));
            }
        }
        return text.toString();
    }
}
