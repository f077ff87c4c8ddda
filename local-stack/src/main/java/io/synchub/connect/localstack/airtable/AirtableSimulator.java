/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import io.synchub.connect.localstack.http.ApiSimulator;
import io.synchub.connect.localstack.http.SimulatorBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Airtable on a loopback port: the endpoints that read, and webhooks, over bases that tests fill and change while they are read.
 * As strict as the API, with its limits, and with faults to inject. Safe to be used by several threads.
 */
public final class AirtableSimulator extends ApiSimulator {
    private final AirtableApi api;
    private final World world;

    private AirtableSimulator(Builder builder, AirtableApi api) {
        super(builder, builder.tokens.keySet().iterator().next(), api);
        this.api = api;
        this.world = api.world;
    }

    /** With the all-powerful token {@code secret}, no rate limit, on any free port, by the system's clock. */
    public static AirtableSimulator start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** How many requests the simulator's own limit has refused, those during the wait included. */
    public long rateLimited() {
        return api.limiter.refused();
    }

    /** How many of them came during the wait that an earlier refusal had begun: a client that waits makes none. */
    public long refusedDuringPenalty() {
        return api.limiter.poked();
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
            api.iterators.forget();
        }
    }

    /**
     * Does something between two answers of a listing, once: when the answer of that number (from 1) is ready, before it is sent.
     */
    public void afterListAnswer(Table table, int number, Runnable action) {
        api.listHooks.add(table, number, action);
    }

    /**
     * Does something between two reads of payloads, once: when the answer of that number, counted from 1 and from now on over all
     * webhooks of the base, is ready, before it is sent. Refusals do not count.
     */
    public void afterPayloadAnswer(Base base, int number, Runnable action) {
        synchronized (world) {
            api.payloadHooks.add(base, base.hooks().reads() + number, action);
        }
    }

    /**
     * Whether listings are snapshots. The pages of one that begins while this is on show the records that were there when it
     * began, as they were then, deleted ones included; else each page shows what is there when it is asked for.
     */
    public void freezeListings(boolean on) {
        synchronized (world) {
            api.records.freeze(on);
        }
    }

    public void revokeToken(String revoked) {
        api.tokens.revoke(revoked);
    }

    /** One more token, or another power of one that exists. */
    public void allowToken(String allowed, Role role, Scope... scopes) {
        api.tokens.allow(new Token(allowed, world.owner, role, Set.of(scopes)));
    }

    /** What a token may do. */
    private record Power(Role role, Set<Scope> scopes) {
        Token token(String value, User user) {
            return new Token(value, user, role, scopes);
        }
    }

    /** How a simulator shall be. */
    public static final class Builder extends SimulatorBuilder<Builder> {
        private final Map<String, Power> tokens = new LinkedHashMap<>();
        private int rate;
        private Duration penalty = Duration.ofSeconds(30);
        private Duration iteratorLife = Duration.ofMinutes(30);
        private int pageCap = ListParameters.LARGEST_PAGE;
        private int recordsPerPayload = 100;

        private Builder() {}

        /** A token of a creator with all scopes. */
        public Builder token(String token) {
            return token(token, Role.CREATE, Scope.values());
        }

        public Builder token(String token, Role role, Scope... scopes) {
            tokens.put(token, new Power(role, Set.of(scopes)));
            return this;
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

        public AirtableSimulator start() {
            if (tokens.isEmpty()) {
                token("secret");
            }
            World world = new World(clock(), recordsPerPayload);
            List<Token> valid = tokens.entrySet().stream()
                    .map(entry -> entry.getValue().token(entry.getKey(), world.owner))
                    .toList();
            RateLimiter limiter = new RateLimiter(rate, penalty);
            return new AirtableSimulator(
                    this, new AirtableApi(world, new Tokens(valid), limiter, iteratorLife, pageCap));
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
