/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateBudgetTest {
    private static final RateLimit DEFAULTS = RateLimit.perMinute(180, 5);

    /** What a client does: think, or be told to stay away, and then send some requests. */
    record Step(Duration think, Duration closed, int requests) {}

    @Property
    void no_window_sees_more_than_the_limit(
            @ForAll @IntRange(min = 1, max = 700) int requests,
            @ForAll @IntRange(min = 1, max = 700) int burst,
            @ForAll boolean second,
            @ForAll("steps") List<Step> steps)
            throws InterruptedException {
        RateLimit limit = new RateLimit(requests, second ? Duration.ofSeconds(1) : Duration.ofMinutes(1), burst);

        assertThat(mostInAnyWindow(run(limit, steps), limit.period())).isLessThanOrEqualTo(requests);
    }

    @Property
    void parts_together_keep_to_the_whole(
            @ForAll @IntRange(min = 1, max = 200) int requests,
            @ForAll @IntRange(min = 1, max = 30) int burst,
            @ForAll @IntRange(min = 1, max = 12) int tasks,
            @ForAll @Size(12) List<@IntRange(min = 0, max = 120) Integer> starts)
            throws InterruptedException {
        RateLimit whole = RateLimit.perMinute(requests, burst);
        List<RateLimit> parts = whole.split(tasks);

        assertThat(parts).hasSize(Math.min(tasks, requests));
        assertThat(parts.stream().mapToInt(RateLimit::requests).sum()).isEqualTo(requests);
        List<Long> all = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            // Idle for a while, so that the bucket is full, and then busy: all of them at about the same time.
            Step idle = new Step(Duration.ofSeconds(600L + starts.get(part)), Duration.ZERO, 2 * requests);
            all.addAll(run(parts.get(part), List.of(idle)));
        }
        assertThat(mostInAnyWindow(all, whole.period())).isLessThanOrEqualTo(requests);
    }

    @Test
    void a_busy_client_gets_95_percent_of_the_default_rate() throws InterruptedException {
        List<Long> sent = run(DEFAULTS, List.of(new Step(Duration.ZERO, Duration.ZERO, 1_800)));

        double minutes = (sent.get(sent.size() - 1) - sent.get(0)) / 60e9;
        assertThat((sent.size() - 1) / minutes).isBetween(0.95 * 180, 180.0);
    }

    @Test
    void three_busy_tasks_get_95_percent_of_the_default_rate_together() throws InterruptedException {
        double rate = 0;
        for (RateLimit part : DEFAULTS.split(3)) {
            List<Long> sent = run(part, List.of(new Step(Duration.ZERO, Duration.ZERO, 601)));
            rate += 600 / ((sent.get(600) - sent.get(0)) / 60e9);
        }
        assertThat(rate).isBetween(0.95 * 180, 180.0);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 10", "1, 50, 10", "2, 5, 19", "5, 5, 39", "10, 10, 59"})
    void small_limits_flow(int requests, int burst, int atLeast) throws InterruptedException {
        RateLimit limit = RateLimit.perMinute(requests, burst);

        long tenMinutes = run(limit, List.of(new Step(Duration.ZERO, Duration.ZERO, 100))).stream()
                .filter(sent -> sent <= Duration.ofMinutes(10).toNanos())
                .count();

        assertThat(tenMinutes).isGreaterThanOrEqualTo(atLeast);
    }

    @Test
    void it_begins_with_one_request_and_says_how_long_it_waited() throws InterruptedException {
        VirtualClock clock = new VirtualClock();
        RateBudget budget = new RateBudget(DEFAULTS, clock, clock);

        assertThat(budget.wouldWait()).isFalse();
        assertThat(budget.acquire()).isZero();
        assertThat(budget.wouldWait()).isTrue();
        assertThat(budget.acquire()).isBetween(Duration.ofMillis(340), Duration.ofMillis(360));

        clock.pass(Duration.ofHours(1));
        for (int burst = 0; burst < 5; burst++) {
            assertThat(budget.wouldWait()).isFalse();
            assertThat(budget.acquire()).isZero();
        }
        assertThat(budget.wouldWait()).isTrue();
    }

    @Test
    void a_limit_without_requests_burst_or_period_is_refused() {
        assertThatThrownBy(() -> RateLimit.perMinute(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RateLimit.perSecond(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimit(1, Duration.ZERO, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Duration> think = Arbitraries.oneOf(
                        Arbitraries.just(0),
                        Arbitraries.integers().between(0, 3_000),
                        Arbitraries.integers().between(0, 200_000))
                .map(Duration::ofMillis);
        Arbitrary<Duration> closed = Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.just(0)),
                        Tuple.of(1, Arbitraries.integers().between(0, 90)))
                .map(Duration::ofSeconds);
        return Combinators.combine(think, closed, Arbitraries.integers().between(1, 400))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    /** When each request was sent. */
    private static List<Long> run(RateLimit limit, List<Step> steps) throws InterruptedException {
        VirtualClock clock = new VirtualClock();
        TokenGate gate = TokenGate.lease("http://rate.test", UUID.randomUUID().toString(), clock);
        try {
            Admission admission = new Admission(gate, new RateBudget(limit, clock, clock), new RequestMetrics());
            List<Long> sent = new ArrayList<>();
            for (Step step : steps) {
                clock.pass(step.think());
                gate.closeFor(step.closed());
                for (int request = 0; request < step.requests(); request++) {
                    admission.await();
                    sent.add(clock.currentTimeNanos());
                }
            }
            return sent;
        } finally {
            gate.release();
        }
    }

    /** The most that any window shorter than the period holds: one that begins with a request shows it. */
    private static int mostInAnyWindow(List<Long> times, Duration period) {
        List<Long> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        int most = 0;
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) >= period.toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
