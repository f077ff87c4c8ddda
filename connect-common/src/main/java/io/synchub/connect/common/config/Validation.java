/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

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
    private final Config config;
    private final Map<String, ConfigValue> values;

    /** @param config what the definition alone found: the result of {@code super.validate} */
    public Validation(Config config) {
        this.config = config;
        this.values = config.configValues().stream().collect(Collectors.toMap(ConfigValue::name, Function.identity()));
    }

    /** Hangs an error on a key. */
    public void error(String key, String message) {
        ConfigValue value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("No key " + key + " is defined");
        }
        value.addErrorMessage("Invalid value for configuration " + key + ": " + message);
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
        return config;
    }
}
