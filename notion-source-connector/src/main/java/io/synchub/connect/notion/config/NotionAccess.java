/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.config;

import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.http.RateLimit;
import io.synchub.connect.common.http.RetrySettings;
import io.synchub.connect.notion.api.NotionFailures;

/** Clients for the API as a user's configuration says. */
public final class NotionAccess {
    private NotionAccess() {}

    /** @param part a task's part of the token's rate */
    public static ApiClient client(NotionConfig config, RateLimit part, RetrySettings retries) {
        return builder(config, part, retries).build();
    }

    /** For a few requests beside those of the tasks: they come out of the tasks' rate where it is shared. */
    public static ApiClient guest(NotionConfig config, RetrySettings retries) {
        return builder(config, config.rate().limit(), retries).guest().build();
    }

    private static ApiClient.Builder builder(NotionConfig config, RateLimit part, RetrySettings retries) {
        return ApiClient.builder(config.url(), part, new NotionFailures(), retries)
                .header("Authorization", "Bearer " + config.token())
                .header("Notion-Version", config.version());
    }
}
