/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the simulator refuses, as the API does. */
class StrictnessTest {
    private final NotionSimulator notion = NotionSimulator.builder()
            .token("one")
            .token("two")
            .integration("Sync")
            .start();
    private final NotionClient client = new NotionClient(notion);
    private final DataSource tasks =
            notion.createDataSource("Tasks", Property.title("Name"), Property.number("Effort"));

    @AfterEach
    void stop() {
        notion.close();
    }

    @Test
    void a_wrong_token_is_unauthorized_and_so_is_a_revoked_one() {
        assertRefused(new NotionClient(notion.url(), "three").get("/v1/users/me"), 401, "unauthorized");
        NotionClient other = new NotionClient(notion.url(), "two");
        assertThat(other.get("/v1/users/me").status()).isEqualTo(200);
        notion.revokeToken("two");
        assertRefused(other.get("/v1/users/me"), 401, "unauthorized");
    }

    @Test
    void the_version_is_required_and_must_be_known() {
        HttpRequest.Builder none = HttpRequest.newBuilder(URI.create(notion.url() + "/v1/users/me"))
                .header("Authorization", "Bearer one");
        assertRefused(NotionClient.send(none), 400, "missing_version");
        assertRefused(NotionClient.send(none.header("Notion-Version", "1999-01-01")), 400, "validation_error");
    }

    @Test
    void an_id_that_is_none_is_refused_in_the_api_s_words() {
        NotionClient.Reply reply = client.get("/v1/pages/12345678-1234-1234-1234-123456789abc");
        assertRefused(reply, 400, "validation_error");
        assertThat(reply.message())
                .isEqualTo("path failed validation: path.page_id should be a valid uuid, instead was"
                        + " `\"12345678-1234-1234-1234-123456789abc\"`.");
    }

    @Test
    void what_is_unknown_cannot_be_found_in_the_api_s_words() {
        UUID unknown = UUID.randomUUID();
        NotionClient.Reply reply = client.get("/v1/pages/" + unknown);
        assertRefused(reply, 404, "object_not_found");
        assertThat(reply.message())
                .isEqualTo(
                        "Could not find page with ID: " + unknown + ". Make sure the relevant pages and databases are"
                                + " shared with your integration \"Sync\".");
        assertThat(reply.json().at("/additional_data/integration_id").asText())
                .isEqualTo(notion.bot().id().toString());
    }

    @Test
    void a_database_is_no_data_source_and_the_other_way_round() {
        assertRefused(client.get("/v1/data_sources/" + tasks.database().id()), 404, "object_not_found");
        assertRefused(client.get("/v1/databases/" + tasks.id()), 404, "object_not_found");
    }

    @Test
    void ids_may_be_without_hyphens() {
        String id = tasks.id().toString().replace("-", "");
        assertThat(client.get("/v1/data_sources/" + id).status()).isEqualTo(200);
    }

    @Test
    void what_is_not_shared_cannot_be_found() {
        Page page = tasks.createPage("a");
        page.unshare();
        assertRefused(client.get("/v1/pages/" + page.id()), 404, "object_not_found");
        page.share();
        assertThat(client.get("/v1/pages/" + page.id()).status()).isEqualTo(200);
        tasks.unshare();
        assertRefused(client.get("/v1/pages/" + page.id()), 404, "object_not_found");
        assertRefused(client.query(tasks, "{}"), 404, "object_not_found");
        assertRefused(client.get("/v1/databases/" + tasks.database().id()), 404, "object_not_found");
        tasks.share();
        assertThat(client.titles(tasks, "{}")).containsExactly("a");
    }

    @Test
    void a_page_deleted_for_ever_cannot_be_found() {
        Page page = tasks.createPage(Map.of("Name", "a"));
        page.deleteForEver();
        assertRefused(client.get("/v1/pages/" + page.id()), 404, "object_not_found");
        assertThat(client.titles(tasks, "{}")).isEmpty();
    }

    @Test
    void a_trashed_table_says_so_and_cannot_be_queried() {
        Page page = tasks.createPage("a");
        tasks.trash();
        assertThat(client.get("/v1/data_sources/" + tasks.id())
                        .json()
                        .get("in_trash")
                        .booleanValue())
                .isTrue();
        assertThat(client.get("/v1/pages/" + page.id()).json().get("in_trash").booleanValue())
                .isTrue();
        assertRefused(client.query(tasks, "{}"), 404, "object_not_found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'page_size':0}",
                "{'page_size':101}",
                "{'page_size':'10'}",
                "{'unknown':1}",
                "{'in_trash':true}",
                "{'start_cursor':'nowhere'}",
                "{'result_type':'block'}",
                "{'sorts':{}}",
                "{'sorts':[{'timestamp':'created_time'}]}",
                "{'sorts':[{'timestamp':'created','direction':'ascending'}]}",
                "{'sorts':[{'property':'Nothing','direction':'ascending'}]}",
                "{'filter':{}}",
                "{'filter':[]}",
                "{'filter':{'property':'Nothing','number':{'equals':1}}}",
                "{'filter':{'property':'Effort','title':{'equals':'a'}}}",
                "{'filter':{'property':'Effort','number':{'contains':1}}}",
                "{'filter':{'property':'Effort','number':{'equals':'1'}}}",
                "{'filter':{'property':'Effort','number':{'is_empty':false}}}",
                "{'filter':{'property':'Effort','number':{'equals':1},'more':1}}",
                "{'filter':{'timestamp':'created_time','created_time':{'on_or_after':'yesterday'}}}",
                "{'filter':{'timestamp':'created_time','last_edited_time':{'after':'2026-01-01'}}}",
                "{'filter':{'timestamp':'created_time','created_time':{'since':'2026-01-01'}}}",
                "{'filter':{'and':{}}}",
                "{'filter':{'and':[{'and':[{'and':[]}]}]}}"
            })
    void a_malformed_query_is_refused(String body) {
        assertRefused(client.query(tasks, body), 400, "validation_error");
    }

    @Test
    void what_is_no_json_is_refused() {
        assertRefused(client.query(tasks, "{"), 400, "invalid_json");
    }

    @Test
    void unknown_addresses_are_refused() {
        assertRefused(client.get("/v1/nothing"), 400, "invalid_request_url");
        assertRefused(client.post("/v1/pages", "{}"), 400, "invalid_request_url");
        assertRefused(client.get("/v1/users?filter=1"), 400, "validation_error");
        assertRefused(client.get("/v1/users?page_size=101"), 400, "validation_error");
        assertRefused(
                client.post("/v1/data_sources/" + tasks.id() + "/query?filter_properties=none", "{}"),
                400,
                "validation_error");
    }

    @Test
    void a_cursor_belongs_to_its_query() {
        tasks.createPage("a");
        tasks.createPage("b");
        String cursor =
                client.query(tasks, "{'page_size':1}").json().get("next_cursor").textValue();
        String other = "{'start_cursor':'" + cursor + "','sorts':[{'property':'Name','direction':'ascending'}]}";
        assertRefused(client.query(tasks, other), 400, "validation_error");
        assertThat(client.titles(tasks, "{'start_cursor':'" + cursor + "'}")).containsExactly("a");
    }

    private static void assertRefused(NotionClient.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.json().get("object").asText()).isEqualTo("error");
        assertThat(reply.json().get("status").intValue()).isEqualTo(status);
        assertThat(reply.json().get("request_id").asText())
                .isEqualTo(reply.response()
                        .headers()
                        .firstValue("x-notion-request-id")
                        .orElseThrow());
    }
}
