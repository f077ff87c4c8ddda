/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.airtable.api.AirtableFailures;
import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.http.RateLimit;
import io.synchub.connect.common.http.RetrySettings;
import io.synchub.connect.localstack.airtable.AirtableSimulator;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.http.ReceivedRequest;
import io.synchub.connect.localstack.http.SimulatorClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A base in a simulator whose clock stands still, and clients of it. */
public final class SimulatedBase implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-01-02T00:00:00Z");
    public static final String PAYLOADS = "GET /v0/bases/{base}/webhooks/{webhook}/payloads";
    public static final String HOOKS = "GET /v0/bases/{base}/webhooks";
    public static final String NEW_HOOK = "POST /v0/bases/{base}/webhooks";
    public static final String SCHEMA = "GET /v0/meta/bases/{base}/tables";
    public static final String RECORDS = "POST /v0/{base}/{table}/listRecords";

    private static final ObjectMapper JSON = new ObjectMapper();

    public final AirtableSimulator airtable =
            AirtableSimulator.builder().at(START).start();
    public final Base base = airtable.createBase("Base");
    private final List<ApiClient> clients = new ArrayList<>();

    public AirtableApi api() {
        return api(airtable.token());
    }

    public AirtableApi api(String token) {
        return new AirtableApi(client(token, token)::call, base.id());
    }

    /** @param limited what its rate and its gate belong to */
    public ApiClient client(String token, String limited) {
        RetrySettings retries =
                new RetrySettings(2, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(20));
        ApiClient client = ApiClient.builder(
                        URI.create(airtable.url()),
                        RateLimit.perSecond(20_000, 10_000),
                        new AirtableFailures(),
                        retries)
                .header("Authorization", "Bearer " + token)
                .limited(limited)
                .build();
        clients.add(client);
        return client;
    }

    public SimulatorClock clock() {
        return airtable.clock();
    }

    public void pass(Duration time) {
        airtable.clock().advance(time);
    }

    public long count(String endpoint) {
        return airtable.requests().count(endpoint);
    }

    /** The bodies of the lists of records that were asked for, oldest first. */
    public List<JsonNode> listings() {
        return airtable.requests().requests(request -> request.path().endsWith("/listRecords")).stream()
                .map(ReceivedRequest::bodyText)
                .map(SimulatedBase::json)
                .toList();
    }

    /** JSON with single quotes. */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text.startsWith("{'") ? text.replace('\'', '"') : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ObjectNode object(String text) {
        return (ObjectNode) json(text);
    }

    @Override
    public void close() {
        clients.forEach(ApiClient::close);
        airtable.close();
    }
}
