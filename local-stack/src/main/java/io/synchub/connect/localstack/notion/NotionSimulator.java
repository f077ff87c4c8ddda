/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import io.synchub.connect.localstack.http.ApiSimulator;
import io.synchub.connect.localstack.http.SimulatorBuilder;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Notion on a loopback port: the endpoints that read, at version 2026-03-11, over a workspace that tests fill and change while
 * it is read. As strict as the API, with its caps, cuts and limits, and with faults to inject. Safe to be used by several
 * threads.
 */
public final class NotionSimulator extends ApiSimulator {
    private final NotionApi api;
    private final Workspace workspace;

    private NotionSimulator(Builder builder, NotionApi api) {
        super(builder, builder.tokens.iterator().next(), api);
        this.api = api;
        this.workspace = api.workspace;
    }

    /** With the token {@code secret}, the cap of 10,000 results, no rate limit, on any free port, by the system's clock. */
    public static NotionSimulator start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** How many requests the simulator's own limit has refused. */
    public long rateLimited() {
        return api.limiter.refused();
    }

    public Database createDatabase(String name) {
        synchronized (workspace) {
            Database database = new Database(workspace, name);
            workspace.databases.put(database.id(), database);
            return database;
        }
    }

    /** A table in a database of its own, of the same name. */
    public DataSource createDataSource(String name, Property... properties) {
        return createDatabase(name).createDataSource(name, properties);
    }

    /** A page in no table. */
    public Page createPage(String title) {
        return new Page(workspace, workspace.createPage(null, null, Map.of("title", title), clock().instant()));
    }

    /** A page that exists already. */
    public Page page(UUID id) {
        return new Page(workspace, workspace.page(id).id);
    }

    public User person(String name, String email) {
        synchronized (workspace) {
            return workspace.add(new User(workspace.ids.next(), name, email));
        }
    }

    public Group group(String name) {
        synchronized (workspace) {
            return new Group(workspace.ids.next(), name);
        }
    }

    /** The integration's own user, to make edits of its own. */
    public User bot() {
        return workspace.bot;
    }

    /** Edits inside do not move edit times, as Notion's own recalculations do not. */
    public void quietly(Runnable edits) {
        workspace.quietly(edits);
    }

    /** From now on queries and search see changes only so long, by the simulator's clock, after they were made. */
    public void indexLag(Duration lag) {
        synchronized (workspace) {
            workspace.index.setLag(lag);
        }
    }

    /** All cursors that were given out become invalid. */
    public void killCursors() {
        api.cursors.forget();
    }

    /**
     * Does something between two answers of a query, once: when the answer of that number (from 1) is ready, before it is sent.
     */
    public void afterQueryAnswer(DataSource dataSource, int number, Runnable action) {
        api.hooks.add(dataSource, number, action);
    }

    /** Search leaves it out, as Notion's search does now and then. */
    public void hideFromSearch(UUID id) {
        api.search.hide(id);
    }

    public void revokeToken(String revoked) {
        api.tokens.revoke(revoked);
    }

    public void allowToken(String allowed) {
        api.tokens.allow(allowed);
    }

    /** How a simulator shall be. */
    public static final class Builder extends SimulatorBuilder<Builder> {
        private final Set<String> tokens = new LinkedHashSet<>();
        private String integration = "SyncHub";
        private int cap = 10_000;
        private int rate;
        private Duration window = Duration.ofMinutes(1);

        private Builder() {}

        /** One more token, with a rate of its own. */
        public Builder token(String token) {
            tokens.add(token);
            return this;
        }

        /** What the integration is called. */
        public Builder integration(String name) {
            integration = name;
            return this;
        }

        /** How many results a query gives at most. */
        public Builder queryCap(int results) {
            cap = results;
            return this;
        }

        /** So many requests of a token in each window; windows begin at multiples of their length, in real time. */
        public Builder rateLimit(int requests, Duration each) {
            rate = requests;
            window = each;
            return this;
        }

        public NotionSimulator start() {
            if (tokens.isEmpty()) {
                tokens.add("secret");
            }
            Workspace workspace = new Workspace(clock(), integration);
            RateLimiter limiter = new RateLimiter(rate, window);
            return new NotionSimulator(this, new NotionApi(workspace, new Tokens(tokens), limiter, cap));
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
