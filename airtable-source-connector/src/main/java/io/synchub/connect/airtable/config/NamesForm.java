/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** A list of ids and names, none of them blank. */
class NamesForm implements ConfigDef.Validator {
    @Override
    public void ensureValid(String key, Object value) {
        for (Object name : (List<?>) value) {
            if (String.valueOf(name).isBlank()) {
                throw new ConfigException("Invalid value for configuration " + key
                        + ": there is nothing between two of its commas, or before or behind one. What has a comma in its"
                        + " name is given by its id");
            }
        }
    }

    @Override
    public String toString() {
        return "ids or names";
    }
}
