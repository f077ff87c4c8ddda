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

/** A database within the test's own process: nothing to stop, and no session that another could end. */
abstract class EmbeddedTestDatabase implements TestDatabase {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String url;

    EmbeddedTestDatabase(String url) {
        this.url = url;
    }

    /** A name that no other database of this process has. */
    static String freshName(String kind) {
        return kind + DATABASES.incrementAndGet();
    }

    /** Where a database of its own file is to be made: there is no such file yet. */
    static Path freshFile(String kind) {
        try {
            Path file = Files.createDirectories(Path.of("target", "databases")).resolve(freshName(kind) + ".db");
            Files.deleteIfExists(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    public boolean storesZeroBytes() {
        return true;
    }

    @Override
    public String bytesType() {
        return "BLOB";
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
