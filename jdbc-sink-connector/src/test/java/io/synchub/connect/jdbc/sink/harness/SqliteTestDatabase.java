/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A SQLite file of one test. */
public final class SqliteTestDatabase implements TestDatabase {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String url;

    private SqliteTestDatabase(String url) {
        this.url = url;
    }

    /** An empty file. */
    public static SqliteTestDatabase fresh() {
        try {
            Path directory = Files.createDirectories(Path.of("target", "databases"));
            Path file = directory.resolve("sqlite" + DATABASES.incrementAndGet() + ".db");
            Files.deleteIfExists(file);
            return new SqliteTestDatabase("jdbc:sqlite:" + file + "?busy_timeout=200");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The driver takes the first statement of several and leaves the others. */
    @Override
    public void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String columns(String table) {
        return "SELECT name, CASE \"notnull\" WHEN 1 THEN 'NO' ELSE 'YES' END FROM pragma_table_info('" + table
                + "') ORDER BY cid";
    }

    @Override
    public boolean dropsNotNull() {
        return false;
    }

    @Override
    public boolean boundsTexts() {
        return false;
    }

    @Override
    public boolean checksTypes() {
        return false;
    }

    @Override
    public boolean storesZeroBytes() {
        return true;
    }

    /** A column's type is a hint: it takes any value as it is. */
    @Override
    public String alterType(String table, String column, String type) {
        return "ANALYZE";
    }

    @Override
    public String dropPrimaryKey(String table) {
        return "CREATE TABLE keyless AS SELECT * FROM " + table + "; DROP TABLE " + table
                + "; ALTER TABLE keyless RENAME TO " + table;
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

    @Override
    public boolean ignoresCaseOfColumns() {
        return true;
    }
}
