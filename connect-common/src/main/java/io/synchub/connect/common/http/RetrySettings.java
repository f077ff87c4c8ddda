/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.time.Duration;

/**
 * How often a request is tried, and how long.
 *
 * @param maxAttempts attempts in all, at least 1
 * @param backoff the wait before the second attempt; doubles with each further one, give or take a quarter
 * @param maxBackoff what the wait grows to
 * @param requestTimeout bounds one attempt from connecting to the last byte of the answer; waiting for the rate is not in it
 */
public record RetrySettings(int maxAttempts, Duration backoff, Duration maxBackoff, Duration requestTimeout) {}
