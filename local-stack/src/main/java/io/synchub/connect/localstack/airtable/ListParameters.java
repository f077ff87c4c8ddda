/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a listing asks for, whether in the address or in a body. */
final class ListParameters {
    static final int LARGEST_PAGE = 100;
    private static final Set<String> KNOWN = Set.of(
            "pageSize",
            "maxRecords",
            "offset",
            "view",
            "sort",
            "filterByFormula",
            "fields",
            "cellFormat",
            "returnFieldsByFieldId",
            "recordMetadata");
    private static final Set<String> TEXTS = Set.of("offset", "view", "filterByFormula", "cellFormat");
    private static final Pattern LIST_ITEM = Pattern.compile("(fields|recordMetadata)(?:\\[\\d*\\])?");
    private static final Pattern SORT_ITEM = Pattern.compile("sort\\[(\\d+)\\]\\[(field|direction)\\]");

    private final ObjectNode json;

    /** @param descending from the last to the first */
    record SortKey(String field, boolean descending) {}

    private ListParameters(ObjectNode json) {
        this.json = json;
        json.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw AirtableError.invalidRequest();
            }
        });
        for (String name : TEXTS) {
            if (json.has(name) && !json.get(name).isTextual()) {
                throw AirtableError.invalidRequest();
            }
        }
    }

    /** Of {@code POST …/listRecords}. */
    static ListParameters ofBody(Call call) {
        call.allowQuery("timeZone", "userLocale");
        return new ListParameters(call.body());
    }

    /** Of an address; zone and locale are left to {@link RecordShape}. */
    static ListParameters ofQuery(Call call) {
        ObjectNode json = CellJson.NODES.objectNode();
        for (Map.Entry<String, List<String>> entry : call.query().entrySet()) {
            String name = entry.getKey();
            Matcher item = LIST_ITEM.matcher(name);
            Matcher sort = SORT_ITEM.matcher(name);
            if (item.matches()) {
                entry.getValue()
                        .forEach(value -> json.withArrayProperty(item.group(1)).add(value));
            } else if (sort.matches()) {
                sortKey(json, Integer.parseInt(sort.group(1)))
                        .put(sort.group(2), entry.getValue().get(0));
            } else if (!name.equals("timeZone") && !name.equals("userLocale")) {
                json.set(name, value(name, entry.getValue().get(0)));
            }
        }
        return new ListParameters(json);
    }

    private static ObjectNode sortKey(ObjectNode json, int index) {
        var keys = json.withArrayProperty("sort");
        if (index > keys.size()) {
            throw AirtableError.invalidRequest();
        }
        return index == keys.size() ? keys.addObject() : (ObjectNode) keys.get(index);
    }

    private static JsonNode value(String name, String text) {
        if (TEXTS.contains(name)) {
            return CellJson.NODES.textNode(text);
        }
        if (text.matches("\\d{1,9}")) {
            return CellJson.NODES.numberNode(Integer.parseInt(text));
        }
        boolean bool = text.equals("true") || text.equals("false");
        return bool ? CellJson.NODES.booleanNode(text.equals("true")) : CellJson.NODES.textNode(text);
    }

    int pageSize() {
        int size = number("pageSize", LARGEST_PAGE);
        if (size > LARGEST_PAGE) {
            throw AirtableError.invalidRequest();
        }
        return size;
    }

    int maxRecords() {
        return number("maxRecords", Integer.MAX_VALUE);
    }

    private int number(String name, int otherwise) {
        JsonNode given = json.get(name);
        if (given == null) {
            return otherwise;
        }
        if (!given.isInt() || given.intValue() < 1) {
            throw AirtableError.invalidRequest();
        }
        return given.intValue();
    }

    /** Null when it was not sent, as all texts. */
    String text(String name) {
        return json.has(name) ? json.get(name).textValue() : null;
    }

    boolean byFieldId() {
        JsonNode given = json.path("returnFieldsByFieldId");
        if (!given.isMissingNode() && !given.isBoolean()) {
            throw AirtableError.invalidRequest();
        }
        return given.booleanValue();
    }

    boolean commentCount() {
        List<String> wanted = texts("recordMetadata");
        if (!Set.of("commentCount").containsAll(wanted)) {
            throw AirtableError.invalidRequest();
        }
        return !wanted.isEmpty();
    }

    /** Names or ids; empty for all. */
    List<String> fields() {
        return texts("fields");
    }

    private List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode given = json.path(name);
        if (!given.isMissingNode() && !given.isArray()) {
            throw AirtableError.invalidRequest();
        }
        given.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    List<SortKey> sort() {
        List<SortKey> keys = new ArrayList<>();
        JsonNode given = json.path("sort");
        if (!given.isMissingNode() && !given.isArray()) {
            throw AirtableError.invalidRequest();
        }
        for (JsonNode key : given) {
            String direction = key.path("direction").asText("asc");
            if (!key.path("field").isTextual() || !Set.of("asc", "desc").contains(direction)) {
                throw AirtableError.invalidRequest();
            }
            keys.add(new SortKey(key.get("field").textValue(), direction.equals("desc")));
        }
        return keys;
    }

    /** The same for all pages of a listing. */
    String listing() {
        ObjectNode copy = json.deepCopy();
        copy.remove(List.of("offset", "pageSize"));
        return copy.toString();
    }
}
