/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.awaitility.Awaitility.await;

import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PluginPath;
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.NotionSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A broker, a worker with the Notion source, and a Notion simulator. */
final class NotionStack implements AutoCloseable {
    static final String SOURCE = "io.synchub.connect.notion.NotionSourceConnector";
    static final String CONNECTOR = "notion";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final NotionSimulator notion;
    final LocalStack stack;
    final TopicReader topics;

    private NotionStack(NotionSimulator notion, LocalStack stack) {
        this.notion = notion;
        this.stack = stack;
        this.topics = new TopicReader(stack.broker().bootstrapServers());
    }

    static NotionStack start(String name) {
        return start(name, NotionSimulator.builder(), UnaryOperator.identity());
    }

    /** @param more what else is wanted of the stack: a worker of its own JVM, exactly once */
    static NotionStack start(String name, NotionSimulator.Builder notion, UnaryOperator<LocalStack.Builder> more) {
        LocalStack.Builder stack = LocalStack.in(Path.of("target", name))
                .worker(options ->
                        options.plugins(PluginPath.notionSource()).offsetFlushInterval(Duration.ofMillis(500)));
        return new NotionStack(notion.start(), more.apply(stack).start());
    }

    static LocalStack.Builder exactlyOnce(LocalStack.Builder stack) {
        return stack.worker(options -> options.property("exactly.once.source.support", "enabled"));
    }

    /**
     * The configuration of a source that is quick enough for tests.
     *
     * @param more further keys and values in turn
     */
    Map<String, String> config(String dataSources, String... more) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", SOURCE);
        config.put("notion.token", notion.token());
        config.put("notion.url", notion.url());
        config.put("notion.data.sources", dataSources);
        config.put("topic.prefix", "n");
        config.put("schedule", "every(200ms)");
        config.put("sweep", "every(1h)");
        config.put("rate.limit.per.minute", "100000");
        config.put("rate.limit.burst", "1000");
        config.put("retry.backoff.ms", "100");
        config.put("retry.backoff.max.ms", "500");
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    /** Creates the connector, or gives it another configuration, and waits until its tasks run. */
    void create(Map<String, String> config) {
        stack.rest().put(CONNECTOR, config);
        stack.rest().awaitRunning(CONNECTOR, PATIENCE);
    }

    void create(DataSource source, String... more) {
        create(config(source.id().toString(), more));
    }

    /** Waits until the compacted topic has the same titles as the data source. */
    void awaitTitles(String topic, String column, String... titles) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            stack.rest().requireNotFailed(CONNECTOR);
            org.assertj.core.api.Assertions.assertThat(topics.latest(topic).values())
                    .extracting(value -> value.path(column).asText())
                    .containsExactlyInAnyOrder(titles);
        });
    }

    @Override
    public void close() {
        topics.close();
        stack.close();
        notion.close();
    }
}
