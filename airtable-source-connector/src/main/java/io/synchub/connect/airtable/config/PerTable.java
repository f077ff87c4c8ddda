/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A text for all tables, or one for each of some. Immutable.
 *
 * @param all empty where there is none, or some tables have their own
 * @param each by the tables' ids or names
 */
record PerTable(String all, Map<String, String> each) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads a JSON object of texts, {@code {"tblAbCdEfGhIjKlMn": "…", "Orders": "…"}}. Everything else is a text for all tables:
     * formulas may begin with a bracket too.
     *
     * @throws IllegalArgumentException when the object has a table twice; the message does not show the texts
     */
    static PerTable parse(String text) {
        Set<String> twice = new LinkedHashSet<>();
        Optional<Map<String, String>> object = object(text, twice);
        if (object.isPresent() && !twice.isEmpty()) {
            throw new IllegalArgumentException(
                    "the table " + twice.iterator().next() + " is in it twice: take one away");
        }
        return object.map(each -> new PerTable("", each)).orElseGet(() -> new PerTable(text.strip(), Map.of()));
    }

    /** Empty when the table has none. */
    String of(String id, String name) {
        return each.getOrDefault(id, each.getOrDefault(name, all));
    }

    /** What to add to an error about the text: whoever writes an object that is none sees it taken for something else. */
    String doubt() {
        return all.matches("(?s)\\{\\s*\".*")
                ? ". It begins like a JSON object with a text for each table, but is not one, so that it counts for all"
                        + " tables: check its quotation marks and brackets"
                : "";
    }

    private static Optional<Map<String, String>> object(String text, Set<String> twice) {
        Map<String, String> each = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                String table = AirtableIds.idOrName(AirtableIds.TABLE, key);
                String value = parser.nextTextValue();
                if (value == null) {
                    return Optional.empty();
                }
                if (each.put(table, value.strip()) != null) {
                    twice.add(table);
                }
            }
            boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return whole ? Optional.of(each) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }
}
