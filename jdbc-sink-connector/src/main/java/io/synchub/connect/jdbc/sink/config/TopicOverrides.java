/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.dialect.Dialect;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;

/** The keys {@code topic.<name>.<key>}: what single topics have of their own. */
final class TopicOverrides {
    private static final String PREFIX = "topic.";
    private static final List<String> KEYS = TopicSettings.DEFINITION.names().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();

    private final Map<String, String> properties;
    /** By topic: the keys without their prefix. */
    private final Map<String, Map<String, String>> byTopic = new TreeMap<>();

    TopicOverrides(Map<String, String> properties) {
        this.properties = properties;
        properties.forEach((name, value) -> key(name)
                .ifPresent(key -> byTopic.computeIfAbsent(topic(name, key), topic -> new TreeMap<>())
                        .put(key, value)));
    }

    /** The key that a property sets for a topic; empty for other properties, and for keys that no topic may have. */
    private static Optional<String> key(String property) {
        // Topics have dots of their own, so that only the end tells where the key begins.
        return property.startsWith(PREFIX)
                ? KEYS.stream()
                        .filter(key ->
                                property.endsWith("." + key) && property.length() > PREFIX.length() + 1 + key.length())
                        .findFirst()
                : Optional.empty();
    }

    private static String topic(String property, String key) {
        return property.substring(PREFIX.length(), property.length() - key.length() - 1);
    }

    private static String property(String topic, String key) {
        return PREFIX + topic + "." + key;
    }

    /** The settings of each topic that has some of its own. */
    Map<String, TopicSettings> settings(TablesConfig tables) {
        Map<String, TopicSettings> settings = new HashMap<>();
        byTopic.keySet().forEach(topic -> settings.put(topic, TopicSettings.of(complete(topic), tables)));
        return settings;
    }

    private Map<String, String> complete(String topic) {
        Map<String, String> complete = new HashMap<>(properties);
        complete.putAll(byTopic.get(topic));
        return complete;
    }

    /** The property that says what a key is for a topic. */
    String propertyFor(String topic, String key) {
        return byTopic.getOrDefault(topic, Map.of()).containsKey(key) ? property(topic, key) : key;
    }

    /** Hangs on each property what is wrong with it alone. */
    void checkEach(Validation validation) {
        properties.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && key(name).isEmpty())
                .sorted()
                .forEach(name -> validation.error(name, unknown(name)));
        byTopic.forEach((topic, own) -> {
            Map<String, ConfigValue> validated = TopicSettings.DEFINITION.validateAll(complete(topic));
            own.keySet().forEach(key -> validated
                    .get(key)
                    .errorMessages()
                    .forEach(message -> validation.error(property(topic, key), message)));
        });
    }

    private static String unknown(String property) {
        boolean isSetting = JdbcSinkConfig.DEFINITION.names().stream().anyMatch(key -> property.endsWith("." + key));
        return (isSetting ? "this is no setting of a single topic: set it without topic.<name>" : "no such setting")
                + ". A topic may have of its own: "
                + String.join(", ", KEYS.stream().sorted().toList());
    }

    /** Hangs on their keys the problems of settings that do not go together, topic by topic. */
    void checkTogether(Map<String, TopicSettings> settings, Dialect dialect, Validation validation) {
        byTopic.forEach((topic, own) -> settings.get(topic).check(dialect, (message, keys) -> {
            for (String key : keys) {
                if (own.containsKey(key)) {
                    validation.error(property(topic, key), message);
                    return;
                }
            }
            // Nothing of the topic's own is at fault: it is reported for all topics.
        }));
    }
}
