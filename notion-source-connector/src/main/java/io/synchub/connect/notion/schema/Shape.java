/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.synchub.connect.common.schema.ShapeDigest;
import io.synchub.connect.notion.property.PropertyType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A digest of what in a description decides how rows look. None of it moves a page's time when it changes.
 *
 * <p>What does not show in rows is left out, so that it costs no sweep: colours, descriptions, number formats, the order and the
 * groups of options, names of other properties.
 */
final class Shape {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Shape() {}

    static String of(List<DataSource.Property> properties, DataSource.Look look) {
        ArrayNode shape = NODES.arrayNode();
        shape.add(look.content()).add(look.filter());
        properties.stream()
                .sorted(Comparator.comparing(DataSource.Property::id))
                .forEach(property -> {
                    ArrayNode entry = shape.addArray();
                    entry.add(property.id()).add(property.type());
                    if (look.names()) {
                        entry.add(property.name());
                    }
                    entry.add(config(property));
                });
        return ShapeDigest.of(shape);
    }

    private static JsonNode config(DataSource.Property property) {
        Optional<PropertyType> type = PropertyType.of(property.type());
        if (type.isEmpty()) {
            return ShapeDigest.canonical(property.config());
        }
        return switch (type.get()) {
            case SELECT, MULTI_SELECT, STATUS -> options(property.config().path("options"));
            case FORMULA -> only(property.config(), "expression");
            case ROLLUP -> only(property.config(), "function", "relation_property_id", "rollup_property_id");
            case RELATION -> only(property.config(), "data_source_id");
            case UNIQUE_ID -> only(property.config(), "prefix");
            default -> NODES.nullNode();
        };
    }

    private static JsonNode options(JsonNode options) {
        ArrayNode sorted = NODES.arrayNode();
        StreamSupport.stream(options.spliterator(), false)
                .map(option -> only(option, "id", "name"))
                .sorted(Comparator.comparing(JsonNode::toString))
                .forEach(sorted::add);
        return sorted;
    }

    private static JsonNode only(JsonNode config, String... keys) {
        ArrayNode values = NODES.arrayNode();
        for (String key : keys) {
            values.add(config.path(key).isMissingNode() ? NODES.nullNode() : config.get(key));
        }
        return values;
    }
}
