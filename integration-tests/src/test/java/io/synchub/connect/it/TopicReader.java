/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics that a worker wrote with its JSON converter: committed records only, from the beginning. */
final class TopicReader implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicReader(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        // A fetch that waits for more records of one topic holds up the next topic's.
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        "10"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * A record.
     *
     * @param id from the key
     * @param value without its schema; empty for a tombstone
     * @param schema of the value
     */
    record Message(String id, Optional<JsonNode> value, Optional<JsonNode> schema, Map<String, String> headers) {
        String operation() {
            return headers.get("synchub.op");
        }
    }

    /** All records that are in a topic now; none when it does not exist. */
    List<Message> all(String topic) {
        return records(topic).stream().map(TopicReader::message).toList();
    }

    /** How many records are in a topic now. */
    int count(String topic) {
        return records(topic).size();
    }

    /** How many ids a compacted topic comes to. */
    int countLatest(String topic) {
        Map<String, Boolean> live = new HashMap<>();
        records(topic)
                .forEach(record -> live.put(new String(record.key(), StandardCharsets.UTF_8), record.value() != null));
        return (int) live.values().stream().filter(Boolean::booleanValue).count();
    }

    /** How large all keys and values are that are in a topic now. */
    long bytes(String topic) {
        return records(topic).stream()
                .mapToLong(
                        record -> Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize()))
                .sum();
    }

    /** All records that are in a topic now, as they are. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        if (!consumer.listTopics().containsKey(topic)) {
            return List.of();
        }
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    /** What a compacted topic comes to: the last value of each id, tombstones taken out. */
    Map<String, JsonNode> latest(String topic) {
        Map<String, JsonNode> latest = new LinkedHashMap<>();
        for (Message message : all(topic)) {
            latest.remove(message.id());
            message.value().ifPresent(value -> latest.put(message.id(), value));
        }
        return latest;
    }

    private static Message message(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), json(header.value()).map(JsonNode::asText).orElseGet(() -> text(header)));
        }
        Optional<JsonNode> value = json(record.value());
        return new Message(
                json(record.key()).map(key -> payload(key).path("id").asText()).orElse(""),
                value.map(TopicReader::payload),
                value.map(envelope -> envelope.path("schema")),
                headers);
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static JsonNode payload(JsonNode envelope) {
        return envelope.has("payload") ? envelope.get("payload") : envelope;
    }

    private static Optional<JsonNode> json(byte[] bytes) {
        try {
            return bytes == null ? Optional.empty() : Optional.of(MAPPER.readTree(bytes));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
