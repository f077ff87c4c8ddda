/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of H2 in memory: the stand-in for those that no dialect knows. */
public final class H2TestDatabase implements TestDatabase {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String url;

    private H2TestDatabase(String url) {
        this.url = url;
    }

    /** An empty database, which stores names as PostgreSQL does. */
    public static H2TestDatabase fresh() {
        return new H2TestDatabase("jdbc:h2:mem:test" + DATABASES.incrementAndGet()
                + ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE;NON_KEYWORDS=DAY;LOCK_TIMEOUT=200");
    }

    @Override
    public String sqlState(String postgres) {
        return switch (postgres) {
            case "22003" -> "22004";
            case "23503" -> "23506";
            case "23514" -> "23513";
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

    @Override
    public boolean storesZeroBytes() {
        return true;
    }

    @Override
    public String bytesType() {
        return "BLOB";
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("connection.url", url);
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException("It runs in this process");
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException("It runs in this process");
    }

    @Override
    public void disconnectConnectors() {
        throw new UnsupportedOperationException("It has no sessions that another could end");
    }

    @Override
    public String waitingSessions() {
        throw new UnsupportedOperationException("It does not tell who waits");
    }
}
