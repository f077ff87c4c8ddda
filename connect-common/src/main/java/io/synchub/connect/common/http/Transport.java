/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import io.synchub.connect.common.http.ApiFailure.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one request and takes its whole answer, within a time and a size. Thread-safe.
 *
 * <p>What goes out is one request for each call, with one exception that nobody counts: when a connection that was kept open
 * turns out to be cut before an answer's first byte, the JDK's client sends a GET (never a POST) again by itself on another
 * one, at most five times in all. No setting of one client ends that. It also tries a connection that was refused once more,
 * which sends no request. Redirects are not followed, and nobody is asked for a password.
 */
final class Transport {
    private final HttpClient client = HttpClient.newBuilder()
            // A few requests a second need no streams, and a connection that fails then takes one request with it.
            .version(HttpClient.Version.HTTP_1_1)
            // The token would go wherever an answer points.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String base;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final long maxBodyBytes;

    Transport(URI base, Map<String, String> headers, Duration timeout, long maxBodyBytes) {
        this.base = base.toString().replaceFirst("/+$", "");
        this.headers = Map.copyOf(headers);
        this.timeout = timeout;
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * @throws ApiFailure passing, when no whole answer came in time
     * @throws BodyTooLargeException when a good answer is beyond the cap
     * @throws InterruptedException when the thread is interrupted; the exchange ends
     */
    Answer send(ApiRequest request) throws BodyTooLargeException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(httpRequest(request), CappedBody.handler(maxBodyBytes));
        try {
            HttpResponse<byte[]> response = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException late) {
            throw ApiFailure.unanswered(
                    Scope.PASSING,
                    "timeout",
                    request + ": no whole answer came within " + timeout.toMillis()
                            + " ms. If this stays, raise request.timeout.ms or lower page.size.",
                    null);
        } catch (ExecutionException failed) {
            throw failure(request, failed.getCause());
        } finally {
            // Does nothing to an exchange that has ended.
            exchange.cancel(true);
        }
    }

    private static ApiFailure failure(ApiRequest request, Throwable cause) throws BodyTooLargeException {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            if (link instanceof BodyTooLargeException tooLarge) {
                throw tooLarge;
            }
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (!(cause instanceof IOException)) {
            throw new IllegalStateException(request + ": the request could not be sent", cause);
        }
        return ApiFailure.unanswered(
                Scope.PASSING,
                "io",
                request + ": the connection failed (" + cause.getClass().getSimpleName()
                        + "). If this stays, check the URL and the way there: name resolution, proxy, firewall,"
                        + " certificates.",
                cause);
    }

    private HttpRequest httpRequest(ApiRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(request))
                .setHeader("Accept", "application/json")
                .setHeader("Accept-Encoding", "gzip");
        request.body().ifPresent(body -> builder.setHeader("Content-Type", "application/json"));
        headers.forEach(builder::setHeader);
        return builder.method(
                        request.method(),
                        request.body().map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody))
                .build();
    }

    private URI uri(ApiRequest request) {
        try {
            return URI.create(base + request.path());
        } catch (IllegalArgumentException malformed) {
            // Its message quotes the query.
            throw new IllegalArgumentException(request + ": path or query is not encoded");
        }
    }
}
