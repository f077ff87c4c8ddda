/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.pool.DataSources;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresJdbcSinkOutagesIT extends JdbcSinkOutages {
    @Override
    protected TestDatabase freshDatabase() {
        return PostgresTestDatabase.fresh("warehouse");
    }

    @Override
    protected String waitingSessions() {
        return "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'synchub' AND wait_event_type = 'Lock'";
    }

    @Test
    void what_a_session_begins_with_outlives_a_rollback() throws Exception {
        JdbcSinkConfig config = new JdbcSinkConfig(properties("orders"));
        try (var pool = DataSources.open(config.connection(), "test", 1);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.rollback();
            try (ResultSet result =
                    statement.executeQuery("SELECT current_setting('lock_timeout'), current_setting('timezone')")) {
                result.next();
                assertThat(result.getString(1)).isEqualTo("30s");
                assertThat(result.getString(2)).isEqualTo("UTC");
            }
        }
    }
}
