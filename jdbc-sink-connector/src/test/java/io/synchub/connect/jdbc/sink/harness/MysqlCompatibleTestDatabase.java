/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import io.synchub.connect.jdbc.dialect.mysql.MariaDbDialect;
import io.synchub.connect.localstack.MysqlCompatibleServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of a MariaDB or MySQL server that all tests of the module share; the server ends with the JVM. The connectors
 * come as a user of this test's own, who may do everything in that database and nothing elsewhere.
 */
public abstract sealed class MysqlCompatibleTestDatabase implements TestDatabase
        permits MariaDbTestDatabase, MysqlTestDatabase {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    /** What the servers say of a session that has ended meanwhile: unknown thread id. */
    private static final int NO_SUCH_SESSION = 1094;

    static {
        // As in a worker, where nobody has used the plugin's driver before its connectors.
        new MariaDbDialect().driver();
    }

    private final MysqlCompatibleServer server;
    private final String database;
    private final String connector;

    MysqlCompatibleTestDatabase(MysqlCompatibleServer server) {
        this.server = server;
        int number = DATABASES.incrementAndGet();
        database = "test_" + number;
        connector = "connector_" + number;
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
            statement.execute("CREATE USER " + connector + " IDENTIFIED BY '" + server.password() + "'");
            // An underscore stands for any character there.
            statement.execute("GRANT ALL ON `" + database.replace("_", "\\_") + "`.* TO " + connector);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public MysqlCompatibleServer server() {
        return server;
    }

    /** The database that this test has for itself. */
    public String database() {
        return database;
    }

    /** The user as whom this test's connectors come. */
    public String connector() {
        return connector;
    }

    @Override
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("connection.url", server.jdbcUrl(database));
        properties.put("connection.user", connector);
        properties.put("connection.password", server.password());
        return properties;
    }

    /** As the user who may do everything. */
    @Override
    public Connection connect() throws SQLException {
        return server.connect(database);
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
    public String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /** One state for all constraints; a session that was killed is a lost connection. */
    @Override
    public String sqlState(String postgres) {
        if (postgres.startsWith("23")) {
            return "23000";
        }
        return postgres.equals("57P01") ? "08000" : postgres;
    }

    @Override
    public String currentSchema() {
        return "database()";
    }

    @Override
    public String dropPrimaryKey(String table) {
        return "ALTER TABLE " + table + " DROP PRIMARY KEY";
    }

    @Override
    public String alterType(String table, String column, String type) {
        return "ALTER TABLE " + table + " MODIFY COLUMN " + column + " " + type;
    }

    @Override
    public String lockTable(String table) {
        return "LOCK TABLES " + table + " WRITE";
    }

    @Override
    public boolean storesZeroBytes() {
        return true;
    }

    @Override
    public boolean foldsTableNames() {
        return false;
    }

    @Override
    public String confluentDialect() {
        return "MySqlDatabaseDialect";
    }

    @Override
    public String bytesType() {
        return "longblob";
    }

    @Override
    public void disconnectConnectors() {
        try (Connection connection = connect();
                Statement sessions = connection.createStatement();
                Statement kill = connection.createStatement();
                ResultSet session = sessions.executeQuery(
                        "SELECT id FROM information_schema.processlist WHERE user = '" + connector + "'")) {
            while (session.next()) {
                kill(kill, session.getLong(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void kill(Statement statement, long session) throws SQLException {
        try {
            statement.execute("KILL CONNECTION " + session);
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_SESSION) {
                throw e;
            }
        }
    }

    @Override
    public boolean ignoresCaseOfColumns() {
        return true;
    }
}
