/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.time.Duration;
import java.util.Optional;

/** Knows a platform's error answers. */
@FunctionalInterface
public interface FailureSorter {
    /**
     * @param request what was asked
     * @param status not 2xx
     * @param body the answer's body, perhaps empty or no JSON
     * @param retryAfter the {@code Retry-After} header
     */
    ApiFailure sort(ApiRequest request, int status, byte[] body, Optional<Duration> retryAfter);
}
