/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import io.synchub.connect.localstack.http.Answer;
import io.synchub.connect.localstack.http.Fault;
import io.synchub.connect.localstack.http.ReceivedRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** Faults in Notion's words, and ways to say which requests meet them. Others are in {@link Fault}. */
public final class NotionFaults {
    private NotionFaults() {}

    /** 429 for the integration's own budget; the wait is told in whole seconds. */
    public static Fault rateLimited(Duration wait) {
        return rateLimited(wait, "integration_rate_limit");
    }

    /** 429 for a reason of one's choice. */
    public static Fault rateLimited(Duration wait, String reason) {
        return (request, right) -> RateLimiter.answer(wait, reason);
    }

    /** 429 without an end: Notion asks not to try again. */
    public static Fault blocked() {
        return refusal(
                429,
                "rate_limited",
                "This request has been blocked.",
                Map.of("rate_limit_reason", "public_api_request_blocked"));
    }

    /** 529: too busy for everyone. */
    public static Fault overloaded(Duration wait) {
        return (request, right) -> error(529, "service_overload", "Notion is overloaded. Try again later.", Map.of())
                .withHeader("Retry-After", Long.toString(wait.toSeconds()));
    }

    /** 500, 502, 503 or 504 with the API's own body. */
    public static Fault serverError(int status) {
        String code =
                switch (status) {
                    case 500 -> "internal_server_error";
                    case 502 -> "bad_gateway";
                    case 503 -> "service_unavailable";
                    case 504 -> "gateway_timeout";
                    default -> throw new IllegalArgumentException("Notion's server errors are 500, 502, 503 and 504");
                };
        return refusal(status, code, "Something went wrong with status " + status + ".", Map.of());
    }

    /** 401, as after somebody revoked the token. */
    public static Fault unauthorized() {
        return refusal(401, "unauthorized", "API token is invalid.", Map.of());
    }

    /** 403: the token lacks a capability. */
    public static Fault restricted() {
        return refusal(403, "restricted_resource", "Insufficient permissions for this endpoint.", Map.of());
    }

    /** 409: somebody else was writing. */
    public static Fault conflict() {
        return refusal(409, "conflict_error", "Conflict occurred while saving. Please try again.", Map.of());
    }

    /** 400 for a cursor, whether it is valid or not. */
    public static Fault deadCursor() {
        return refusal(400, "validation_error", "The start_cursor provided is invalid: expired", Map.of());
    }

    /** Queries of any data source. */
    public static Predicate<ReceivedRequest> queries() {
        return request -> request.method().equals("POST") && request.path().endsWith("/query");
    }

    /** Queries of this data source. */
    public static Predicate<ReceivedRequest> queries(DataSource dataSource) {
        return queries()
                .and(request -> request.path().contains(dataSource.id().toString())
                        || request.path().contains(Ids.withoutHyphens(dataSource.id())));
    }

    /** Requests whose path contains the text. */
    public static Predicate<ReceivedRequest> path(String part) {
        return request -> request.path().contains(part);
    }

    /** Requests that go on at a cursor. */
    public static Predicate<ReceivedRequest> withCursor() {
        return request ->
                request.query().contains("start_cursor") || request.bodyText().contains("\"start_cursor\"");
    }

    private static Fault refusal(int status, String code, String message, Map<String, String> additionalData) {
        return (request, right) -> error(status, code, message, additionalData);
    }

    private static Answer error(int status, String code, String message, Map<String, String> additionalData) {
        return JsonBody.error(new NotionError(status, code, message, additionalData));
    }
}
