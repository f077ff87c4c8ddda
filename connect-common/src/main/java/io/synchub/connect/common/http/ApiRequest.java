/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.util.Optional;

/**
 * A request that only reads, and so may be sent again.
 *
 * @param method GET or POST
 * @param path path and query, encoded, with its leading slash: {@code /v1/users/me}
 * @param body JSON, for POST
 */
public record ApiRequest(String method, String path, Optional<byte[]> body) {
    public ApiRequest {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("A request's path begins with a slash");
        }
    }

    public static ApiRequest get(String path) {
        return new ApiRequest("GET", path, Optional.empty());
    }

    public static ApiRequest post(String path, byte[] body) {
        return new ApiRequest("POST", path, Optional.of(body));
    }

    /** Method and path, for messages: neither the query nor the body, which may hold what users wrote. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}
