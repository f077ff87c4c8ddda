/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenGateTest {
    private final VirtualClock clock = new VirtualClock();

    @Test
    void clients_of_one_token_and_address_share_a_gate() {
        TokenGate one = TokenGate.lease("http://shared.test", "token", clock);
        TokenGate same = TokenGate.lease("http://shared.test", "token", clock);
        TokenGate otherToken = TokenGate.lease("http://shared.test", "other", clock);
        TokenGate otherAddress = TokenGate.lease("http://elsewhere.test", "token", clock);

        one.closeFor(Duration.ofSeconds(30));

        assertThat(same.nanosUntilOpen()).isEqualTo(Duration.ofSeconds(30).toNanos());
        assertThat(otherToken.nanosUntilOpen()).isZero();
        assertThat(otherAddress.nanosUntilOpen()).isZero();
        one.release();
        same.release();
        otherToken.release();
        otherAddress.release();
    }

    @Test
    void a_shorter_wish_does_not_open_it_and_an_absurd_one_is_bounded() {
        TokenGate gate = TokenGate.lease("http://longest.test", "token", clock);

        gate.closeFor(Duration.ofSeconds(30));
        gate.closeFor(Duration.ofSeconds(5));
        assertThat(gate.nanosUntilOpen()).isEqualTo(Duration.ofSeconds(30).toNanos());

        gate.closeFor(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(gate.nanosUntilOpen()).isEqualTo(TokenGate.LONGEST.toNanos());
        clock.pass(TokenGate.LONGEST);
        assertThat(gate.nanosUntilOpen()).isZero();
        gate.release();
    }

    @Test
    void it_stays_closed_for_the_next_client_and_is_forgotten_once_open() {
        TokenGate gate = TokenGate.lease("http://next.test", "token", clock);
        gate.closeFor(Duration.ofSeconds(30));
        gate.release();

        TokenGate next = TokenGate.lease("http://next.test", "token", clock);
        assertThat(next).isSameAs(gate);
        next.release();

        clock.pass(Duration.ofSeconds(30));
        TokenGate later = TokenGate.lease("http://next.test", "token", clock);
        assertThat(later).isNotSameAs(gate);
        later.release();
    }
}
