/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When requests are refused, by times of the test's own. */
class AirtableRateLimiterTest {
    private static final Instant START = Instant.parse("2026-01-02T00:00:00Z");

    private final RateLimiter limiter = new RateLimiter(5, Duration.ofSeconds(30));

    @Test
    void a_client_that_keeps_to_the_rate_is_never_refused() {
        for (int i = 0; i < 1_000; i++) {
            long jitter = i % 3 * 10L;
            assertThat(isRefused(i * 200L + jitter)).isFalse();
        }
    }

    @Test
    void any_second_counts_and_not_only_whole_ones() {
        for (int i = 0; i < 5; i++) {
            assertThat(isRefused(600 + i)).isFalse();
        }
        assertThat(isRefused(1_400)).isTrue();
    }

    @Test
    void a_refusal_begins_a_wait_that_further_requests_do_not_make_longer() {
        for (int i = 0; i < 5; i++) {
            assertThat(isRefused(i)).isFalse();
        }
        assertThat(isRefused(5)).isTrue();
        assertThat(isRefused(2_000)).isTrue();
        assertThat(isRefused(30_004)).isTrue();
        assertThat(limiter.refused()).isEqualTo(3);
        assertThat(limiter.poked()).isEqualTo(2);
        assertThat(isRefused(30_005)).isFalse();
    }

    private boolean isRefused(long millis) {
        return limiter.refusal("app00000000000000", START.plusMillis(millis)) != null;
    }
}
