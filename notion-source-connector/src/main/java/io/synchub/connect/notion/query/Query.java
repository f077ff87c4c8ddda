/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A question to a data source. Immutable. There is always a sorting: without one the API promises no order at all.
 *
 * @param sortKey {@code timestamp} or {@code property}
 * @param sortBy the timestamp's or the property's name
 */
public record Query(String sortKey, String sortBy, boolean ascending, List<ObjectNode> bounds) {
    public Query {
        bounds = List.copyOf(bounds);
    }

    public static Query by(Timestamp time, boolean ascending) {
        return new Query("timestamp", time.key(), ascending, List.of());
    }

    public static Query byProperty(String name) {
        return new Query("property", name, true, List.of());
    }

    public Query and(ObjectNode bound) {
        List<ObjectNode> more = new ArrayList<>(bounds);
        more.add(bound);
        return new Query(sortKey, sortBy, ascending, more);
    }

    /** Pages of this minute and later; every page for minute 0. */
    public Query since(Timestamp time, long minute) {
        return minute <= 0 ? this : and(Conditions.since(time, minute));
    }

    /** The request's body. */
    public ObjectNode body(Optional<JsonNode> filter, Optional<String> cursor, int pageSize) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (filter.isPresent()) {
            body.set("filter", bounds.isEmpty() ? filter.get() : Conditions.and(bounds, filter.get()));
        } else if (!bounds.isEmpty()) {
            body.set("filter", Conditions.and(bounds));
        }
        body.putArray("sorts")
                .addObject()
                .put(sortKey, sortBy)
                .put("direction", ascending ? "ascending" : "descending");
        cursor.ifPresent(c -> body.put("start_cursor", c));
        return body.put("page_size", pageSize);
    }
}
