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

/** A database in a file that the test's own process opens: no server to stop, and no session that another could end. */
abstract class EmbeddedTestDatabase implements TestDatabase {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String url;
    /** Stands in the way of all others. */
    private Connection keeper;

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

    /** SQL that keeps all others from the table of offsets, also from making it, until its transaction ends. */
    abstract String keepOut();

    @Override
    public void stop() {
        try {
            keeper = connect();
            keeper.setAutoCommit(false);
            try (Statement statement = keeper.createStatement()) {
                statement.execute(keepOut());
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void start() {
        try {
            keeper.rollback();
            keeper.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public boolean hasSessions() {
        return false;
    }

    /** Confluent's sink has a dialect for whatever it does not know. */
    @Override
    public String confluentDialect() {
        return "GenericDatabaseDialect";
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
