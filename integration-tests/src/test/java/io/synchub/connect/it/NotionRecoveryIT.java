/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.NotionSimulator;
import io.synchub.connect.localstack.notion.Property;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stopped a snapshot and was mended must not stop it any more, without a restart. */
class NotionRecoveryIT {
    private static NotionStack stack;

    @BeforeAll
    static void start() {
        stack = NotionStack.start(
                "notion-recovery",
                NotionSimulator.builder().queryCap(300).at(Instant.parse("2026-11-20T12:00:30Z")),
                UnaryOperator.identity());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_minute_that_could_not_be_listed_is_read_when_its_pages_are_numbered() {
        DataSource table = stack.notion.createDataSource("Flood", Property.title("Name"));
        table.createPages(700, 700, row -> Map.of("Name", "row " + row));
        try (NotionConnector connector =
                stack.follow("recovery", table, "sweep", "every(1s)", "status.topic", "recovery-status")) {
            connector.awaitAsserted(() -> assertThat(stack.topics.all("recovery-status"))
                    .anyMatch(event ->
                            event.value().orElseThrow().path("event").asText().equals("failed")));
            table.addProperty(Property.uniqueId("No"));
            connector.awaitRows("Flood", 700);
        }
    }
}
