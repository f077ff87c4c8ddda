/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.common.http.ApiRequest;
import io.synchub.connect.common.http.ApiResponse;
import io.synchub.connect.common.http.BodyReader;
import io.synchub.connect.common.http.Caller;
import io.synchub.connect.common.http.JsonTree;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * The calls that a source needs, to one base. As thread-safe as its {@link Caller}.
 *
 * <p>Every call throws {@link io.synchub.connect.common.http.ApiFailure}.
 */
public final class AirtableApi {
    /** The most rows that the API gives in one answer. */
    public static final int MAX_PAGE_SIZE = 100;

    /** The most payloads that the API gives in one answer. */
    public static final int MAX_PAYLOADS = 50;

    private static final String STRING_CELLS = "?timeZone=UTC&userLocale=en-us";

    private final Caller caller;
    private final String base;

    /** @param base the base's id; without one only {@link #bases} may be called */
    public AirtableApi(Caller caller, String base) {
        this.caller = Objects.requireNonNull(caller);
        this.base = base;
    }

    public String base() {
        return base;
    }

    /** A page of the bases that the token may see: {@code {bases: [{id, name, permissionLevel}], offset?}}. */
    public JsonNode bases(Optional<String> offset) {
        return get("/v0/meta/bases"
                        + offset.map(from -> "?offset=" + URLEncoder.encode(from, StandardCharsets.UTF_8))
                                .orElse(""))
                .body();
    }

    /** The tables of the base with their fields and views. */
    public ApiResponse<JsonNode> tables() {
        return get("/v0/meta/bases/" + base + "/tables");
    }

    /**
     * A page of records.
     *
     * @param strings whether the body asks for cells as people see them
     */
    public <T> ApiResponse<T> records(String table, ObjectNode body, boolean strings, BodyReader<T> reader) {
        String path = "/v0/" + base + "/" + table + "/listRecords" + (strings ? STRING_CELLS : "");
        return caller.call(ApiRequest.post(path, JsonTree.bytes(body)), reader);
    }

    /** All webhooks of the base. */
    public JsonNode webhooks() {
        return get(webhooksPath()).body();
    }

    /** Creates a webhook; sent once, since nobody knows what became of it when its answer does not come. */
    public JsonNode createWebhook(ObjectNode body) {
        return caller.call(ApiRequest.create(webhooksPath(), JsonTree.bytes(body)), JsonTree.OBJECT)
                .body();
    }

    public void deleteWebhook(String id) {
        caller.call(ApiRequest.delete(webhooksPath() + "/" + id), parser -> Optional.empty());
    }

    /** Payloads from a cursor on. Extends the webhook's life by seven days. */
    public <T> ApiResponse<T> payloads(String webhook, long cursor, int limit, BodyReader<T> reader) {
        return caller.call(
                ApiRequest.get(webhooksPath() + "/" + webhook + "/payloads?cursor=" + cursor + "&limit=" + limit),
                reader);
    }

    private String webhooksPath() {
        return "/v0/bases/" + base + "/webhooks";
    }

    private ApiResponse<JsonNode> get(String path) {
        return caller.call(ApiRequest.get(path), JsonTree.OBJECT);
    }
}
