/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable;

import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.airtable.config.AirtableAccess;
import io.synchub.connect.airtable.config.AirtableConfig;
import io.synchub.connect.airtable.read.SharedBase;
import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.poll.PollingSetup;
import io.synchub.connect.common.poll.PollingSourceTask;
import io.synchub.connect.common.poll.StreamSettings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Follows the tables of a base on the polling engine. */
public class AirtableSourceTask extends PollingSourceTask {
    @Override
    protected PollingSetup setUp(Map<String, String> properties) {
        AirtableConfig config = AirtableConfig.of(properties);
        ApiClient client = AirtableAccess.client(config, config.retries().settings());
        SharedBase base = new SharedBase(
                new AirtableApi(client::call, config.base()), config.changeDetection(), InstantSource.system());
        AirtableTables tables = new AirtableTables(config, base);
        return new PollingSetup(
                new AirtablePlatform(client, config, base, tables),
                StreamSettings.of(config.polling(), config.retries()),
                client::wouldWait,
                client.metrics(),
                Optional.of(tables));
    }
}
