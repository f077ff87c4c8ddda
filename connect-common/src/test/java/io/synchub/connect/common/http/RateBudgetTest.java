/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
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

    /** After some time a client joins, or leaves if it had joined; then some requests are sent, if any client is there. */
    record Event(Duration think, int client, int requests) {}

    @Property(tries = 200)
    void no_window_sees_more_than_the_limit(
            @ForAll @IntRange(min = 1, max = 700) int requests,
            @ForAll @IntRange(min = 1, max = 700) int burst,
            @ForAll boolean second,
            @ForAll("steps") List<Step> steps)
            throws InterruptedException {
        RateLimit limit = new RateLimit(requests, second ? Duration.ofSeconds(1) : Duration.ofMinutes(1), burst);

        assertThat(mostInAnyWindow(run(limit, steps), limit.period())).isLessThanOrEqualTo(requests);
    }

    @Property(tries = 200)
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
    void it_begins_with_one_request_and_keeps_no_more_than_the_burst() throws InterruptedException {
        VirtualClock clock = new VirtualClock();
        RateBudget budget = new RateBudget(clock);
        budget.join(DEFAULTS);

        assertThat(budget.wouldWait()).isFalse();
        budget.acquire();
        assertThat(clock.nanos()).isZero();
        assertThat(budget.wouldWait()).isTrue();
        budget.acquire();
        assertThat(Duration.ofNanos(clock.nanos())).isBetween(Duration.ofMillis(340), Duration.ofMillis(360));

        clock.pass(Duration.ofHours(1));
        for (int burst = 0; burst < 5; burst++) {
            assertThat(budget.wouldWait()).isFalse();
            budget.acquire();
        }
        assertThat(budget.wouldWait()).isTrue();
    }

    @Property(tries = 200)
    void no_window_sees_more_than_the_parts_that_were_joined_at_once(
            @ForAll @Size(min = 1, max = 6) List<@From("limits") RateLimit> clients,
            @ForAll("events") List<Event> events)
            throws InterruptedException {
        Pool pool = new Pool(clients);
        pool.run(events);

        assertThat(mostInAnyWindow(pool.sent, Duration.ofMinutes(1))).isLessThanOrEqualTo(pool.mostJoined);
    }

    @Property(tries = 100)
    void two_jvms_together_keep_to_the_whole(
            @ForAll("limits") RateLimit whole,
            @ForAll @IntRange(min = 2, max = 12) int tasks,
            @ForAll @Size(12) List<Boolean> there,
            @ForAll("events") List<Event> eventsHere,
            @ForAll("events") List<Event> eventsThere)
            throws InterruptedException {
        List<RateLimit> partsHere = new ArrayList<>();
        List<RateLimit> partsThere = new ArrayList<>();
        List<RateLimit> parts = whole.split(tasks);
        for (int part = 0; part < parts.size(); part++) {
            (there.get(part) ? partsThere : partsHere).add(parts.get(part));
        }
        Pool here = new Pool(partsHere);
        Pool elsewhere = new Pool(partsThere);
        here.run(eventsHere);
        elsewhere.run(eventsThere);

        List<Long> all = new ArrayList<>(here.sent);
        all.addAll(elsewhere.sent);
        assertThat(mostInAnyWindow(all, whole.period())).isLessThanOrEqualTo(whole.requests());
    }

    @Property(tries = 20)
    void a_busy_client_among_idle_ones_gets_95_percent_of_the_default_rate(
            @ForAll @IntRange(min = 1, max = 20) int tasks) throws InterruptedException {
        Pool pool = new Pool(DEFAULTS.split(tasks));
        for (int client = 0; client < tasks; client++) {
            pool.join(client);
        }
        pool.request(1_801);

        double minutes = (pool.sent.get(1_800) - pool.sent.get(0)) / 60e9;
        assertThat(1_800 / minutes).isBetween(0.95 * 180, 180.0);
    }

    @Test
    void several_that_have_the_whole_limit_have_it_together_and_the_lowest_counts() throws InterruptedException {
        VirtualClock clock = new VirtualClock();
        RateBudget budget = new RateBudget(clock);
        budget.joinAsGuest(RateLimit.perSecond(5, 1));
        budget.joinAsGuest(RateLimit.perSecond(4, 1));

        for (int i = 0; i <= 380; i++) {
            budget.acquire();
        }

        assertThat(clock.nanos()).isBetween(seconds(99), seconds(101));
    }

    @Test
    void a_busy_client_gets_95_percent_of_five_requests_a_second() throws InterruptedException {
        List<Long> sent = run(RateLimit.perSecond(5, 1), List.of(new Step(Duration.ZERO, Duration.ZERO, 500)));

        double took = (sent.get(sent.size() - 1) - sent.get(0)) / 1e9;
        assertThat((sent.size() - 1) / took).isBetween(0.949 * 5, 5.0);
    }

    @Test
    void a_guest_adds_nothing_to_the_parts() throws InterruptedException {
        VirtualClock clock = new VirtualClock();
        RateBudget budget = new RateBudget(clock);
        budget.joinAsGuest(DEFAULTS);
        assertThat(budget.wouldWait()).isFalse();
        budget.join(DEFAULTS);
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            budget.acquire();
            sent.add(clock.nanos());
        }

        assertThat(mostInAnyWindow(sent, Duration.ofMinutes(1))).isLessThanOrEqualTo(180);
        budget.leave(DEFAULTS);
        budget.leave(DEFAULTS);
        clock.pass(Duration.ofMinutes(2));
        assertThat(budget.forgettable()).isTrue();
    }

    @Test
    void a_part_brings_its_refill_at_once_and_takes_it_away_at_once() throws InterruptedException {
        VirtualClock clock = new VirtualClock();
        RateBudget budget = new RateBudget(clock);
        RateLimit part = RateLimit.perMinute(61, 1);
        budget.join(part);
        budget.acquire();
        assertThat(waitOf(budget, clock)).isBetween(Duration.ofMillis(995), Duration.ofMillis(1_005));

        budget.join(part);
        assertThat(budget.wouldWait()).isTrue();
        assertThat(waitOf(budget, clock)).isBetween(Duration.ofMillis(495), Duration.ofMillis(505));

        budget.leave(part);
        assertThat(waitOf(budget, clock)).isBetween(Duration.ofMillis(995), Duration.ofMillis(1_005));
    }

    @Test
    void a_burst_that_was_spent_counts_against_the_part_that_comes_instead() throws InterruptedException {
        Pool pool = new Pool(List.of(RateLimit.perMinute(60, 30), RateLimit.perMinute(60, 1)));
        pool.run(List.of(
                new Event(Duration.ZERO, 0, 0),
                new Event(Duration.ofMinutes(5), 2, 30),
                new Event(Duration.ZERO, 0, 0),
                new Event(Duration.ZERO, 1, 120)));

        assertThat(mostInAnyWindow(pool.sent, Duration.ofMinutes(1))).isEqualTo(60);
    }

    @Test
    void a_part_that_joins_ends_the_long_wait_of_another() throws Exception {
        RateBudget budget = new RateBudget(Time.SYSTEM);
        budget.join(RateLimit.perMinute(1, 1));
        budget.acquire();
        List<Integer> served = new CopyOnWriteArrayList<>();
        Thread waiting = waiting(budget, 1, served);

        budget.join(RateLimit.perMinute(600, 1));

        waiting.join(10_000);
        assertThat(served).containsExactly(1);
    }

    @Test
    void those_who_wait_are_served_in_the_order_in_which_they_came() throws Exception {
        RateBudget budget = new RateBudget(Time.SYSTEM);
        budget.join(RateLimit.perSecond(5, 1));
        budget.acquire();
        List<Integer> served = new CopyOnWriteArrayList<>();
        List<Thread> waiting = new ArrayList<>();
        for (int client = 0; client < 5; client++) {
            waiting.add(waiting(budget, client, served));
        }

        for (Thread client : waiting) {
            client.join(10_000);
        }
        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void an_interrupt_ends_a_wait_and_counts_nothing() throws Exception {
        RateBudget budget = new RateBudget(Time.SYSTEM);
        RateLimit part = RateLimit.perMinute(1, 1);
        budget.join(part);
        budget.acquire();
        List<Integer> served = new CopyOnWriteArrayList<>();
        Thread head = waiting(budget, 1, served);
        Thread second = waiting(budget, 2, served);

        second.interrupt();
        head.interrupt();

        head.join(10_000);
        second.join(10_000);
        assertThat(served).isEmpty();
        budget.join(RateLimit.perMinute(600, 1));
        budget.acquire();
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

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Duration> think = Arbitraries.oneOf(
                        Arbitraries.just(0),
                        Arbitraries.integers().between(0, 3_000),
                        Arbitraries.integers().between(0, 70_000))
                .map(Duration::ofMillis);
        Arbitrary<Integer> requests = Arbitraries.oneOf(
                Arbitraries.just(0),
                Arbitraries.integers().between(1, 20),
                Arbitraries.integers().between(1, 250));
        return Combinators.combine(think, Arbitraries.integers().between(0, 11), requests)
                .as(Event::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<RateLimit> limits() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 200),
                        Arbitraries.integers().between(1, 120))
                .as(RateLimit::perMinute);
    }

    /** When each request was sent. */
    private static List<Long> run(RateLimit limit, List<Step> steps) throws InterruptedException {
        VirtualClock clock = new VirtualClock();
        SharedToken token =
                SharedToken.join("http://rate.test", UUID.randomUUID().toString(), limit, clock);
        try {
            List<Long> sent = new ArrayList<>();
            for (Step step : steps) {
                clock.pass(step.think());
                token.closeFor(step.closed());
                for (int request = 0; request < step.requests(); request++) {
                    token.acquire();
                    sent.add(clock.nanos());
                }
            }
            return sent;
        } finally {
            token.leave(limit);
        }
    }

    private static Duration waitOf(RateBudget budget, VirtualClock clock) throws InterruptedException {
        long start = clock.nanos();
        budget.acquire();
        return Duration.ofNanos(clock.nanos() - start);
    }

    /** A thread that has begun to wait for a request. */
    private static Thread waiting(RateBudget budget, int client, List<Integer> served) {
        Thread thread = new Thread(() -> {
            try {
                budget.acquire();
                served.add(client);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    /** The clients of one token in one JVM. */
    private static final class Pool {
        private final String name = UUID.randomUUID().toString();
        private final VirtualClock clock = new VirtualClock();
        private final List<RateLimit> clients;
        private final Map<Integer, SharedToken> joined = new TreeMap<>();
        private final List<Long> sent = new ArrayList<>();
        private int mostJoined;

        Pool(List<RateLimit> clients) {
            this.clients = clients;
        }

        void run(List<Event> events) throws InterruptedException {
            for (Event event : events) {
                clock.pass(event.think());
                if (event.client() < clients.size()) {
                    joinOrLeave(event.client());
                }
                request(event.requests());
            }
        }

        void join(int client) {
            joined.put(client, SharedToken.join("http://pool.test", name, clients.get(client), clock));
            mostJoined = Math.max(
                    mostJoined,
                    joined.keySet().stream()
                            .mapToInt(one -> clients.get(one).requests())
                            .sum());
        }

        /** Every client in turn. */
        void request(int requests) throws InterruptedException {
            List<SharedToken> tokens = List.copyOf(joined.values());
            for (int request = 0; request < requests && !tokens.isEmpty(); request++) {
                tokens.get(request % tokens.size()).acquire();
                sent.add(clock.nanos());
            }
        }

        private void joinOrLeave(int client) {
            SharedToken token = joined.remove(client);
            if (token == null) {
                join(client);
            } else {
                token.leave(clients.get(client));
            }
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

    private static long seconds(int count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
