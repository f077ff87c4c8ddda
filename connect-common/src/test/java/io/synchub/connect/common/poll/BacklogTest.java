/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BacklogTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Backlog backlog = new Backlog();

    @Test
    void there_is_room_up_to_the_limit() throws InterruptedException {
        backlog.taken(Backlog.MOST);
        backlog.awaitRoom(LONG);
    }

    @Test
    void an_acknowledgement_makes_room() throws InterruptedException {
        backlog.taken(Backlog.MOST + 2);
        CompletableFuture.runAsync(() -> {
            backlog.acknowledged();
            backlog.acknowledged();
        });
        backlog.awaitRoom(LONG);
    }

    @Test
    void who_waits_in_vain_goes_on() throws InterruptedException {
        backlog.taken(Backlog.MOST + 1);
        long before = System.nanoTime();
        backlog.awaitRoom(Duration.ofMillis(50));
        assertThat(System.nanoTime() - before)
                .isGreaterThan(Duration.ofMillis(40).toNanos());
    }
}
