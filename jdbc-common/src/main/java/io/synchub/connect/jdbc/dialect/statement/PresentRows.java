/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asks which rows are there, by their keys. The database compares, and answers with the rows' numbers: Java would compare
 * texts and numbers in another way. Immutable.
 */
public final class PresentRows {
    /** One query asks for so many rows. */
    private static final int AT_ONCE = 100;

    private final StandardRowSql sql;
    private final ValueBinders binders;

    public PresentRows(StandardRowSql sql, ValueBinders binders) {
        this.sql = sql;
        this.binders = binders;
    }

    /**
     * The places in the list of the rows that are there.
     *
     * @param keyLayout the key columns
     * @param markedCount whether rows that are marked as deleted count as being there
     */
    public BitSet of(
            Connection connection,
            TableDefinition table,
            RowLayout keyLayout,
            List<RowChange> rows,
            boolean markedCount)
            throws SQLException {
        BitSet present = new BitSet(rows.size());
        RowBinder binder = new RowBinder(table, keyLayout, binders);
        RowStatement one = sql.isThere(table, keyLayout, markedCount);
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            List<RowChange> part = rows.subList(from, Math.min(rows.size(), from + AT_ONCE));
            ask(connection, one, binder, part, present, from);
        }
        return present;
    }

    private static void ask(
            Connection connection, RowStatement one, RowBinder binder, List<RowChange> rows, BitSet present, int first)
            throws SQLException {
        String query = IntStream.range(0, rows.size())
                .mapToObj(index -> "SELECT " + index + one.sql())
                .collect(Collectors.joining(" UNION ALL "));
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            int parameter = 1;
            for (RowChange row : rows) {
                parameter = binder.bind(statement, parameter, one.columns(), row);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    present.set(first + result.getInt(1));
                }
            }
        }
    }

    /** The rows at these places, or at all others. */
    public static List<RowChange> select(List<RowChange> rows, BitSet places, boolean at) {
        return places.isEmpty() && !at
                ? rows
                : Collections.unmodifiableList(IntStream.range(0, rows.size())
                        .filter(index -> places.get(index) == at)
                        .mapToObj(rows::get)
                        .toList());
    }
}
