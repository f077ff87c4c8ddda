/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import io.synchub.connect.localstack.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema of a PostgreSQL server that all tests of the module share; the server ends with the JVM. */
public final class PostgresTestDatabase implements TestDatabase {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final Map<String, PostgresServer> SERVERS = new LinkedHashMap<>();

    private final PostgresServer server;
    private final String schema;

    private PostgresTestDatabase(PostgresServer server, String schema) {
        this.server = server;
        this.schema = schema;
    }

    /** A fresh schema in the server of that name. */
    public static PostgresTestDatabase fresh(String name) {
        PostgresServer server = server(name);
        PostgresTestDatabase database = new PostgresTestDatabase(server, "test_" + SCHEMAS.incrementAndGet());
        database.run("CREATE SCHEMA " + database.schema);
        return database;
    }

    private static synchronized PostgresServer server(String name) {
        return SERVERS.computeIfAbsent(
                        name, database -> PostgresServer.builder(database, Path.of("target", "servers", database))
                                .binaries(Path.of("target", "postgresql"))
                                .fast()
                                .start())
                .start();
    }

    public PostgresServer server() {
        return server;
    }

    /** The schema that this test has for itself. */
    public String schema() {
        return schema;
    }

    @Override
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("connection.url", server.jdbcUrl() + "?currentSchema=" + schema);
        properties.put("connection.user", server.user());
        properties.put("connection.password", server.password());
        return properties;
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = server.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = " + schema);
        }
        return connection;
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public String waitingSessions() {
        return "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'synchub' AND wait_event_type = 'Lock'";
    }

    @Override
    public void disconnectConnectors() {
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'synchub'");
    }
}
