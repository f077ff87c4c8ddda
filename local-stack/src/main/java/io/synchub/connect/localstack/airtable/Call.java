/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.localstack.http.ParsedRequest;
import io.synchub.connect.localstack.http.ReceivedRequest;
import java.io.IOException;
import java.util.List;

/** A request taken apart, with the checks that all endpoints share. */
final class Call extends ParsedRequest {
    private static final ObjectMapper JSON = new ObjectMapper();

    Call(ReceivedRequest request) {
        super(request, AirtableError::notFound);
    }

    /** Null when it was not sent. */
    String queryValue(String name) {
        List<String> values = queryValues(name);
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    void allowQuery(String... known) {
        if (!List.of(known).containsAll(query().keySet())) {
            throw AirtableError.invalidRequest();
        }
    }

    /** A whole number of the address, within bounds. */
    long queryNumber(String name, long otherwise, long least, long most) {
        String text = queryValue(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw AirtableError.invalidRequest();
        }
        throw AirtableError.invalidRequest();
    }

    /** An object; nothing at all counts as an empty one. */
    ObjectNode body() {
        try {
            JsonNode body = bytes().length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes());
            if (body instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException malformed) {
            throw new AirtableError(422, "INVALID_REQUEST_BODY", "Could not parse request body");
        }
        throw new AirtableError(422, "INVALID_REQUEST_BODY", "Could not parse request body");
    }
}
