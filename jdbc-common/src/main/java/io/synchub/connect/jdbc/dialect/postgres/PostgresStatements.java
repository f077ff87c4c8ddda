/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Runs statements whose text does not depend on the number of rows, so that the server plans them once: the rows come as
 * their parameters, one array a column. Stateless.
 */
final class PostgresStatements {
    private final PostgresDialect dialect;
    private final ValueOptions options;

    PostgresStatements(PostgresDialect dialect, ValueOptions options) {
        this.dialect = dialect;
        this.options = options;
    }

    /**
     * Runs a statement with the rows, as often as they need parts.
     *
     * @param statement the statement for a SELECT of the rows
     * @return how many rows the server says it touched
     */
    int execute(
            Connection connection,
            TableDefinition table,
            RowLayout layout,
            List<RowChange> rows,
            UnaryOperator<String> statement)
            throws SQLException {
        SentRows sent = new SentRows(table, layout, rows, options);
        try (PreparedStatement prepared = connection.prepareStatement(statement.apply(sent.select()))) {
            int affected = 0;
            int next = 0;
            while (next < sent.size()) {
                next = sent.bind(connection, prepared, next);
                affected += prepared.executeUpdate();
            }
            return affected;
        }
    }

    /**
     * The rows that the table does not hold with equal compared columns, by a statement to which only these are sent.
     *
     * @param compared the key, and what else is compared by the layout's rule; of a layout of the key alone those whose key is
     *     not there are found
     */
    List<RowChange> differing(Connection connection, TableDefinition table, RowLayout compared, List<RowChange> rows)
            throws SQLException {
        SentRows sent = new SentRows(table, compared, rows, options);
        String sql = new PostgresRowSql(dialect, table, compared).differing(sent.selectWithOrdinals());
        List<RowChange> differing = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int end;
            for (int first = 0; first < rows.size(); first = end) {
                end = sent.bind(connection, statement, first);
                statement.setInt(sent.columns() + 1, end - first);
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        differing.add(rows.get(first + result.getInt(1) - 1));
                    }
                }
            }
        }
        return differing;
    }

    /** The rows in the form of COPY, or of a statement's parameters. */
    SentRows sent(TableDefinition table, RowLayout layout, List<RowChange> rows) {
        return new SentRows(table, layout, rows, options);
    }
}
