/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.time.Instant;
import java.util.Optional;

/**
 * What a request gave.
 *
 * @param body what its reader made of it
 * @param serverTime the API's own clock, from the {@code Date} header
 */
public record ApiResponse<T>(T body, Optional<Instant> serverTime) {}
