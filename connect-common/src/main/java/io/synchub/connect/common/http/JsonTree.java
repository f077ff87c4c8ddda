/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/** Bodies as trees of JSON, where they are small. */
public final class JsonTree {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Reads an answer, which must be an object. */
    public static final BodyReader<JsonNode> OBJECT = parser -> {
        JsonNode tree = MAPPER.readTree(parser);
        if (tree == null || !tree.isObject()) {
            throw new EOFException("The answer is not a JSON object");
        }
        return tree;
    };

    private JsonTree() {}

    /** Reads an error's body; empty when it is no JSON. */
    public static Optional<JsonNode> ofError(byte[] body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body)).filter(tree -> !tree.isMissingNode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public static byte[] bytes(JsonNode body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON could not be written", e);
        }
    }
}
