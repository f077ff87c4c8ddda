/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The streams of a task, as its connector hands them over in the task's properties. */
final class TaskStreams {
    /** A JSON array of {@code {"id","name"}}. Not for users. */
    static final String PROPERTY = "synchub.task.streams";

    /** The same of all tables of the connector, so that each task can name its own apart from the others'. Not for users. */
    static final String ALL_PROPERTY = "synchub.connector.tables";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TaskStreams() {}

    static String write(List<StreamRef> streams) {
        ArrayNode list = MAPPER.createArrayNode();
        streams.forEach(stream -> list.addObject().put("id", stream.id()).put("name", stream.name()));
        return list.toString();
    }

    /** The task's tables, with their names as people wrote them. */
    static List<StreamRef> read(Map<String, String> properties) {
        return read(properties, PROPERTY);
    }

    /**
     * The task's tables, with the names that they have in topics. Found out by the task and not by the connector, because what the
     * tasks before pinned is certain to be stored only once they have stopped.
     */
    static List<StreamRef> named(Map<String, String> properties, OffsetStorageReader offsets) {
        List<StreamRef> own = read(properties);
        List<StreamRef> all = properties.containsKey(ALL_PROPERTY) ? read(properties, ALL_PROPERTY) : own;
        Set<String> ids = own.stream().map(StreamRef::id).collect(Collectors.toSet());
        return StreamNames.unique(all, StreamNames.pinnedIn(offsets)).stream()
                .filter(stream -> ids.contains(stream.id()))
                .toList();
    }

    private static List<StreamRef> read(Map<String, String> properties, String property) {
        try {
            List<StreamRef> streams = new ArrayList<>();
            for (JsonNode stream : MAPPER.readTree(properties.getOrDefault(property, "[]"))) {
                streams.add(new StreamRef(
                        stream.required("id").asText(), stream.required("name").asText()));
            }
            return streams;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new ConnectException("The task's property " + property + " is not what its connector writes", e);
        }
    }

    /** Deals streams out to tasks, each its fair share, and adds them to the tasks' properties. */
    static List<Map<String, String>> deal(List<StreamRef> streams, List<Map<String, String>> tasks) {
        List<List<StreamRef>> hands = new ArrayList<>();
        tasks.forEach(task -> hands.add(new ArrayList<>()));
        for (int i = 0; i < streams.size(); i++) {
            hands.get(i % tasks.size()).add(streams.get(i));
        }
        List<Map<String, String>> dealt = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Map<String, String> properties = new HashMap<>(tasks.get(i));
            properties.put(PROPERTY, write(hands.get(i)));
            properties.put(ALL_PROPERTY, write(streams));
            dealt.add(properties);
        }
        return dealt;
    }
}
