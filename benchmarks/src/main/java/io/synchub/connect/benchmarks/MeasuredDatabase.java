/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import org.apache.kafka.connect.sink.SinkRecord;

/** A running server that is written to, with what differs from one database to another. */
interface MeasuredDatabase extends AutoCloseable {
    /** The address without user and password. */
    String jdbcUrl();

    /** The same, with the driver told to make one statement of a batch: what users tune. */
    String jdbcUrlThatRewritesBatches();

    String user();

    String password();

    /** A connection of this measurement's own, which commits each statement. */
    Connection connect() throws SQLException;

    /** Creates the table. */
    void create(Orders orders) throws SQLException;

    /** The database's own bulk load into the table, in one transaction. */
    void load(Iterable<? extends Collection<SinkRecord>> polls) throws SQLException;

    /** The bulk load into a temporary table, and one upsert of that into the table, in one transaction. */
    void loadAndMerge(Orders orders, Iterable<? extends Collection<SinkRecord>> polls) throws SQLException;

    /** Leaves no dead rows and fresh statistics in the table, as a database has them that was left alone for a while. */
    void tidy() throws SQLException;

    /** Writes down what waits for it, so that it is not written within the next shot. */
    void checkpoint() throws SQLException;

    @Override
    void close();

    /** Runs statements, each by itself. */
    default void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** What the table holds. */
    default Checksum checksum() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(Checksum.QUERY)) {
            result.next();
            return Checksum.of(result);
        }
    }
}
