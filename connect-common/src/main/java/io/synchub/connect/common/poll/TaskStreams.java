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
import org.apache.kafka.connect.errors.ConnectException;

/** The streams of a task, as its connector hands them over in the task's properties. */
final class TaskStreams {
    /** A JSON array of {@code {"id","name"}}. Not for users. */
    static final String PROPERTY = "synchub.task.streams";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TaskStreams() {}

    static String write(List<StreamRef> streams) {
        ArrayNode list = MAPPER.createArrayNode();
        streams.forEach(stream -> list.addObject().put("id", stream.id()).put("name", stream.name()));
        return list.toString();
    }

    static List<StreamRef> read(Map<String, String> properties) {
        try {
            List<StreamRef> streams = new ArrayList<>();
            for (JsonNode stream : MAPPER.readTree(properties.getOrDefault(PROPERTY, "[]"))) {
                streams.add(new StreamRef(
                        stream.required("id").asText(), stream.required("name").asText()));
            }
            return streams;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new ConnectException("The task's property " + PROPERTY + " is not what its connector writes", e);
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
            dealt.add(properties);
        }
        return dealt;
    }
}
