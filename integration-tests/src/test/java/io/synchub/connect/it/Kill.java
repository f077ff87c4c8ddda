/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.http.ReceivedRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A worker that dies while it waits for an answer: it gets none to the request of a number, counted from now on. */
final class Kill {
    private final AirtableStack stack;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch dead = new CountDownLatch(1);

    Kill(AirtableStack stack, Predicate<ReceivedRequest> requests, int number) {
        this.stack = stack;
        AtomicInteger count = new AtomicInteger();
        stack.airtable
                .faults()
                .next(1, requests.and(request -> count.incrementAndGet() == number), (request, right) -> {
                    reached.countDown();
                    await(dead);
                    return right.get();
                });
    }

    /** Kills the worker there, once so many records are in a table's topic; then starts it again. */
    void strike(FollowingSource connector, String table, int records) {
        await(reached);
        connector.awaitAsserted(
                () -> assertThat(stack.topics.count(connector.topic(table))).isGreaterThanOrEqualTo(records));
        stack.stack.childWorker().kill();
        dead.countDown();
        assertThat(stack.stack.childWorker().isRunning()).isFalse();
        stack.stack.childWorker().start();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SourceStack.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
