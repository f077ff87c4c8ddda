/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import io.synchub.connect.jdbc.schema.TableId;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** The table of a topic, by a pattern: {@code table.name.format}. For one thread. */
public final class TableNameFormat {
    private static final String TOPIC = "${topic}";

    private final String format;
    private final Map<String, TableId> byTopic = new HashMap<>();

    TableNameFormat(String format) {
        this.format = format.trim();
    }

    static void check(String key, Object value) {
        String format = value == null ? "" : value.toString().trim();
        String rest = format.replace(TOPIC, "topic");
        if (rest.isEmpty()) {
            throw new ConfigException(key, value, "Must name a table, such as " + TOPIC);
        }
        if (rest.contains("${")) {
            throw new ConfigException(key, value, "Knows no other placeholder than " + TOPIC);
        }
        try {
            TableId.parse(rest);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, value, e.getMessage());
        }
    }

    /**
     * The table for a topic.
     *
     * @throws IllegalArgumentException when the result is no table name, for a topic with too many dots
     */
    public TableId tableFor(String topic) {
        TableId known = byTopic.get(topic);
        if (known == null) {
            known = TableId.parse(format.replace(TOPIC, topic));
            byTopic.put(topic, known);
        }
        return known;
    }
}
