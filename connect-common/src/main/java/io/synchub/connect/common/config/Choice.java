/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * A configuration key whose value is one of an enum's constants, written in lower case with hyphens: {@code EXACTLY_ONCE}
 * is {@code exactly-once}. It validates, recommends and reads such a key.
 *
 * <p>Immutable; one constant of a config class serves all three uses.
 */
public final class Choice<E extends Enum<E>> implements ConfigDef.Validator, ConfigDef.Recommender {
    private final List<E> constants;
    private final char separator;

    private Choice(Class<E> type, char separator) {
        this.constants = List.of(type.getEnumConstants());
        this.separator = separator;
    }

    public static <E extends Enum<E>> Choice<E> of(Class<E> type) {
        return new Choice<>(type, '-');
    }

    /** A choice whose names keep their underscores, as those of Confluent's JDBC sink do: {@code record_key}. */
    public static <E extends Enum<E>> Choice<E> withUnderscores(Class<E> type) {
        return new Choice<>(type, '_');
    }

    /** The name under which a constant is written in a configuration, with hyphens. */
    public static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name under which this choice writes a constant. */
    public String name(E constant) {
        return nameOf(constant).replace('-', separator);
    }

    /** Finds the constant of a name, in whatever case it is written, with hyphens or underscores. */
    public Optional<E> find(String name) {
        String wanted = name.trim().toLowerCase(Locale.ROOT).replace('_', '-');
        return constants.stream()
                .filter(constant -> nameOf(constant).equals(wanted))
                .findFirst();
    }

    /**
     * Reads a key that this choice has validated.
     *
     * @throws ConfigException when the key holds a name that is none of the choice's
     */
    public E read(AbstractConfig config, String key) {
        String name = config.getString(key);
        return find(name).orElseThrow(() -> refusal(key, name));
    }

    @Override
    public void ensureValid(String key, Object value) {
        if (value == null || find(value.toString()).isEmpty()) {
            throw refusal(key, value);
        }
    }

    @Override
    public List<Object> validValues(String key, Map<String, Object> parsedConfig) {
        return names().stream().map(Object.class::cast).toList();
    }

    @Override
    public boolean visible(String key, Map<String, Object> parsedConfig) {
        return true;
    }

    @Override
    public String toString() {
        return "one of " + String.join(", ", names());
    }

    private ConfigException refusal(String key, Object value) {
        return new ConfigException(key, value, "Must be " + this);
    }

    private List<String> names() {
        return constants.stream().map(this::name).toList();
    }
}
