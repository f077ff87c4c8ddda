/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Accepts names that Kafka accepts for a topic, and says what such a name looks like. */
enum TopicName implements ConfigDef.Validator {
    /** A whole name, or nothing. */
    OPTIONAL(249),
    /** The beginning of a name: it leaves room for a dot and 98 characters. */
    PREFIX(150) {
        @Override
        boolean accepts(String name) {
            return !name.isEmpty() && super.accepts(name);
        }
    };

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]*");

    private final int longest;

    TopicName(int longest) {
        this.longest = longest;
    }

    boolean accepts(String name) {
        return LEGAL.matcher(name).matches() && name.length() <= longest && !name.equals(".") && !name.equals("..");
    }

    @Override
    public void ensureValid(String key, Object value) {
        if (value == null || !accepts(value.toString())) {
            throw new ConfigException(key, value, "Must be " + this);
        }
    }

    @Override
    public String toString() {
        return (this == OPTIONAL ? "empty or " : "") + "1 to " + longest
                + " letters (a to z, A to Z), digits, dots, underscores and hyphens, and not . or ..";
    }
}
