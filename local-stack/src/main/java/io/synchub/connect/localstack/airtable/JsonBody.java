/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.localstack.http.Answer;
import java.io.UncheckedIOException;

/** Bodies of answers. */
final class JsonBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonBody() {}

    static Answer answer(int status, JsonNode body) {
        try {
            return Answer.json(status, JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer ok(JsonNode body) {
        return answer(200, body);
    }

    /** The error's type alone where it has no message. */
    static Answer error(AirtableError error) {
        ObjectNode body = CellJson.NODES.objectNode();
        if (error.getMessage() == null) {
            body.put("error", error.type());
        } else {
            body.putObject("error").put("type", error.type()).put("message", error.getMessage());
        }
        return answer(error.status(), body);
    }

    /** The form that refusals for rates and quotas have. */
    static Answer errors(int status, String type, String message) {
        ObjectNode body = CellJson.NODES.objectNode();
        body.putArray("errors").addObject().put("error", type).put("message", message);
        return answer(status, body);
    }
}
