/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

/** Sends a request: the HTTP client, with rate and retries inside. May be used by several threads. */
@FunctionalInterface
public interface Caller {
    /** @throws io.synchub.connect.common.http.ApiFailure sorted by the API's {@link FailureSorter} */
    <T> ApiResponse<T> call(ApiRequest request, BodyReader<T> reader);
}
