/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Lets requests pass at the rate of a {@link RateLimit}: no window of the period's length, wherever it begins, sees more
 * than the limit. It starts with one token only, since nobody knows what the task before it has spent.
 *
 * <p>Thread-safe; those who wait are served in the order in which they came.
 */
public final class RateBudget {
    private final Bucket bucket;
    private final TimeMeter clock;
    private final BlockingStrategy parking;

    public RateBudget(RateLimit limit) {
        this(limit, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
    }

    RateBudget(RateLimit limit, TimeMeter clock, BlockingStrategy parking) {
        this.clock = clock;
        this.parking = parking;
        this.bucket = Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(Bandwidth.builder()
                        .capacity(limit.capacity())
                        .refillGreedy(limit.refill(), limit.refillTime())
                        .initialTokens(1)
                        .build())
                .build();
    }

    /**
     * Waits until one more request may be sent, and counts it as sent.
     *
     * @return how long it waited
     * @throws InterruptedException when the thread is interrupted meanwhile; the request counts all the same
     */
    public Duration acquire() throws InterruptedException {
        long start = clock.currentTimeNanos();
        bucket.asBlocking().consume(1, parking);
        return Duration.ofNanos(clock.currentTimeNanos() - start);
    }

    /** Whether {@link #acquire} would wait now. */
    public boolean wouldWait() {
        return bucket.getAvailableTokens() < 1;
    }

    TimeMeter clock() {
        return clock;
    }

    BlockingStrategy parking() {
        return parking;
    }
}
