/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.pool.DataSources;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import io.synchub.connect.jdbc.sink.harness.WorkerLog;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresJdbcSinkOutagesIT extends JdbcSinkOutages {
    @Override
    protected TestDatabase freshDatabase() {
        return PostgresTestDatabase.fresh("warehouse");
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

    @Test
    void a_task_that_stops_amid_an_outage_leaves_no_warning_of_the_pool() throws Exception {
        String nowhere;
        try (ServerSocket socket = new ServerSocket(0)) {
            nowhere = "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/x";
        }
        try (WorkerLog log = WorkerLog.open()) {
            SinkWorker worker = startUpserts("connection.url", nowhere);
            worker.deliver(List.of(record(worker, 1, 1)));
            assertThat(worker.paused()).isNotEmpty();
            worker.close();
            assertThat(log.warnings("Timed-out")).isEmpty();
        }
    }

    @Test
    void a_database_that_is_read_only_for_a_while_is_written_to_by_new_sessions() throws Exception {
        SinkWorker worker = startUpserts();
        try (Connection owner = database.connect();
                Statement statement = owner.createStatement()) {
            statement.execute("ALTER DATABASE warehouse SET default_transaction_read_only = on");
            try {
                database.disconnectConnectors();
                worker.deliver(List.of(record(worker, 1, 1)));
                assertThat(worker.paused()).isNotEmpty();
            } finally {
                statement.execute("ALTER DATABASE warehouse RESET default_transaction_read_only");
            }
        }
        worker.drain(30);
        assertThat(database.rows("SELECT count(*) FROM orders")).containsExactly("1");
        assertThat(worker.paused()).isEmpty();
    }
}
