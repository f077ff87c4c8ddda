/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PluginPath;
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.NotionSimulator;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A broker, a worker with the Notion source, and a Notion simulator. */
final class NotionStack extends SourceStack {
    static final String SOURCE = "io.synchub.connect.notion.NotionSourceConnector";

    final NotionSimulator notion;

    private NotionStack(String name, NotionSimulator notion, UnaryOperator<LocalStack.Builder> more) {
        super(name, SOURCE, PluginPath.notionSource(), notion, more);
        this.notion = notion;
    }

    static NotionStack start(String name) {
        return start(name, NotionSimulator.builder(), UnaryOperator.identity());
    }

    /** @param more what else is wanted of the stack: a worker of its own JVM, exactly once */
    static NotionStack start(String name, NotionSimulator.Builder notion, UnaryOperator<LocalStack.Builder> more) {
        return new NotionStack(name, notion.start(), more);
    }

    /**
     * The configuration of a source that is quick enough for tests.
     *
     * @param more further keys and values in turn
     */
    Map<String, String> config(String topicPrefix, String dataSources, String... more) {
        return config(
                topicPrefix,
                Map.of(
                        "notion.token",
                        notion.token(),
                        "notion.url",
                        notion.url(),
                        "notion.data.sources",
                        dataSources,
                        "rate.limit.per.minute",
                        "100000"),
                more);
    }

    /** Creates a connector for one data source and waits until its tasks run. */
    FollowingSource follow(String name, DataSource source, String... more) {
        return follow(name, source.id().toString(), more);
    }

    /** Creates a connector and waits until its tasks run. */
    FollowingSource follow(String name, String dataSources, String... more) {
        return follow(name, config(name, dataSources, more));
    }
}
