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
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What MariaDB and MySQL have to do alike. */
abstract class MysqlCompatibleServerTests {
    @TempDir
    private Path temp;

    protected abstract Optional<String> unavailable();

    protected abstract MysqlCompatibleServer.Builder<?> builder(Path directory);

    @BeforeEach
    void needsTheServer() {
        unavailable().ifPresent(Assumptions::abort);
    }

    @Test
    void serves_its_database_and_leaves_nothing_behind() throws SQLException {
        Path directory = temp.resolve("shop");
        MysqlCompatibleServer server = builder(directory).start();

        assertThat(text(server, "SELECT database()")).isEqualTo("shop");
        assertThat(text(server, "SELECT @@character_set_database")).isEqualTo("utf8mb4");
        assertThat(text(server, "SELECT @@global.time_zone")).isEqualTo("+00:00");
        assertThat(text(server, "SELECT @@log_bin")).isEqualTo("0");
        assertThat(text(server, "SELECT @@sql_mode")).contains("STRICT_TRANS_TABLES");
        assertThat(text(server, "SELECT upper('Öl 😀')")).isEqualTo("ÖL 😀");
        assertThat(text(server, "SELECT group_concat(user) FROM mysql.user WHERE user IN ('', 'root', 'synchub')"))
                .isEqualTo("synchub");
        assertThat(Processes.using(directory)).isNotEmpty();

        server.close();
        assertThat(Processes.using(directory)).isEmpty();
        assertThat(temp).isEmptyDirectory();
        assertThat(Ports.isFree(server.port())).isTrue();
    }

    @Test
    void refuses_a_wrong_password() throws SQLException {
        try (MysqlCompatibleServer server = builder(temp.resolve("shop")).start()) {
            for (String user : new String[] {server.user(), "root", "nobody"}) {
                for (String password : new String[] {"wrong", ""}) {
                    assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), user, password))
                            .as("%s with the password '%s'", user, password)
                            .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                    .isEqualTo("28000"));
                }
            }
            try (Connection connection =
                    DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void keeps_port_and_data_over_a_restart_and_over_a_crash() throws SQLException {
        try (MysqlCompatibleServer server = builder(temp.resolve("shop")).start()) {
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
            assertThat(text(server, "SELECT group_concat(id ORDER BY id) FROM t"))
                    .isEqualTo("1,2");
        }
    }

    @Test
    void what_was_committed_outlives_a_crash_of_a_fast_server() throws SQLException {
        try (MysqlCompatibleServer server = builder(temp.resolve("shop")).fast().start()) {
            execute(server, "CREATE TABLE t (id int)");
            execute(server, "INSERT INTO t VALUES (1)");
            server.kill();
            server.start();
            assertThat(text(server, "SELECT count(*) FROM t")).isEqualTo("1");
        }
    }

    @Test
    void the_next_start_in_a_folder_ends_what_a_killed_JVM_left_there() throws SQLException {
        Path directory = temp.resolve("shop");
        MysqlCompatibleServer left = builder(directory).start();
        try (MysqlCompatibleServer next = builder(directory).start()) {
            assertThat(left.isRunning()).isFalse();
            assertThat(text(next, "SELECT database()")).isEqualTo("shop");
        } finally {
            left.close();
        }
    }

    @Test
    void writes_a_binary_log_when_it_is_told_to() throws SQLException {
        try (MysqlCompatibleServer server = builder(temp.resolve("shop"))
                .setting("log_bin", "changes")
                .setting("binlog_format", "ROW")
                .setting("server_id", "7")
                .start()) {
            assertThat(text(server, "SELECT @@log_bin")).isEqualTo("1");
        }
    }

    @Test
    void tells_why_it_did_not_start_and_leaves_nothing() {
        assertThatThrownBy(() -> builder(temp.resolve("shop"))
                        .setting("no-such-setting", "1")
                        .start())
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("no-such-setting");
        assertThat(temp).isEmptyDirectory();
    }

    private static void execute(MysqlCompatibleServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    protected static String text(MysqlCompatibleServer server, String query) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
