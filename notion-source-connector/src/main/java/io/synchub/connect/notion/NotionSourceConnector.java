/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.common.poll.PollingSourceConnector;
import io.synchub.connect.notion.config.NotionConfig;
import io.synchub.connect.notion.config.NotionConfigCheck;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;

/** Follows Notion data sources: a topic for each, a record for each page that is new, edited or gone. */
public class NotionSourceConnector extends PollingSourceConnector {
    @Override
    public Class<? extends Task> taskClass() {
        return NotionSourceTask.class;
    }

    @Override
    public ConfigDef config() {
        return NotionConfig.definition();
    }

    @Override
    public Config validate(Map<String, String> properties) {
        Map<String, String> completed = NotionConfig.completed(properties);
        Validation validation = new Validation(super.validate(completed));
        if (!validation.hasErrors()) {
            NotionConfig config = NotionConfig.of(completed);
            config.retries().check(validation);
            if (!validation.hasErrors()) {
                NotionConfigCheck.run(config, validation);
            }
        }
        return validation.config();
    }

    @Override
    protected Optional<Tables> tables(Map<String, String> properties) {
        return Optional.of(new NotionTables(properties));
    }
}
