/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A request whose address is taken apart. */
public class ParsedRequest {
    private final ReceivedRequest request;
    private final List<String> path = new ArrayList<>();
    private final Map<String, List<String>> query = new LinkedHashMap<>();

    /** @param malformed what to throw when the address cannot be decoded */
    protected ParsedRequest(ReceivedRequest request, Supplier<? extends RuntimeException> malformed) {
        this.request = request;
        for (String part : request.path().substring(1).split("/")) {
            // In paths a plus is a plus.
            path.add(decode(part.replace("+", "%2B"), malformed));
        }
        String[] pairs =
                request.query().isEmpty() ? new String[0] : request.query().split("&");
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), malformed);
            query.computeIfAbsent(name, none -> new ArrayList<>())
                    .add(equals < 0 ? "" : decode(pair.substring(equals + 1), malformed));
        }
    }

    public final String method() {
        return request.method();
    }

    /** The parts of the path, decoded. */
    public final List<String> path() {
        return path;
    }

    /** All parameters of the address, decoded, in the order in which they came. */
    public final Map<String, List<String>> query() {
        return query;
    }

    /** The values of a parameter; none when it was not sent. */
    public final List<String> queryValues(String name) {
        return query.getOrDefault(name, List.of());
    }

    public final byte[] bytes() {
        return request.body();
    }

    private static String decode(String text, Supplier<? extends RuntimeException> malformed) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed.get();
        }
    }
}
