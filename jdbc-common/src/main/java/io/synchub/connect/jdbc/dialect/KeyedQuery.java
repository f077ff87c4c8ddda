/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A user's {@code SELECT … GROUP BY} restricted to a list of keys. Each row of the result begins with the position of
 * its key in the list, counted from 1, and has the query's columns after it. A key without a group gives one row whose
 * key columns are null.
 */
public interface KeyedQuery {

    /** The statement, for messages and for preparing it. */
    String sql();

    /**
     * Binds the keys to a statement that was prepared from {@link #sql()}.
     *
     * @param keys one array for each key, in the order of the key columns, in Java forms
     */
    void bind(Connection connection, PreparedStatement statement, List<Object[]> keys) throws SQLException;
}
