/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.synchub.connect.airtable.SimulatedBase;
import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.http.ApiRequest;
import io.synchub.connect.common.http.JsonTree;
import io.synchub.connect.localstack.airtable.AirtableFaults;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AirtableFailuresTest {
    private static final String BASES = "/v0/meta/bases";
    private static final String LIST = "/v0/app1/tbl1/listRecords?timeZone=UTC";

    @ParameterizedTest
    @CsvSource(textBlock = """
        401, UNAUTHORIZED                           , /v0/meta/bases                         , CONNECTOR, airtable.token
        401, AUTHENTICATION_REQUIRED                , /v0/app1/tbl1/listRecords              , CONNECTOR, airtable.token
        403, INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND , /v0/meta/bases                         , CONNECTOR, schema.bases:read
        403, INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND , /v0/meta/bases?offset=x                , CONNECTOR, schema.bases:read
        403, INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND , /v0/meta/bases/app1/tables             , STREAM   , Base app1
        403, INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND , /v0/app1/tbl1/listRecords?timeZone=UTC , STREAM   , data.records:read
        403, INVALID_PERMISSIONS                    , /v0/bases/app1/webhooks                , STREAM   , role of a creator
        404, NOT_FOUND                              , /v0/bases/app1/webhooks/ach1/payloads?cursor=1 , STREAM, webhook:manage
        404, NOT_FOUND                              , /v0/app1/tbl1/listRecords              , STREAM   , table tbl1
        413, REQUEST_TOO_LARGE                      , /v0/app1/tbl1/listRecords              , STREAM   , too large
        422, INVALID_FILTER_BY_FORMULA              , /v0/app1/tbl1/listRecords              , STREAM   , airtable.filter.formula
        422, UNKNOWN_FIELD_NAME                     , /v0/app1/tbl1/listRecords              , STREAM   , airtable.fields
        422, VIEW_NAME_NOT_FOUND                    , /v0/app1/tbl1/listRecords              , STREAM   , airtable.view
        422, VIEW_ID_NOT_FOUND                      , /v0/app1/tbl1/listRecords              , STREAM   , airtable.view
        422, LIST_RECORDS_ITERATOR_NOT_AVAILABLE    , /v0/app1/tbl1/listRecords              , STREAM   , offset
        422, TOO_MANY_WEBHOOKS_IN_BASE              , /v0/bases/app1/webhooks                , STREAM   , TOO_MANY_WEBHOOKS_IN_BASE
        422, INVALID_REQUEST_UNKNOWN                , /v0/app1/tbl1/listRecords              , STREAM   , INVALID_REQUEST_UNKNOWN
        400, INVALID_REQUEST                        , /v0/app1/tbl1/listRecords              , STREAM   , status 400
        408, TIMEOUT                                , /v0/app1/tbl1/listRecords              , PASSING  , status 408
        429, RATE_LIMIT_REACHED                     , /v0/app1/tbl1/listRecords              , PASSING  , rate.limit.per.second
        429, PUBLIC_API_BILLING_LIMIT_EXCEEDED      , /v0/app1/tbl1/listRecords              , CONNECTOR, quota
        500, SERVER_ERROR                           , /v0/app1/tbl1/listRecords              , PASSING  , status 500
        502, BAD_GATEWAY                            , /v0/app1/tbl1/listRecords              , PASSING  , status 502
        503, SERVICE_UNAVAILABLE                    , /v0/app1/tbl1/listRecords              , PASSING  , status 503
        504, GATEWAY_TIMEOUT                        , /v0/app1/tbl1/listRecords              , PASSING  , status 504
        """)
    void every_answer_has_a_scope_and_a_mend(int status, String type, String path, Scope scope, String message) {
        for (String error : new String[] {
            "{\"error\":{\"type\":\"" + type + "\",\"message\":\"'Jane' \\\"Doe\\\"\"}}",
            "{\"error\":\"" + type + "\"}",
            "{\"errors\":[{\"error\":\"" + type + "\",\"message\":\"'Jane' \\\"Doe\\\"\"}]}"
        }) {
            ApiFailure failure = sort(path, status, error);

            assertThat(failure.scope()).isEqualTo(scope);
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.code()).isEqualTo(status == 413 ? AirtableFailures.TOO_LARGE : type);
            assertThat(failure).hasMessageContaining(message);
            assertThat(failure.getMessage()).doesNotContain("Jane", "Doe", "?");
        }
    }

    @Test
    void nothing_that_the_api_quotes_is_shown() {
        for (String type : new String[] {"INVALID_FILTER_BY_FORMULA", "SOMETHING_NEW"}) {
            ApiFailure failure = sort(
                    LIST,
                    422,
                    "{\"error\":{\"type\":\"" + type
                            + "\",\"message\":\"Wrong: \\\"Jane\\\", 'Jane', `Jane`, “Jane”\\nnext line\"}}");

            assertThat(failure.getMessage())
                    .contains("Wrong: …, …, …, … next line")
                    .doesNotContain("Jane");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>oops</html>", "", "null", "[]", "{}", "{\"error\":5}", "{\"error\":null}", "{\"err"})
    void what_is_not_airtables_passes(String body) {
        for (int status : new int[] {302, 400, 401, 403, 404, 422, 500, 502}) {
            assertThat(sort(LIST, status, body).scope()).isEqualTo(Scope.PASSING);
        }
        assertThat(sort(LIST, 413, body).code()).isEqualTo(AirtableFailures.TOO_LARGE);
        assertThat(sort(LIST, 403, body)).hasMessageContaining("airtable.url");
        assertThat(sort(LIST, 502, body).getMessage()).doesNotContain("airtable.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":{\"type\":\"RATE_LIMIT_REACHED\"}}", "{\"errors\":[]}", "<html>", ""})
    void after_too_many_requests_nothing_is_sent_for_thirty_seconds(String body) {
        ApiFailure failure = sort(LIST, 429, body);

        assertThat(failure.scope()).isEqualTo(Scope.PASSING);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
    }

    @Test
    void what_the_answer_says_of_waiting_counts() {
        for (int status : new int[] {429, 503}) {
            ApiFailure failure = new AirtableFailures()
                    .sort(
                            ApiRequest.get(LIST),
                            status,
                            "{\"error\":\"X\"}".getBytes(StandardCharsets.UTF_8),
                            Optional.of(Duration.ofSeconds(7)));
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        }
    }

    @Test
    void too_many_requests_close_the_gate_of_the_base() {
        try (SimulatedBase simulated = new SimulatedBase()) {
            ApiClient client = simulated.client(simulated.airtable.token(), "a base whose gate closes");
            ApiClient neighbour = simulated.client("another", "a base whose gate closes");
            simulated.airtable.faults().next(1, AirtableFaults.rateLimited());

            assertThatExceptionOfType(ApiFailure.class)
                    .isThrownBy(() -> client.call(ApiRequest.create(BASES, new byte[0]), JsonTree.OBJECT));

            assertThat(client.wouldWait()).isTrue();
            assertThat(neighbour.wouldWait()).as("whatever its token").isTrue();
        }
    }

    @Test
    void the_months_quota_is_not_tried_again() {
        try (SimulatedBase simulated = new SimulatedBase()) {
            AirtableApi api = simulated.api();
            simulated.airtable.faults().always(request -> true, AirtableFaults.quotaExceeded());

            assertThatExceptionOfType(ApiFailure.class)
                    .isThrownBy(api::tables)
                    .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.CONNECTOR))
                    .satisfies(e -> assertThat(e.retryAfter()).isEmpty());
            assertThat(simulated.airtable.requests().total()).isEqualTo(1);
        }
    }

    private static ApiFailure sort(String path, int status, String body) {
        return new AirtableFailures()
                .sort(ApiRequest.get(path), status, body.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }
}
