/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PluginPath;
import io.synchub.connect.localstack.airtable.AirtableSimulator;
import io.synchub.connect.localstack.airtable.Base;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A broker, a worker with the Airtable source, and an Airtable simulator. */
final class AirtableStack extends SourceStack {
    static final String SOURCE = "io.synchub.connect.airtable.AirtableSourceConnector";

    final AirtableSimulator airtable;

    private static AirtableStack shared;
    private static int sharedSoFar;

    private AirtableStack(String name, AirtableSimulator airtable, UnaryOperator<LocalStack.Builder> more) {
        super(name, SOURCE, PluginPath.airtableSource(), airtable, more);
        this.airtable = airtable;
    }

    /**
     * One for all tests that have a base of their own and want nothing else of the stack, such as a clock to move; made at its
     * first use, and {@link SharedAirtable} ends it. Connectors' names must be unique in it, since topics and offsets stay.
     */
    static synchronized AirtableStack shared() {
        if (shared == null) {
            String fork = System.getProperty("surefire.forkNumber", "1");
            shared = start("airtable-" + fork + "-" + sharedSoFar++);
        }
        return shared;
    }

    static synchronized void endShared() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    static AirtableStack start(String name) {
        return start(name, AirtableSimulator.builder(), UnaryOperator.identity());
    }

    /** @param more what else is wanted of the stack: a worker of its own JVM, exactly once */
    static AirtableStack start(
            String name, AirtableSimulator.Builder airtable, UnaryOperator<LocalStack.Builder> more) {
        return new AirtableStack(name, airtable.start(), more);
    }

    /**
     * The configuration of a source for all tables of a base that is quick enough for tests. No sweep is due within a test.
     *
     * @param more further keys and values in turn
     */
    Map<String, String> config(String topicPrefix, Base base, String... more) {
        return config(
                topicPrefix,
                Map.of(
                        "airtable.token",
                        airtable.token(),
                        "airtable.url",
                        airtable.url(),
                        "airtable.base",
                        base.id(),
                        "airtable.tables",
                        "*",
                        "rate.limit.per.second",
                        "10000"),
                more);
    }

    /** Creates a connector for all tables of a base and waits until its task runs. */
    FollowingSource follow(String name, Base base, String... more) {
        return follow(name, config(name, base, more));
    }
}
