/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The kinds of JSON objects in answers: which members each kind always has or sometimes, and of which types. */
final class Shapes {
    private final Map<String, Shape> kinds = new TreeMap<>();

    /** One kind. */
    static final class Shape {
        final Map<String, Set<String>> typesByMember = new TreeMap<>();
        final Set<String> always = new TreeSet<>();
        private boolean seen;

        Collection<String> members() {
            return typesByMember.keySet();
        }
    }

    Map<String, Shape> kinds() {
        return kinds;
    }

    /** Adds all objects of an answer's body; its request id is left out, since objects inside lists have none. */
    void add(JsonNode body) {
        ObjectNode copy = body.deepCopy();
        copy.remove("request_id");
        walk(copy, "body");
    }

    private void walk(JsonNode node, String kind) {
        if (node.isArray()) {
            node.forEach(item -> walk(item, kind + "[]"));
        } else if (node.isObject()) {
            String name = name(node, kind);
            note(node, name);
            boolean named = node.path("properties").isObject();
            node.fields().forEachRemaining(member -> {
                if (named && member.getKey().equals("properties")) {
                    String inner = node.path("object").asText().equals("page") ? "value" : "schema";
                    member.getValue().forEach(property -> walk(property, inner));
                } else if (!member.getKey().equals("icon")) {
                    walk(member.getValue(), name + "." + member.getKey());
                }
            });
        }
    }

    private static String name(JsonNode node, String kind) {
        boolean self = node.path("object").isTextual();
        String name = self ? node.get("object").textValue() : kind;
        return node.path("type").isTextual() ? name + ":" + node.get("type").textValue() : name;
    }

    private void note(JsonNode node, String name) {
        Shape shape = kinds.computeIfAbsent(name, none -> new Shape());
        Set<String> members = new HashSet<>();
        node.fields().forEachRemaining(member -> {
            members.add(member.getKey());
            shape.typesByMember
                    .computeIfAbsent(member.getKey(), none -> new TreeSet<>())
                    .add(member.getValue().getNodeType().name());
        });
        if (shape.seen) {
            shape.always.retainAll(members);
        } else {
            shape.always.addAll(members);
            shape.seen = true;
        }
    }
}
