/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What was asked of a simulator: counts of everything since the last {@link #clear}, and the last 100,000 requests themselves.
 * Requests that met a fault or a rate limit count too. Safe to be used by several threads.
 */
public final class RequestLog {
    private static final int KEPT = 100_000;

    private final Function<ReceivedRequest, String> endpoint;
    private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
    private final Map<String, Long> byEndpoint = new HashMap<>();
    private long total;

    /** A log that counts by the name that the function gives a request. */
    public RequestLog(Function<ReceivedRequest, String> endpoint) {
        this.endpoint = endpoint;
    }

    public synchronized void add(ReceivedRequest request) {
        total++;
        byEndpoint.merge(endpoint.apply(request), 1L, Long::sum);
        requests.addLast(request);
        if (requests.size() > KEPT) {
            requests.removeFirst();
        }
    }

    public synchronized long total() {
        return total;
    }

    /** How often an endpoint was asked, such as {@code POST /v1/data_sources/{id}/query}. */
    public synchronized long count(String name) {
        return byEndpoint.getOrDefault(name, 0L);
    }

    /** Counts by endpoint. */
    public synchronized Map<String, Long> counts() {
        return Map.copyOf(byEndpoint);
    }

    /** The requests, oldest first. */
    public synchronized List<ReceivedRequest> requests() {
        return new ArrayList<>(requests);
    }

    /** The requests that match, oldest first. */
    public List<ReceivedRequest> requests(Predicate<ReceivedRequest> matching) {
        return requests().stream().filter(matching).toList();
    }

    /** When each request came, by the system's clock, oldest first. */
    public List<Instant> times() {
        return requests().stream().map(ReceivedRequest::receivedAt).toList();
    }

    /** Begins anew. */
    public synchronized void clear() {
        requests.clear();
        byEndpoint.clear();
        total = 0;
    }
}
