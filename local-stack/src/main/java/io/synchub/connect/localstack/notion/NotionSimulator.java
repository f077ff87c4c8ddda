/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

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
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Notion on a loopback port: the endpoints that read, at version 2026-03-11, over a workspace that tests fill and change while
 * it is read. As strict as the API, with its caps, cuts and limits, and with faults to inject. Safe to be used by several
 * threads.
 */
public final class NotionSimulator implements AutoCloseable {
    private final Workspace workspace;
    private final SimulatorClock clock;
    private final Tokens tokens;
    private final RateLimiter limiter;
    private final Cursors cursors = new Cursors();
    private final AnswerHooks<DataSource> hooks = new AnswerHooks<>();
    private final SearchEndpoint search;
    private final NotionApi api;
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog(NotionApi::endpoint);
    private final String token;
    private final HttpListener listener;

    private NotionSimulator(Builder builder) {
        clock = builder.clock;
        token = builder.tokens.iterator().next();
        workspace = new Workspace(clock, builder.integration);
        tokens = new Tokens(builder.tokens);
        limiter = new RateLimiter(builder.rate, builder.window);
        ValueJson values = new ValueJson(workspace);
        search = new SearchEndpoint(workspace, values, cursors);
        QueryEndpoint query = new QueryEndpoint(workspace, values, cursors, hooks, builder.cap);
        PageEndpoints pages = new PageEndpoints(workspace, values, cursors);
        api = new NotionApi(workspace, tokens, limiter, cursors, query, search, pages);
        listener = new HttpListener(builder.port, clock, this::answer);
    }

    /** With the token {@code secret}, the cap of 10,000 results, no rate limit, on any free port, by the system's clock. */
    public static NotionSimulator start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Such as {@code http://127.0.0.1:15432}, what connectors take for {@code https://api.notion.com}. */
    public String url() {
        return listener.url();
    }

    /** A token that opens the workspace. */
    public String token() {
        return token;
    }

    /** The time in the workspace, for tests to move. */
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

    /** How many requests the simulator's own limit has refused. */
    public long rateLimited() {
        return limiter.refused();
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
        return new Page(workspace, workspace.createPage(null, null, Map.of("title", title), clock.instant()));
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
        cursors.forget();
    }

    /**
     * Does something between two answers of a query, once: when the answer of that number (from 1) is ready, before it is sent.
     */
    public void afterQueryAnswer(DataSource dataSource, int number, Runnable action) {
        hooks.add(dataSource, number, action);
    }

    /** Search leaves it out, as Notion's search does now and then. */
    public void hideFromSearch(UUID id) {
        search.hide(id);
    }

    public void revokeToken(String revoked) {
        tokens.revoke(revoked);
    }

    public void allowToken(String allowed) {
        tokens.allow(allowed);
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
            return JsonBody.error(new NotionError(500, "internal_server_error", message, Map.of()));
        }
    }

    /** How a simulator shall be. */
    public static final class Builder {
        private final Set<String> tokens = new LinkedHashSet<>();
        private SimulatorClock clock = new SimulatorClock();
        private String integration = "SyncHub";
        private int cap = 10_000;
        private int rate;
        private Duration window = Duration.ofMinutes(1);
        private int port;

        private Builder() {}

        /** One more token, with a rate of its own. */
        public Builder token(String token) {
            tokens.add(token);
            return this;
        }

        public Builder clock(SimulatorClock workspaceClock) {
            clock = workspaceClock;
            return this;
        }

        /** Stands still at the time. */
        public Builder at(Instant time) {
            return clock(SimulatorClock.stoppedAt(time));
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

        public Builder port(int number) {
            port = number;
            return this;
        }

        public NotionSimulator start() {
            if (tokens.isEmpty()) {
                tokens.add("secret");
            }
            return new NotionSimulator(this);
        }
    }
}
