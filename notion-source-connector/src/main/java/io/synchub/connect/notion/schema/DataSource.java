/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.common.schema.Field;
import io.synchub.connect.common.schema.Kind;
import io.synchub.connect.common.schema.Table;
import io.synchub.connect.notion.property.Layout;
import io.synchub.connect.notion.property.PropertyType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A data source as it is described at present. Immutable.
 *
 * @param layout of its rows: what every page has, then the title, then the properties by name, and by id where names are the
 *     same. The order matters only for a new topic's columns, where people look for names
 * @param uniqueId the property that numbers the pages, when there is one
 * @param inTrash whether it is in the trash
 */
public record DataSource(Layout layout, Optional<Field> uniqueId, boolean inTrash) {
    /**
     * What decides how rows look beside the description.
     *
     * @param content whether the pages' text is read
     * @param names whether columns follow renames
     * @param filter the user's filter as JSON, or an empty text: rows that another filter lets through are found by comparing all
     */
    public record Look(boolean content, boolean names, String filter) {}

    /** Reads the answer of {@code GET /v1/data_sources/{id}}. */
    public static DataSource read(String id, JsonNode answer, Look look) {
        List<Property> properties = new ArrayList<>();
        answer.path("properties")
                .properties()
                .forEach(entry -> properties.add(Property.of(entry.getKey(), entry.getValue())));
        properties.sort(Comparator.comparing((Property p) -> !p.type().equals(PropertyType.TITLE.key()))
                .thenComparing(Property::name)
                .thenComparing(Property::id));
        List<Field> fields = new ArrayList<>(Layout.systemFields(look.content()));
        Optional<Field> uniqueId = Optional.empty();
        for (Property property : properties) {
            Optional<PropertyType> type = PropertyType.of(property.type());
            if (type.equals(Optional.of(PropertyType.BUTTON))) {
                continue;
            }
            Field field = field(property, type);
            fields.add(field);
            if (type.equals(Optional.of(PropertyType.UNIQUE_ID))) {
                uniqueId = Optional.of(field);
            }
        }
        Table table = new Table(id, title(answer), fields, Shape.of(properties, look));
        return new DataSource(new Layout(table), uniqueId, isInTrash(answer));
    }

    /** The plain text of an object's title. */
    public static String title(JsonNode object) {
        StringBuilder title = new StringBuilder();
        object.path("title")
                .forEach(part -> title.append(part.path("plain_text").asText("")));
        return title.toString();
    }

    private static boolean isInTrash(JsonNode answer) {
        return answer.path("in_trash").asBoolean(false)
                || answer.path("archived").asBoolean(false);
    }

    private static Field field(Property property, Optional<PropertyType> type) {
        if (type.isEmpty()) {
            return Field.of(property.id(), property.name(), Kind.JSON);
        }
        return type.get()
                .kind()
                .map(kind -> Field.of(property.id(), property.name(), kind))
                .orElseGet(() -> Field.byValue(property.id(), property.name()));
    }

    /** A property as the description shows it. */
    record Property(String id, String name, String type, JsonNode config) {
        static Property of(String name, JsonNode json) {
            String type = json.path("type").asText("");
            return new Property(json.path("id").asText(name), json.path("name").asText(name), type, json.path(type));
        }
    }
}
