/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Filters of the API, built and joined. */
public final class Conditions {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Conditions() {}

    /**
     * Pages whose time is in this minute or later. Times are rounded down to the minute, so any other bound would lose pages.
     *
     * @param minute since 1970
     */
    public static ObjectNode since(Timestamp time, long minute) {
        return timestamp(time, "on_or_after", minute);
    }

    /** Pages whose time is before this minute. */
    public static ObjectNode before(Timestamp time, long minute) {
        return timestamp(time, "before", minute);
    }

    /** Pages with a number above this one. */
    public static ObjectNode numberedAbove(String uniqueIdProperty, long number) {
        ObjectNode filter = NODES.objectNode();
        filter.put("property", uniqueIdProperty).putObject("unique_id").put("greater_than", number);
        return filter;
    }

    /** A minute as the API writes times. */
    public static String text(long minute) {
        return Instant.ofEpochSecond(minute * 60).toString();
    }

    private static ObjectNode timestamp(Timestamp time, String operator, long minute) {
        ObjectNode filter = NODES.objectNode();
        filter.put("timestamp", time.key()).putObject(time.key()).put(operator, text(minute));
        return filter;
    }

    /**
     * A filter for what passes the user's and all bounds, no deeper than the two levels that the API takes.
     *
     * @param filter the user's, checked by {@link NotionFilter}
     */
    public static ObjectNode and(List<ObjectNode> bounds, JsonNode filter) {
        if (filter.has("and")) {
            return all(bounds, filter.get("and"));
        }
        if (!filter.has("or")) {
            return all(bounds, NODES.arrayNode().add(filter));
        }
        if (!hasGroup(filter.get("or"))) {
            ObjectNode joined = group("and", bounds);
            ((ArrayNode) joined.get("and")).add(filter);
            return joined;
        }
        // (a or (b and c)) with a bound would be three levels: the bound moves into each branch.
        ObjectNode joined = NODES.objectNode();
        ArrayNode branches = joined.putArray("or");
        for (JsonNode branch : filter.get("or")) {
            if (branch.has("or")) {
                branch.get("or")
                        .forEach(leaf ->
                                branches.add(all(bounds, NODES.arrayNode().add(leaf))));
            } else {
                branches.add(all(
                        bounds,
                        branch.has("and")
                                ? branch.get("and")
                                : NODES.arrayNode().add(branch)));
            }
        }
        return joined;
    }

    /** The bounds alone. */
    public static ObjectNode and(List<ObjectNode> bounds) {
        return bounds.size() == 1 ? bounds.get(0) : group("and", bounds);
    }

    private static ObjectNode all(List<ObjectNode> bounds, JsonNode conditions) {
        ObjectNode joined = group("and", bounds);
        ArrayNode and = (ArrayNode) joined.get("and");
        if (bounds.size() + conditions.size() <= NotionFilter.MAX_CONDITIONS) {
            conditions.forEach(and::add);
            return joined;
        }
        // No room beside the bounds: what is simple goes into a group of its own.
        ArrayNode simple = and.addObject().putArray("and");
        conditions.forEach(condition -> (isGroup(condition) ? and : simple).add(condition));
        return joined;
    }

    private static ObjectNode group(String key, List<ObjectNode> conditions) {
        ObjectNode group = NODES.objectNode();
        group.putArray(key).addAll(conditions);
        return group;
    }

    private static boolean hasGroup(JsonNode conditions) {
        for (JsonNode condition : conditions) {
            if (isGroup(condition)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGroup(JsonNode condition) {
        return condition.has("and") || condition.has("or");
    }
}
