/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable;

import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.airtable.base.BaseTable;
import io.synchub.connect.airtable.base.BaseTables;
import io.synchub.connect.airtable.config.AirtableAccess;
import io.synchub.connect.airtable.config.AirtableConfig;
import io.synchub.connect.airtable.webhook.Hooks;
import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.RetrySettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the webhook of a connector that begins anew, or is to be deleted: Connect tells a connector of neither, but of the reset
 * of all its offsets.
 */
final class WebhookCleanup {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookCleanup.class);
    /** Somebody waits for the reset. */
    private static final RetrySettings IMPATIENT =
            new RetrySettings(2, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10));

    private WebhookCleanup() {}

    /**
     * Does nothing as long as the offsets of a table stay that has some. A webhook that cannot be deleted ends by itself seven days
     * after it was read last, so no failure matters.
     */
    static void afterReset(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        Set<String> forgotten = new HashSet<>();
        for (Map.Entry<Map<String, ?>, Map<String, ?>> offset : offsets.entrySet()) {
            if (offset.getValue() != null) {
                return;
            }
            forgotten.add(String.valueOf(offset.getKey().get("stream")));
        }
        try {
            AirtableConfig config = AirtableConfig.of(properties);
            if (!forgotten.isEmpty() && config.changeDetection().mayUseWebhook()) {
                delete(config, forgotten);
            }
        } catch (ApiFailure | IOException | ConfigException e) {
            LOG.warn(
                    "The base's webhook is left alone, and ends by itself when nobody has read it for seven days: {}",
                    e.getMessage());
        }
    }

    private static void delete(AirtableConfig config, Set<String> forgotten) throws IOException {
        try (ApiClient client = AirtableAccess.guest(config, IMPATIENT)) {
            AirtableApi api = new AirtableApi(client::call, config.base());
            BaseTables tables = BaseTables.read(api.tables().body());
            boolean all = tables.tables().stream()
                    .filter(table -> config.allTables() || isNamed(config, table))
                    .allMatch(table -> forgotten.contains(table.id()));
            if (all) {
                new Hooks(api, InstantSource.system()).deleteAll();
            }
        }
    }

    private static boolean isNamed(AirtableConfig config, BaseTable table) {
        return config.tables().contains(table.id()) || config.tables().contains(table.name());
    }
}
