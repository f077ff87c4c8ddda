/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.error;

import java.time.Duration;
import java.util.Optional;

/**
 * How attempts to connect are repeated, where that is set apart from failed writes.
 *
 * @param attempts how many in a row at most; empty when they count as failed writes
 * @param backoff the time between two; empty for that of failed writes
 * @param attemptsKey the key that holds {@code attempts}, for messages
 */
public record ConnectRetries(Optional<Integer> attempts, Optional<Duration> backoff, String attemptsKey) {}
