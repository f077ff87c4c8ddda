/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import io.synchub.connect.localstack.MariaDbServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** An empty database of a MariaDB; a test that asks for one is skipped where MariaDB can not start. */
public final class MariaDbTestDatabase extends MysqlCompatibleTestDatabase {
    private static final Path BINARIES = Path.of("target", "mariadb");
    private static final Map<String, MariaDbServer> SERVERS = new LinkedHashMap<>();

    private MariaDbTestDatabase(MariaDbServer server) {
        super(server);
    }

    /** A fresh database in the server of that name. */
    public static MariaDbTestDatabase fresh(String name) {
        return new MariaDbTestDatabase(server(name));
    }

    /** Of all sessions. Not by innodb_trx, which shows an old state while it is asked more than ten times a second. */
    @Override
    public String waitingSessions() {
        return "SELECT variable_value FROM information_schema.global_status"
                + " WHERE variable_name = 'INNODB_ROW_LOCK_CURRENT_WAITS'";
    }

    private static synchronized MariaDbServer server(String name) {
        MariaDbServer server = SERVERS.get(name);
        if (server == null) {
            MariaDbServer.unavailable(BINARIES).ifPresent(Assumptions::abort);
            server = MariaDbServer.builder(name, Path.of("target", "servers", "mariadb-" + name))
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
