/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.config;

import io.synchub.connect.common.config.NamedId;
import io.synchub.connect.notion.api.NotionId;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** A list of Notion's ids, each perhaps with its name before it: {@code Tasks (0f3e…)}. */
class IdsForm implements ConfigDef.Validator {
    @Override
    public void ensureValid(String key, Object value) {
        for (Object id : (List<?>) value) {
            try {
                id(String.valueOf(id));
            } catch (IllegalArgumentException e) {
                throw new ConfigException("Invalid value for configuration " + key + ": " + e.getMessage());
            }
        }
    }

    /** The ids as the API writes them, without repetitions. */
    static List<String> ids(List<String> values) {
        return values.stream().map(IdsForm::id).distinct().toList();
    }

    private static String id(String text) {
        return NotionId.of(NamedId.id(text));
    }

    @Override
    public String toString() {
        return "ids of 32 hexadecimal digits, with or without hyphens";
    }
}
