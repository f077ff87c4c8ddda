/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Tells whether transactions are over. {@code pg_xact_status} says so only once they have left the list of running ones,
 * from when on every new snapshot sees them; {@code pg_visible_in_snapshot} is no help, since on a standby it takes a
 * transaction for visible whose commit has not been replayed.
 */
final class PostgresTransactions {
    private static final String NOW =
            "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint, pg_is_in_recovery()";
    private static final String STILL_RUNNING = "SELECT EXISTS (SELECT 1 FROM unnest(?::int8[]) AS t(id)"
            + " WHERE pg_xact_status(t.id::text::xid8) = 'in progress')";
    /** What {@code pg_xact_status} answers for an id that the server has not given out. */
    private static final String IN_THE_FUTURE = "22023";

    private PostgresTransactions() {}

    static boolean areOver(Connection connection, Collection<Long> transactions) throws SQLException {
        long next;
        boolean standby;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(NOW)) {
            result.next();
            next = result.getLong(1);
            standby = result.getBoolean(2);
        }
        try {
            return !stillRunning(connection, transactions, next);
        } catch (SQLException e) {
            if (!IN_THE_FUTURE.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback();
            // A standby has yet to hear of it. A primary never will: the record is of another server, one that this has
            // replaced, and what it tells of is older than all that can be read here.
            return !standby;
        }
    }

    private static boolean stillRunning(Connection connection, Collection<Long> transactions, long next)
            throws SQLException {
        List<Long> ids = new ArrayList<>(transactions.size());
        for (long transaction : transactions) {
            long id = fullId(transaction, next);
            if (id > 0) {
                ids.add(id);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(STILL_RUNNING)) {
            Array array = connection.createArrayOf("int8", ids.toArray(Long[]::new));
            statement.setArray(1, array);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /**
     * The 64-bit id of which the log holds the lower half: the one nearest to the present, since ids further than 2^31
     * away can not be in use. Not positive for an id that this server can not have given out.
     */
    static long fullId(long lowerHalf, long next) {
        return next + ((int) lowerHalf - (int) next);
    }
}
