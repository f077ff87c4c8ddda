/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.http.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotionFailuresTest {
    private static final String QUERY = "/v1/data_sources/abc/query";

    @ParameterizedTest
    @CsvSource(textBlock = """
        400, invalid_json            , /v1/data_sources/abc/query , STREAM   , refuses a request for data source abc
        400, invalid_request_url     , /v1/pages/abc              , ROW      , refuses a request for page abc
        400, invalid_request         , /v1/search                 , CONNECTOR, refuses a request for search
        400, validation_error        , /v1/data_sources/abc/query , STREAM   , Check notion.filter
        400, validation_error        , /v1/pages/abc              , ROW      , page abc
        400, missing_version         , /v1/users/me               , CONNECTOR, notion.version
        401, unauthorized            , /v1/pages/abc              , CONNECTOR, notion.token
        403, restricted_resource     , /v1/data_sources/abc       , STREAM   , Read content
        404, object_not_found        , /v1/data_sources/abc       , STREAM   , notion.databases
        404, object_not_found        , /v1/databases/abc          , STREAM   , notion.data.sources
        404, object_not_found        , /v1/pages/abc/properties/x , ROW      , page abc is gone
        409, conflict_error          , /v1/data_sources/abc/query , PASSING  , conflict
        429, rate_limited            , /v1/data_sources/abc/query , PASSING  , slow down
        429, public_api_request_blocked, /v1/pages/abc            , CONNECTOR, blocked
        500, internal_server_error   , /v1/pages/abc              , PASSING  , status 500
        502, bad_gateway             , /v1/pages/abc              , PASSING  , status 502
        503, service_unavailable     , /v1/pages/abc              , PASSING  , status 503
        504, gateway_timeout         , /v1/pages/abc              , PASSING  , status 504
        529, service_overload        , /v1/pages/abc              , PASSING  , overloaded
        418, teapot                  , /v1/data_sources/abc       , STREAM   , status 418
        """)
    void every_code_has_a_scope_and_a_mend(int status, String code, String path, Scope scope, String message) {
        ApiFailure failure =
                sort(path, status, "{\"object\":\"error\",\"code\":\"" + code + "\",\"message\":\"secret\"}");

        assertThat(failure.scope()).isEqualTo(scope);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(message);
    }

    @Test
    void a_blocked_integration_is_not_tried_again() {
        ApiFailure failure = sort(
                QUERY,
                429,
                "{\"code\":\"rate_limited\",\"message\":\"\",\"additional_data\":{\"rate_limit_reason\":\"public_api_request_blocked\"}}");

        assertThat(failure.scope()).isEqualTo(Scope.CONNECTOR);
    }

    @Test
    void a_dead_cursor_has_a_code_of_its_own_and_does_not_pass() {
        ApiFailure failure = sort(
                QUERY,
                400,
                "{\"code\":\"validation_error\",\"message\":\"The start_cursor provided is invalid: abc\"}");

        assertThat(failure.code()).isEqualTo(NotionFailures.DEAD_CURSOR);
        assertThat(failure.scope()).isNotEqualTo(Scope.PASSING);
    }

    @Test
    void notions_sentence_is_shown_without_what_it_quotes() {
        ApiFailure failure = sort(
                QUERY,
                400,
                "{\"code\":\"validation_error\",\"message\":\"body.filter.number.equals should be a number, instead was `\\\"Jane Doe\\\"`.\"}");

        assertThat(failure).hasMessageContaining("body.filter.number.equals should be a number");
        assertThat(failure.getMessage()).doesNotContain("Jane");
        assertThat(sort(
                        QUERY,
                        400,
                        "{\"code\":\"validation_error\",\"message\":\"Could not find property 'Salary' or `x`\"}"))
                .hasMessageContaining("Could not find property … or …");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>oops</html>", "", "null", "[]", "{\"code\":5}", "{\"code\":\"unauth"})
    void what_is_not_notions_passes(String body) {
        for (int status : new int[] {302, 400, 401, 403, 404, 500}) {
            assertThat(sort(QUERY, status, body).scope()).isEqualTo(Scope.PASSING);
        }
        assertThat(sort(QUERY, 404, body)).hasMessageContaining("notion.url");
    }

    @Test
    void retry_after_is_passed_on() {
        ApiFailure failure = new NotionFailures()
                .sort(
                        ApiRequest.get("/v1/users/me"),
                        429,
                        "{\"code\":\"rate_limited\"}".getBytes(StandardCharsets.UTF_8),
                        Optional.of(Duration.ofSeconds(7)));
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
        title     , title
        QJ%7D%5E  , QJ%7D%5E
        kQ~y      , kQ~y
        a^b       , a%5Eb
        100%      , 100%25
        a/b?c     , a%2Fb%3Fc
        é         , %C3%A9
        """)
    void property_ids_are_used_as_they_are_unless_they_break_the_path(String id, String segment) {
        assertThat(NotionApi.segment(id)).isEqualTo(segment);
    }

    @Test
    void ids_are_taken_with_and_without_hyphens() {
        assertThat(NotionId.of(" 3839CE7B60a48168ba4d000b1ee50a86")).isEqualTo("3839ce7b-60a4-8168-ba4d-000b1ee50a86");
        assertThatIllegalArgumentException().isThrownBy(() -> NotionId.of("Tasks"));
    }

    private static ApiFailure sort(String path, int status, String body) {
        return new NotionFailures()
                .sort(ApiRequest.get(path), status, body.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }
}
