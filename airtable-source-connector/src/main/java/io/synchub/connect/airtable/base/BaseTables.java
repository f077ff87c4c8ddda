/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.base;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The tables of a base, in its order. Immutable. */
public record BaseTables(List<BaseTable> tables) {
    public BaseTables {
        tables = List.copyOf(tables);
    }

    /**
     * Reads the answer of {@code GET /v0/meta/bases/{base}/tables}.
     *
     * @throws IOException when it is no such answer: to take it for a base without tables would end their streams
     */
    public static BaseTables read(JsonNode answer) throws IOException {
        List<BaseTable> tables = new ArrayList<>();
        for (JsonNode table : list(answer, "tables")) {
            List<FieldDescription> fields = new ArrayList<>();
            for (JsonNode field : list(table, "fields")) {
                fields.add(new FieldDescription(
                        text(field, "id"), text(field, "name"), text(field, "type"), field.path("options")));
            }
            List<View> views = new ArrayList<>();
            for (JsonNode view : table.path("views")) {
                views.add(new View(
                        text(view, "id"), text(view, "name"), view.path("type").asText()));
            }
            String primary = table.path("primaryFieldId").asText("");
            tables.add(new BaseTable(text(table, "id"), text(table, "name"), primary, fields, views));
        }
        return new BaseTables(tables);
    }

    public Optional<BaseTable> byId(String id) {
        return first(table -> table.id().equals(id));
    }

    public Optional<BaseTable> byName(String name) {
        return first(table -> table.name().equals(name));
    }

    /** Those of the wanted fields, ids or names, that none of the tables has. */
    public static List<String> missingFields(Collection<String> wanted, Collection<BaseTable> tables) {
        return wanted.stream()
                .filter(field -> tables.stream()
                        .noneMatch(table -> table.fields().stream().anyMatch(known -> known.isCalled(field))))
                .toList();
    }

    private Optional<BaseTable> first(Predicate<BaseTable> wanted) {
        return tables.stream().filter(wanted).findFirst();
    }

    private static JsonNode list(JsonNode json, String key) throws IOException {
        if (!json.path(key).isArray()) {
            throw new IOException("A description of tables has no list of " + key);
        }
        return json.get(key);
    }

    private static String text(JsonNode json, String key) throws IOException {
        if (!json.path(key).isTextual()) {
            throw new IOException("A description of tables has something without " + key);
        }
        return json.get(key).textValue();
    }
}
