/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.synchub.connect.localstack.http.ParsedRequest;
import io.synchub.connect.localstack.http.ReceivedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A request taken apart, with the checks that all endpoints share. */
final class Call extends ParsedRequest {
    static final int LARGEST_PAGE = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    Call(ReceivedRequest request) {
        super(request, NotionError::invalidUrl);
    }

    /** @param name what the id is called in messages, such as {@code page_id} */
    UUID id(String name) {
        UUID id = Ids.parse(path().get(2));
        if (id == null) {
            throw NotionError.malformed("path", name, "a valid uuid", "\"" + path().get(2) + "\"");
        }
        return id;
    }

    void allowQuery(String... known) {
        for (String name : query().keySet()) {
            if (!List.of(known).contains(name)) {
                throw NotionError.malformed(
                        "query", name, "not present", "\"" + query().get(name).get(0) + "\"");
            }
        }
    }

    /** An object; nothing at all counts as an empty one. */
    JsonNode body() {
        try {
            JsonNode body = bytes().length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes());
            if (!body.isObject()) {
                throw NotionError.malformed("body", "body", "an object", body.toString());
            }
            return body;
        } catch (JsonProcessingException malformed) {
            throw new NotionError(400, "invalid_json", "Error parsing JSON body.", Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The size of a page that the address asks for. */
    int pageSizeOfQuery() {
        List<String> given = queryValues("page_size");
        if (given.isEmpty()) {
            return LARGEST_PAGE;
        }
        try {
            return checkedPageSize("query", Integer.parseInt(given.get(0)), given.get(0));
        } catch (NumberFormatException e) {
            throw NotionError.malformed("query", "page_size", "a number", "\"" + given.get(0) + "\"");
        }
    }

    /** The size of a page that the body asks for. */
    static int pageSizeOf(JsonNode body) {
        JsonNode given = body.get("page_size");
        if (given == null) {
            return LARGEST_PAGE;
        }
        if (!given.isIntegralNumber()) {
            throw NotionError.malformed("body", "page_size", "a number", given.toString());
        }
        return checkedPageSize("body", given.intValue(), given.toString());
    }

    /** The cursor of the address; null at the start. */
    String cursorOfQuery() {
        List<String> given = queryValues("start_cursor");
        return given.isEmpty() ? null : given.get(0);
    }

    /** The cursor of the body; null at the start. */
    static String cursorOf(JsonNode body) {
        JsonNode given = body.get("start_cursor");
        return given == null ? null : Checks.text(given, "", "start_cursor");
    }

    private static int checkedPageSize(String place, int size, String given) {
        if (size < 1) {
            throw NotionError.malformed(place, "page_size", "≥ `1`", given);
        }
        if (size > LARGEST_PAGE) {
            throw NotionError.malformed(place, "page_size", "≤ `100`", given);
        }
        return size;
    }
}
