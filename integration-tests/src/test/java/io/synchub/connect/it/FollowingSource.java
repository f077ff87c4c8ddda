/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static io.synchub.connect.it.SourceStack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.ConnectRest;
import io.synchub.connect.localstack.ConnectorStatus;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.awaitility.core.ThrowingRunnable;

/** A source on a {@link SourceStack}. Its topics begin with its name. Deleted at close. */
final class FollowingSource implements AutoCloseable {
    private static final String TITLE = "Name";

    private final SourceStack stack;
    private final String name;

    FollowingSource(SourceStack stack, String name) {
        this.stack = stack;
        this.name = name;
    }

    void put(Map<String, String> config) {
        rest().put(name, config);
    }

    void awaitRunning() {
        rest().awaitRunning(name, PATIENCE);
    }

    /** Ends the tasks; the connector and its offsets stay. */
    void stop() {
        rest().stop(name);
    }

    void resume() {
        rest().resume(name);
        awaitRunning();
    }

    ConnectRest rest() {
        return stack.stack.rest();
    }

    JsonNode offsets() {
        return rest().offsets(name).path("offsets");
    }

    ConnectorStatus status() {
        return rest().status(name);
    }

    /** Waits until a task has failed and gives its trace. */
    String awaitFailure() {
        await().atMost(PATIENCE).until(() -> status().hasFailed());
        return status().traces();
    }

    /**
     * A metric of a table, as an operator sees it; of a worker in this JVM only.
     *
     * @param stream the table's id
     */
    double gauge(String stream, String metric) {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            Set<ObjectName> found =
                    server.queryNames(new ObjectName("kafka.connect:*,connector=" + name + ",stream=" + stream), null);
            assertThat(found).hasSize(1);
            return ((Number) server.getAttribute(found.iterator().next(), metric)).doubleValue();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every record that a table's topic holds. */
    List<TopicReader.Message> messages(String table) {
        return stack.topics.all(topic(table));
    }

    /** The operations of a table's records in their order, each with the title of its row: {@code r first}. */
    List<String> history(String table) {
        return messages(table).stream()
                .map(message -> message.operation()
                        + message.value()
                                .map(value -> " " + value.path(TITLE).asText())
                                .orElse(""))
                .toList();
    }

    /** The last record of each row that is not deleted, by id. */
    Map<String, JsonNode> rows(String table) {
        return stack.topics.latest(topic(table));
    }

    /** The only row of a table. */
    JsonNode row(String table) {
        assertThat(rows(table)).hasSize(1);
        return rows(table).values().iterator().next();
    }

    String topic(String table) {
        return name + "." + table;
    }

    /** Waits until the compacted topic has these titles, and no others. */
    void awaitTitles(String table, String... titles) {
        awaitAsserted(() -> assertThat(rows(table).values())
                .extracting(row -> row.path(TITLE).asText())
                .containsExactlyInAnyOrder(titles));
    }

    /** Waits until the compacted topic has so many rows. */
    void awaitRows(String table, int count) {
        awaitAsserted(() -> assertThat(stack.topics.countLatest(topic(table))).isEqualTo(count));
    }

    /** Waits until so many records, repetitions included, are in the topic. */
    void awaitMessages(String table, int count) {
        awaitAsserted(() -> assertThat(stack.topics.count(topic(table))).isEqualTo(count));
    }

    /** Waits until an assertion holds; fails at once when a task has failed. */
    void awaitAsserted(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            rest().requireNotFailed(name);
            assertion.run();
        });
    }

    @Override
    public void close() {
        rest().delete(name);
    }
}
