/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.config;

import io.synchub.connect.notion.query.NotionFilter;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** A filter that the API may take. */
final class FilterForm implements ConfigDef.Validator {
    @Override
    public void ensureValid(String key, Object value) {
        try {
            NotionFilter.parse(value == null ? "" : value.toString());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("Invalid value for configuration " + key + ": " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return "empty, or the API's filter JSON";
    }
}
