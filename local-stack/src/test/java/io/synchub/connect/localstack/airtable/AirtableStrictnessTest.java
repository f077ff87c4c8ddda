/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.http.Fault;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and how; and what can be made to go wrong. */
class AirtableStrictnessTest {
    private final AirtableSimulator airtable = AirtableSimulator.builder()
            .token("all")
            .token("reader", Role.READ, Scope.values())
            .token("schema only", Role.CREATE, Scope.SCHEMA_READ)
            .token("hooks only", Role.CREATE, Scope.WEBHOOK_MANAGE)
            .start();
    private final AirtableClient client = new AirtableClient(airtable);
    private final Base base = airtable.createBase("Base");
    private final Table table = base.createTable("T", Field.text("Name"));

    @AfterEach
    void stop() {
        airtable.close();
    }

    @Test
    void tokens_must_be_known() {
        HttpRequest.Builder none = HttpRequest.newBuilder(URI.create(airtable.url() + "/v0/meta/whoami"));
        AirtableClient.Reply reply = AirtableClient.send(none);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.error()).isEqualTo("AUTHENTICATION_REQUIRED");
        airtable.revokeToken("all");
        assertThat(client.get("/meta/whoami").status()).isEqualTo(401);
        airtable.allowToken("all", Role.READ);
        JsonNode me = client.get("/meta/whoami").json();
        assertThat(me).hasToString("{\"id\":\"" + airtable.owner().id() + "\"}");
        assertThat(new AirtableClient(airtable, "reader")
                        .get("/meta/whoami")
                        .json()
                        .has("email"))
                .isTrue();
    }

    @Test
    void tokens_need_the_scope() {
        String list = AirtableClient.pathOf(table);
        assertRefused(new AirtableClient(airtable, "schema only").get(list));
        assertRefused(new AirtableClient(airtable, "schema only").get(AirtableClient.hooksOf(base)));
        assertRefused(new AirtableClient(airtable, "hooks only").get("/meta/bases"));
        assertRefused(new AirtableClient(airtable, "hooks only").get("/meta/bases/" + base.id() + "/tables"));
        assertRefused(new AirtableClient(airtable, "hooks only")
                .post(
                        AirtableClient.hooksOf(base),
                        "{'specification':{'options':{'filters':{'dataTypes':['tableData']}}}}"));
        assertThat(client.get(list).status()).isEqualTo(200);
    }

    @Test
    void webhooks_are_made_kept_and_deleted_by_creators_and_read_by_all() {
        AirtableClient reader = new AirtableClient(airtable, "reader");
        String hook = client.createHook(base);
        AirtableClient.Reply reply = reader.post(
                AirtableClient.hooksOf(base), "{'specification':{'options':{'filters':{'dataTypes':['tableData']}}}}");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.error()).isEqualTo("INVALID_PERMISSIONS");
        assertThat(reader.post(hook + "/refresh", "").error()).isEqualTo("INVALID_PERMISSIONS");
        assertThat(reader.delete(hook).error()).isEqualTo("INVALID_PERMISSIONS");
        assertThat(reader.get(AirtableClient.hooksOf(base)).status()).isEqualTo(200);
        assertThat(reader.get(hook + "/payloads").status()).isEqualTo(200);
        assertRefused(new AirtableClient(airtable, "hooks only").get(hook + "/payloads"));
    }

    @Test
    void bases_are_seen_by_those_they_are_shared_with() {
        Base other = airtable.createBase("Other");
        other.role("all", Role.NONE);
        JsonNode bases = client.get("/meta/bases").json().get("bases");
        assertThat(bases).hasSize(1);
        assertThat(bases.get(0).get("permissionLevel").asText()).isEqualTo("create");
        assertRefused(client.get("/meta/bases/" + other.id() + "/tables"));
    }

    @Test
    void unknown_bases_tables_and_records_look_as_the_api_shows_them() {
        assertRefused(client.get("/meta/bases/app00000000000000/tables"));
        assertRefused(client.get("/" + base.id() + "/Nothing"));
        assertRefused(client.get("/" + base.id() + "/tbl00000000000000"));
        AirtableClient.Reply record = client.get(AirtableClient.pathOf(table) + "/rec00000000000000");
        assertThat(record.status()).isEqualTo(404);
        assertThat(record.response().body()).isEqualTo("{\"error\":\"NOT_FOUND\"}");
        assertThat(client.get("/nothing/T").status()).isEqualTo(404);
        assertThat(client.get("/bases/" + base.id() + "/webhooks/ach00000000000000/payloads")
                        .status())
                .isEqualTo(404);
        assertThat(client.post(AirtableClient.pathOf(table), "{}").status()).isEqualTo(404);
        table.delete();
        assertRefused(client.list(table, "{}"));
        airtable.deleteBase(base);
        assertRefused(client.get("/meta/bases/" + base.id() + "/tables"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pageSize=101",
                "pageSize=0",
                "pageSize=x",
                "maxRecords=0",
                "unknown=1",
                "cellFormat=string",
                "cellFormat=xml",
                "cellFormat=string&timeZone=Mars/City&userLocale=en",
                "returnFieldsByFieldId=maybe",
                "recordMetadata[]=other",
                "sort[0][direction]=asc",
                "sort[0][field]=Name&sort[0][direction]=up",
                "sort[1][field]=Name"
            })
    void parameters_must_be_known_and_well_formed(String query) {
        String encoded = query.replace("[", "%5B").replace("]", "%5D");
        AirtableClient.Reply reply = client.get(AirtableClient.pathOf(table) + "?" + encoded);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.error()).isEqualTo("INVALID_REQUEST_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'pageSize':'10'}",
                "{'timeZone':'utc'}",
                "{'fields':'Name'}",
                "{'offset':1}",
                "{'sort':{'field':'Name'}}",
                "[]",
                "{"
            })
    void bodies_must_be_known_and_well_formed(String body) {
        assertThat(client.list(table, body).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'options':{'filters':{}}}",
                "{'options':{'filters':{'dataTypes':['other']}}}",
                "{'options':{'filters':{'dataTypes':['tableData'],'changeTypes':['other']}}}",
                "{'options':{'filters':{'dataTypes':['tableData'],'recordChangeScope':'tbl00000000000000'}}}",
                "{'options':{'filters':{'dataTypes':['tableData'],'unknown':1}}}",
                "{'options':{'filters':{'dataTypes':['tableData']},'includes':{'unknown':1}}}"
            })
    void specifications_must_be_known_and_well_formed(String specification) {
        AirtableClient.Reply reply =
                client.post(AirtableClient.hooksOf(base), "{'specification':" + specification + "}");
        assertThat(reply.status()).isEqualTo(422);
    }

    @Test
    void names_must_exist() {
        assertThat(client.list(table, "{'fields':['Nothing']}").error()).isEqualTo("UNKNOWN_FIELD_NAME");
        assertThat(client.list(table, "{'sort':[{'field':'Nothing'}]}").error()).isEqualTo("UNKNOWN_FIELD_NAME");
        assertThat(client.list(table, "{'view':'Nothing'}").error()).isEqualTo("VIEW_NAME_NOT_FOUND");
        assertThat(client.list(table, "{'view':'viw00000000000000'}").error()).isEqualTo("VIEW_ID_NOT_FOUND");
        assertThat(client.list(table, "{'offset':'itr00000000000000/rec00000000000000'}")
                        .error())
                .isEqualTo("LIST_RECORDS_ITERATOR_NOT_AVAILABLE");
        String hook = client.createHook(base);
        assertThat(client.get(hook + "/payloads?limit=51").status()).isEqualTo(422);
        assertThat(client.get(hook + "/payloads?cursor=0").status()).isEqualTo(422);
        assertThat(client.get(hook + "/payloads?cursor=2").status()).isEqualTo(422);
    }

    @Test
    void addresses_have_a_longest_length() {
        String formula = "{Name}='" + "x".repeat(16_000) + "'";
        assertThat(client.filter(table, formula).status()).isEqualTo(414);
        assertThat(client.list(table, "{'filterByFormula':'" + formula.replace('\'', ' ') + "'}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_base_has_five_requests_a_second_and_then_a_wait() {
        try (AirtableSimulator limited = AirtableSimulator.builder().rateLimit().start()) {
            Base one = limited.createBase("One");
            Base other = limited.createBase("Other");
            AirtableClient asking = new AirtableClient(limited);
            AirtableClient.Reply reply = asking.get("/meta/bases/" + one.id() + "/tables");
            for (int i = 0; i < 100 && reply.status() == 200; i++) {
                reply = asking.get("/meta/bases/" + one.id() + "/tables");
            }
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.error()).isEqualTo("RATE_LIMIT_REACHED");
            assertThat(limited.refusedDuringPenalty()).isZero();
            assertThat(asking.get(AirtableClient.hooksOf(one)).status()).isEqualTo(429);
            assertThat(limited.rateLimited()).isEqualTo(2);
            assertThat(limited.refusedDuringPenalty()).isEqualTo(1);
            assertThat(asking.get("/meta/bases/" + other.id() + "/tables").status())
                    .isEqualTo(200);
            assertThat(asking.get("/meta/whoami").status()).isEqualTo(200);
        }
    }

    @Test
    void faults_have_their_words() {
        assertFault(AirtableFaults.rateLimited(), 429, "RATE_LIMIT_REACHED");
        assertFault(AirtableFaults.quotaExceeded(), 429, "PUBLIC_API_BILLING_LIMIT_EXCEEDED");
        assertFault(AirtableFaults.serverError(502), 502, "BAD_GATEWAY");
        assertFault(AirtableFaults.serverError(503), 503, "SERVICE_UNAVAILABLE");
        assertFault(AirtableFaults.unauthorized(), 401, "UNAUTHORIZED");
        assertFault(AirtableFaults.forbidden(), 403, "INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND");
        assertFault(AirtableFaults.notFound(), 404, "NOT_FOUND");
        assertFault(AirtableFaults.tooLarge(), 413, "REQUEST_TOO_LARGE");
        assertFault(AirtableFaults.deadIterator(), 422, "LIST_RECORDS_ITERATOR_NOT_AVAILABLE");
        assertFault(AirtableFaults.unprocessable("INVALID_REQUEST", "No"), 422, "INVALID_REQUEST");
        airtable.faults().next(1, AirtableFaults.unavailable(Duration.ofSeconds(7)));
        assertThat(client.get("/meta/whoami").response().headers().firstValue("Retry-After"))
                .contains("7");
        airtable.faults().next(1, AirtableFaults.listings(table), Fault.html(502));
        assertThat(client.get("/meta/whoami").status()).isEqualTo(200);
        assertThat(client.list(table, "{}").status()).isEqualTo(502);
        assertThat(client.get(AirtableClient.pathOf(table)).status()).isEqualTo(200);
        assertThat(airtable.requests().requests(AirtableFaults.listings())).hasSize(2);
    }

    private void assertFault(Fault fault, int status, String type) {
        airtable.faults().next(1, fault);
        AirtableClient.Reply reply = client.get("/meta/whoami");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.error()).isEqualTo(type);
    }

    private static void assertRefused(AirtableClient.Reply reply) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.error()).isEqualTo("INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND");
    }
}
