/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at topics of one partition. For one thread. */
final class Topics implements AutoCloseable {
    private static final Duration A_WHILE = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * What a compacted topic holds.
     *
     * @param records that were committed
     * @param keys different ones
     * @param written bytes of all keys and values
     * @param held bytes of each key's newest value, and the key
     */
    record Content(long records, long keys, long written, long held) {}

    Topics(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "fetch.max.bytes",
                        "10000000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The topic whose name begins so, once there is one. */
    Optional<String> find(String prefix) {
        return consumer.listTopics().keySet().stream()
                .filter(topic -> topic.startsWith(prefix))
                .findFirst();
    }

    /** Records and transactions' ends so far. */
    long end(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        return consumer.endOffsets(List.of(partition)).get(partition);
    }

    /** Where {@link #await} begins. */
    void seek(String topic, long offset) {
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
    }

    /**
     * Waits until so many records more stand in the topic.
     *
     * @return when the last of them came, by {@link System#nanoTime}; empty when that takes too long
     */
    OptionalLong await(int count, Duration patience) {
        long begin = System.nanoTime();
        int records = 0;
        while (records < count) {
            if (System.nanoTime() - begin > patience.toNanos()) {
                return OptionalLong.empty();
            }
            records += consumer.poll(A_WHILE).count();
        }
        return OptionalLong.of(System.nanoTime());
    }

    /** Reads a topic from an offset to its end. */
    Content content(String topic, long from) {
        TopicPartition partition = new TopicPartition(topic, 0);
        seek(topic, from);
        long end = end(topic);
        long records = 0;
        long written = 0;
        Map<ByteBuffer, Integer> newest = new HashMap<>();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(A_WHILE)) {
                int bytes = record.key().length + (record.value() == null ? 0 : record.value().length);
                records++;
                written += bytes;
                newest.put(ByteBuffer.wrap(record.key()), bytes);
            }
        }
        long held = newest.values().stream().mapToLong(Integer::longValue).sum();
        return new Content(records, newest.size(), written, held);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
