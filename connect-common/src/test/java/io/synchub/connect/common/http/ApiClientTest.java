/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import static io.synchub.connect.common.http.TestApi.answer;
import static io.synchub.connect.common.http.TestApi.json;
import static io.synchub.connect.common.http.TestApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.common.http.ApiFailure.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiClientTest {
    private static final RateLimit LIMIT = RateLimit.perMinute(180, 5);
    private static final ApiRequest REQUEST =
            ApiRequest.post("/v1/query?filter=private", "{\"q\":\"private\"}".getBytes(StandardCharsets.UTF_8));
    private static final BodyReader<JsonNode> TREE = parser -> parser.readValueAsTree();
    private static final FailureSorter SORTER = (request, status, body, retryAfter) -> ApiFailure.answered(
            status == 401 ? Scope.CONNECTOR : status == 404 ? Scope.STREAM : Scope.PASSING,
            status,
            "broken",
            "The API answered " + status,
            retryAfter);

    private final VirtualClock clock = new VirtualClock();
    private final String token = "secret_" + UUID.randomUUID();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final CountDownLatch testEnds = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        testEnds.countDown();
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @Test
    void what_creates_is_sent_once() {
        TestApi api = api(status(503), json("{}"));
        ApiClient client = client(api);

        ApiFailure failure = catchThrowableOfType(
                ApiFailure.class, () -> client.call(ApiRequest.create("/v1/hooks", new byte[0]), TREE));

        assertThat(failure.scope()).isEqualTo(Scope.PASSING);
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    void a_limit_that_belongs_to_something_else_is_shared_by_all_tokens() {
        TestApi api = api(answer(429, "{}", Map.of("Retry-After", "30")));
        ApiClient one = register(builder(api).limited("base " + token).build());
        ApiClient other = register(builder(api)
                .limited("base " + token)
                .header("Authorization", "Bearer another")
                .build());

        failure(one, ApiRequest.create("/v1/hooks", new byte[0]));

        assertThat(other.wouldWait()).isTrue();
        assertThat(client(api).wouldWait()).isFalse();
    }

    @Test
    void json_is_read_with_the_servers_time() {
        TestApi api = api(json("{\"object\":\"list\"}"));
        ApiClient client = client(api);

        ApiResponse<JsonNode> response = client.call(REQUEST, TREE);

        assertThat(response.body().get("object").asText()).isEqualTo("list");
        assertThat(response.serverTime()).hasValueSatisfying(time -> assertThat(time)
                .isAfter(Instant.now().minusSeconds(60)));
        TestApi.Asked asked = api.asked().get(0);
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.uri()).isEqualTo("/v1/query?filter=private");
        assertThat(asked.body()).isEqualTo("{\"q\":\"private\"}");
        assertThat(asked.headers())
                .containsEntry("Authorization", List.of("Bearer " + token))
                .containsEntry("Accept-encoding", List.of("gzip"));
        assertThat(client.metrics().requests()).isEqualTo(1);
        assertThat(client.metrics().retries()).isZero();
    }

    @Test
    void compressed_answers_are_decoded() {
        TestApi api = api(answer(200, gzip("{\"a\":1}"), Map.of("Content-Encoding", "gzip")));

        assertThat(client(api).call(REQUEST, TREE).body().get("a").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>private</html>",
                "{\"rows\":[{\"a\":\"private\"},",
                "{\"rows\":[]}, private",
                "\u0000",
                "private"
            })
    void what_is_no_json_is_tried_again_and_not_quoted(String body) {
        TestApi api = api(answer(200, body, Map.of("Content-Type", "text/html")));

        ApiFailure failure = failure(client(api), REQUEST);

        assertThat(failure.scope()).isEqualTo(Scope.PASSING);
        assertThat(failure.code()).isEqualTo("not_json");
        assertThat(failure).hasMessageContaining("POST /v1/query: ").hasMessageContaining("text/html");
        assertThat(api.asked()).hasSize(3);
    }

    @Test
    void json_that_is_cut_short_fails_where_the_reader_does_not_notice() {
        TestApi api = api(json("{\"first\":1,\"rows\":["), json("{\"first\":1,\"rows\":[]}"));
        ApiClient client = client(api);

        JsonToken first = client.call(REQUEST, parser -> parser.nextToken()).body();

        assertThat(first).isEqualTo(JsonToken.START_OBJECT);
        assertThat(client.metrics().retries()).isEqualTo(1);
    }

    @Test
    void an_empty_answer_is_no_json() {
        TestApi api = api(answer(200, "", Map.of()));

        assertThat(failure(client(api), REQUEST).code()).isEqualTo("not_json");
    }

    @Test
    void a_compressed_answer_that_is_cut_short_is_tried_again() {
        byte[] whole = gzip("{\"a\":\"" + "x".repeat(1000) + "\"}");
        TestApi api = api(
                answer(200, Arrays.copyOf(whole, whole.length - 10), Map.of("Content-Encoding", "gzip")),
                answer(200, whole, Map.of("Content-Encoding", "gzip")));

        assertThat(client(api).call(REQUEST, TREE).body().get("a").asText()).hasSize(1000);
    }

    @Test
    void a_connection_that_breaks_is_tried_again() {
        TestApi api = api(
                exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    throw new IOException("gone");
                },
                json("{}"));

        assertThat(client(api).call(REQUEST, TREE).body()).isEmpty();
    }

    @Test
    void a_server_that_is_not_there_is_a_passing_failure() {
        TestApi api = api(json("{}"));
        ApiClient client = client(api);
        api.close();

        ApiFailure failure = failure(client, REQUEST);

        assertThat(failure.scope()).isEqualTo(Scope.PASSING);
        assertThat(failure.code()).isEqualTo("io");
        assertThat(failure.status()).isZero();
        assertThat(client.metrics().requests()).isEqualTo(3);
    }

    @Test
    void a_body_that_stalls_is_bounded_by_the_time_out() {
        TestApi api = api(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write("{\"rows\":[".getBytes(StandardCharsets.UTF_8));
            out.flush();
            awaitTestEnd();
        });
        ApiClient client = client(api, new RetrySettings(1, millis(1), millis(2), millis(300)), 1 << 20);

        ApiFailure failure = failure(client, REQUEST);

        assertThat(failure.scope()).isEqualTo(Scope.PASSING);
        assertThat(failure.code()).isEqualTo("timeout");
        assertThat(failure).hasMessageContaining("300 ms").hasMessageContaining("request.timeout.ms");
    }

    @Test
    void failures_are_sorted_and_only_passing_ones_tried_again() {
        TestApi gone = api(status(404));
        ApiFailure failure = failure(client(gone), REQUEST);
        assertThat(failure.scope()).isEqualTo(Scope.STREAM);
        assertThat(failure.status()).isEqualTo(404);
        assertThat(failure).hasMessage("POST /v1/query: The API answered 404").hasNoCause();
        assertThat(gone.asked()).hasSize(1);

        TestApi shaky = api(status(503), status(500), json("{\"a\":1}"));
        ApiClient client = client(shaky);
        assertThat(client.call(REQUEST, TREE).body().get("a").asInt()).isEqualTo(1);
        assertThat(client.metrics().retries()).isEqualTo(2);

        TestApi down = api(status(503));
        assertThat(failure(client(down), REQUEST).status()).isEqualTo(503);
        assertThat(down.asked()).hasSize(3);
    }

    @Test
    void the_sorter_sees_the_decoded_body_and_not_more_than_64_kib_of_it() {
        List<byte[]> seen = new ArrayList<>();
        FailureSorter sorter = (request, status, body, retryAfter) -> {
            seen.add(body);
            return SORTER.sort(request, status, body, retryAfter);
        };
        TestApi api = api(
                answer(404, gzip("{\"code\":\"gone\"}"), Map.of("Content-Encoding", "gzip")),
                answer(404, "x".repeat(100_000), Map.of()),
                answer(404, "", Map.of()));
        ApiClient client = register(ApiClient.builder(api.uri(), LIMIT, sorter, settings())
                .time(clock)
                .build());

        for (int request = 0; request < 3; request++) {
            failure(client, REQUEST);
        }

        assertThat(seen.get(0)).asString(StandardCharsets.UTF_8).isEqualTo("{\"code\":\"gone\"}");
        assertThat(seen.get(1).length).isLessThanOrEqualTo(65_536);
        assertThat(seen.get(2)).isEmpty();
    }

    @Test
    void redirects_are_not_followed_with_the_token() {
        TestApi elsewhere = api(json("{}"));
        TestApi api = api(answer(307, "", Map.of("Location", elsewhere.uri() + "/v1/query")));

        assertThat(failure(client(api), REQUEST).status()).isEqualTo(307);
        assertThat(elsewhere.asked()).isEmpty();
    }

    @Test
    void a_post_whose_kept_connection_was_cut_is_not_sent_again_uncounted() throws Exception {
        try (CutApi api = new CutApi()) {
            ApiClient client = register(ApiClient.builder(api.uri(), LIMIT, SORTER, settings())
                    .time(clock)
                    .build());
            client.call(REQUEST, TREE);

            assertThat(failure(client, REQUEST).code()).isEqualTo("io");
            assertThat(api.arrived()).isEqualTo(client.metrics().requests());
        }
    }

    @Test
    void answers_beyond_the_cap_fail_once_and_say_so() {
        String large = "{\"a\":\"" + "x".repeat(20_000) + "\"}";
        TestApi plain = api(json(large));
        TestApi bomb = api(answer(200, gzip(large), Map.of("Content-Encoding", "gzip")));

        for (TestApi api : List.of(plain, bomb)) {
            ApiFailure failure = failure(client(api, settings(), 10_000), REQUEST);
            assertThat(failure.scope()).isEqualTo(Scope.STREAM);
            assertThat(failure.code()).isEqualTo("too_large");
            assertThat(failure).hasMessageContaining("10000 bytes").hasMessageContaining("lower page.size");
            assertThat(api.asked()).hasSize(1);
        }
    }

    @Test
    void json_too_deep_is_no_passing_failure() {
        TestApi api = api(json("[".repeat(3_000) + "]".repeat(3_000)));

        ApiFailure failure = failure(client(api), REQUEST);

        assertThat(failure.scope()).isEqualTo(Scope.STREAM);
        assertThat(failure.code()).isEqualTo("too_large");
    }

    @Test
    void retry_after_keeps_every_client_of_the_token_away() {
        TestApi api = api(answer(429, "{}", Map.of("Retry-After", "30")), json("{}"));
        ApiClient throttled = client(api);
        ApiClient other = client(api);

        ApiFailure failure =
                failure(client(api, new RetrySettings(1, millis(1), millis(2), millis(5_000)), 1 << 20), REQUEST);

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(other.wouldWait()).isTrue();
        other.call(REQUEST, TREE);
        assertThat(clock.nanos()).isGreaterThanOrEqualTo(30_000_000_000L);
        assertThat(other.metrics().waitedForRate()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(throttled.metrics().throttled()).isZero();
    }

    @Test
    void a_call_that_was_throttled_goes_on_after_retry_after() {
        TestApi api = api(answer(529, "{}", Map.of("Retry-After", "12")), json("{\"a\":1}"));
        ApiClient client = client(api);

        assertThat(client.call(REQUEST, TREE).body().get("a").asInt()).isEqualTo(1);

        assertThat(clock.nanos()).isGreaterThanOrEqualTo(12_000_000_000L);
        assertThat(client.metrics().throttled()).isEqualTo(1);
        assertThat(client.metrics().requests()).isEqualTo(2);
    }

    @Test
    void what_a_reader_throws_comes_as_it_is() {
        IllegalStateException own = new IllegalStateException("mine");
        TestApi api = api(json("{}"));

        assertThat(catchThrowable(() -> client(api).call(REQUEST, parser -> {
                    throw own;
                })))
                .isSameAs(own);
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    void closing_ends_a_request_under_way() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        TestApi api = api(exchange -> {
            arrived.countDown();
            awaitTestEnd();
        });
        ApiClient client = client(api);
        CompletableFuture<Throwable> ended = callInBackground(client);
        arrived.await();

        client.close();

        assertClosed(ended);
        assertThat(failure(client, REQUEST).code()).isEqualTo("closed");
    }

    @Test
    void closing_ends_the_wait_of_the_backoff() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        TestApi api = api(exchange -> {
            status(503).answer(exchange);
            answered.countDown();
        });
        ApiClient client = client(api, new RetrySettings(5, millis(600_000), millis(600_001), millis(5_000)), 1 << 20);
        CompletableFuture<Throwable> ended = callInBackground(client);
        answered.await();

        client.close();

        assertClosed(ended);
    }

    @Test
    void closing_ends_the_wait_for_the_rate() throws Exception {
        TestApi api = api(json("{}"));
        ApiClient client = register(ApiClient.builder(api.uri(), RateLimit.perMinute(1, 1), SORTER, settings())
                .build());
        client.call(REQUEST, TREE);
        assertThat(client.wouldWait()).isTrue();
        CompletableFuture<Throwable> ended = callInBackground(client);

        client.close();

        assertClosed(ended);
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    void an_interrupt_ends_a_call_and_stays_visible() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        TestApi api = api(exchange -> {
            arrived.countDown();
            awaitTestEnd();
        });
        ApiClient client = client(api);
        CompletableFuture<String> ended = new CompletableFuture<>();
        Thread caller = new Thread(() -> ended.complete(
                failure(client, REQUEST).code() + " " + Thread.currentThread().isInterrupted()));
        caller.start();
        arrived.await();

        caller.interrupt();

        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo("closed true");
    }

    @Test
    void nothing_shows_the_token_or_what_was_asked() {
        TestApi api = api(answer(503, "{\"message\":\"private\"}", Map.of()), answer(200, "private", Map.of()));
        ApiClient client = client(api);
        TestApi gone = api(json("{}"));
        ApiClient lost = client(gone);
        gone.close();
        ApiClient.Builder builder = builder(api);

        StringWriter said = new StringWriter();
        for (Throwable failure : List.of(
                failure(client, REQUEST),
                failure(lost, REQUEST),
                catchThrowable(() -> builder.header("Authorization", "Bearer " + token + "\n")),
                catchThrowable(() -> client.call(ApiRequest.get("/v1?a=<private>"), TREE)),
                catchThrowable(() -> client.call(ApiRequest.get("private"), TREE)))) {
            failure.printStackTrace(new PrintWriter(said, true));
        }
        said.append(client.toString()).append(builder.toString()).append(REQUEST.toString());

        assertThat(said.toString())
                .doesNotContain(token)
                .doesNotContain("private")
                .contains("POST /v1/query");
    }

    private static void assertClosed(CompletableFuture<Throwable> ended) throws Exception {
        assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(ApiFailure.class, failure -> {
            assertThat(failure.scope()).isEqualTo(Scope.PASSING);
            assertThat(failure.code()).isEqualTo("closed");
        });
    }

    private CompletableFuture<Throwable> callInBackground(ApiClient client) {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread caller = new Thread(() -> ended.complete(catchThrowable(() -> client.call(REQUEST, TREE))));
        caller.start();
        return ended;
    }

    private static ApiFailure failure(ApiClient client, ApiRequest request) {
        return catchThrowableOfType(ApiFailure.class, () -> client.call(request, TREE));
    }

    private TestApi api(TestApi.Script... answers) {
        return register(new TestApi(answers));
    }

    private ApiClient client(TestApi api) {
        return client(api, settings(), 1 << 20);
    }

    private ApiClient client(TestApi api, RetrySettings settings, long maxBodyBytes) {
        return register(ApiClient.builder(api.uri(), LIMIT, SORTER, settings)
                .time(clock)
                .header("Authorization", "Bearer " + token)
                .maxBodyBytes(maxBodyBytes)
                .build());
    }

    private ApiClient.Builder builder(TestApi api) {
        return ApiClient.builder(api.uri(), LIMIT, SORTER, settings())
                .time(clock)
                .header("Authorization", "Bearer " + token);
    }

    private <T extends AutoCloseable> T register(T resource) {
        opened.add(resource);
        return resource;
    }

    private static RetrySettings settings() {
        return new RetrySettings(3, millis(1), millis(2), millis(20_000));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private void awaitTestEnd() {
        try {
            testEnds.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
