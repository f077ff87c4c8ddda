/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.airtable.AirtableSimulator;
import io.synchub.connect.localstack.airtable.Base;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Somebody else who uses a base's API. */
final class Foreign {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Foreign() {}

    /** @param dataTypes a JSON array */
    static void createHook(AirtableSimulator airtable, Base base, String dataTypes) {
        String body = "{\"notificationUrl\":null,\"specification\":{\"options\":{\"filters\":{\"dataTypes\":"
                + dataTypes + "}}}}";
        assertThat(send(airtable, "POST", "/v0/bases/" + base.id() + "/webhooks", body))
                .isEqualTo(200);
    }

    private static int send(AirtableSimulator airtable, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(airtable.url() + path))
                .header("Authorization", "Bearer " + airtable.token())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
