/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.http.ApiRequest;
import io.synchub.connect.common.http.FailureSorter;
import io.synchub.connect.common.http.JsonTree;
import io.synchub.connect.common.http.SaidByApi;
import java.time.Duration;
import java.util.Optional;

/**
 * Sorts Airtable's error answers by what they concern. Stateless.
 *
 * <p>Airtable's own sentence is shown only for refused requests, cleaned of everything in quotes.
 */
public final class AirtableFailures implements FailureSorter {
    /** The code of an offset that the API does not know any more: the listing begins again. */
    public static final String DEAD_ITERATOR = "LIST_RECORDS_ITERATOR_NOT_AVAILABLE";

    /** The code of a field that is asked for and not there. */
    public static final String UNKNOWN_FIELD = "UNKNOWN_FIELD_NAME";

    /** The code of a formula that cannot be read, or names a field that is not there. */
    public static final String BAD_FORMULA = "INVALID_FILTER_BY_FORMULA";

    /** The code of an answer, or a request, that is too large. */
    public static final String TOO_LARGE = "too_large";

    private static final String QUOTA = "PUBLIC_API_BILLING_LIMIT_EXCEEDED";
    /** What the API's documentation asks for after a 429; the answer itself says nothing. */
    private static final Duration PENALTY = Duration.ofSeconds(30);

    @Override
    public ApiFailure sort(ApiRequest request, int status, byte[] body, Optional<Duration> retryAfter) {
        Optional<JsonNode> error = JsonTree.ofError(body).flatMap(AirtableFailures::error);
        if (status == 429) {
            // Before anything else: a body that is missing must not make it less patient.
            return tooMany(error.map(AirtableFailures::type).orElse(""), retryAfter);
        }
        Target target = Target.of(request);
        if (status == 413) {
            return failure(target.scope, status, TOO_LARGE, "Airtable finds a request for " + target + " too large");
        }
        if (error.isEmpty()) {
            return ApiFailure.answered(Scope.PASSING, status, "", notFromAirtable(status), retryAfter);
        }
        String type = type(error.get());
        String said = SaidByApi.clean(error.get().path("message").asText(""));
        return switch (status) {
            case 401 ->
                failure(
                        Scope.CONNECTOR,
                        status,
                        type,
                        "Airtable refuses the token: it is invalid or has been revoked. Put a valid one into airtable.token");
            case 403, 404 -> failure(target.scope, status, type, target.missing());
            case 422 -> unprocessable(target, type, said);
            case 408 -> passing(status, type, retryAfter);
            default ->
                status >= 500
                        ? passing(status, type, retryAfter)
                        : failure(
                                target.scope,
                                status,
                                type,
                                "Airtable refuses a request for " + target + " (status " + status + ", "
                                        + SaidByApi.clean(type) + "): " + said);
        };
    }

    private static ApiFailure tooMany(String type, Optional<Duration> retryAfter) {
        if (type.equals(QUOTA)) {
            return failure(
                    Scope.CONNECTOR,
                    429,
                    type,
                    "The month's quota of API requests of this workspace's plan is used up, and trying again does not help:"
                            + " restart the connector when the next month begins, or after a change of plan. A longer"
                            + " schedule and sweep need fewer requests");
        }
        return ApiFailure.answered(
                Scope.PASSING,
                429,
                type,
                "Airtable wants no request for this base for a while: more than its limit came in a second, from here or"
                        + " from others. If others use the base too, lower rate.limit.per.second",
                retryAfter.or(() -> Optional.of(PENALTY)));
    }

    private static ApiFailure unprocessable(Target target, String type, String said) {
        String mend =
                switch (type) {
                    case DEAD_ITERATOR -> "Airtable does not know its offset any more";
                    case BAD_FORMULA ->
                        "Airtable does not accept the formula for " + target + " (" + said
                                + "): change airtable.filter.formula, whose fields may have been renamed or deleted";
                    case UNKNOWN_FIELD -> target + " has not all the fields that are asked for: check airtable.fields";
                    case "VIEW_NAME_NOT_FOUND", "VIEW_ID_NOT_FOUND", "VIEW_NOT_FOUND" ->
                        "The view of " + target + " is not there any more: change airtable.view";
                    default -> "Airtable refuses a request for " + target + " (" + SaidByApi.clean(type) + "): " + said;
                };
        return failure(target.scope, 422, type, mend);
    }

    private static ApiFailure passing(int status, String type, Optional<Duration> retryAfter) {
        return ApiFailure.answered(
                Scope.PASSING, status, type, "Airtable can not answer now (status " + status + ")", retryAfter);
    }

    private static ApiFailure failure(Scope scope, int status, String type, String message) {
        return ApiFailure.answered(scope, status, type, message, Optional.empty());
    }

    private static String notFromAirtable(int status) {
        String what = "An answer with status " + status + " that is not Airtable's";
        return status >= 300 && status < 500
                ? what + ": a proxy stands between, or airtable.url is not the API's"
                : what + ": something before Airtable is out of order";
    }

    /** One error, or a list of them, as of a limit that was passed. */
    private static Optional<JsonNode> error(JsonNode answer) {
        JsonNode error = answer.has("error")
                ? answer.get("error")
                : answer.path("errors").path(0);
        return error.isTextual() || error.isObject() ? Optional.of(error) : Optional.empty();
    }

    /** An error is an object with a type, in lists with one by another name, or the type alone. */
    private static String type(JsonNode error) {
        return error.isTextual()
                ? error.asText()
                : error.path("type").asText(error.path("error").asText(""));
    }

    /** What a request was for, by its path. */
    private record Target(Kind kind, String id, Scope scope) {
        private enum Kind {
            BASES,
            BASE,
            WEBHOOKS,
            TABLE
        }

        /** Paths: /v0/meta/bases[/{base}/tables], /v0/bases/{base}/webhooks…, /v0/{base}/{table}/listRecords. */
        static Target of(ApiRequest request) {
            String path = request.path();
            int end = path.indexOf('?');
            String[] parts = (end < 0 ? path : path.substring(0, end)).split("/", -1);
            String second = parts.length > 2 ? parts[2] : "";
            if (second.equals("meta")) {
                return parts.length > 4
                        ? new Target(Kind.BASE, parts[4], Scope.STREAM)
                        : new Target(Kind.BASES, "", Scope.CONNECTOR);
            }
            return second.equals("bases")
                    ? new Target(Kind.WEBHOOKS, parts.length > 3 ? parts[3] : "", Scope.STREAM)
                    : new Target(Kind.TABLE, parts.length > 3 ? parts[3] : "", Scope.STREAM);
        }

        String missing() {
            return switch (kind) {
                case BASES -> "The token may not list bases: give it the scope schema.bases:read";
                case BASE ->
                    this
                            + " is not there, or the token may not read its schema: add the base to the token's access, and the"
                            + " scope schema.bases:read";
                case WEBHOOKS ->
                    "The token may not use webhooks of base " + id
                            + ", or this one is gone: the token needs the scopes webhook:manage, data.records:read and"
                            + " schema.bases:read, and, to create one, its user the role of a creator in the base";
                case TABLE ->
                    this
                            + " is not there any more, or the token may not read it: add the base to the token's access, and the"
                            + " scope data.records:read";
            };
        }

        @Override
        public String toString() {
            return switch (kind) {
                case BASES -> "the list of bases";
                case BASE -> "Base " + id;
                case WEBHOOKS -> "the webhooks of base " + id;
                case TABLE -> "table " + id;
            };
        }
    }
}
