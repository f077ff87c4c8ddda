/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.config;

import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.http.RateBudget;
import io.synchub.connect.common.http.RateLimit;
import io.synchub.connect.common.http.RetrySettings;
import io.synchub.connect.notion.api.NotionFailures;

/** Clients for the API as a user's configuration says. */
public final class NotionAccess {
    private NotionAccess() {}

    /** @param rate this client's part of the token's rate */
    public static ApiClient client(NotionConfig config, RateLimit rate, RetrySettings retries) {
        return ApiClient.builder(config.url(), new RateBudget(rate), new NotionFailures(), retries)
                .header("Authorization", "Bearer " + config.token())
                .header("Notion-Version", config.version())
                .build();
    }
}
