/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.http.Fault;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log of changes, and the life of webhooks. */
class AirtableWebhooksTest {
    private final AirtableSimulator airtable = AirtableSimulator.builder()
            .at(Instant.parse("2026-01-02T00:00:00Z"))
            .recordsPerPayload(2)
            .start();
    private final AirtableClient client = new AirtableClient(airtable);
    private final Base base = airtable.createBase("Base");
    private final Table items =
            base.createTable("Items", Field.text("Name"), Field.number("Price", 0), Field.singleSelect("State"));
    private final Table orders = base.createTable("Orders", Field.text("Name"), Field.link("Items", items));

    @AfterEach
    void stop() {
        airtable.close();
    }

    @Test
    void records_that_come_change_and_go_are_told() {
        String hook = client.createHook(base);
        AirtableRecord item = items.createRecord(Map.of("Name", "a", "State", "Open"));
        item.update("Price", 3);
        item.delete();
        item.restore();
        JsonNode log = client.payloads(hook, 1);
        assertThat(log.get("cursor").asLong()).isEqualTo(5);
        assertThat(log.get("mightHaveMore").asBoolean()).isFalse();
        JsonNode created = change(log, 0).at("/createdRecordsById/" + item.id());
        assertThat(created.get("createdTime").asText()).isEqualTo("2026-01-02T00:00:00.000Z");
        JsonNode cells = created.get("cellValuesByFieldId");
        assertThat(cells.get(items.fieldId("Name")).asText()).isEqualTo("a");
        assertThat(cells.get(items.fieldId("State")).get("name").asText()).isEqualTo("Open");
        assertThat(change(log, 1).at("/changedRecordsById/" + item.id()))
                .hasToString("{\"current\":{\"cellValuesByFieldId\":{\"" + items.fieldId("Price") + "\":3}}}");
        assertThat(change(log, 2).get("destroyedRecordIds")).hasToString("[\"" + item.id() + "\"]");
        assertThat(change(log, 3).get("createdRecordsById").has(item.id())).isTrue();
        JsonNode payload = log.at("/payloads/0");
        assertThat(payload.get("payloadFormat").asText()).isEqualTo("v0");
        assertThat(log.at("/payloads/1/baseTransactionNumber").asLong())
                .isEqualTo(payload.get("baseTransactionNumber").asLong() + 1);
        assertThat(payload.at("/actionMetadata/sourceMetadata/user/id").asText())
                .isEqualTo(airtable.owner().id());
    }

    @Test
    void edits_that_change_nothing_are_not_told() {
        AirtableRecord item = items.createRecord(Map.of("Name", "a"));
        String hook = client.createHook(base);
        item.update("Name", "a");
        item.update("Price", null);
        assertThat(client.payloads(hook, 1).get("payloads")).isEmpty();
    }

    @Test
    void effects_on_computed_cells_of_other_tables_are_told() {
        orders.addField(Field.sum("Total", "Items", "Price"));
        orders.addField(Field.formula("With tax", Field.number("", 2), row -> row.number("Total") * 2));
        AirtableRecord item = items.createRecord(Map.of("Name", "a", "Price", 5));
        AirtableRecord order = orders.createRecord(Map.of("Name", "o", "Items", List.of(item)));
        orders.createRecord(Map.of("Name", "other"));
        String hook = client.createHook(base);
        item.update("Price", 6);
        JsonNode changed = client.payloads(hook, 1).at("/payloads/0/changedTablesById/" + orders.id());
        assertThat(changed.get("changedRecordsById")).hasSize(1);
        JsonNode cells = changed.at("/changedRecordsById/" + order.id() + "/current/cellValuesByFieldId");
        assertThat(cells.get(orders.fieldId("Total")).asInt()).isEqualTo(6);
        assertThat(cells.get(orders.fieldId("With tax")).asInt()).isEqualTo(12);
        item.delete();
        cells = client.payloads(hook, 2)
                .at("/payloads/0/changedTablesById/" + orders.id() + "/changedRecordsById/" + order.id()
                        + "/current/cellValuesByFieldId");
        assertThat(cells.get(orders.fieldId("Items")).isNull()).isTrue();
        assertThat(cells.get(orders.fieldId("Total")).asInt()).isZero();
    }

    @Test
    void both_sides_of_a_link_are_told() {
        orders.addField(Field.link("Parts", items, "Used in"));
        AirtableRecord item = items.createRecord("a");
        AirtableRecord order = orders.createRecord("o");
        String hook = client.createHook(base);
        order.update("Parts", List.of(item));
        JsonNode log = client.payloads(hook, 1);
        assertThat(log.at("/payloads/0/changedTablesById")).hasSize(2);
        JsonNode cell = change(log, 0)
                .at("/changedRecordsById/" + item.id() + "/current/cellValuesByFieldId/" + items.fieldId("Used in"));
        assertThat(cell).hasToString("[{\"id\":\"" + order.id() + "\",\"name\":\"o\"}]");
    }

    @Test
    void a_large_action_spans_payloads_with_one_transaction_number() {
        String hook = client.createHook(base);
        base.action(() -> {
            items.fill(4, row -> Map.of("Name", "i" + row));
            orders.createRecord("o");
        });
        JsonNode log = client.payloads(hook, 1);
        assertThat(log.get("payloads")).hasSize(3);
        assertThat(log.get("payloads").findValuesAsText("baseTransactionNumber").stream()
                        .distinct())
                .hasSize(1);
        JsonNode first = client.get(hook + "/payloads?limit=2").json();
        assertThat(first.get("payloads")).hasSize(2);
        assertThat(first.get("cursor").asLong()).isEqualTo(3);
        assertThat(first.get("mightHaveMore").asBoolean()).isTrue();
        assertThat(client.payloads(hook, 3).get("payloads")).hasSize(1);
        assertThat(client.payloads(hook, 4).get("payloads")).isEmpty();
    }

    @Test
    void changes_of_the_schema_are_told() {
        String hook = client.createHook(
                base,
                "{'options':{'filters':{'dataTypes':['tableFields','tableMetadata']},"
                        + "'includes':{'includePreviousFieldDefinitions':true}}}");
        String price = items.fieldId("Price");
        items.createRecord(Map.of("Name", "a", "Price", 7));
        items.addField(Field.checkbox("New"));
        items.renameField("Price", "Cost");
        items.changeField("Cost", Field.text("Cost"));
        items.rename("Things");
        items.deleteField("Cost");
        Table other = base.createTable("Other", Field.text("Name"));
        items.delete();
        JsonNode log = client.payloads(hook, 1);
        assertThat(log.get("payloads")).hasSize(7);
        assertThat(change(log, 0).get("createdFieldsById").findValue("type").asText())
                .isEqualTo("checkbox");
        assertThat(change(log, 1).at("/changedFieldsById/" + price))
                .hasToString("{\"current\":{\"name\":\"Cost\"},\"previous\":{\"name\":\"Price\"}}");
        assertThat(change(log, 2).at("/changedFieldsById/" + price))
                .hasToString("{\"current\":{\"type\":\"singleLineText\"},\"previous\":{\"type\":\"number\"}}");
        assertThat(change(log, 3).at("/changedMetadata/current/name").asText()).isEqualTo("Things");
        assertThat(change(log, 3).at("/changedMetadata/previous/name").asText()).isEqualTo("Items");
        assertThat(change(log, 4).get("destroyedFieldIds")).hasToString("[\"" + price + "\"]");
        assertThat(log.at("/payloads/5/createdTablesById/" + other.id() + "/metadata/name")
                        .asText())
                .isEqualTo("Other");
        assertThat(log.at("/payloads/6/destroyedTableIds")).hasToString("[\"" + items.id() + "\"]");
    }

    @Test
    void filters_and_includes_are_heeded() {
        AirtableRecord item = items.createRecord(Map.of("Name", "a", "Price", 7));
        String hook = client.createHook(
                base,
                "{'options':{'filters':{'dataTypes':['tableData'],'changeTypes':['update'],'recordChangeScope':'"
                        + items.id() + "'},'includes':{'includePreviousCellValues':true,"
                        + "'includeCellValuesInFieldIds':'all'}}}");
        items.createRecord("b");
        orders.createRecord("o").update("Name", "p");
        item.update("Price", 8);
        item.delete();
        JsonNode log = client.payloads(hook, 1);
        assertThat(log.get("payloads")).hasSize(1);
        JsonNode changed = change(log, 0).at("/changedRecordsById/" + item.id());
        String price = items.fieldId("Price");
        assertThat(changed.at("/previous/cellValuesByFieldId/" + price).asInt()).isEqualTo(7);
        assertThat(changed.at("/unchanged/cellValuesByFieldId/" + items.fieldId("Name"))
                        .asText())
                .isEqualTo("a");
    }

    @Test
    void a_hook_lives_seven_days_after_it_was_last_read_or_refreshed() {
        String hook = client.createHook(base);
        items.createRecord("a");
        airtable.clock().advance(Duration.ofDays(6));
        assertThat(client.payloads(hook, 1).get("payloads")).hasSize(1);
        airtable.clock().advance(Duration.ofDays(6));
        assertThat(client.payloads(hook, 1).get("payloads"))
                .as("kept for seven days")
                .isEmpty();
        assertThat(client.post(hook + "/refresh", "")
                        .json()
                        .get("expirationTime")
                        .asText())
                .isEqualTo("2026-01-21T00:00:00.000Z");
        items.createRecord("b");
        airtable.clock().advance(Duration.ofDays(7));
        items.createRecord("not told");
        JsonNode log = client.payloads(hook, 1);
        assertThat(log.get("cursor").asLong()).isEqualTo(3);
        assertThat(log.get("payloads")).hasSize(1);
        assertThat(client.post(hook + "/refresh", "").status()).isEqualTo(422);
        JsonNode listed = client.get(AirtableClient.hooksOf(base)).json().at("/webhooks/0");
        assertThat(listed.get("isHookEnabled").asBoolean()).isFalse();
        assertThat(listed.get("cursorForNextPayload").asLong()).isEqualTo(3);
        airtable.clock().advance(Duration.ofDays(7));
        assertThat(client.get(hook + "/payloads").status()).isEqualTo(404);
        assertThat(base.webhooks()).isEmpty();
    }

    @Test
    void the_cursor_is_the_number_behind_the_last_payload_shown() {
        String hook = client.createHook(base);
        assertThat(client.payloads(hook, 1)).hasToString("{\"payloads\":[],\"cursor\":1,\"mightHaveMore\":false}");
        for (int i = 0; i < 3; i++) {
            items.createRecord("r" + i);
        }
        JsonNode first = client.get(hook + "/payloads?limit=2").json();
        assertThat(first.get("payloads")).hasSize(2);
        assertThat(first.get("cursor").asLong()).isEqualTo(3);
        assertThat(first.get("mightHaveMore").asBoolean()).isTrue();
        JsonNode rest = client.payloads(hook, 3);
        assertThat(rest.get("payloads")).hasSize(1);
        assertThat(rest.get("cursor").asLong()).isEqualTo(4);
        assertThat(rest.get("mightHaveMore").asBoolean()).isFalse();
        assertThat(client.payloads(hook, 4).get("cursor").asLong()).isEqualTo(4);
    }

    @Test
    void numbers_go_on_when_payloads_are_gone() {
        String hook = client.createHook(base);
        items.createRecord("old");
        airtable.clock().advance(Duration.ofDays(4));
        items.createRecord("new");
        client.payloads(hook, 1);
        airtable.clock().advance(Duration.ofDays(4));
        JsonNode kept = client.payloads(hook, 1);
        assertThat(kept.get("payloads"))
                .as("the first is older than seven days")
                .hasSize(1);
        assertThat(kept.get("cursor").asLong()).isEqualTo(3);
        airtable.clock().advance(Duration.ofDays(4));
        assertThat(client.payloads(hook, 2)).hasToString("{\"payloads\":[],\"cursor\":2,\"mightHaveMore\":false}");
        JsonNode listed = client.get(AirtableClient.hooksOf(base)).json().at("/webhooks/0");
        assertThat(listed.get("cursorForNextPayload").asLong()).isEqualTo(3);
        items.createRecord("newest");
        assertThat(client.payloads(hook, 2).get("cursor").asLong()).isEqualTo(4);
    }

    @Test
    void hooks_can_be_listed_deleted_and_counted() {
        String hook = client.createHook(base);
        JsonNode listed = client.get(AirtableClient.hooksOf(base)).json().at("/webhooks/0");
        assertThat(hook).endsWith(listed.get("id").asText());
        assertThat(listed.get("id").asText()).hasSize(17).startsWith("ach");
        assertThat(listed.get("isHookEnabled").asBoolean()).isTrue();
        assertThat(listed.at("/specification/options/filters/dataTypes")).hasSize(3);
        for (int i = 1; i < 10; i++) {
            client.createHook(base);
        }
        AirtableClient.Reply eleventh = client.post(
                AirtableClient.hooksOf(base), "{'specification':{'options':{'filters':{'dataTypes':['tableData']}}}}");
        assertThat(eleventh.status()).isEqualTo(422);
        assertThat(client.delete(hook).status()).isEqualTo(200);
        assertThat(client.delete(hook).status()).isEqualTo(404);
        assertThat(base.webhooks()).hasSize(9);
        assertThat(base.webhooksCreated()).isEqualTo(10);
        assertThat(airtable.requests().count("DELETE /v0/bases/{base}/webhooks/{webhook}"))
                .isEqualTo(2);
    }

    @Test
    void hooks_can_be_broken() {
        String hook = client.createHook(base);
        Webhook webhook = base.webhooks().get(0);
        items.createRecord("a");
        webhook.fail(Webhook.Failure.INTERNAL_ERROR);
        items.createRecord("b");
        webhook.fail(Webhook.Failure.INVALID_HOOK);
        items.createRecord("not told");
        JsonNode payloads = client.payloads(hook, 1).get("payloads");
        assertThat(payloads).hasSize(4);
        assertThat(payloads.get(1).get("error").asBoolean()).isTrue();
        assertThat(payloads.get(1).get("code").asText()).isEqualTo("INTERNAL_ERROR");
        assertThat(payloads.get(3).get("code").asText()).isEqualTo("INVALID_HOOK");
        webhook.dropPayloads();
        assertThat(client.payloads(hook, 1)).hasToString("{\"payloads\":[],\"cursor\":1,\"mightHaveMore\":false}");
        webhook.vanish();
        assertThat(client.get(hook + "/payloads").status()).isEqualTo(404);
    }

    @Test
    void tests_can_act_between_two_reads_of_payloads() {
        String hook = client.createHook(base);
        client.payloads(hook, 1);
        airtable.afterPayloadAnswer(base, 2, () -> items.createRecord("between"));
        assertThat(client.payloads(hook, 1).get("payloads")).isEmpty();
        assertThat(client.get(hook + "/payloads?limit=0").status()).isEqualTo(422);
        assertThat(client.payloads(hook, 1).get("payloads"))
                .as("the record comes when this answer is ready")
                .isEmpty();
        assertThat(client.payloads(hook, 1).get("payloads")).hasSize(1);
        assertThat(client.payloads(hook, 1).get("payloads")).hasSize(1);
    }

    @Test
    void a_hook_is_made_although_its_answer_is_lost() {
        String create = "{'specification':{'options':{'filters':{'dataTypes':['tableData']}}}}";
        for (Fault fault : new Fault[] {Fault.reset(), Fault.closedInTheMiddle()}) {
            airtable.faults().next(1, AirtableFaults.hookCreations(), fault);
            assertThatThrownBy(() -> client.post(AirtableClient.hooksOf(base), create))
                    .isInstanceOf(UncheckedIOException.class);
        }
        airtable.faults().next(1, AirtableFaults.hookCreations(), Fault.afterwards(AirtableFaults.serverError(502)));
        assertThat(client.post(AirtableClient.hooksOf(base), create).status()).isEqualTo(502);
        assertThat(base.webhooksCreated()).isEqualTo(3);
        airtable.faults().next(1, AirtableFaults.hookCreations(), AirtableFaults.serverError(502));
        assertThat(client.post(AirtableClient.hooksOf(base), create).status()).isEqualTo(502);
        assertThat(base.webhooksCreated()).as("without effect").isEqualTo(3);
    }

    @Test
    void a_hook_whose_scope_goes_is_invalid_for_ever() {
        String hook = client.createHook(
                base, "{'options':{'filters':{'dataTypes':['tableData'],'recordChangeScope':'" + orders.id() + "'}}}");
        orders.delete();
        assertThat(client.payloads(hook, 1).at("/payloads/0/code").asText()).isEqualTo("INVALID_FILTERS");
        JsonNode listed = client.get(AirtableClient.hooksOf(base)).json().at("/webhooks/0");
        assertThat(listed.get("isHookEnabled").asBoolean()).isFalse();
    }

    private JsonNode change(JsonNode log, int payload) {
        return log.at("/payloads/" + payload + "/changedTablesById/" + items.id());
    }
}
