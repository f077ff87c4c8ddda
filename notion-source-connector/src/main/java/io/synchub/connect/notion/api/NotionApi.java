/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
 * The calls that a source needs. As thread-safe as its {@link Caller}.
 *
 * <p>Every call throws {@link io.synchub.connect.common.http.ApiFailure}.
 */
public final class NotionApi {
    /** The most that the API gives in one answer. */
    public static final int MAX_PAGE_SIZE = 100;

    private final Caller caller;

    public NotionApi(Caller caller) {
        this.caller = Objects.requireNonNull(caller);
    }

    /** The token's own bot. */
    public JsonNode me() {
        return get("/v1/users/me").body();
    }

    public ApiResponse<JsonNode> dataSource(String id) {
        return get("/v1/data_sources/" + segment(id));
    }

    public JsonNode database(String id) {
        return get("/v1/databases/" + segment(id)).body();
    }

    /** A block, of which its parent matters here. */
    public JsonNode block(String id) {
        return get("/v1/blocks/" + segment(id)).body();
    }

    /** @return {@code {markdown, truncated, unknown_block_ids}} */
    public JsonNode markdown(String pageId) {
        return get("/v1/pages/" + segment(pageId) + "/markdown").body();
    }

    /** A property of a page: one {@code property_item}, or a page of the list of them. */
    public JsonNode property(String pageId, String propertyId, Optional<String> cursor) {
        return get("/v1/pages/" + segment(pageId) + "/properties/" + segment(propertyId) + "?page_size="
                        + MAX_PAGE_SIZE
                        + cursor.map(c -> "&start_cursor=" + URLEncoder.encode(c, StandardCharsets.UTF_8))
                                .orElse(""))
                .body();
    }

    public JsonNode search(ObjectNode body) {
        return caller.call(ApiRequest.post("/v1/search", JsonTree.bytes(body)), JsonTree.OBJECT)
                .body();
    }

    public <T> ApiResponse<T> page(String id, BodyReader<T> reader) {
        return caller.call(ApiRequest.get("/v1/pages/" + segment(id)), reader);
    }

    public <T> ApiResponse<T> query(String dataSourceId, ObjectNode body, BodyReader<T> reader) {
        return caller.call(
                ApiRequest.post("/v1/data_sources/" + segment(dataSourceId) + "/query", JsonTree.bytes(body)), reader);
    }

    /** Fails when the API does not take a filter for a data source. */
    public void tryFilter(String dataSourceId, JsonNode filter) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("filter", filter);
        body.put("page_size", 1);
        query(dataSourceId, body, JsonTree.OBJECT);
    }

    private ApiResponse<JsonNode> get(String path) {
        return caller.call(ApiRequest.get(path), JsonTree.OBJECT);
    }

    /**
     * A path segment. Property ids come encoded ({@code QJ%7D%5E}) and are used as they are; what could still break the path
     * is encoded.
     */
    static String segment(String id) {
        StringBuilder path = null;
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~".indexOf(c) >= 0;
            boolean escape = c == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2]);
            if (!plain && !escape && path == null) {
                path = new StringBuilder(new String(bytes, 0, i, StandardCharsets.UTF_8));
            }
            if (path != null) {
                if (plain || escape) {
                    path.append(c);
                } else {
                    path.append(String.format("%%%02X", (int) c));
                }
            }
        }
        return path == null ? id : path.toString();
    }

    private static boolean isHex(byte b) {
        return Character.digit(b, 16) >= 0;
    }
}
