/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Refuses a null for a {@code timestamp NOT NULL} as the servers refuse it for all other types: there they may write the
 * present time instead, whatever {@code sql_mode} says.
 */
final class TimestampNulls {
    private static final String STATE = "23000";

    private TimestampNulls() {}

    /** @throws SQLException for the first row that has one, as the server would say it */
    static void check(TableDefinition table, RowLayout layout, List<RowChange> rows) throws SQLException {
        List<RowLayout.Column> columns = layout.columns();
        int[] strict = IntStream.range(0, columns.size())
                .filter(i -> table.column(columns.get(i).name())
                        .filter(TimestampNulls::takesPresentTime)
                        .isPresent())
                .toArray();
        for (int column : strict) {
            for (RowChange row : rows) {
                if (row.values()[column] == null) {
                    throw new SQLException(
                            "Column '" + columns.get(column).name() + "' cannot be null",
                            STATE,
                            MysqlFailures.NULL_IN_NOT_NULL);
                }
            }
        }
    }

    private static boolean takesPresentTime(ColumnDefinition column) {
        return !column.nullable() && column.baseType().equals("timestamp");
    }
}
