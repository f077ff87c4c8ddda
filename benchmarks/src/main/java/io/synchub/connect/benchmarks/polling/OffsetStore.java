/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Source offsets in memory, as the bytes that a worker would write: JSON, by Connect's own converter. */
final class OffsetStore implements OffsetStorageReader {
    private static final String TOPIC = "offsets";

    private final Map<Map<String, ?>, byte[]> offsets = new ConcurrentHashMap<>();
    private final JsonConverter converter = new JsonConverter();
    private long bytesWritten;

    OffsetStore() {
        converter.configure(Map.of("schemas.enable", "false"), false);
    }

    void put(Map<String, ?> partition, Map<String, ?> offset) {
        byte[] value = converter.fromConnectData(TOPIC, null, offset);
        bytesWritten += converter.fromConnectData(TOPIC, null, List.of("notion", partition)).length + value.length;
        offsets.put(partition, value);
    }

    /** Keys and values of everything that was put. */
    long bytesWritten() {
        return bytesWritten;
    }

    /** Values of what stands there now. */
    long bytesHeld() {
        return offsets.values().stream().mapToLong(value -> value.length).sum();
    }

    int slots() {
        return offsets.size();
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
        return offsets(List.of(partition)).get(partition);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
        for (Map<String, T> partition : partitions) {
            byte[] value = offsets.get(partition);
            if (value != null) {
                found.put(partition, (Map<String, Object>)
                        converter.toConnectData(TOPIC, value).value());
            }
        }
        return found;
    }
}
