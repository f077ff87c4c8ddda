/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Reads a query's filter, and refuses what the API refuses. */
final class FilterParser {
    private static final int DEEPEST = 2;
    private static final int MOST_CONDITIONS = 100;

    private final DataSource dataSource;
    private final Clock clock;
    private final PropertyConditions conditions;

    FilterParser(DataSource dataSource, Clock clock, Computed computed) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.conditions = new PropertyConditions(clock, computed);
    }

    /** Null is no filter. */
    Filter parse(JsonNode filter) {
        return filter == null ? Filter.ALL : parse(filter, "filter", 0);
    }

    private Filter parse(JsonNode filter, String place, int depth) {
        if (!filter.isObject()) {
            throw NotionError.malformed("body", place, "an object", filter.toString());
        }
        if (filter.has("and")) {
            return new Filter.And(group(filter, "and", place, depth));
        }
        if (filter.has("or")) {
            return new Filter.Or(group(filter, "or", place, depth));
        }
        return filter.has("timestamp") ? timestamp(filter, place) : property(filter, place);
    }

    private List<Filter> group(JsonNode filter, String operator, String place, int depth) {
        Checks.onlyKnown(filter, place, List.of(operator));
        JsonNode members = filter.get(operator);
        String here = place + "." + operator;
        if (!members.isArray() || members.size() > MOST_CONDITIONS) {
            throw NotionError.malformed("body", here, "an array of at most 100", members.toString());
        }
        if (depth == DEEPEST) {
            throw NotionError.malformed("body", here, "not present", members.toString());
        }
        List<Filter> filters = new ArrayList<>();
        for (JsonNode member : members) {
            filters.add(parse(member, here + "[" + filters.size() + "]", depth + 1));
        }
        return filters;
    }

    private Filter timestamp(JsonNode filter, String place) {
        String name =
                Checks.oneOf(filter.get("timestamp"), place, "timestamp", List.of("created_time", "last_edited_time"));
        Checks.onlyKnown(filter, place, List.of("timestamp", name, "type"));
        return new Filter.Time(name, DateCondition.parse(filter.get(name), place + "." + name, clock));
    }

    private Filter property(JsonNode filter, String place) {
        String name = Checks.text(filter.get("property"), place, "property");
        SchemaEntry entry = dataSource.find(name);
        if (entry == null) {
            throw NotionError.validation("Could not find property with name or id: " + name);
        }
        List<String> given = new ArrayList<>();
        filter.fieldNames().forEachRemaining(given::add);
        given.removeAll(List.of("property", "type"));
        if (given.size() != 1) {
            throw NotionError.malformed("body", place, "an object with one condition", filter.toString());
        }
        String type = given.get(0);
        if (!type.equals(entry.typeName())) {
            throw NotionError.validation("database property " + entry.typeName() + " does not match filter " + type);
        }
        return conditions.parse(entry, filter.get(type), place + "." + type);
    }
}
