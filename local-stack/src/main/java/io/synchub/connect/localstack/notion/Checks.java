/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;

/** The API's checks of a body, in its words. */
final class Checks {
    private Checks() {}

    /** Refuses members that the API does not know. */
    static void onlyKnown(JsonNode object, String place, List<String> known) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw notPresent(place, name, object.get(name));
            }
        }
    }

    static NotionError notPresent(String place, String name, JsonNode value) {
        return NotionError.malformed("body", join(place, name), "not present", value.toString());
    }

    /** The name of the one member of an object. */
    static String onlyField(JsonNode object, String place) {
        if (object == null || !object.isObject() || object.size() != 1) {
            throw NotionError.malformed("body", place, "an object with one condition", String.valueOf(object));
        }
        return object.fieldNames().next();
    }

    static boolean isTrue(JsonNode value, String place, String name) {
        if (!value.isBoolean() || !value.booleanValue()) {
            throw NotionError.malformed("body", join(place, name), "`true`", value.toString());
        }
        return true;
    }

    static String text(JsonNode value, String place, String name) {
        if (value == null || !value.isTextual()) {
            throw NotionError.malformed(
                    "body",
                    join(place, name),
                    value == null ? "defined" : "a string",
                    value == null ? "undefined" : value.toString());
        }
        return value.textValue();
    }

    static String oneOf(JsonNode value, String place, String name, List<String> known) {
        String text = text(value, place, name);
        if (!known.contains(text)) {
            throw NotionError.malformed(
                    "body", join(place, name), "`\"" + String.join("\"` or `\"", known) + "\"`", "\"" + text + "\"");
        }
        return text;
    }

    private static String join(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
