/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion;

import io.synchub.connect.common.config.RetryConfig;
import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.poll.PollingSetup;
import io.synchub.connect.common.poll.PollingSourceTask;
import io.synchub.connect.common.poll.StreamSettings;
import io.synchub.connect.notion.config.NotionAccess;
import io.synchub.connect.notion.config.NotionConfig;
import java.util.Map;
import java.util.Optional;

/** Follows some data sources on the polling engine. */
public class NotionSourceTask extends PollingSourceTask {
    @Override
    protected PollingSetup setUp(Map<String, String> properties) {
        NotionConfig config = NotionConfig.of(properties);
        RetryConfig retries = config.retries();
        ApiClient client = NotionAccess.client(config, config.rate().limit(), retries.settings());
        return new PollingSetup(
                new NotionPlatform(client, config),
                StreamSettings.of(config.polling(), retries),
                client::wouldWait,
                client.metrics(),
                Optional.empty());
    }
}
