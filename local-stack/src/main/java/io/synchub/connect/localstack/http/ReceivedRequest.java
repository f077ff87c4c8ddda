/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it came.
 *
 * @param path as sent, percent signs and all, without the query
 * @param query what follows the question mark as sent; empty if there is none
 * @param headers by name in lower case; of a name sent twice the last one
 * @param receivedAt by the system's clock, whatever the simulator's says
 */
public record ReceivedRequest(
        String method, String path, String query, Map<String, String> headers, byte[] body, Instant receivedAt) {

    /** The header's value, or null. */
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Method and address, for messages of tests. */
    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }
}
