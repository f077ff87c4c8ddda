/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL 17 with one database, on a loopback port, for the time between {@link #start()} and {@link #close()}.
 *
 * <p>Passwords are checked (SCRAM). {@link #stop()} and {@link #start()} keep port and data, so that a test can take the
 * database away under load; {@link #close()} deletes the folder. When the JVM ends without it, a shutdown hook does the
 * same; what a killed JVM left behind, the next start in the same folder clears away. Safe to be used by several threads.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = ServerProcess.PATIENCE;

    private final String database;
    private final Path directory;
    private final Path binariesDirectory;
    private final Path log;
    private final int port;
    private final String user;
    private final String password;
    private final Map<String, String> settings;

    private PostgresBinaries binaries;
    private ServerProcess process;
    private boolean created;

    private PostgresServer(Builder builder) {
        database = builder.database;
        directory = builder.directory.toAbsolutePath().normalize();
        binariesDirectory = builder.binaries == null ? directory.resolve("programs") : builder.binaries;
        log = builder.log == null ? directory.resolve("postgres.log") : builder.log;
        port = Ports.orFree(builder.port);
        user = builder.user;
        password = builder.password;
        settings = new LinkedHashMap<>(builder.settings);
    }

    /** A server for one database of the given name, with its files in the given folder, which will be deleted at close. */
    public static Builder builder(String database, Path directory) {
        return new Builder(database, directory);
    }

    /**
     * Ends the server that a killed JVM has left running in a folder, if there is one. It is known by the process id in
     * that folder's own {@code postmaster.pid} and by having that folder in its command line: never by its name or port.
     */
    public static void stopLeftover(Path directory) {
        Path data = directory.toAbsolutePath().normalize().resolve("data");
        // The rest of the family ends by itself as soon as it sees its parent gone.
        ServerProcess.endLeftover(data.resolve("postmaster.pid"), "-D " + data + " ");
    }

    /** Starts the server, the first time with a fresh database; returns when it takes connections. */
    public synchronized PostgresServer start() {
        if (isRunning()) {
            return this;
        }
        ShutdownHook.register(this);
        try {
            binaries = PostgresBinaries.in(binariesDirectory);
            if (!created) {
                stopLeftover(directory);
                Directories.delete(data());
                Directories.create(directory);
                initialise();
            }
            launch();
            if (!created) {
                createDatabase();
                created = true;
            }
            return this;
        } catch (RuntimeException e) {
            if (created) {
                end("INT");
            } else {
                close();
            }
            throw e;
        }
    }

    /** Stops the server as a restart in production would: open transactions are rolled back, connections end. */
    public synchronized void stop() {
        end("INT");
    }

    /** Ends the server as a power cut would: nothing is written down, the next start replays the log. */
    public synchronized void kill() {
        end("QUIT");
    }

    /** {@link #stop()} and {@link #start()}. */
    public synchronized void restart() {
        stop();
        start();
    }

    /** Stops the server and deletes its folder. */
    @Override
    public synchronized void close() {
        end("INT");
        Directories.delete(directory);
        created = false;
        ShutdownHook.forget(this);
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** A new connection of the database's owner, who is a superuser and may replicate. */
    public Connection connect() throws SQLException {
        return connect(database);
    }

    /** The same, to another database of this server. */
    public Connection connect(String otherDatabase) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {HOST});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(otherDatabase);
        source.setUser(user);
        source.setPassword(password);
        return source.getConnection();
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    public String database() {
        return database;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** The address without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
    }

    /** What connector files can name: {@code SHOP_HOST}, {@code SHOP_PASSWORD}, {@code SHOP_JDBC_URL} … for "shop". */
    public Map<String, String> variables() {
        String prefix = StackVariables.prefix(database);
        return Map.of(
                prefix + "_HOST", HOST,
                prefix + "_PORT", Integer.toString(port),
                prefix + "_DATABASE", database,
                prefix + "_USER", user,
                prefix + "_PASSWORD", password,
                prefix + "_JDBC_URL", jdbcUrl());
    }

    @Override
    public String toString() {
        return "PostgreSQL " + database + " on port " + port;
    }

    private Path data() {
        return directory.resolve("data");
    }

    private void initialise() {
        Path passwordFile = directory.resolve("password");
        try {
            Files.writeString(passwordFile, password, StandardOpenOption.CREATE);
            try {
                Programs.run(
                        PostgresAccount.command(
                                binaries.program("initdb"),
                                "-D",
                                data().toString(),
                                "-U",
                                user,
                                "--pwfile=" + passwordFile,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--no-instructions",
                                // The data does not outlive this JVM: no need to wait for the disk now.
                                "--no-sync"),
                        log,
                        PATIENCE);
            } finally {
                Files.deleteIfExists(passwordFile);
            }
        } catch (IOException e) {
            throw new StackFailure("Could not prepare " + this + " in " + directory, e);
        }
    }

    private void launch() {
        List<String> command = new ArrayList<>();
        command.addAll(PostgresAccount.command(
                binaries.program("postgres"), "-D", data().toString(), "-p", Integer.toString(port)));
        settings.forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        process = ServerProcess.launch(toString(), command, log);
        process.awaitReady(this::isReady);
    }

    /** The server says it in the eighth line of its own file, some milliseconds before a driver could find out. */
    private boolean isReady() throws IOException {
        Path pidFile = data().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return false;
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.size() >= 8
                && lines.get(0).strip().equals(Long.toString(process.pid()))
                && lines.get(7).strip().equals("ready");
    }

    private void createDatabase() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + database.replace("\"", "\"\"") + '"');
        } catch (SQLException e) {
            throw new StackFailure("Could not create the database " + database, e);
        }
    }

    /** INT is PostgreSQL's fast shutdown, QUIT its immediate one; Java itself could only send TERM, which waits for clients. */
    private void end(String signal) {
        if (isRunning()) {
            Programs.run(
                    PostgresAccount.command(binaries.program("pg_ctl"), "kill", signal, Long.toString(process.pid())),
                    log,
                    PATIENCE);
            process.awaitEnd();
        }
    }

    /** What can be chosen about a server. */
    public static final class Builder {
        private final String database;
        private final Path directory;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private Path binaries;
        private Path log;
        private int port;
        private String user = "synchub";
        private String password = ServerProcess.randomPassword();

        private Builder(String database, Path directory) {
            this.database = database;
            this.directory = directory;
            setting("listen_addresses", HOST);
            // TCP only: a socket file would lie outside the folder, and so would POSIX shared memory.
            setting("unix_socket_directories", "");
            setting("dynamic_shared_memory_type", "mmap");
            setting("shared_buffers", "128MB");
            setting("timezone", "UTC");
        }

        /** A fixed port; 0, the default, takes a free one. */
        public Builder port(int fixed) {
            port = fixed;
            return this;
        }

        /** A fixed owner and password; the default is {@code synchub} with a random password. */
        public Builder credentials(String owner, String secret) {
            user = owner;
            password = secret;
            return this;
        }

        /** A server parameter, such as {@code wal_level} = {@code logical}. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** Lets a source connector follow the database: {@code wal_level=logical}, room for eight of them. */
        public Builder logicalReplication() {
            return setting("wal_level", "logical")
                    .setting("max_wal_senders", "8")
                    .setting("max_replication_slots", "8");
        }

        /** Trades durability for speed; for tests that never {@link PostgresServer#kill() kill} the database. */
        public Builder fast() {
            return setting("fsync", "off").setting("synchronous_commit", "off").setting("full_page_writes", "off");
        }

        /** Where PostgreSQL's programs are unpacked once and stay; the default is the server's own folder. */
        public Builder binaries(Path keptFolder) {
            binaries = keptFolder.toAbsolutePath().normalize();
            return this;
        }

        /** A log file that stays; the default lies in the server's own folder. */
        public Builder log(Path keptFile) {
            log = keptFile.toAbsolutePath().normalize();
            return this;
        }

        /** {@link PostgresServer#start() Starts} the server. */
        public PostgresServer start() {
            return new PostgresServer(this).start();
        }
    }
}
