/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Digests of what decides how a table's rows look, for {@link Table#shape}. */
public final class ShapeDigest {
    private static final List<String> DECORATION = List.of("description", "color");

    private ShapeDigest() {}

    /** 16 bytes in hexadecimal digits; equal for equal texts of the JSON. */
    public static String of(JsonNode shape) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(shape.toString().getBytes(StandardCharsets.UTF_8));
            // Half of it is enough to tell descriptions apart, and it is stored often.
            return HexFormat.of().formatHex(digest, 0, digest.length / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Everything of a description that might matter, keys sorted; null for nothing. */
    public static JsonNode canonical(JsonNode json) {
        if (json.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            json.forEach(element -> array.add(canonical(element)));
            return array;
        } else if (json.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            json.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
            sorted.keySet().removeAll(DECORATION);
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            sorted.forEach((key, value) -> object.set(key, canonical(value)));
            return object;
        }
        return json.isMissingNode() ? JsonNodeFactory.instance.nullNode() : json;
    }
}
