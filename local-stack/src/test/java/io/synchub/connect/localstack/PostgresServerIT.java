/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    @TempDir
    private Path temp;

    @Test
    void serves_its_database_and_leaves_nothing_behind() throws SQLException {
        Path directory = temp.resolve("shop");
        PostgresServer server = builder(directory).logicalReplication().start();

        assertThat(text(server, "SHOW wal_level")).isEqualTo("logical");
        assertThat(text(server, "SELECT current_database()")).isEqualTo("shop");
        assertThat(text(server, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(text(server, "SHOW server_version")).startsWith("17.");
        assertThat(text(server, "SELECT upper('straße Öl')")).isEqualTo("STRASSE ÖL".replace("SS", "ß"));
        assertThat(Processes.using(directory)).isNotEmpty();

        server.close();
        assertThat(Processes.using(directory)).isEmpty();
        assertThat(temp).isEmptyDirectory();
        assertThat(Ports.isFree(server.port())).isTrue();
    }

    @Test
    void refuses_a_wrong_password() throws SQLException {
        try (PostgresServer server = builder(temp.resolve("shop")).start()) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "wrong"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            try (Connection connection =
                    DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void keeps_port_and_data_over_a_restart_and_over_a_crash() throws SQLException {
        try (PostgresServer server = builder(temp.resolve("shop")).start()) {
            execute(server, "CREATE TABLE t (id int)");
            execute(server, "INSERT INTO t VALUES (1)");
            try (Connection open = server.connect()) {
                server.restart();
                assertThat(open.isValid(1))
                        .as("a connection from before the restart")
                        .isFalse();
            }
            execute(server, "INSERT INTO t VALUES (2)");
            server.kill();
            assertThat(server.isRunning()).isFalse();
            assertThatThrownBy(server::connect).isInstanceOf(SQLException.class);
            server.start();
            assertThat(text(server, "SELECT string_agg(id::text, ',' ORDER BY id) FROM t"))
                    .isEqualTo("1,2");
        }
    }

    @Test
    void tells_why_it_did_not_start_and_leaves_nothing() {
        assertThatThrownBy(() -> builder(temp.resolve("shop"))
                        .setting("wal_level", "no-such-level")
                        .start())
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("no-such-level");
        assertThat(temp).isEmptyDirectory();
    }

    private static PostgresServer.Builder builder(Path directory) {
        return PostgresServer.builder("shop", directory).binaries(TestDirectory.BINARIES);
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(PostgresServer server, String query) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
