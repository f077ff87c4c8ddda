/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.property;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds the value in an object like {@code {"type": "number", "number": 2}}, whose keys may come in any order: it is the one
 * under the key that {@code type} names.
 */
final class TypedValue {
    private String type;
    private String key;
    private Object value;
    private Map<String, Object> others;

    void type(String name) {
        type = name;
    }

    void candidate(String name, Object candidate) {
        if (key == null) {
            key = name;
            value = candidate;
        } else {
            if (others == null) {
                others = new HashMap<>();
            }
            others.put(name, candidate);
        }
    }

    /** @return null when there is no value under the type's key */
    Object get() {
        if (key == null) {
            return null;
        }
        if (type == null || type.equals(key)) {
            return value;
        }
        return others == null ? null : others.get(type);
    }
}
