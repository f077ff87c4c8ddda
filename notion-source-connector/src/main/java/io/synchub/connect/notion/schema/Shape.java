/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.notion.property.PropertyType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(shape.toString().getBytes(StandardCharsets.UTF_8));
            // Half of it is enough to tell descriptions apart, and it is stored often.
            return HexFormat.of().formatHex(digest, 0, digest.length / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static JsonNode config(DataSource.Property property) {
        Optional<PropertyType> type = PropertyType.of(property.type());
        if (type.isEmpty()) {
            return canonical(property.config());
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

    /** The configuration of a type that is not known: everything that might matter, keys sorted. */
    private static JsonNode canonical(JsonNode json) {
        if (json.isArray()) {
            ArrayNode array = NODES.arrayNode();
            json.forEach(element -> array.add(canonical(element)));
            return array;
        } else if (json.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            json.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
            sorted.keySet().removeAll(List.of("description", "color"));
            ObjectNode object = NODES.objectNode();
            sorted.forEach((key, value) -> object.set(key, canonical(value)));
            return object;
        }
        return json.isMissingNode() ? NODES.nullNode() : json;
    }
}
