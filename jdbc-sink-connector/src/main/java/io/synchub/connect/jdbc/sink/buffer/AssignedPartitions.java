/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** The partitions that a task has. For one thread. */
final class AssignedPartitions {
    private final Map<String, Map<Integer, TopicPartition>> open = new HashMap<>();

    void open(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> open.computeIfAbsent(partition.topic(), topic -> new HashMap<>())
                .put(partition.partition(), partition));
    }

    void close(Collection<TopicPartition> partitions) {
        partitions.forEach(partition ->
                open.getOrDefault(partition.topic(), new HashMap<>()).remove(partition.partition()));
    }

    /** That of a record, as the consumer read it: a transform may have given the record another topic. */
    Optional<TopicPartition> of(SinkRecord record) {
        return Optional.ofNullable(
                open.getOrDefault(record.originalTopic(), Map.of()).get(record.originalKafkaPartition()));
    }
}
