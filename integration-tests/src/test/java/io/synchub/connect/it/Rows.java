/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synchub.connect.localstack.ConnectRest;
import io.synchub.connect.localstack.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** SQL for tests: run it, read rows as text, wait until two databases hold the same. */
final class Rows {
    private static final Duration POLL = Duration.ofMillis(50);

    private Rows() {}

    /** Runs statements, each in a transaction of its own. */
    static void execute(PostgresServer server, String... statements) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError("Could not run " + String.join("; ", statements), e);
        }
    }

    /** The rows of a query, each as its columns in text, in the query's order. */
    static List<String> of(PostgresServer server, String query) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("Could not query: " + query, e);
        }
    }

    /** Waits until a query gives just these rows; a failed connector ends the wait with its trace. */
    static void awaitRows(ConnectRest rest, PostgresServer server, String query, Duration patience, String... rows) {
        awaitSame(rest, patience, () -> List.of(rows), server, query);
    }

    /** Waits until both queries give the same rows. */
    static void awaitSame(
            ConnectRest rest,
            Duration patience,
            PostgresServer expectedIn,
            String expectedQuery,
            PostgresServer actualIn,
            String actualQuery) {
        awaitSame(rest, patience, () -> of(expectedIn, expectedQuery), actualIn, actualQuery);
    }

    private static void awaitSame(
            ConnectRest rest,
            Duration patience,
            Supplier<List<String>> expected,
            PostgresServer actualIn,
            String actualQuery) {
        await().atMost(patience)
                .pollInterval(POLL)
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .failFast("a task failed", () -> assertThat(failures(rest)).isEmpty())
                .untilAsserted(() -> assertThat(of(actualIn, actualQuery)).containsExactlyElementsOf(expected.get()));
    }

    private static List<String> failures(ConnectRest rest) {
        if (!rest.isHealthy()) {
            return List.of();
        }
        return rest.connectors().stream()
                .map(name -> rest.status(name).traces())
                .filter(trace -> !trace.isEmpty())
                .toList();
    }
}
