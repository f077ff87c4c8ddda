/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable;

import io.synchub.connect.airtable.config.AirtableConfig;
import io.synchub.connect.airtable.config.AirtableConfigCheck;
import io.synchub.connect.common.config.Validation;
import io.synchub.connect.common.poll.PollingSourceConnector;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;

/** Follows the tables of an Airtable base: a topic for each, a record for each row that is new, edited or gone. */
public class AirtableSourceConnector extends PollingSourceConnector {
    @Override
    public Class<? extends Task> taskClass() {
        return AirtableSourceTask.class;
    }

    @Override
    public ConfigDef config() {
        return AirtableConfig.definition();
    }

    @Override
    public Config validate(Map<String, String> properties) {
        Map<String, String> completed = AirtableConfig.completed(properties);
        Validation validation = new Validation(super.validate(completed));
        if (!validation.hasErrors()) {
            AirtableConfig config = AirtableConfig.of(completed);
            config.retries().check(validation);
            if (!validation.hasErrors()) {
                AirtableConfigCheck.run(config, validation);
            }
        }
        return validation.config();
    }

    /** The limit of requests is the base's: one task finds and reads all its tables. */
    @Override
    protected Optional<Tables> tables(Map<String, String> properties) {
        return Optional.empty();
    }

    /** Offsets of all tables that are forgotten tell that the webhook's payloads are not needed any more, either. */
    @Override
    public boolean alterOffsets(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        boolean altered = super.alterOffsets(properties, offsets);
        WebhookCleanup.afterReset(properties, offsets);
        return altered;
    }
}
