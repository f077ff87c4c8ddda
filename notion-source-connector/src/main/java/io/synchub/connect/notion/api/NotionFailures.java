/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.http.ApiRequest;
import io.synchub.connect.common.http.FailureSorter;
import io.synchub.connect.common.http.JsonTree;
import io.synchub.connect.common.http.SaidByApi;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Sorts Notion's error answers by what they concern. Stateless.
 *
 * <p>Notion's own sentence is shown only for refused requests, cleaned of everything in quotes: it may repeat a filter, and
 * never holds rows.
 */
public final class NotionFailures implements FailureSorter {
    /**
     * The code of a cursor that the API does not take any more. Ours: Notion says {@code validation_error}. Not passing, since
     * the same request will fail for ever; who sent it begins the query again.
     */
    public static final String DEAD_CURSOR = "dead_cursor";

    /** The code of what is not there or not shared. */
    public static final String NOT_FOUND = "object_not_found";

    private static final String BLOCKED = "public_api_request_blocked";

    @Override
    public ApiFailure sort(ApiRequest request, int status, byte[] body, Optional<Duration> retryAfter) {
        Optional<JsonNode> error = error(body);
        if (error.isEmpty()) {
            return ApiFailure.answered(Scope.PASSING, status, "", notFromNotion(status), retryAfter);
        }
        String code = error.get().path("code").asText("");
        String said = error.get().path("message").asText("");
        String reason =
                error.get().path("additional_data").path("rate_limit_reason").asText("");
        Target target = Target.of(request);
        if (code.equals(BLOCKED) || reason.equals(BLOCKED)) {
            return ApiFailure.answered(
                    Scope.CONNECTOR,
                    status,
                    BLOCKED,
                    "Notion has blocked this integration's requests: ask Notion's support; trying again does not help",
                    Optional.empty());
        }
        if (status == 400 && code.equals("validation_error") && said.contains("start_cursor")) {
            return ApiFailure.answered(
                    Scope.STREAM, status, DEAD_CURSOR, "Notion does not know its cursor any more", retryAfter);
        }
        return switch (status) {
            case 401 ->
                ApiFailure.answered(
                        Scope.CONNECTOR,
                        status,
                        code,
                        "Notion refuses the token: it is invalid or has been revoked. Put a valid one into notion.token",
                        retryAfter);
            case 403 ->
                ApiFailure.answered(
                        target.scope,
                        status,
                        code,
                        target
                                + " may not be read: the integration lacks a capability. Give it 'Read content' in its settings"
                                + " in Notion",
                        retryAfter);
            case 404 -> ApiFailure.answered(target.scope, status, code, target + target.missing(), retryAfter);
            case 400 -> badRequest(target, code, said);
            case 408, 409, 429 -> passing(status, code, reason, retryAfter);
            default ->
                status >= 500
                        ? passing(status, code, reason, retryAfter)
                        : ApiFailure.answered(
                                target.scope,
                                status,
                                code,
                                "Notion refuses a request for " + target + " (status " + status + ", "
                                        + (code.isEmpty() ? "no code" : clean(code)) + ")",
                                retryAfter);
        };
    }

    private static ApiFailure passing(int status, String code, String reason, Optional<Duration> retryAfter) {
        String message =
                switch (status) {
                    case 429 -> "Notion asks to slow down" + (reason.isEmpty() ? "" : " (" + clean(reason) + ")");
                    case 529 -> "Notion is overloaded";
                    case 409 -> "Notion met a conflict with an edit";
                    default -> "Notion can not answer now (status " + status + ")";
                };
        return ApiFailure.answered(Scope.PASSING, status, code, message, retryAfter);
    }

    private static ApiFailure badRequest(Target target, String code, String said) {
        if (code.equals("missing_version")) {
            return ApiFailure.answered(
                    Scope.CONNECTOR,
                    400,
                    code,
                    "Notion does not accept the version: check notion.version",
                    Optional.empty());
        }
        String mend = target.query ? ". Check notion.filter against the properties of the data source" : "";
        return ApiFailure.answered(
                target.scope,
                400,
                code,
                "Notion refuses a request for " + target + " (" + clean(code) + "): " + clean(said) + mend,
                Optional.empty());
    }

    private static String notFromNotion(int status) {
        String what = "An answer with status " + status + " that is not Notion's";
        return status >= 300 && status < 500
                ? what + ": a proxy stands between, or notion.url is not the API's"
                : what + ": something before Notion is out of order";
    }

    private static Optional<JsonNode> error(byte[] body) {
        return JsonTree.ofError(body).filter(tree -> tree.path("code").isTextual());
    }

    /** The text without what it quotes. */
    private static String clean(String said) {
        return SaidByApi.clean(said.replaceAll("(?s),? instead was .*", ""));
    }

    /** What a request was for, by its path. */
    private record Target(String what, String id, Scope scope, boolean query) {
        static Target of(ApiRequest request) {
            String path = request.path();
            int end = path.indexOf('?');
            String[] parts = (end < 0 ? path : path.substring(0, end)).split("/", -1);
            String kind = parts.length > 2 ? parts[2] : "";
            String id = parts.length > 3 ? parts[3] : "";
            boolean query = parts.length > 4 && parts[4].equals("query");
            return switch (kind) {
                case "data_sources" -> new Target("data source", id, Scope.STREAM, query);
                case "databases" -> new Target("database", id, Scope.STREAM, false);
                case "pages" -> new Target("page", id, Scope.ROW, false);
                case "blocks" -> new Target("block", id, Scope.ROW, false);
                default -> new Target(kind.toLowerCase(Locale.ROOT), "", Scope.CONNECTOR, false);
            };
        }

        String missing() {
            return switch (what) {
                case "data source" ->
                    " is not there or not shared: share it with the integration (in Notion: ••• →"
                            + " Connections), or, if this is the id of a database, name it in notion.databases";
                case "database" ->
                    " is not there or not shared: share it with the integration (in Notion: ••• →"
                            + " Connections), or, if this is the id of a data source, name it in notion.data.sources";
                default -> " is gone, or not shared with the integration any more";
            };
        }

        @Override
        public String toString() {
            return id.isEmpty() ? what : what + " " + id;
        }
    }
}
