/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;

/**
 * A database of H2 in memory: the stand-in for those that no dialect knows. The connectors reach it through a server that
 * all tests of the module share, the test does without.
 */
public final class H2TestDatabase implements TestDatabase {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static Server server;

    private final String name;
    private final boolean upperCase;
    private final int port;

    private H2TestDatabase(boolean upperCase) {
        this.name = "test" + DATABASES.incrementAndGet();
        this.upperCase = upperCase;
        this.port = running(0);
    }

    /** An empty database, which stores names without quotes as PostgreSQL does: in lower case. */
    public static H2TestDatabase fresh() {
        return new H2TestDatabase(false);
    }

    /** One that stores them as the standard says. */
    public static H2TestDatabase freshInUpperCase() {
        return new H2TestDatabase(true);
    }

    /** @param port any, if 0 and the server has not had one yet */
    private static synchronized int running(int port) {
        try {
            if (server == null || !server.isRunning(false)) {
                int same = server == null ? port : server.getPort();
                server = Server.createTcpServer("-tcpPort", Integer.toString(same), "-tcpDaemon", "-ifNotExists")
                        .start();
            }
            return server.getPort();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String database() {
        return "mem:" + name + ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=" + !upperCase
                + ";NON_KEYWORDS=DAY;LOCK_TIMEOUT=1000";
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("connection.url", "jdbc:h2:tcp://localhost:" + port + "/" + database());
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:" + database());
    }

    @Override
    public synchronized void stop() {
        server.stop();
    }

    @Override
    public void start() {
        running(port);
    }

    @Override
    public void disconnectConnectors() {
        rows("SELECT abort_session(session_id) FROM information_schema.sessions WHERE client_addr IS NOT NULL");
    }

    @Override
    public String waitingSessions() {
        return "SELECT count(*) FROM information_schema.sessions WHERE client_addr IS NOT NULL AND blocker_id IS NOT NULL";
    }

    /** Confluent's sink has one for whatever it does not know. */
    @Override
    public String confluentDialect() {
        return "GenericDatabaseDialect";
    }

    @Override
    public boolean storesZeroBytes() {
        return true;
    }

    @Override
    public String bytesType() {
        return "BLOB";
    }

    @Override
    public String sqlState(String postgres) {
        return switch (postgres) {
            case "22003" -> "22004";
            case "23503" -> "23506";
            case "23514" -> "23513";
            // A session that waits for a lock is ended when the wait is.
            case "57P01" -> "40001";
            default -> postgres;
        };
    }

    @Override
    public String dropPrimaryKey(String table) {
        return "ALTER TABLE " + table + " DROP PRIMARY KEY";
    }

    @Override
    public String alterType(String table, String column, String type) {
        return "ALTER TABLE " + table + " ALTER COLUMN " + column + " SET DATA TYPE " + type;
    }

    /** Its upserts ask for no unique key. */
    @Override
    public boolean noticesDroppedKeys() {
        return false;
    }
}
