/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.synchub.connect.notion.api.NotionId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The value of {@code notion.filter}: one filter object of the API for all data sources, or an object of data source ids, each
 * with its filter. Immutable.
 *
 * <p>Checks what can be known without the data source; whether a property exists, the API says.
 */
public final class NotionFilter {
    /** The most conditions in one {@code and} or {@code or}. */
    static final int MAX_CONDITIONS = 100;

    private static final int MAX_DEPTH = 2;
    private static final Set<String> TIMESTAMPS = Set.of("created_time", "last_edited_time");
    private static final Set<String> FILTER_KEYS = Set.of("property", "and", "or", "timestamp");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Optional<JsonNode> all;
    private final Map<String, JsonNode> byDataSource;

    private NotionFilter(Optional<JsonNode> all, Map<String, JsonNode> byDataSource) {
        this.all = all;
        this.byDataSource = byDataSource;
    }

    public static NotionFilter none() {
        return new NotionFilter(Optional.empty(), Map.of());
    }

    /**
     * @param text JSON; an empty text filters nothing
     * @throws IllegalArgumentException with the place of what is wrong
     */
    public static NotionFilter parse(String text) {
        if (text.isBlank()) {
            return none();
        }
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": not valid JSON (" + e.getOriginalMessage() + ")",
                    e);
        }
        if (!json.isObject()) {
            throw wrong("", "must be a JSON object: a filter, or data source ids with their filters");
        }
        if (FILTER_KEYS.stream().anyMatch(json::has)) {
            check("", json, 0);
            return new NotionFilter(Optional.of(json), Map.of());
        }
        Map<String, JsonNode> filters = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            String place = entry.getKey();
            if (filters.put(id(place), entry.getValue()) != null) {
                throw wrong(place, "is there twice");
            }
            check(place, entry.getValue(), 0);
        }
        return new NotionFilter(Optional.empty(), filters);
    }

    /** The filter of a data source. */
    public Optional<JsonNode> of(String dataSourceId) {
        return all.or(() -> Optional.ofNullable(byDataSource.get(dataSourceId)));
    }

    /** The ids that have a filter of their own. */
    public Set<String> dataSources() {
        return byDataSource.keySet();
    }

    private static String id(String key) {
        try {
            return NotionId.of(key);
        } catch (IllegalArgumentException e) {
            throw wrong(key, "is neither a data source id nor one of property, timestamp, and, or");
        }
    }

    private static void check(String place, JsonNode filter, int depth) {
        if (!filter.isObject()) {
            throw wrong(place, "must be an object");
        }
        boolean and = filter.has("and");
        if (and || filter.has("or")) {
            checkGroup(place, filter, and ? "and" : "or", depth);
        } else if (filter.has("timestamp")) {
            String timestamp = filter.get("timestamp").asText("");
            if (!TIMESTAMPS.contains(timestamp)) {
                throw wrong(at(place, "timestamp"), "must be created_time or last_edited_time");
            }
            checkCondition(place, filter, "timestamp", timestamp);
        } else if (filter.has("property")) {
            if (!filter.get("property").isTextual()
                    || filter.get("property").asText().isEmpty()) {
                throw wrong(at(place, "property"), "must be a property's name or id");
            }
            checkCondition(place, filter, "property", "");
        } else {
            throw wrong(place, "needs one of property, timestamp, and, or");
        }
    }

    private static void checkGroup(String place, JsonNode filter, String key, int depth) {
        if (filter.size() > 1) {
            throw wrong(place, "'" + key + "' stands alone in its object");
        }
        if (depth == MAX_DEPTH) {
            throw wrong(place, "is nested deeper than the API allows (" + MAX_DEPTH + " levels of and, or)");
        }
        JsonNode conditions = filter.get(key);
        if (!conditions.isArray() || conditions.isEmpty()) {
            throw wrong(at(place, key), "must be an array of one filter or more");
        }
        if (conditions.size() > MAX_CONDITIONS) {
            throw wrong(at(place, key), "has more than " + MAX_CONDITIONS + " filters, the most that the API takes");
        }
        for (int i = 0; i < conditions.size(); i++) {
            check(at(place, key) + "[" + i + "]", conditions.get(i), depth + 1);
        }
    }

    /** One condition: {@code {property, type?, <type>: {…}}}. */
    private static void checkCondition(String place, JsonNode filter, String subject, String onlyKey) {
        List<String> types = new ArrayList<>();
        for (Iterator<String> names = filter.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(subject) && !name.equals("type")) {
                types.add(name);
            }
        }
        if (types.size() != 1 || (!onlyKey.isEmpty() && !types.get(0).equals(onlyKey))) {
            throw wrong(
                    place,
                    "needs exactly one condition beside '" + subject + "', such as "
                            + (onlyKey.isEmpty()
                                    ? "\"select\": {\"equals\": …}"
                                    : "\"" + onlyKey + "\": {\"on_or_after\": …}"));
        }
        JsonNode condition = filter.get(types.get(0));
        if (!condition.isObject() || condition.isEmpty()) {
            throw wrong(
                    at(place, types.get(0)), "must be an object with an operator, such as {\"is_not_empty\": true}");
        }
    }

    private static String at(String place, String key) {
        return place.isEmpty() ? key : place + "." + key;
    }

    private static IllegalArgumentException wrong(String place, String what) {
        return new IllegalArgumentException(place.isEmpty() ? "the filter " + what : place + ": " + what);
    }
}
