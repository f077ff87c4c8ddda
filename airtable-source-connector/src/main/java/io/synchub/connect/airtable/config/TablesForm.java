/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/** A list of ids and names, or {@code *} alone. */
final class TablesForm extends NamesForm {
    @Override
    public void ensureValid(String key, Object value) {
        List<?> values = (List<?>) value;
        super.ensureValid(key, value);
        if (values.contains(AirtableConfig.ALL) && values.size() > 1) {
            throw new ConfigException(key, value, "* means all tables of the base: take the others away, or the *");
        }
    }

    @Override
    public String toString() {
        return super.toString() + "; or *";
    }
}
