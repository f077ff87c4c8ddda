/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import io.synchub.connect.localstack.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.SinkRecord;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL. */
final class PostgresDatabase implements MeasuredDatabase {
    private final PostgresServer server;

    PostgresDatabase(Path directory) throws SQLException {
        server = PostgresServer.builder("warehouse", directory).start();
        execute("ALTER SYSTEM SET max_wal_size = '4GB'", "SELECT pg_reload_conf()");
    }

    @Override
    public String jdbcUrl() {
        return server.jdbcUrl();
    }

    @Override
    public String jdbcUrlThatRewritesBatches() {
        return jdbcUrl() + "?reWriteBatchedInserts=true";
    }

    @Override
    public String user() {
        return server.user();
    }

    @Override
    public String password() {
        return server.password();
    }

    @Override
    public Connection connect() throws SQLException {
        return server.connect();
    }

    @Override
    public void create(Orders orders) throws SQLException {
        execute(orders.table("timestamp"));
    }

    @Override
    public void load(Iterable<? extends Collection<SinkRecord>> polls) throws SQLException {
        try (Connection connection = connect()) {
            copy(connection, "orders", polls);
        }
    }

    @Override
    public void loadAndMerge(Orders orders, Iterable<? extends Collection<SinkRecord>> polls) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TEMPORARY TABLE incoming (LIKE orders) ON COMMIT DROP");
            copy(connection, "incoming", polls);
            statement.execute("INSERT INTO orders SELECT * FROM incoming ON CONFLICT (id) DO UPDATE SET "
                    + orders.columns().stream()
                            .filter(column -> !column.equals("id"))
                            .map(column -> column + " = excluded." + column)
                            .collect(Collectors.joining(", ")));
            connection.commit();
        }
    }

    private static void copy(Connection connection, String table, Iterable<? extends Collection<SinkRecord>> polls)
            throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN");
        for (Collection<SinkRecord> poll : polls) {
            byte[] bytes = RowsAsText.of(poll);
            copy.writeToCopy(bytes, 0, bytes.length);
        }
        copy.endCopy();
    }

    @Override
    public void tidy() throws SQLException {
        execute("VACUUM ANALYZE orders");
    }

    @Override
    public void checkpoint() throws SQLException {
        execute("CHECKPOINT");
    }

    @Override
    public void close() {
        server.close();
    }
}
