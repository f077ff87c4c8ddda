/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.notion.api.NotionApi;
import io.synchub.connect.notion.api.NotionFailures;
import io.synchub.connect.notion.property.PropertyType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads a property whole, of which a page shows 25 entries at most.
 *
 * <p>A list comes in pages of items, each of one entry; the items are put together to the value that the page would have shown,
 * and read as such.
 */
final class Completion {
    private static final int DEAD_ENDS = 3;

    private final NotionApi api;

    Completion(NotionApi api) {
        this.api = api;
    }

    /** @return the cell */
    Object read(String pageId, String propertyId) {
        for (int deadEnds = 0; ; deadEnds++) {
            try {
                return readOnce(pageId, propertyId);
            } catch (ApiFailure e) {
                if (!e.code().equals(NotionFailures.DEAD_CURSOR)) {
                    throw e;
                }
                if (deadEnds == DEAD_ENDS) {
                    throw MinuteScan.stuck(e);
                }
            }
        }
    }

    private Object readOnce(String pageId, String propertyId) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        Optional<String> cursor = Optional.empty();
        while (true) {
            JsonNode answer = api.property(pageId, propertyId, cursor);
            if (!answer.path("object").asText().equals("list")) {
                return cell(pageId, answer.path("type").asText(), answer);
            }
            answer.path("results").forEach(items::add);
            String next = answer.path("next_cursor").asText("");
            if (!answer.path("has_more").asBoolean(false)) {
                JsonNode property = answer.path("property_item");
                String type = property.path("type").asText();
                return cell(pageId, type, assembled(type, property, items));
            }
            if (next.isEmpty() || cursor.equals(Optional.of(next))) {
                throw unusable(pageId, null);
            }
            cursor = Optional.of(next);
        }
    }

    /** The value as a page shows it, under its type's key. */
    private static ObjectNode assembled(String type, JsonNode property, ArrayNode items) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        if (!type.equals(PropertyType.ROLLUP.key())) {
            ArrayNode values = whole.putArray(type);
            items.forEach(item -> values.add(item.path(type)));
            return whole;
        }
        ObjectNode rollup = whole.putObject(type);
        property.path(type).properties().forEach(member -> rollup.set(member.getKey(), member.getValue()));
        if (rollup.path("type").asText().equals("array")) {
            ArrayNode values = rollup.putArray("array");
            for (JsonNode item : items) {
                // A page's rollup shows the values without these.
                values.add(item.<ObjectNode>deepCopy().without(List.of("object", "id", "request_id")));
            }
        }
        return whole;
    }

    private static Object cell(String pageId, String type, JsonNode holder) {
        JsonNode value = holder.get(type);
        Optional<PropertyType> known = PropertyType.of(type);
        if (value == null || known.isEmpty()) {
            throw unusable(pageId, null);
        }
        try (JsonParser parser = value.traverse()) {
            parser.nextToken();
            return known.get().read(parser);
        } catch (IOException e) {
            throw unusable(pageId, e);
        }
    }

    private static ApiFailure unusable(String pageId, Throwable cause) {
        return ApiFailure.unanswered(
                Scope.ROW,
                "bad_property",
                "Notion's answer for a property of page " + pageId + " is not a whole list",
                cause);
    }
}
