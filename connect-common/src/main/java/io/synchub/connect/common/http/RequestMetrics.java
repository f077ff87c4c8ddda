/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What the requests of a client added up to. Counted by many threads, read by any. */
public final class RequestMetrics {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SITE_OVERLOADED = 529;

    private final LongAdder requests = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder nanosWaited = new LongAdder();

    void sent() {
        requests.increment();
    }

    void answered(int status) {
        if (status == TOO_MANY_REQUESTS || status == SITE_OVERLOADED) {
            throttled.increment();
        }
    }

    void retried() {
        retries.increment();
    }

    void waited(Duration time) {
        nanosWaited.add(time.toNanos());
    }

    /** Requests sent, each attempt counted. */
    public long requests() {
        return requests.sum();
    }

    /** Answers 429 or 529: the API found that there were too many requests. */
    public long throttled() {
        return throttled.sum();
    }

    /** Attempts after the first. */
    public long retries() {
        return retries.sum();
    }

    /** The time, added up over all threads, that requests waited for the rate or for a {@code Retry-After}. */
    public Duration waitedForRate() {
        return Duration.ofNanos(nanosWaited.sum());
    }
}
