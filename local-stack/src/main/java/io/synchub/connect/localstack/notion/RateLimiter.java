/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import io.synchub.connect.localstack.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Notion's limit: so many requests of a token in each fixed window. Windows follow each other from 1970 on, by the system's
 * clock, whatever the simulator's says, since clients wait in real time.
 */
final class RateLimiter {
    private final int requests;
    private final Duration window;
    private final Map<String, Count> counts = new HashMap<>();
    private long refused;

    /** @param requests 0 for no limit */
    RateLimiter(int requests, Duration window) {
        this.requests = requests;
        this.window = window;
    }

    /** The refusal when the window's budget is spent, else null. */
    synchronized Answer refusal(String token, Instant now) {
        if (requests == 0) {
            return null;
        }
        long number = now.toEpochMilli() / window.toMillis();
        Count count = counts.computeIfAbsent(token, none -> new Count());
        if (count.window != number) {
            count.window = number;
            count.requests = 0;
        }
        count.requests++;
        if (count.requests <= requests) {
            return null;
        }
        refused++;
        long waitMillis = (number + 1) * window.toMillis() - now.toEpochMilli();
        return answer(Duration.ofMillis(waitMillis), "integration_rate_limit");
    }

    synchronized long refused() {
        return refused;
    }

    /** With the wait in whole seconds, rounded up. */
    static Answer answer(Duration wait, String reason) {
        NotionError error = new NotionError(
                429,
                "rate_limited",
                "You have been rate limited. Please try again in a few minutes.",
                Map.of("rate_limit_reason", reason));
        long seconds = (wait.toMillis() + 999) / 1000;
        return JsonBody.error(error).withHeader("Retry-After", Long.toString(seconds));
    }

    private static final class Count {
        private long window = -1;
        private int requests;
    }
}
