/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** A text for all tables, or an object with one for each. */
final class PerTableForm implements ConfigDef.Validator {
    private final String what;

    /** @param what the texts are, for one and for many tables, such as {@code a formula} */
    PerTableForm(String what) {
        this.what = what;
    }

    @Override
    public void ensureValid(String key, Object value) {
        try {
            PerTable.parse(value == null ? "" : value.toString());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("Invalid value for configuration " + key + ": " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return "empty, " + what + ", or a JSON object with " + what + " for each table";
    }
}
