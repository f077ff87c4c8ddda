/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/**
 * The outcome of a connector's {@code validate} while it is being added to: each error hangs on the key that causes it.
 */
public final class Validation {
    private final Map<String, ConfigValue> values;

    /** @param config what the definition alone found: the result of {@code super.validate} */
    public Validation(Config config) {
        config.configValues().forEach(value -> saidOnce(value.errorMessages()));
        this.values = config.configValues().stream()
                .collect(Collectors.toMap(
                        ConfigValue::name, Function.identity(), (first, second) -> first, LinkedHashMap::new));
    }

    /** Kafka checks a key once for each key that it depends on. */
    private static void saidOnce(List<String> messages) {
        List<String> distinct = messages.stream().distinct().toList();
        messages.clear();
        messages.addAll(distinct);
    }

    /**
     * Hangs an error on a key. One that the connector does not define, such as another connector's name for a setting,
     * is told to Connect too; its value is not.
     */
    public void error(String key, String message) {
        values.computeIfAbsent(key, ConfigValue::new)
                .addErrorMessage("Invalid value for configuration " + key + ": " + message);
    }

    /** Offers values for a key. */
    public void recommend(String key, List<Object> recommended) {
        values.get(key).recommendedValues(recommended);
    }

    public boolean hasErrors() {
        return values.values().stream().anyMatch(value -> !value.errorMessages().isEmpty());
    }

    /** What Connect wants back. */
    public Config config() {
        return new Config(new ArrayList<>(values.values()));
    }
}
