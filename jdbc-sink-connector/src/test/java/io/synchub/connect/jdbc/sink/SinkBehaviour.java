/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the behaviour suites of the JDBC sink share: a fresh place in a database, and tasks that write to it. */
abstract class SinkBehaviour {
    private final List<SinkWorker> workers = new ArrayList<>();

    protected TestDatabase database;

    /** A place in a database that is empty. */
    protected abstract TestDatabase freshDatabase();

    @BeforeEach
    void openDatabase() {
        database = freshDatabase();
    }

    @AfterEach
    void closeWorkers() {
        workers.forEach(SinkWorker::close);
        workers.clear();
    }

    /** Starts a task that writes at once; properties are pairs of key and value. */
    protected SinkWorker start(String topics, String... properties) {
        return start((DeadLetters) null, topics, properties);
    }

    /** The same with a dead letter queue. */
    protected SinkWorker start(DeadLetters letters, String topics, String... properties) {
        Map<String, String> all = properties(topics, properties);
        if (letters != null) {
            all.putIfAbsent("errors.tolerance", "all");
        }
        SinkWorker worker = SinkWorker.start(new JdbcSinkTask(), all, letters, topics.split(","));
        workers.add(worker);
        return worker;
    }

    protected Map<String, String> properties(String topics, String... properties) {
        Map<String, String> all = new HashMap<>(database.properties());
        all.put("topics", topics);
        all.put("linger.ms", "0");
        all.put("retry.backoff.ms", "20");
        all.put("max.retries", "500");
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        all.values().removeIf(Objects::isNull);
        return all;
    }
}
