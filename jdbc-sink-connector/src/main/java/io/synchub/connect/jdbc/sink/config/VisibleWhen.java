/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;

/** A recommender for a key that only means something beside certain values of others. */
record VisibleWhen(ConfigDef.Recommender values, Predicate<Map<String, Object>> condition)
        implements ConfigDef.Recommender {

    /** A key without recommended values. */
    static VisibleWhen visibleWhen(Predicate<Map<String, Object>> condition) {
        return new VisibleWhen(null, condition);
    }

    /** Whether a key has one of these values, written in any case. */
    static Predicate<Map<String, Object>> is(String key, String... wanted) {
        return config -> {
            String value = String.valueOf(config.get(key)).trim();
            return List.of(wanted).stream().anyMatch(value::equalsIgnoreCase);
        };
    }

    @Override
    public List<Object> validValues(String key, Map<String, Object> parsedConfig) {
        return values == null ? List.of() : values.validValues(key, parsedConfig);
    }

    @Override
    public boolean visible(String key, Map<String, Object> parsedConfig) {
        return condition.test(parsedConfig);
    }
}
