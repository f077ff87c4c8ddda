/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many requests an API takes in a period, and how its users keep to that.
 *
 * <p>A bucket of tokens that is refilled evenly lets, in any window shorter than the period, fewer
 * requests pass than capacity and refill together. So these add up to one more than the limit, less a margin: requests reach
 * the API a little later or earlier after each other than they were let pass, and the margin is what a second of that (a
 * twentieth of the period if that is less) amounts to. Capacity is one and the {@link #spare} of the burst; so the refill of a
 * period is the limit less spare and margin, and those of several parts add up to that of the whole.
 *
 * @param requests how many are permitted in any window of the period's length; at least 1
 * @param period that length
 * @param burst how many may follow each other without a pause; more than half of the limit counts as half of it, since
 *     what may come at once is missing from the steady rate
 */
public record RateLimit(int requests, Duration period, int burst) {
    private static final Duration MOST_SLACK = Duration.ofSeconds(1);

    public RateLimit {
        if (requests < 1 || burst < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("A rate has at least one request, a burst of one, and a period");
        }
    }

    public static RateLimit perMinute(int requests, int burst) {
        return new RateLimit(requests, Duration.ofMinutes(1), burst);
    }

    public static RateLimit perSecond(int requests, int burst) {
        return new RateLimit(requests, Duration.ofSeconds(1), burst);
    }

    /**
     * Shares this limit out to tasks, whichever workers they run on: the parts' requests add up to this limit's, and so
     * do their bursts, where there are not more parts than the burst has requests.
     *
     * @param tasks how many there may be
     * @return a part for each task; no more parts than requests, because users that know nothing of each other can only
     *     keep to a limit together if each of them may send at least one request in a period
     */
    public List<RateLimit> split(int tasks) {
        int parts = Math.min(tasks, requests);
        return IntStream.range(0, parts)
                .mapToObj(part ->
                        new RateLimit(share(requests, part, parts), period, Math.max(1, share(burst, part, parts))))
                .toList();
    }

    /** Requests beyond the first that may follow it without a pause; a part's, among other parts, adds to theirs. */
    int spare() {
        return Math.max(1, Math.min(burst, requests / 2)) - 1;
    }

    /** Tokens that come in during a nanosecond. */
    double refillPerNano() {
        double nanos = period.toNanos();
        double margin = requests * Math.min(MOST_SLACK.toNanos(), nanos / 20) / nanos;
        return (requests - spare() - margin) / nanos;
    }

    private static int share(int of, int part, int parts) {
        return of / parts + (part < of % parts ? 1 : 0);
    }
}
