/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real MariaDB or MySQL with one database, on a loopback port, for the time between {@link #start()} and {@link #close()}.
 *
 * <p>One user may do everything, by password over TCP; there is no other way in, and no TLS. Texts are {@code utf8mb4},
 * the time zone is UTC, there is no binary log, and the SQL mode is the server's own. {@link #stop()}, {@link #kill()} and
 * {@link #start()} keep port and data, so that a test can take the database away under load; {@link #close()} deletes the
 * folder. When the JVM ends without it, a shutdown hook does the same; what a killed JVM left behind, the next start in the
 * same folder clears away. Safe to be used by several threads. Needs MariaDB's driver on the class path, for MySQL too.
 */
public abstract sealed class MysqlCompatibleServer implements AutoCloseable permits MariaDbServer, MysqlServer {
    private static final String HOST = "127.0.0.1";

    private final String product;
    private final String database;
    private final Path directory;
    private final Path binaries;
    private final Path log;
    private final int port;
    private final String user;
    private final String password;
    private final Map<String, String> settings;

    private ServerProcess process;
    private boolean created;

    MysqlCompatibleServer(String product, Builder<?> builder) {
        this.product = product;
        database = builder.database;
        directory = builder.directory.toAbsolutePath().normalize();
        binaries = builder.binaries == null ? directory.resolve("programs") : builder.binaries;
        log = builder.log == null ? directory.resolve("server.log") : builder.log;
        port = Ports.orFree(builder.port);
        user = builder.user;
        password = builder.password;
        settings = new LinkedHashMap<>(builder.settings);
    }

    /** The address of another database of this server, without user and password. */
    public abstract String jdbcUrl(String otherDatabase);

    /** The programs below a folder, unpacked if they are not there. */
    abstract MysqlPrograms programs(Path folder);

    /** Makes {@link #data()} with the server's own tables, by a command line that can be added to. */
    abstract void initialise(MysqlPrograms programs, List<String> command) throws IOException;

    /** Starts the server, the first time with a fresh database; returns when it takes connections. */
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        ShutdownHook.register(this);
        try {
            MysqlPrograms programs = programs(binaries);
            if (!created) {
                ServerProcess.endLeftover(pidFile(), dataArgument());
                Directories.delete(data());
                Directories.create(temporary());
                List<String> command = command(programs);
                // The data does not outlive this JVM: no need to wait for the disk now.
                command.add("--innodb-flush-method=nosync");
                initialise(programs, command);
            }
            launch(programs);
            created = true;
        } catch (IOException e) {
            close();
            throw new StackFailure("Could not prepare " + this + " in " + directory, e);
        } catch (RuntimeException e) {
            if (created) {
                stop();
            } else {
                close();
            }
            throw e;
        }
    }

    /** Stops the server as a restart in production would: open transactions are rolled back, connections end. */
    public synchronized void stop() {
        if (isRunning()) {
            process.terminate();
        }
    }

    /** Ends the server as a crash would (SIGKILL): nothing is written down, the next start replays the log. */
    public synchronized void kill() {
        if (isRunning()) {
            process.kill();
        }
    }

    /** {@link #stop()} and {@link #start()}. */
    public synchronized void restart() {
        stop();
        start();
    }

    /** Ends the server and deletes its folder. */
    @Override
    public synchronized void close() {
        // Nobody will read what an orderly stop would write down.
        kill();
        Directories.delete(directory);
        created = false;
        ShutdownHook.forget(this);
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** A new connection of the user who may do everything. */
    public Connection connect() throws SQLException {
        return connect(database);
    }

    /** The same, to another database of this server. */
    public Connection connect(String otherDatabase) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(otherDatabase), user, password);
    }

    /** The address without user and password. */
    public String jdbcUrl() {
        return jdbcUrl(database);
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

    @Override
    public String toString() {
        return product + ' ' + database + " on port " + port;
    }

    String address() {
        return HOST + ':' + port;
    }

    Path directory() {
        return directory;
    }

    Path data() {
        return directory.resolve("data");
    }

    Path log() {
        return log;
    }

    private Path temporary() {
        return directory.resolve("temporary");
    }

    private Path pidFile() {
        return directory.resolve("server.pid");
    }

    private String dataArgument() {
        return " --datadir=" + data() + ' ';
    }

    private List<String> command(MysqlPrograms programs) {
        List<String> command = programs.command(data());
        command.add("--tmpdir=" + temporary());
        if (!settings.containsKey("log-bin")) {
            command.add("--skip-log-bin");
        }
        settings.forEach((name, value) -> command.add("--" + name + '=' + value));
        return command;
    }

    private void launch(MysqlPrograms programs) throws IOException {
        Path init = directory.resolve("init.sql");
        Files.deleteIfExists(init);
        Files.createFile(init, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        // A statement a line.
        Files.write(
                init,
                List.of(
                        "CREATE DATABASE IF NOT EXISTS `" + database + "`;",
                        "CREATE USER IF NOT EXISTS '" + user + "'@'%' IDENTIFIED BY '" + password + "';",
                        "GRANT ALL PRIVILEGES ON *.* TO '" + user + "'@'%' WITH GRANT OPTION;",
                        "DROP USER IF EXISTS 'root'@'localhost';"));
        List<String> command = command(programs);
        command.addAll(List.of(
                "--bind-address=" + HOST,
                "--port=" + port,
                // TCP only: a socket's path may not be as long as a folder's.
                "--socket=",
                "--pid-file=" + pidFile(),
                "--init-file=" + init));
        process = ServerProcess.launch(toString(), command, log);
        process.awaitReady(this::takesConnections);
        Files.delete(init);
    }

    private boolean takesConnections() {
        try (Connection connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /**
     * What can be chosen about a server.
     *
     * @param <B> the builder of the product
     */
    public abstract static sealed class Builder<B extends Builder<B>>
            permits MariaDbServer.Builder, MysqlServer.Builder {
        private final String database;
        private final Path directory;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private Path binaries;
        private Path log;
        private int port;
        private String user = "synchub";
        private String password = ServerProcess.randomPassword();

        Builder(String database, Path directory) {
            this.database = database;
            this.directory = directory;
            setting("character-set-server", "utf8mb4");
            setting("default-time-zone", "+00:00");
            setting("skip-name-resolve", "ON");
            setting("ssl", "OFF");
        }

        abstract B self();

        /** Starts the server. */
        public abstract MysqlCompatibleServer start();

        /** A fixed port; 0, the default, takes a free one. */
        public B port(int fixed) {
            port = fixed;
            return self();
        }

        /** A fixed user and password without quotes in them; the default is {@code synchub} with a random password. */
        public B credentials(String name, String secret) {
            user = name;
            password = secret;
            return self();
        }

        /** A server option, such as {@code log-bin} = {@code changes}; dashes and underscores are the same. */
        public final B setting(String name, String value) {
            settings.put(name.replace('_', '-'), value);
            return self();
        }

        /** Trades durability for speed: what was committed outlives {@link MysqlCompatibleServer#kill()}, but not a power cut. */
        public B fast() {
            return this.setting("innodb-flush-log-at-trx-commit", "2").setting("innodb-flush-method", "nosync");
        }

        /** Where the programs are unpacked once and stay; the default is the server's own folder. */
        public B binaries(Path keptFolder) {
            binaries = keptFolder.toAbsolutePath().normalize();
            return self();
        }

        /** A log file that stays; the default lies in the server's own folder. */
        public B log(Path keptFile) {
            log = keptFile.toAbsolutePath().normalize();
            return self();
        }
    }
}
