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
    public static ApiRequest get(String path) {
        return new ApiRequest("GET", path, Optional.empty());
    }

    public static ApiRequest post(String path, byte[] body) {
        return new ApiRequest("POST", path, Optional.of(body));
    }
}
