/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An empty place in a real database, for one test. */
public interface TestDatabase {
    /** {@code connection.url} and the rest, as a connector is configured. */
    Map<String, String> properties();

    /** A connection of the test's own. */
    Connection connect() throws SQLException;

    /** The server ends and comes back: all connections break. */
    void stop();

    void start();

    /** Ends the connectors' sessions, not the test's. */
    void disconnectConnectors();

    /** Runs statements. */
    default void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The rows of a query, each with its columns' texts between bars; null is {@code null}. */
    default List<String> rows(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The one value of a query. */
    default String value(String query) {
        return rows(query).get(0);
    }
}
