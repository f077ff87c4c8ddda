/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import dev.failsafe.Call;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import io.synchub.connect.common.http.ApiFailure.Scope;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one API, with one token, for JSON: within the rate, with time-outs, and with retries of what passes by itself.
 *
 * <p>Thread-safe. A call runs on its caller's thread. The token is in no message, log or text of this class; neither are
 * queries and bodies.
 */
public final class ApiClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiClient.class);

    private static final long DEFAULT_MAX_BODY_BYTES = 64L << 20;
    private static final double JITTER = 0.25;
    private static final Duration BETWEEN_INTERRUPTS = Duration.ofMillis(20);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final URI base;
    private final Transport transport;
    private final JsonAnswers answers;
    private final FailureSorter sorter;
    private final SharedToken token;
    private final RateLimit part;
    private final RequestMetrics metrics;
    private final FailsafeExecutor<Object> retries;
    private final FailsafeExecutor<Object> once = Failsafe.none();
    private final Set<Call<?>> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private ApiClient(Builder builder) {
        this.base = builder.base;
        this.transport =
                new Transport(builder.base, builder.headers, builder.settings.requestTimeout(), builder.maxBodyBytes);
        this.answers = new JsonAnswers(builder.maxBodyBytes);
        this.sorter = builder.sorter;
        this.metrics = builder.metrics;
        this.retries = Failsafe.with(retryPolicy(builder.settings));
        this.part = builder.part;
        String address = builder.base.toString();
        String secret = builder.limited.isEmpty() ? builder.headers.getOrDefault("Authorization", "") : builder.limited;
        // Each of those whose limit belongs to something else has the whole of it, and no part that adds to others'.
        this.token = builder.guest || !builder.limited.isEmpty()
                ? SharedToken.joinAsGuest(address, secret, part, builder.time)
                : SharedToken.join(address, secret, part, builder.time);
    }

    /**
     * @param base scheme, host and perhaps the beginning of every path
     * @param part this client's part of the token's rate; clients with the same address and {@code Authorization} in one
     *     JVM put their parts together, and each may use what the others leave
     * @param sorter knows the API's error answers
     * @param settings how often and how long requests are tried
     */
    public static Builder builder(URI base, RateLimit part, FailureSorter sorter, RetrySettings settings) {
        return new Builder(base, part, sorter, settings);
    }

    /**
     * Sends a request, waits for its answer and has it read. Tried again, after the backoff and no sooner than a
     * {@code Retry-After} says, as long as the failure is {@linkplain Scope#PASSING passing}, attempts are left, and the
     * request is {@linkplain ApiRequest#repeatable repeatable}.
     *
     * @param reader reads the body of a 2xx answer; called once for each attempt that got one
     * @return what the reader made of it
     * @throws ApiFailure the last attempt's
     */
    @SuppressWarnings("unchecked")
    public <T> ApiResponse<T> call(ApiRequest request, BodyReader<T> reader) {
        Call<ApiResponse<T>> call = (request.repeatable() ? retries : once).newCall(execution -> {
            if (execution.isRetry()) {
                metrics.retried();
                LOG.debug("{}: attempt {}", request, execution.getAttemptCount() + 1);
            }
            return attempt(request, reader);
        });
        calls.add(call);
        try {
            return call.execute();
        } catch (ApiFailure failure) {
            throw closed ? closed(request) : failure;
        } catch (FailsafeException interrupted) {
            // What the backoff makes of an interrupt; everything else comes as it was thrown.
            throw closed(request);
        } finally {
            calls.remove(call);
        }
    }

    /** Whether the next request would have to wait for the rate or a {@code Retry-After}. */
    public boolean wouldWait() {
        return token.wouldWait();
    }

    public RequestMetrics metrics() {
        return metrics;
    }

    /**
     * Ends all calls at once, whatever they wait for, with the failure {@code closed}. Calls that come later fail likewise.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        token.leave(part);
        long start = System.nanoTime();
        boolean patient = true;
        // More than once, because a call that is between two waits takes no notice of an interrupt.
        while (patient && !calls.isEmpty() && System.nanoTime() - start < LONGEST_CLOSE.toNanos()) {
            calls.forEach(call -> call.cancel(true));
            patient = paused();
        }
    }

    /** The address only. */
    @Override
    public String toString() {
        return "ApiClient[" + base.getScheme() + "://" + base.getHost() + "]";
    }

    private <T> ApiResponse<T> attempt(ApiRequest request, BodyReader<T> reader) {
        if (closed) {
            throw closed(request);
        }
        try {
            metrics.waited(token.acquire());
            metrics.sent();
            Answer answer = transport.send(request);
            metrics.answered(answer.status());
            if (!answer.good()) {
                throw sorted(request, answer);
            }
            return new ApiResponse<>(answers.read(request, answer, reader), TimeHeaders.serverTime(answer.headers()));
        } catch (BodyTooLargeException beyondCap) {
            throw answers.tooLarge(request);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw closed(request);
        }
    }

    private ApiFailure sorted(ApiRequest request, Answer answer) {
        ApiFailure failure = sorter.sort(
                request, answer.status(), answers.errorBody(answer), TimeHeaders.retryAfter(answer.headers()));
        if (failure.scope() == Scope.PASSING) {
            failure.retryAfter().ifPresent(token::closeFor);
        }
        if (failure.getMessage().contains(request.toString())) {
            return failure;
        }
        return ApiFailure.answered(
                failure.scope(),
                failure.status(),
                failure.code(),
                request + ": " + failure.getMessage(),
                failure.retryAfter());
    }

    private RetryPolicy<Object> retryPolicy(RetrySettings settings) {
        RetryPolicyBuilder<Object> policy = RetryPolicy.builder()
                .handleIf((result, failure) -> failure instanceof ApiFailure api
                        && api.scope() == Scope.PASSING
                        && !api.code().equals(ApiFailure.CLOSED)
                        && !closed)
                .withMaxAttempts(settings.maxAttempts());
        if (settings.backoff().compareTo(settings.maxBackoff()) < 0) {
            policy.withBackoff(settings.backoff(), settings.maxBackoff());
        } else {
            policy.withDelay(settings.maxBackoff());
        }
        return policy.withJitter(JITTER).build();
    }

    private static ApiFailure closed(ApiRequest request) {
        return ApiFailure.unanswered(
                Scope.PASSING, ApiFailure.CLOSED, request + ": given up because the connector is stopping", null);
    }

    private static boolean paused() {
        try {
            Thread.sleep(BETWEEN_INTERRUPTS.toMillis());
            return true;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Makes a client. */
    public static final class Builder {
        private final URI base;
        private final RateLimit part;
        private final FailureSorter sorter;
        private final RetrySettings settings;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private RequestMetrics metrics = new RequestMetrics();
        private long maxBodyBytes = DEFAULT_MAX_BODY_BYTES;
        private Time time = Time.SYSTEM;
        private boolean guest;
        private String limited = "";

        private Builder(URI base, RateLimit part, FailureSorter sorter, RetrySettings settings) {
            this.base = base;
            this.part = part;
            this.sorter = sorter;
            this.settings = settings;
        }

        /**
         * A header of every request. Clients with the same address and {@code Authorization} in one JVM share their
         * rate and heed each other's {@code Retry-After}.
         *
         * @throws IllegalArgumentException when no header may look so; the message does not show the value
         */
        public Builder header(String name, String value) {
            if (!legal(name, value)) {
                throw new IllegalArgumentException("The value for the header " + name
                        + " holds characters that no header may hold, such as a line break: remove them");
            }
            headers.put(name, value);
            return this;
        }

        /**
         * Takes from what other clients of the token may spend, and brings a limit of its own only while there are none: for a
         * few requests beside the tasks.
         */
        public Builder guest() {
            this.guest = true;
            return this;
        }

        /**
         * What the limit belongs to where it is not the token: a base's id. Clients of the same in one JVM keep to one limit together, the
         * lowest of theirs, whatever their tokens.
         */
        public Builder limited(String to) {
            this.limited = to;
            return this;
        }

        /** Counts into these. */
        public Builder metrics(RequestMetrics metrics) {
            this.metrics = metrics;
            return this;
        }

        /** How many bytes an answer may have, decoded. Beyond that it fails with {@code too_large}; 64 MiB unless told. */
        public Builder maxBodyBytes(long bytes) {
            this.maxBodyBytes = bytes;
            return this;
        }

        /** What waits for the rate and for a {@code Retry-After} go by. */
        Builder time(Time time) {
            this.time = time;
            return this;
        }

        public ApiClient build() {
            return new ApiClient(this);
        }

        private static boolean legal(String name, String value) {
            try {
                HttpRequest.newBuilder().setHeader(name, value);
                return true;
            } catch (IllegalArgumentException illegal) {
                return false;
            }
        }
    }
}
