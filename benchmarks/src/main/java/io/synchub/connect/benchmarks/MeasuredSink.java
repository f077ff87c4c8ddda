/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import io.synchub.connect.localstack.PluginPath;
import io.synchub.connect.localstack.PostgresServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkTask;

/** A sink in a configuration: what is compared. */
public enum MeasuredSink {
    /** This suite's, as it comes: only what must be set is set. */
    SYNCHUB("SyncHub JDBC sink") {
        @Override
        SinkTask newTask() {
            return new PluginFolder(PluginPath.jdbcSink().resolve("jdbc-sink-connector"))
                    .newSinkTask("io.synchub.connect.jdbc.sink.JdbcSinkTask");
        }

        @Override
        Map<String, String> config(PostgresServer server) {
            return Map.of(
                    "connection.url",
                    server.jdbcUrl(),
                    "connection.user",
                    server.user(),
                    "connection.password",
                    server.password(),
                    "insert.mode",
                    "upsert",
                    "pk.mode",
                    "record_key",
                    "delete.enabled",
                    "true");
        }
    },

    /** Debezium's, as it comes. */
    DEBEZIUM("Debezium JDBC sink") {
        @Override
        SinkTask newTask() {
            return new PluginFolder(peers().resolve("debezium-connector-jdbc"))
                    .newSinkTask("io.debezium.connector.jdbc.JdbcSinkConnectorTask");
        }

        @Override
        Map<String, String> config(PostgresServer server) {
            return Map.of(
                    "connection.url", server.jdbcUrl(),
                    "connection.username", server.user(),
                    "connection.password", server.password(),
                    "insert.mode", "upsert",
                    "primary.key.mode", "record_key",
                    "delete.enabled", "true",
                    "schema.evolution", "none");
        }
    },

    /** Debezium's with what its users tune: the driver rewrites batches, and batches are as large as ours. */
    DEBEZIUM_TUNED("Debezium JDBC sink, tuned") {
        @Override
        SinkTask newTask() {
            return DEBEZIUM.newTask();
        }

        @Override
        Map<String, String> config(PostgresServer server) {
            Map<String, String> config = new LinkedHashMap<>(DEBEZIUM.config(server));
            config.put("connection.url", server.jdbcUrl() + "?reWriteBatchedInserts=true");
            config.put("batch.size", "10000");
            config.put("use.reduction.buffer", "true");
            return config;
        }
    };

    private final String title;

    MeasuredSink(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract SinkTask newTask();

    abstract Map<String, String> config(PostgresServer server);

    private static Path peers() {
        return PluginPath.checkout().resolve("benchmarks/target/peers");
    }
}
