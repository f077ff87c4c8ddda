/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import io.synchub.connect.localstack.http.Answer;
import io.synchub.connect.localstack.http.AnswerHooks;
import io.synchub.connect.localstack.http.Fault;
import io.synchub.connect.localstack.http.Faults;
import io.synchub.connect.localstack.http.HttpListener;
import io.synchub.connect.localstack.http.ReceivedRequest;
import io.synchub.connect.localstack.http.RequestLog;
import io.synchub.connect.localstack.http.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Airtable on a loopback port: the endpoints that read, and webhooks, over bases that tests fill and change while they are read.
 * As strict as the API, with its limits, and with faults to inject. Safe to be used by several threads.
 */
public final class AirtableSimulator implements AutoCloseable {
    private final World world;
    private final SimulatorClock clock;
    private final Tokens tokens;
    private final RateLimiter limiter;
    private final Iterators iterators;
    private final RecordEndpoints records;
    private final AnswerHooks<Table> listHooks = new AnswerHooks<>();
    private final AnswerHooks<Base> payloadHooks = new AnswerHooks<>();
    private final AirtableApi api;
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog(AirtableApi::endpoint);
    private final String token;
    private final HttpListener listener;

    private AirtableSimulator(Builder builder) {
        clock = builder.clock;
        token = builder.tokens.keySet().iterator().next();
        world = new World(clock, builder.recordsPerPayload);
        tokens = new Tokens(builder.tokens.entrySet().stream()
                .map(entry -> entry.getValue().token(entry.getKey(), world.owner))
                .toList());
        limiter = new RateLimiter(builder.rate, builder.penalty);
        iterators = new Iterators(world, builder.iteratorLife);
        records = new RecordEndpoints(world, iterators, listHooks, builder.pageCap);
        api = new AirtableApi(world, tokens, limiter, records, payloadHooks);
        listener = new HttpListener(builder.port, clock, this::answer);
    }

    /** With the all-powerful token {@code secret}, no rate limit, on any free port, by the system's clock. */
    public static AirtableSimulator start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Such as {@code http://127.0.0.1:15432}, what connectors take for {@code https://api.airtable.com}. */
    public String url() {
        return listener.url();
    }

    /** The token that was named first. */
    public String token() {
        return token;
    }

    /** The time in the bases, for tests to move. */
    public SimulatorClock clock() {
        return clock;
    }

    public Faults faults() {
        return faults;
    }

    /** What was asked so far. */
    public RequestLog requests() {
        return requests;
    }

    /** How many requests the simulator's own limit has refused, those during the wait included. */
    public long rateLimited() {
        return limiter.refused();
    }

    /** How many of them came during the wait that an earlier refusal had begun: a client that waits makes none. */
    public long refusedDuringPenalty() {
        return limiter.poked();
    }

    public Base createBase(String name) {
        synchronized (world) {
            Base base = new Base(world, name);
            world.bases.put(base.id(), base);
            return base;
        }
    }

    /** As if it never was. */
    public void deleteBase(Base base) {
        synchronized (world) {
            world.bases.remove(base.id());
        }
    }

    public User person(String name, String email) {
        return world.person(name, email);
    }

    /** Who makes all edits that name nobody, and whom all tokens belong to. */
    public User owner() {
        return world.owner;
    }

    /** All offsets that were given out become invalid. */
    public void killIterators() {
        synchronized (world) {
            iterators.forget();
        }
    }

    /**
     * Does something between two answers of a listing, once: when the answer of that number (from 1) is ready, before it is sent.
     */
    public void afterListAnswer(Table table, int number, Runnable action) {
        listHooks.add(table, number, action);
    }

    /**
     * Does something between two reads of payloads, once: when the answer of that number, counted from 1 and from now on over all
     * webhooks of the base, is ready, before it is sent. Refusals do not count.
     */
    public void afterPayloadAnswer(Base base, int number, Runnable action) {
        synchronized (world) {
            payloadHooks.add(base, base.hooks().reads() + number, action);
        }
    }

    /**
     * Whether listings are snapshots. The pages of one that begins while this is on show the records that were there when it
     * began, as they were then, deleted ones included; else each page shows what is there when it is asked for.
     */
    public void freezeListings(boolean on) {
        synchronized (world) {
            records.freeze(on);
        }
    }

    public void revokeToken(String revoked) {
        tokens.revoke(revoked);
    }

    /** One more token, or another power of one that exists. */
    public void allowToken(String allowed, Role role, Scope... scopes) {
        tokens.allow(new Token(allowed, world.owner, role, Set.of(scopes)));
    }

    /** Ends all connections. */
    @Override
    public void close() {
        listener.close();
    }

    private Answer answer(ReceivedRequest request) {
        requests.add(request);
        Fault fault = faults.take(request);
        return fault == null ? right(request) : fault.answer(request, () -> right(request));
    }

    /** What fails in here, such as a test's own formula, is told as the API tells its failures. */
    private Answer right(ReceivedRequest request) {
        try {
            return api.answer(request);
        } catch (RuntimeException e) {
            String message = "The simulator failed at " + request + ": " + e;
            return JsonBody.error(new AirtableError(500, "SERVER_ERROR", message));
        }
    }

    /** What a token may do. */
    private record Power(Role role, Set<Scope> scopes) {
        Token token(String value, User user) {
            return new Token(value, user, role, scopes);
        }
    }

    /** How a simulator shall be. */
    public static final class Builder {
        private final Map<String, Power> tokens = new LinkedHashMap<>();
        private SimulatorClock clock = new SimulatorClock();
        private int rate;
        private Duration penalty = Duration.ofSeconds(30);
        private Duration iteratorLife = Duration.ofMinutes(30);
        private int pageCap = ListParameters.LARGEST_PAGE;
        private int recordsPerPayload = 100;
        private int port;

        private Builder() {}

        /** A token of a creator with all scopes. */
        public Builder token(String token) {
            return token(token, Role.CREATE, Scope.values());
        }

        public Builder token(String token, Role role, Scope... scopes) {
            tokens.put(token, new Power(role, Set.of(scopes)));
            return this;
        }

        public Builder clock(SimulatorClock baseClock) {
            clock = baseClock;
            return this;
        }

        /** Stands still at the time. */
        public Builder at(Instant time) {
            return clock(SimulatorClock.stoppedAt(time));
        }

        /** Airtable's own limit: 5 requests a second of each base, then 30 seconds of refusals, in real time. */
        public Builder rateLimit() {
            return rateLimit(5, Duration.ofSeconds(30));
        }

        public Builder rateLimit(int requestsPerSecond, Duration wait) {
            rate = requestsPerSecond;
            penalty = wait;
            return this;
        }

        /** Answers hold no more records than that, even where more are asked for. */
        public Builder pageCap(int records) {
            pageCap = records;
            return this;
        }

        /** How long after its last use, by the simulator's clock, an offset is still known. */
        public Builder iteratorLife(Duration life) {
            iteratorLife = life;
            return this;
        }

        /** An action that changes more records is told in several payloads. */
        public Builder recordsPerPayload(int records) {
            recordsPerPayload = records;
            return this;
        }

        public Builder port(int number) {
            port = number;
            return this;
        }

        public AirtableSimulator start() {
            if (tokens.isEmpty()) {
                token("secret");
            }
            return new AirtableSimulator(this);
        }
    }
}
