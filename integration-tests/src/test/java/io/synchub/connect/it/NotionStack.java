/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

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

    /**
     * A worker that starts reads its offsets only when the transactions are over that another one, killed, left open: that takes
     * as long as their time-out, a minute by default, and the broker's next look for such.
     */
    static LocalStack.Builder exactlyOnce(LocalStack.Builder stack) {
        return stack.worker(options -> options.property("exactly.once.source.support", "enabled")
                        .property("producer.transaction.timeout.ms", "5000"))
                .broker(broker ->
                        broker.setting("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"));
    }

    /**
     * The configuration of a source that is quick enough for tests.
     *
     * @param topicPrefix also the connector's name, where it is created by {@link #follow}
     * @param more further keys and values in turn
     */
    Map<String, String> config(String topicPrefix, String dataSources, String... more) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", SOURCE);
        config.put("notion.token", notion.token());
        config.put("notion.url", notion.url());
        config.put("notion.data.sources", dataSources);
        config.put("topic.prefix", topicPrefix);
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

    /** Creates a connector for one data source and waits until its tasks run. */
    NotionConnector follow(String name, DataSource source, String... more) {
        return follow(name, source.id().toString(), more);
    }

    /** Creates a connector and waits until its tasks run. */
    NotionConnector follow(String name, String dataSources, String... more) {
        NotionConnector connector = new NotionConnector(this, name);
        connector.put(config(name, dataSources, more));
        connector.awaitRunning();
        return connector;
    }

    @Override
    public void close() {
        topics.close();
        stack.close();
        notion.close();
    }
}
