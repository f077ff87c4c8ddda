/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.localstack.http.Fault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can be made to go wrong, and what the simulator tells about requests. */
class FaultsTest {
    private static final String ME = "/v1/users/me";

    private final NotionSimulator notion = NotionSimulator.builder()
            .at(Instant.parse("2026-01-02T03:04:05Z"))
            .rateLimit(1_000, Duration.ofHours(24))
            .start();
    private final NotionClient client = new NotionClient(notion);

    @AfterEach
    void stop() {
        notion.close();
    }

    @Test
    void a_fault_lasts_as_many_requests_as_it_should() {
        notion.faults().next(2, NotionFaults.rateLimited(Duration.ofSeconds(7)));
        NotionClient.Reply reply = client.get(ME);
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.code()).isEqualTo("rate_limited");
        assertThat(reply.json().at("/additional_data/rate_limit_reason").asText())
                .isEqualTo("integration_rate_limit");
        assertThat(reply.response().headers().firstValue("Retry-After")).contains("7");
        assertThat(client.get(ME).status()).isEqualTo(429);
        assertThat(client.get(ME).status()).isEqualTo(200);
        assertThat(notion.faults().shown()).isEqualTo(2);
    }

    @Test
    void a_fault_meets_the_requests_it_should_until_it_is_cleared() {
        DataSource tasks = notion.createDataSource("Tasks", Property.title("Name"));
        DataSource others = notion.createDataSource("Others", Property.title("Name"));
        notion.faults().always(NotionFaults.queries(tasks), NotionFaults.serverError(503));
        assertThat(client.query(tasks, "{}").code()).isEqualTo("service_unavailable");
        assertThat(client.query(others, "{}").status()).isEqualTo(200);
        assertThat(client.query(tasks, "{}").status()).isEqualTo(503);
        notion.faults().clear();
        assertThat(client.query(tasks, "{}").status()).isEqualTo(200);
    }

    @Test
    void refusals_have_their_codes() {
        assertCode(NotionFaults.blocked(), 429, "rate_limited");
        assertCode(NotionFaults.overloaded(Duration.ofSeconds(1)), 529, "service_overload");
        assertCode(NotionFaults.serverError(500), 500, "internal_server_error");
        assertCode(NotionFaults.serverError(502), 502, "bad_gateway");
        assertCode(NotionFaults.serverError(504), 504, "gateway_timeout");
        assertCode(NotionFaults.unauthorized(), 401, "unauthorized");
        assertCode(NotionFaults.restricted(), 403, "restricted_resource");
        assertCode(NotionFaults.conflict(), 409, "conflict_error");
        assertCode(NotionFaults.deadCursor(), 400, "validation_error");
    }

    @Test
    void bodies_can_be_html_truncated_or_enormous() {
        notion.faults().next(1, Fault.html(200));
        assertThat(client.get(ME).response().body()).startsWith("<!DOCTYPE html>");
        int length = client.get(ME).response().body().length();
        notion.faults().next(1, Fault.truncated());
        assertThat(client.get(ME).response().body()).hasSize(length / 2);
        notion.faults().next(1, Fault.enormous(5_000_000));
        NotionClient.Reply enormous = client.get(ME);
        assertThat(enormous.response().body()).hasSize(5_000_000 + length);
        assertThat(enormous.json().get("object").asText()).isEqualTo("user");
    }

    @Test
    void connections_can_break() {
        for (Fault fault : new Fault[] {Fault.reset(), Fault.closedInTheMiddle()}) {
            notion.faults().always(request -> true, fault);
            assertThatThrownBy(() -> send(Duration.ofSeconds(20)))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(HttpTimeoutException.class);
            notion.faults().clear();
        }
        assertThat(client.get(ME).status()).isEqualTo(200);
    }

    @Test
    void answers_can_stay_away() {
        notion.faults().next(1, Fault.silent());
        assertThatThrownBy(() -> send(Duration.ofMillis(200))).isInstanceOf(HttpTimeoutException.class);
        notion.faults().next(1, Fault.slow(Duration.ofMinutes(5)));
        assertThatThrownBy(() -> send(Duration.ofMillis(200))).isInstanceOf(HttpTimeoutException.class);
        notion.faults().next(1, Fault.slow(Duration.ofMillis(1)));
        assertThat(client.get(ME).status()).isEqualTo(200);
    }

    @Test
    void a_body_can_stall_in_the_middle() throws Exception {
        notion.faults().next(1, Fault.stalledInTheMiddle());
        var body =
                HttpClient.newHttpClient().sendAsync(client.request(ME).build(), HttpResponse.BodyHandlers.ofString());
        assertThatThrownBy(() -> body.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        notion.close();
        assertThatThrownBy(body::get).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void the_own_limit_counts_by_token_in_fixed_windows() {
        try (NotionSimulator limited = NotionSimulator.builder()
                .token("a")
                .token("b")
                .rateLimit(2, Duration.ofDays(1_000))
                .start()) {
            NotionClient a = new NotionClient(limited.url(), "a");
            assertThat(a.get(ME).status()).isEqualTo(200);
            assertThat(a.get(ME).status()).isEqualTo(200);
            NotionClient.Reply refused = a.get(ME);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Long.parseLong(refused.response()
                            .headers()
                            .firstValue("Retry-After")
                            .orElseThrow()))
                    .isPositive();
            assertThat(limited.rateLimited()).isEqualTo(1);
            assertThat(new NotionClient(limited.url(), "b").get(ME).status()).isEqualTo(200);
        }
    }

    @Test
    void requests_are_counted_and_kept() {
        DataSource tasks = notion.createDataSource("Tasks", Property.title("Name"));
        client.query(tasks, "{'page_size':1}");
        client.get("/v1/pages/" + tasks.createPage("a").id() + "/properties/title");
        assertThat(notion.requests().total()).isEqualTo(2);
        assertThat(notion.requests().counts())
                .containsEntry("POST /v1/data_sources/{id}/query", 1L)
                .containsEntry("GET /v1/pages/{id}/properties/{property}", 1L);
        assertThat(notion.requests().requests(NotionFaults.queries()).get(0).bodyText())
                .isEqualTo("{\"page_size\":1}");
        assertThat(notion.requests().times()).isSorted().hasSize(2);
    }

    @Test
    void the_date_is_the_simulator_s() {
        assertThat(client.get(ME).response().headers().firstValue("Date")).contains("Fri, 02 Jan 2026 03:04:05 GMT");
    }

    private void assertCode(Fault fault, int status, String code) {
        notion.faults().next(1, fault);
        NotionClient.Reply reply = client.get(ME);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    private void send(Duration timeout) throws Exception {
        HttpRequest request = client.request(ME).timeout(timeout).build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
