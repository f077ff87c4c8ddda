/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedTokenTest {
    private static final RateLimit PART = RateLimit.perMinute(60, 1);

    private final VirtualClock clock = new VirtualClock();

    @Test
    void clients_of_one_token_and_address_share_a_gate_and_a_rate() throws InterruptedException {
        SharedToken one = SharedToken.join("http://shared.test", "token", PART, clock);
        SharedToken same = SharedToken.join("http://shared.test", "token", PART, clock);
        SharedToken otherToken = SharedToken.join("http://shared.test", "other", PART, clock);
        SharedToken otherAddress = SharedToken.join("http://elsewhere.test", "token", PART, clock);

        assertThat(one.acquire()).isZero();
        assertThat(same.wouldWait()).isTrue();
        assertThat(otherToken.wouldWait()).isFalse();
        assertThat(otherAddress.wouldWait()).isFalse();
        assertThat(same.acquire()).isBetween(Duration.ofMillis(500), Duration.ofMillis(510));

        one.closeFor(Duration.ofSeconds(30));
        assertThat(same.nanosUntilOpen()).isEqualTo(Duration.ofSeconds(30).toNanos());
        assertThat(otherToken.nanosUntilOpen()).isZero();
        assertThat(otherAddress.nanosUntilOpen()).isZero();
        one.leave(PART);
        same.leave(PART);
        otherToken.leave(PART);
        otherAddress.leave(PART);
    }

    @Test
    void a_shorter_wish_does_not_open_the_gate_and_an_absurd_one_is_bounded() {
        SharedToken token = SharedToken.join("http://longest.test", "token", PART, clock);

        token.closeFor(Duration.ofSeconds(30));
        token.closeFor(Duration.ofSeconds(5));
        assertThat(token.nanosUntilOpen()).isEqualTo(Duration.ofSeconds(30).toNanos());

        token.closeFor(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(token.nanosUntilOpen()).isEqualTo(SharedToken.LONGEST.toNanos());
        clock.pass(SharedToken.LONGEST);
        assertThat(token.nanosUntilOpen()).isZero();
        token.leave(PART);
    }

    @Test
    void the_next_client_finds_the_gate_closed_and_it_is_forgotten_once_open() {
        SharedToken token = SharedToken.join("http://next.test", "token", PART, clock);
        token.closeFor(Duration.ofSeconds(30));
        token.leave(PART);

        SharedToken next = SharedToken.join("http://next.test", "token", PART, clock);
        assertThat(next).isSameAs(token);
        next.leave(PART);

        clock.pass(Duration.ofSeconds(30));
        SharedToken later = SharedToken.join("http://next.test", "token", PART, clock);
        assertThat(later).isNotSameAs(token);
        later.leave(PART);
    }

    @Test
    void what_was_spent_stays_spent_for_a_period() throws InterruptedException {
        SharedToken token = SharedToken.join("http://spent.test", "token", PART, clock);
        token.acquire();
        token.leave(PART);
        clock.pass(Duration.ofSeconds(59));

        SharedToken next = SharedToken.join("http://spent.test", "token", PART, clock);
        assertThat(next).isSameAs(token);
        assertThat(next.wouldWait()).isTrue();
        next.leave(PART);

        clock.pass(Duration.ofSeconds(1));
        SharedToken later = SharedToken.join("http://spent.test", "token", PART, clock);
        assertThat(later).isNotSameAs(token);
        assertThat(later.wouldWait()).isFalse();
        later.leave(PART);
    }
}
