/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the harness does what the behaviour suites count on. */
abstract class MysqlCompatibleTestDatabaseTests {
    private MysqlCompatibleTestDatabase database;

    protected abstract MysqlCompatibleTestDatabase freshDatabase();

    @BeforeEach
    void openDatabase() {
        database = freshDatabase();
    }

    @Test
    void each_test_has_a_place_of_its_own() throws SQLException {
        MysqlCompatibleTestDatabase other = freshDatabase();
        database.run("CREATE TABLE t (id int)", "INSERT INTO t VALUES (1), (NULL)");

        assertThat(database.rows("SELECT id, 'ö' FROM t ORDER BY id")).containsExactly("null|ö", "1|ö");
        assertThat(other.rows("SHOW TABLES")).isEmpty();
        try (Connection connector = connectAsConnector();
                Statement statement = connector.createStatement()) {
            statement.execute("ALTER TABLE t ADD COLUMN name text");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE " + other.database() + ".t (id int)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"));
        }
    }

    @Test
    void connectors_are_disconnected_and_nobody_else_is() throws SQLException {
        try (Connection connector = connectAsConnector();
                Connection own = database.connect()) {
            database.disconnectConnectors();
            assertThat(connector.isValid(1)).isFalse();
            assertThat(own.isValid(1)).isTrue();
        }
    }

    @Test
    void a_server_that_was_stopped_comes_back_with_its_rows() throws SQLException {
        database.run("CREATE TABLE t (id int)", "INSERT INTO t VALUES (1)");
        try (Connection connector = connectAsConnector()) {
            database.stop();
            assertThat(connector.isValid(1)).isFalse();
            assertThatThrownBy(this::connectAsConnector).isInstanceOf(SQLException.class);
            database.start();
            assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("1");
        }
    }

    private Connection connectAsConnector() throws SQLException {
        Map<String, String> properties = database.properties();
        return DriverManager.getConnection(
                properties.get("connection.url"),
                properties.get("connection.user"),
                properties.get("connection.password"));
    }
}
