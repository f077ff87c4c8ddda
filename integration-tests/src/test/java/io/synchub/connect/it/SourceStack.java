/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.http.ApiSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A broker, a worker with a polling source, and a simulator of the API that it reads. */
abstract class SourceStack implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final LocalStack stack;
    final TopicReader topics;
    private final String connectorClass;
    private final ApiSimulator api;

    /**
     * @param name of the folder below {@code target}
     * @param plugins the source's folder
     * @param more what else is wanted of the stack: a worker of its own JVM, exactly once
     */
    SourceStack(
            String name,
            String connectorClass,
            Path plugins,
            ApiSimulator api,
            UnaryOperator<LocalStack.Builder> more) {
        LocalStack.Builder builder = LocalStack.in(Path.of("target", name))
                .worker(options -> options.plugins(plugins).offsetFlushInterval(Duration.ofMillis(500)));
        this.connectorClass = connectorClass;
        this.api = api;
        this.stack = more.apply(builder).start();
        this.topics = new TopicReader(stack.broker().bootstrapServers());
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
     * @param own the platform's keys
     * @param more further keys and values in turn
     */
    final Map<String, String> config(String topicPrefix, Map<String, String> own, String... more) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", connectorClass);
        config.put("topic.prefix", topicPrefix);
        config.put("schedule", "every(200ms)");
        config.put("sweep", "every(1h)");
        config.put("rate.limit.burst", "1000");
        config.put("retry.backoff.ms", "100");
        config.put("retry.backoff.max.ms", "500");
        config.putAll(own);
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    /** Creates a connector and waits until its tasks run. */
    final FollowingSource follow(String name, Map<String, String> config) {
        FollowingSource connector = connector(name);
        connector.put(config);
        connector.awaitRunning();
        return connector;
    }

    /** A connector that may not exist yet. */
    final FollowingSource connector(String name) {
        return new FollowingSource(this, name);
    }

    @Override
    public final void close() {
        topics.close();
        stack.close();
        api.close();
    }
}
