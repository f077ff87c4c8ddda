/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/** A list of ids, or {@code *} alone. */
final class DataSourcesForm extends IdsForm {
    @Override
    public void ensureValid(String key, Object value) {
        List<?> values = (List<?>) value;
        if (!values.contains(NotionConfig.ALL)) {
            super.ensureValid(key, value);
        } else if (values.size() > 1) {
            throw new ConfigException(key, value, "* means all data sources: take the ids away, or the *");
        }
    }

    @Override
    public String toString() {
        return super.toString() + "; or *";
    }
}
