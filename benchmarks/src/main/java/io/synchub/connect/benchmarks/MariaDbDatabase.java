/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import io.synchub.connect.localstack.MariaDbServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.SinkRecord;

/** MariaDB. */
final class MariaDbDatabase implements MeasuredDatabase {
    private final MariaDbServer server;

    MariaDbDatabase(Path directory) {
        server = MariaDbServer.builder("warehouse", directory)
                .setting("innodb-log-file-size", "4G")
                .setting("local-infile", "ON")
                .start();
    }

    @Override
    public String jdbcUrl() {
        return server.jdbcUrl();
    }

    @Override
    public String jdbcUrlThatRewritesBatches() {
        return jdbcUrl() + "?useBulkStmts=true";
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
        return DriverManager.getConnection(jdbcUrl() + "?allowLocalInfile=true", user(), password());
    }

    @Override
    public void create(Orders orders) throws SQLException {
        execute(orders.table("datetime(6)"));
    }

    @Override
    public void load(Iterable<? extends Collection<SinkRecord>> polls) throws SQLException {
        try (Connection connection = connect()) {
            load(connection, "orders", polls);
        }
    }

    @Override
    public void loadAndMerge(Orders orders, Iterable<? extends Collection<SinkRecord>> polls) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TEMPORARY TABLE incoming LIKE orders");
            load(connection, "incoming", polls);
            statement.execute("INSERT INTO orders SELECT * FROM incoming ON DUPLICATE KEY UPDATE "
                    + orders.columns().stream()
                            .filter(column -> !column.equals("id"))
                            .map(column -> column + " = VALUES(" + column + ")")
                            .collect(Collectors.joining(", ")));
            connection.commit();
        }
    }

    private static void load(Connection connection, String table, Iterable<? extends Collection<SinkRecord>> polls)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The name is the statement's only: the driver sends the stream in place of a file.
            statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(RowsAsText.stream(polls));
            statement.execute("LOAD DATA LOCAL INFILE 'orders' INTO TABLE " + table);
        }
    }

    @Override
    public void tidy() throws SQLException {
        execute("ANALYZE TABLE orders");
    }

    @Override
    public void checkpoint() throws SQLException {
        // There is no statement for all of it: first what the last shot left to be purged, then the table's pages.
        execute("SET GLOBAL innodb_max_purge_lag_wait = 0", "FLUSH TABLES orders FOR EXPORT", "UNLOCK TABLES");
    }

    @Override
    public void close() {
        server.close();
    }
}
