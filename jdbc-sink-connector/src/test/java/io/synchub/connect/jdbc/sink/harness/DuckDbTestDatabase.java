/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A DuckDB file of one test. */
public final class DuckDbTestDatabase implements TestDatabase {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String url;

    private DuckDbTestDatabase(String url) {
        this.url = url;
    }

    /** An empty file. */
    public static DuckDbTestDatabase fresh() {
        try {
            Path directory = Files.createDirectories(Path.of("target", "databases"));
            Path file = directory.resolve("duckdb" + DATABASES.incrementAndGet() + ".db");
            Files.deleteIfExists(file);
            return new DuckDbTestDatabase("jdbc:duckdb:" + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String currentSchema() {
        return "current_schema()";
    }

    @Override
    public boolean boundsTexts() {
        return false;
    }

    @Override
    public boolean storesZeroBytes() {
        return true;
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
