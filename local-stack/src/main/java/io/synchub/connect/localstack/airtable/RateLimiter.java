/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import io.synchub.connect.localstack.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Airtable's limit: so many requests of a base in a second, and none at all for a while once there were more. By the system's
 * clock, whatever the simulator's says, since clients wait in real time. The second is 50 ms short, so that a client that keeps
 * to the rate is not refused for the network's own jitter.
 */
final class RateLimiter {
    private static final Duration SECOND = Duration.ofMillis(950);

    private final int requests;
    private final Duration penalty;
    private final Map<String, Recent> bases = new HashMap<>();
    private long refused;
    private long poked;

    /** @param requests 0 for no limit */
    RateLimiter(int requests, Duration penalty) {
        this.requests = requests;
        this.penalty = penalty;
    }

    /** The refusal when the base's budget is spent, or when it still waits for an earlier one, else null. */
    synchronized Answer refusal(String base, Instant now) {
        if (requests == 0) {
            return null;
        }
        Recent recent = bases.computeIfAbsent(base, none -> new Recent());
        if (now.isBefore(recent.refusedUntil)) {
            refused++;
            poked++;
            return answer();
        }
        while (!recent.times.isEmpty() && !recent.times.peekFirst().plus(SECOND).isAfter(now)) {
            recent.times.removeFirst();
        }
        if (recent.times.size() < requests) {
            recent.times.addLast(now);
            return null;
        }
        recent.refusedUntil = now.plus(penalty);
        refused++;
        return answer();
    }

    /** All refusals. */
    synchronized long refused() {
        return refused;
    }

    /** Refusals of requests that came although an earlier one had been refused less than the penalty ago. */
    synchronized long poked() {
        return poked;
    }

    static Answer answer() {
        return JsonBody.errors(429, "RATE_LIMIT_REACHED", "Rate limit exceeded. Please try again later");
    }

    private static final class Recent {
        private final Deque<Instant> times = new ArrayDeque<>();
        private Instant refusedUntil = Instant.MIN;
    }
}
