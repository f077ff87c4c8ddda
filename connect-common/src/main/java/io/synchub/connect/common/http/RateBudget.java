/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets requests pass at the rate of all parts that are joined: no window of the period's length, wherever it begins, sees
 * more than the parts' limits add up to, however parts come and go.
 *
 * <p>Two things see to that. A bucket of tokens spreads the requests evenly. A log of the requests of the last period holds
 * back what would be too many after parts have changed. The budget starts with one token, since nobody knows what the task
 * before it has spent; a part that joins brings no token, only its refill, and takes that away when it leaves.
 *
 * <p>Thread-safe; those who wait are served in the order in which they came. Parts have one period; if not, the longest is
 * the window in which all limits together hold.
 */
final class RateBudget {
    /** Parts may join meanwhile, and make a wait shorter. */
    private static final long LONGEST_PARK = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock turn = new ReentrantLock(true);
    private final List<RateLimit> parts = new ArrayList<>();
    private final List<RateLimit> guests = new ArrayList<>();
    private final Deque<Long> passed = new ArrayDeque<>();
    private final Time time;
    private double tokens = 1;
    private long refilledAt;
    private long window;

    RateBudget(Time time) {
        this.time = time;
        this.refilledAt = time.nanos();
    }

    synchronized void join(RateLimit part) {
        update();
        parts.add(part);
        window = Math.max(window, part.period().toNanos());
    }

    /** A guest takes from what the parts have. While there are none the guests have one limit together: it is no part, but the whole. */
    synchronized void joinAsGuest(RateLimit limit) {
        update();
        guests.add(limit);
        window = Math.max(window, limit.period().toNanos());
    }

    synchronized void leave(RateLimit part) {
        update();
        if (!parts.remove(part)) {
            guests.remove(part);
        }
        tokens = Math.min(tokens, capacity());
    }

    /** Whether nobody uses it, and nothing that it let pass matters any more. */
    synchronized boolean forgettable() {
        update();
        return parts.isEmpty() && guests.isEmpty() && passed.isEmpty();
    }

    /**
     * Waits until one more request may be sent, and counts it as sent.
     *
     * @throws InterruptedException when the thread is interrupted meanwhile; nothing is counted
     */
    void acquire() throws InterruptedException {
        turn.lockInterruptibly();
        try {
            for (long left = take(); left > 0; left = take()) {
                time.park(Math.min(left, LONGEST_PARK));
            }
        } finally {
            turn.unlock();
        }
    }

    /** Whether {@link #acquire} would wait now. */
    boolean wouldWait() {
        return turn.hasQueuedThreads() || nanosUntilNext() > 0;
    }

    /** Counts a request as sent if it may be now, and otherwise says how long that is away. */
    private synchronized long take() {
        long left = nanosUntilNext();
        if (left == 0) {
            tokens -= 1;
            passed.addLast(time.nanos());
        }
        return left;
    }

    private synchronized long nanosUntilNext() {
        long now = update();
        if (counted().isEmpty()) {
            return LONGEST_PARK;
        }
        long untilToken = tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / refillPerNano());
        // Those of the log that are too many must have left the window, not only the oldest.
        long tooMany = passed.size() - requests() + 1;
        long untilRoom =
                tooMany <= 0 ? 0 : passed.stream().skip(tooMany - 1).findFirst().orElseThrow() + window - now;
        return Math.max(untilToken, untilRoom);
    }

    /** Brings tokens and log up to now. */
    private long update() {
        long now = time.nanos();
        tokens = Math.min(capacity(), tokens + (now - refilledAt) * refillPerNano());
        refilledAt = now;
        while (!passed.isEmpty() && now - passed.peekFirst() >= window) {
            passed.removeFirst();
        }
        return now;
    }

    /** Of several guests one counts, since all mean the same limit: the lowest. */
    private List<RateLimit> counted() {
        return parts.isEmpty() && !guests.isEmpty()
                ? List.of(Collections.min(guests, Comparator.comparingInt(RateLimit::requests)))
                : parts;
    }

    private long requests() {
        return counted().stream().mapToLong(RateLimit::requests).sum();
    }

    private long capacity() {
        return 1 + counted().stream().mapToLong(RateLimit::spare).sum();
    }

    private double refillPerNano() {
        return counted().stream().mapToDouble(RateLimit::refillPerNano).sum();
    }
}
