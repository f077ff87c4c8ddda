/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import io.synchub.connect.localstack.MysqlServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** An empty database of a MySQL; a test that asks for one is skipped where MySQL can not start. */
public final class MysqlTestDatabase extends MysqlCompatibleTestDatabase {
    private static final Path BINARIES = Path.of("target", "mysql");
    private static final Map<String, MysqlServer> SERVERS = new LinkedHashMap<>();

    private MysqlTestDatabase(MysqlServer server) {
        super(server);
    }

    /** A fresh database in the server of that name. */
    public static MysqlTestDatabase fresh(String name) {
        return new MysqlTestDatabase(server(name));
    }

    /** Older ones than 8.0.16 read checks and forget them. */
    @Override
    public boolean heedsChecks() {
        return !rows("SELECT 1 FROM information_schema.tables WHERE table_schema = 'information_schema'"
                        + " AND table_name = 'CHECK_CONSTRAINTS'")
                .isEmpty();
    }

    /** Of all sessions; the tables of locks are empty where the server does not gather such data. */
    @Override
    public String waitingSessions() {
        return "SELECT variable_value FROM performance_schema.global_status"
                + " WHERE variable_name = 'Innodb_row_lock_current_waits'";
    }

    private static synchronized MysqlServer server(String name) {
        MysqlServer server = SERVERS.get(name);
        if (server == null) {
            MysqlServer.unavailable(BINARIES).ifPresent(Assumptions::abort);
            server = MysqlServer.builder(name, Path.of("target", "servers", "mysql-" + name))
                    .binaries(BINARIES)
                    .fast()
                    .start();
            SERVERS.put(name, server);
        }
        // A test may have left it stopped.
        server.start();
        return server;
    }
}
