/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.localstack.http.ReceivedRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request taken apart, with the checks that all endpoints share. */
final class Call {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReceivedRequest request;
    private final List<String> path = new ArrayList<>();
    private final Map<String, List<String>> query = new LinkedHashMap<>();

    Call(ReceivedRequest request) {
        this.request = request;
        for (String part : request.path().substring(1).split("/")) {
            // In paths a plus is a plus.
            path.add(decode(part.replace("+", "%2B")));
        }
        String[] pairs =
                request.query().isEmpty() ? new String[0] : request.query().split("&");
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            query.computeIfAbsent(name, none -> new ArrayList<>())
                    .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
    }

    String method() {
        return request.method();
    }

    /** The parts of the path, decoded; {@code v0} first. */
    List<String> path() {
        return path;
    }

    /** All parameters of the address, in the order in which they came. */
    Map<String, List<String>> query() {
        return query;
    }

    /** Null when it was not sent. */
    String queryValue(String name) {
        List<String> values = query.get(name);
        return values == null ? null : values.get(values.size() - 1);
    }

    void allowQuery(String... known) {
        if (!List.of(known).containsAll(query.keySet())) {
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
            JsonNode body = request.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(request.body());
            if (body instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException malformed) {
            throw new AirtableError(422, "INVALID_REQUEST_BODY", "Could not parse request body");
        }
        throw new AirtableError(422, "INVALID_REQUEST_BODY", "Could not parse request body");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw AirtableError.notFound();
        }
    }
}
