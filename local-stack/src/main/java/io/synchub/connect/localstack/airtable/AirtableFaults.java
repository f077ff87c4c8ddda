/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import io.synchub.connect.localstack.http.Fault;
import io.synchub.connect.localstack.http.ReceivedRequest;
import java.time.Duration;
import java.util.function.Predicate;

/** Faults in Airtable's words, and ways to say which requests meet them. Others are in {@link Fault}. */
public final class AirtableFaults {
    private AirtableFaults() {}

    /** 429 for too many requests in a second: the next 30 are to be waited. */
    public static Fault rateLimited() {
        return (request, right) -> RateLimiter.answer();
    }

    /** 429 for the month's quota: trying again is of no use. */
    public static Fault quotaExceeded() {
        return (request, right) -> JsonBody.errors(
                429,
                "PUBLIC_API_BILLING_LIMIT_EXCEEDED",
                "The number of API requests of this workspace's plan is used up for this month.");
    }

    /** 500, 502 or 503 with the API's own body. */
    public static Fault serverError(int status) {
        AirtableError error =
                switch (status) {
                    case 500 ->
                        new AirtableError(500, "SERVER_ERROR", "The server encountered an unexpected condition");
                    case 502 -> new AirtableError(502, "BAD_GATEWAY", "Airtable's servers are restarting");
                    case 503 ->
                        new AirtableError(503, "SERVICE_UNAVAILABLE", "The server could not process it in time");
                    default -> throw new IllegalArgumentException("Airtable's server errors are 500, 502 and 503");
                };
        return refusal(error);
    }

    /** 503 that says how long to wait. */
    public static Fault unavailable(Duration wait) {
        return (request, right) ->
                serverError(503).answer(request, right).withHeader("Retry-After", Long.toString(wait.toSeconds()));
    }

    /** 401, as after somebody revoked the token. */
    public static Fault unauthorized() {
        return refusal(AirtableError.unauthorized());
    }

    /** 403, as after somebody took the base away. */
    public static Fault forbidden() {
        return refusal(AirtableError.forbidden());
    }

    /** 404 in the short form. */
    public static Fault notFound() {
        return refusal(AirtableError.notFound());
    }

    /** 413: the body is too large. */
    public static Fault tooLarge() {
        return refusal(new AirtableError(413, "REQUEST_TOO_LARGE", "The request exceeded the maximum payload size."));
    }

    /** 422 for a type of one's choice. */
    public static Fault unprocessable(String type, String message) {
        return refusal(new AirtableError(422, type, message));
    }

    /** 422 for an offset, whether it is valid or not. */
    public static Fault deadIterator() {
        return refusal(AirtableError.iteratorGone());
    }

    /** Lists of records of any table, by either endpoint. */
    public static Predicate<ReceivedRequest> listings() {
        return request -> {
            String endpoint = AirtableApi.nameOf(request);
            return endpoint.equals("GET /v0/{base}/{table}") || endpoint.endsWith("/listRecords");
        };
    }

    /** Lists of records of this table, asked for by its id. */
    public static Predicate<ReceivedRequest> listings(Table table) {
        return listings().and(path(table.id()));
    }

    /** Reads of payloads of any webhook. */
    public static Predicate<ReceivedRequest> payloads() {
        return request -> request.path().endsWith("/payloads");
    }

    /** Attempts to make a webhook, in any base. */
    public static Predicate<ReceivedRequest> hookCreations() {
        return request -> request.method().equals("POST") && request.path().endsWith("/webhooks");
    }

    /** Requests whose path contains the text. */
    public static Predicate<ReceivedRequest> path(String part) {
        return request -> request.path().contains(part);
    }

    /** Requests that go on at an offset. */
    public static Predicate<ReceivedRequest> withOffset() {
        return request ->
                request.query().contains("offset=") || request.bodyText().contains("\"offset\"");
    }

    private static Fault refusal(AirtableError error) {
        return (request, right) -> JsonBody.error(error);
    }
}
