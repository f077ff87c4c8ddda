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
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.Property;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The connector's offsets as operators meet them: kept, reset, altered, and taken over by another worker. */
class NotionOffsetsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static NotionStack stack;

    @BeforeAll
    static void start() {
        stack = NotionStack.start("notion-offsets");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_restart_repeats_nothing_and_a_reset_reads_the_table_again() {
        DataSource table = table("Reset", 250);
        try (FollowingSource connector = stack.follow("reset", table)) {
            connector.awaitMessages("Reset", 250);
            connector.stop();
            int passes = SourceRequests.count(stack.notion, NotionRequests.passes(table));
            connector.resume();
            SourceRequests.awaitMore(stack.notion, NotionRequests.changes(table), 3);
            assertThat(SourceRequests.count(stack.notion, NotionRequests.passes(table)))
                    .isEqualTo(passes);
            assertThat(stack.topics.count(connector.topic("Reset"))).isEqualTo(250);

            connector.stop();
            connector.rest().resetOffsets("reset");
            connector.awaitAsserted(() -> assertThat(connector.offsets()).isEmpty());
            connector.resume();
            connector.awaitMessages("Reset", 500);
            assertThat(connector.messages("Reset"))
                    .allMatch(message -> message.operation().equals("r"));
        }
    }

    @Test
    void a_reset_of_one_slot_reads_the_table_again_and_sends_only_what_was_lost() {
        DataSource table = table("Slot", 3_000);
        try (FollowingSource connector = stack.follow("slot", table)) {
            connector.awaitMessages("Slot", 3_000);
            connector.stop();
            JsonNode offsets = connector.offsets();
            assertThat(offsets.size()).isGreaterThan(2);
            JsonNode oldest = offsets.get(0);
            for (JsonNode offset : offsets) {
                oldest = sequence(offset) < sequence(oldest) ? offset : oldest;
            }
            int passes = SourceRequests.count(stack.notion, NotionRequests.passes(table));

            ObjectNode removed = JSON.createObjectNode();
            removed.set("partition", oldest.get("partition"));
            removed.putNull("offset");
            connector.rest().alterOffsets("slot", offsets(removed));
            connector.resume();
            SourceRequests.awaitMore(stack.notion, NotionRequests.changes(table), 3);
            assertThat(SourceRequests.count(stack.notion, NotionRequests.passes(table)))
                    .isGreaterThanOrEqualTo(passes + 30);
            assertThat(stack.topics.count(connector.topic("Slot"))).isBetween(3_001, 4_000);
            assertThat(stack.topics.countLatest(connector.topic("Slot"))).isEqualTo(3_000);
        }
    }

    @Test
    void offsets_that_the_connector_did_not_write_are_refused_with_what_is_wrong() throws Exception {
        DataSource table = table("Refused", 10);
        try (FollowingSource connector = stack.follow("refused", table)) {
            connector.awaitMessages("Refused", 10);
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

            ObjectNode newer = before.get(0).deepCopy();
            newer.withObject("/offset").put("v", 99);
            assertRefused(connector, newer, "format 99", "reset the connector's offsets");

            ObjectNode elsewhere = before.get(0).deepCopy();
            elsewhere.set("partition", JSON.readTree("{\"database\":\"x\"}"));
            assertRefused(connector, elsewhere, "none of this connector", "\"slot\"");

            assertThat(connector.offsets()).isEqualTo(before);
            connector.rest().alterOffsets("refused", offsets(before.get(0)));
        }
    }

    @Test
    void a_second_worker_takes_a_task_over_without_repeating_or_losing_a_row() {
        DataSource one = table("First", 500);
        DataSource two = table("Second", 500);
        WorkerOptions options =
                WorkerOptions.in(Path.of("target", "notion-offsets-second")).plugins(PluginPath.notionSource());
        try (FollowingSource connector = stack.follow("rebalance", one.id() + "," + two.id(), "tasks.max", "2")) {
            connector.awaitMessages("First", 500);
            connector.awaitMessages("Second", 500);
            try (ConnectWorker second =
                    ConnectWorker.inProcess(stack.stack.broker().bootstrapServers(), options)) {
                second.start();
                connector.awaitAsserted(() -> assertThat(WorkerHttp.workersOfTasks(second, "rebalance"))
                        .hasSize(2));
                one.createPage("while two work");
                two.createPage("while two work");
                connector.awaitMessages("First", 501);
                connector.awaitMessages("Second", 501);
            }
            one.createPage("afterwards");
            two.createPage("afterwards");
            connector.awaitMessages("First", 502);
            connector.awaitMessages("Second", 502);
            assertThat(stack.topics.countLatest(connector.topic("First"))).isEqualTo(502);
            assertThat(stack.topics.countLatest(connector.topic("Second"))).isEqualTo(502);
        }
    }

    private static long sequence(JsonNode offset) {
        return offset.path("offset").path("seq").asLong();
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

    private static DataSource table(String name, int rows) {
        DataSource table = stack.notion.createDataSource(name, Property.title("Name"));
        table.createPages(rows, 50, row -> Map.of("Name", "row " + row));
        return table;
    }
}
