/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.localstack.ConnectFailure;
import io.synchub.connect.localstack.ConnectWorker;
import io.synchub.connect.localstack.PluginPath;
import io.synchub.connect.localstack.WorkerOptions;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Table;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The connector's offsets as operators meet them: kept, reset together with the webhook, altered, taken over by another worker. */
class AirtableOffsetsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static AirtableStack stack;

    @BeforeAll
    static void start() {
        stack = AirtableStack.start("airtable-offsets");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_restart_repeats_nothing_and_a_reset_deletes_the_webhook_and_reads_the_tables_again() {
        Base base = stack.airtable.createBase("Reset");
        Table table = table(base, "One", 250);
        table(base, "Two", 10);
        try (FollowingSource connector = stack.follow("reset", base)) {
            connector.awaitMessages("One", 250);
            connector.awaitMessages("Two", 10);
            connector.stop();
            int passes = SourceRequests.count(stack.airtable, AirtableRequests.passes(table));
            connector.resume();
            AirtableRequests.awaitPolls(stack.airtable, base, 3);
            assertThat(SourceRequests.count(stack.airtable, AirtableRequests.passes(table)))
                    .isEqualTo(passes);
            assertThat(stack.topics.count(connector.topic("One"))).isEqualTo(250);

            connector.stop();
            assertThat(base.webhooks()).hasSize(1);
            connector.rest().resetOffsets("reset");
            connector.awaitAsserted(() -> assertThat(connector.offsets()).isEmpty());
            assertThat(base.webhooks()).isEmpty();
            connector.resume();
            connector.awaitMessages("One", 500);
            connector.awaitMessages("Two", 20);
            assertThat(connector.messages("One"))
                    .allMatch(message -> message.operation().equals("r"));
            assertThat(base.webhooks()).hasSize(1);
        }
    }

    @Test
    void a_reset_of_one_table_s_slots_reads_it_again_and_keeps_the_webhook() {
        Base base = stack.airtable.createBase("Slots");
        Table one = table(base, "One", 20);
        table(base, "Two", 20);
        try (FollowingSource connector = stack.follow("slots", base)) {
            connector.awaitMessages("One", 20);
            connector.awaitMessages("Two", 20);
            connector.awaitAsserted(() -> assertThat(connector.offsets()).hasSizeGreaterThanOrEqualTo(2));
            connector.stop();
            ObjectNode body = JSON.createObjectNode();
            ArrayNode list = body.putArray("offsets");
            for (JsonNode offset : connector.offsets()) {
                if (offset.path("partition").path("stream").asText().equals(one.id())) {
                    list.addObject().putNull("offset").set("partition", offset.path("partition"));
                }
            }
            assertThat(list).isNotEmpty();
            connector.rest().alterOffsets("slots", body);
            assertThat(base.webhooks()).hasSize(1);
            connector.resume();
            connector.awaitMessages("One", 40);
            AirtableRequests.awaitPolls(stack.airtable, base, 2);
            assertThat(stack.topics.count(connector.topic("Two"))).isEqualTo(20);
            assertThat(base.webhooksCreated()).isEqualTo(1);
        }
    }

    @Test
    void after_a_reset_another_connector_of_the_base_makes_a_webhook_of_its_own_and_misses_nothing() {
        Base base = stack.airtable.createBase("Neighbours");
        Table table = table(base, "One", 5);
        try (FollowingSource gone = stack.follow("neighbour1", base);
                FollowingSource stays = stack.follow("neighbour2", base)) {
            gone.awaitMessages("One", 5);
            stays.awaitMessages("One", 5);
            gone.stop();
            stack.airtable.afterPayloadAnswer(
                    base, 1, () -> table.records().get(0).delete());
            gone.rest().resetOffsets("neighbour1");
            table.records().get(1).delete();
            stays.awaitRows("One", 3);
            assertThat(base.webhooks()).hasSize(1);
            assertThat(stays.messages("One")).hasSize(7);
        }
    }

    @Test
    void offsets_that_the_connector_did_not_write_are_refused_with_what_is_wrong() throws Exception {
        Base base = stack.airtable.createBase("Refused");
        table(base, "One", 10);
        try (FollowingSource connector = stack.follow("refused", base)) {
            connector.awaitMessages("One", 10);
            connector.awaitAsserted(() -> assertThat(connector.offsets()).isNotEmpty());
            connector.stop();
            JsonNode before = connector.offsets();
            ObjectNode truncated = before.get(0).deepCopy();
            String rows = truncated.path("offset").path("rows").asText();
            truncated.withObject("/offset").put("rows", rows.substring(0, 8));
            assertRefused(connector, truncated, "rows", "is none that this connector writes");

            ObjectNode unversioned = before.get(0).deepCopy();
            unversioned.withObject("/offset").remove("v");
            assertRefused(connector, unversioned, "\"v\"");

            ObjectNode elsewhere = before.get(0).deepCopy();
            elsewhere.set("partition", JSON.readTree("{\"database\":\"x\"}"));
            assertRefused(connector, elsewhere, "none of this connector", "\"slot\"");

            assertThat(connector.offsets()).isEqualTo(before);
            assertThat(base.webhooks()).hasSize(1);
            connector.rest().alterOffsets("refused", offsets(before.get(0)));
        }
    }

    @Test
    void a_second_worker_takes_the_task_over_without_repeating_or_losing_a_row() {
        Base base = stack.airtable.createBase("Takeover");
        Table table = table(base, "One", 500);
        WorkerOptions options =
                WorkerOptions.in(Path.of("target", "airtable-offsets-second")).plugins(PluginPath.airtableSource());
        try (FollowingSource first = stack.follow("takeover1", base);
                FollowingSource other = stack.follow("takeover2", base)) {
            first.awaitMessages("One", 500);
            other.awaitMessages("One", 500);
            try (ConnectWorker second =
                    ConnectWorker.inProcess(stack.stack.broker().bootstrapServers(), options)) {
                second.start();
                first.awaitAsserted(() -> assertThat(WorkerHttp.workersOfTasks(second, "takeover1"))
                        .isNotEqualTo(WorkerHttp.workersOfTasks(second, "takeover2")));
                table.createRecord("while two work");
                first.awaitMessages("One", 501);
                other.awaitMessages("One", 501);
            }
            table.createRecord("afterwards");
            first.awaitMessages("One", 502);
            other.awaitMessages("One", 502);
            assertThat(base.webhooksCreated()).isEqualTo(1);
        }
    }

    private static void assertRefused(FollowingSource connector, JsonNode offset, String... says) {
        assertThatThrownBy(() -> connector.rest().alterOffsets("refused", offsets(offset)))
                .isInstanceOf(ConnectFailure.class)
                .hasMessageContainingAll(says);
    }

    private static ObjectNode offsets(JsonNode... some) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = body.putArray("offsets");
        for (JsonNode offset : some) {
            list.add(offset);
        }
        return body;
    }

    private static Table table(Base base, String name, int rows) {
        Table table = base.createTable(name, Field.text("Name"));
        table.fill(rows, row -> Map.of("Name", "row " + row));
        return table;
    }
}
