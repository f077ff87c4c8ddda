/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.api;

import io.synchub.connect.common.http.ApiRequest;
import io.synchub.connect.common.http.ApiResponse;
import io.synchub.connect.common.http.BodyReader;

/** Sends a request: the HTTP client, with rate and retries inside. May be used by several threads. */
@FunctionalInterface
public interface Caller {
    /** @throws io.synchub.connect.common.http.ApiFailure sorted by {@link NotionFailures} */
    <T> ApiResponse<T> call(ApiRequest request, BodyReader<T> reader);
}
