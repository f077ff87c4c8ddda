/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import io.synchub.connect.airtable.api.AirtableFailures;
import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.http.RetrySettings;

/** Clients for the API as a user's configuration says. Those of one base share its rate, whatever their tokens. */
public final class AirtableAccess {
    private AirtableAccess() {}

    /** For the task, which owns the base's rate. */
    public static ApiClient client(AirtableConfig config, RetrySettings retries) {
        return builder(config, retries).build();
    }

    /** For a few requests beside those of the task: they come out of its rate where it is in the same process. */
    public static ApiClient guest(AirtableConfig config, RetrySettings retries) {
        return builder(config, retries).guest().build();
    }

    private static ApiClient.Builder builder(AirtableConfig config, RetrySettings retries) {
        return ApiClient.builder(config.url(), config.rate().limit(), new AirtableFailures(), retries)
                .header("Authorization", "Bearer " + config.token())
                .limited(config.base());
    }
}
