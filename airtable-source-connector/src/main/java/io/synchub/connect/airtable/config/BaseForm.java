/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import io.synchub.connect.common.config.NamedId;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** A base's id, perhaps with its name before it. Nothing is the form too, so that bases can be recommended. */
final class BaseForm implements ConfigDef.Validator {
    @Override
    public void ensureValid(String key, Object value) {
        String text = value == null ? "" : value.toString();
        if (!text.isBlank() && !AirtableIds.isId(AirtableIds.BASE, NamedId.id(text))) {
            throw new ConfigException("Invalid value for configuration " + key + ": it is not " + this
                    + ". The id is in the base's address: https://airtable.com/app…");
        }
    }

    @Override
    public String toString() {
        return "an id of app and 14 letters and digits, perhaps in brackets behind the base's name";
    }
}
