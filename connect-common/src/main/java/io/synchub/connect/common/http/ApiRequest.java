/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.util.Optional;

/**
 * A request.
 *
 * @param method GET, POST or DELETE
 * @param path path and query, encoded, with its leading slash: {@code /v1/users/me}
 * @param body JSON, for POST
 * @param repeatable whether it may be sent again when its answer did not come: what reads may, and what deletes, but not what
 *     creates
 */
public record ApiRequest(String method, String path, Optional<byte[]> body, boolean repeatable) {
    public ApiRequest {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("A request's path begins with a slash");
        }
    }

    public static ApiRequest get(String path) {
        return new ApiRequest("GET", path, Optional.empty(), true);
    }

    /** One that only reads. */
    public static ApiRequest post(String path, byte[] body) {
        return new ApiRequest("POST", path, Optional.of(body), true);
    }

    /** One that creates something: sent once, whatever happens. */
    public static ApiRequest create(String path, byte[] body) {
        return new ApiRequest("POST", path, Optional.of(body), false);
    }

    public static ApiRequest delete(String path) {
        return new ApiRequest("DELETE", path, Optional.empty(), true);
    }

    /** Method and path, for messages: neither the query nor the body, which may hold what users wrote. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}
