/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/** A way of rows to the server, together with the statement that does something with them. */
interface RowTransport {

    /**
     * Sends rows and runs a statement on them.
     *
     * @param statement makes the statement from a SELECT of the rows
     * @return how many rows the statement affected
     */
    int execute(Connection connection, SentRows rows, UnaryOperator<String> statement) throws SQLException;

    /** As parameters of the statement itself, an array for each column: one exchange with the server. */
    RowTransport ARRAYS = (connection, rows, statement) -> {
        String sql = statement.apply(SentRows.unnest(rows.forms(), false));
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            for (int column = 0; column < rows.forms().size(); column++) {
                rows.forms().get(column).bind(connection, prepared, column + 1, rows.column(column));
            }
            return prepared.executeUpdate();
        }
    };
}
