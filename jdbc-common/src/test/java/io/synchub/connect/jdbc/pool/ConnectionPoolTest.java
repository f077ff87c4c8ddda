/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.synchub.connect.jdbc.config.ConnectionConfig;
import io.synchub.connect.jdbc.error.ConnectFailedException;
import io.synchub.connect.jdbc.error.SqlFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {

    /** Hangs up on everyone, and counts them. */
    private static void hangUp(ServerSocket server, AtomicInteger callers) {
        try {
            while (true) {
                try (Socket caller = server.accept()) {
                    callers.incrementAndGet();
                }
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    @Test
    void each_request_is_one_attempt_and_fails_with_its_reason() throws Exception {
        AtomicInteger callers = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<Void> accepting = CompletableFuture.runAsync(() -> hangUp(server, callers));
            Map<String, String> properties = Map.of(
                    "connection.url",
                    "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/x",
                    "connection.user",
                    "etl",
                    "connection.sslmode",
                    "disable",
                    "connection.gssEncMode",
                    "disable");
            ConfigDef definition = ConnectionConfig.define(new ConfigDef(), "", "Connection", "destination");
            ConnectionConfig config = new ConnectionConfig(new AbstractConfig(definition, properties, false), "");
            try (HikariDataSource pool = DataSources.open(config, "test", 1)) {
                assertThat(callers).hasValue(0);
                for (int request = 1; request <= 3; request++) {
                    Throwable thrown = catchThrowable(pool::getConnection);
                    assertThat(thrown).isInstanceOfSatisfying(ConnectFailedException.class, failed -> {
                        assertThat(SqlFailure.of(failed).isPassing()).isTrue();
                        assertThat(failed.getSQLState()).startsWith("08");
                    });
                    assertThat(callers).hasValue(request);
                }
            }
            server.close();
            accepting.join();
        }
    }
}
