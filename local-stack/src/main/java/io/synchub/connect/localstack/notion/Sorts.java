/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The order of a query's results: complete, so that a cursor can go on behind any page.
 *
 * @param order of all pages
 * @param timestamp the only sort, if it is one by time, so that an index serves it; else null
 */
record Sorts(Comparator<PageState> order, String timestamp, boolean descending) {
    private static final List<String> DIRECTIONS = List.of("ascending", "descending");

    /** The newest first, as Notion gives them when nobody asks for an order. */
    static final Sorts DEFAULT = new Sorts(PageState.BY_CREATION.reversed(), "created_time", true);

    static Sorts parse(JsonNode sorts, DataSource dataSource, Computed computed) {
        if (sorts == null || (sorts.isArray() && sorts.isEmpty())) {
            return DEFAULT;
        }
        if (!sorts.isArray()) {
            throw NotionError.malformed("body", "sorts", "an array", sorts.toString());
        }
        Comparator<PageState> all = null;
        for (int i = 0; i < sorts.size(); i++) {
            Comparator<PageState> one = comparator(sorts.get(i), "sorts[" + i + "]", dataSource, computed);
            all = all == null ? one : all.thenComparing(one);
        }
        JsonNode first = sorts.get(0);
        boolean descending = first.path("direction").asText().equals("descending");
        if (sorts.size() == 1 && first.has("timestamp")) {
            return new Sorts(all, first.get("timestamp").textValue(), descending);
        }
        return new Sorts(all.thenComparing(PageState.BY_CREATION), null, descending);
    }

    private static Comparator<PageState> comparator(
            JsonNode sort, String place, DataSource dataSource, Computed computed) {
        Checks.onlyKnown(sort, place, List.of(sort.has("timestamp") ? "timestamp" : "property", "direction"));
        boolean descending = Checks.oneOf(sort.get("direction"), place, "direction", DIRECTIONS)
                .equals("descending");
        Comparator<PageState> ascending;
        if (sort.has("timestamp")) {
            String name = Checks.oneOf(
                    sort.get("timestamp"), place, "timestamp", List.of("created_time", "last_edited_time"));
            ascending = name.equals("created_time") ? PageState.BY_CREATION : PageState.BY_EDIT;
        } else {
            String name = Checks.text(sort.get("property"), place, "property");
            SchemaEntry entry = dataSource.find(name);
            if (entry == null) {
                throw NotionError.validation("Could not find sort property with name or id: " + name);
            }
            ascending = (one, other) -> compare(computed.value(entry, one), computed.value(entry, other));
        }
        return descending ? ascending.reversed() : ascending;
    }

    private static int compare(Object one, Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return Double.compare(a.doubleValue(), b.doubleValue());
        }
        if (one instanceof DateValue a && other instanceof DateValue b) {
            return Integer.compare(DateCondition.minuteOf(a.start()), DateCondition.minuteOf(b.start()));
        }
        return text(one).compareTo(text(other));
    }

    /** What is empty comes last when ascending. */
    private static String text(Object value) {
        String text = CellValues.text(value);
        return text == null || text.isEmpty() ? "\uffff" : text.toLowerCase(Locale.ROOT);
    }
}
