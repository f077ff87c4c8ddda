/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** An offset store: JSON without a schema, as a worker keeps it, so that small numbers come back as Integer. */
final class StoredOffsets implements OffsetStorageReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final Map<Map<String, ?>, String> offsets = new HashMap<>();
    boolean closed;
    long bytesWritten;
    int largest;
    int readings;

    StoredOffsets copy() {
        StoredOffsets copy = new StoredOffsets();
        copy.offsets.putAll(offsets);
        return copy;
    }

    void put(Map<String, ?> partition, Map<String, ?> offset) {
        String json = json(offset);
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        bytesWritten += length;
        largest = Math.max(largest, length);
        offsets.put(partition, json);
    }

    static int length(Map<String, ?> offset) {
        return json(offset).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String json(Map<String, ?> offset) {
        try {
            return MAPPER.writeValueAsString(offset);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** All records of the write were acknowledged and flushed. */
    void put(Write write) {
        put(write.partition(), write.lastOffset());
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
        if (closed) {
            throw new ConnectException("The reader is closed");
        }
        readings++;
        String json = offsets.get(partition);
        try {
            return json == null ? null : MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
        for (Map<String, T> partition : partitions) {
            found.put(partition, offset(partition));
        }
        return found;
    }
}
