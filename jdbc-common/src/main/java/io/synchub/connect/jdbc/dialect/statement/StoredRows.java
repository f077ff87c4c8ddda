/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells rows that the table holds as they are, without a lock on them: the table's rows of their keys are asked for and
 * compared here. What can not be told to be equal counts as different: a key that the column takes for equal and shows in other
 * letters, a value whose text is not known. So what is left out is equal for sure, and the rest must be written under a
 * condition. Immutable.
 */
final class StoredRows {
    /** Of rows that are asked for, so many are in memory: nobody knows how large they are. */
    private static final int FETCHED = 64;

    private final RowSql sql;
    private final ValueBinders binders;

    StoredRows(RowSql sql, ValueBinders binders) {
        this.sql = sql;
        this.binders = binders;
    }

    /**
     * The rows that may differ from the table's, or are not in it, in the order given. Where most of those that were asked for
     * differ, the rest is not asked for: then it costs more than it saves.
     *
     * @param compared the key columns and those that tell whether a row differs
     * @param rows each key at most once
     */
    List<RowChange> differing(Connection connection, TableDefinition table, RowLayout compared, List<RowChange> rows)
            throws SQLException {
        RowLayout named = NamedByTable.of(table, compared);
        int atOnce = sql.rowsPerStatement(RowSql.Operation.UPSERT, table, compared);
        Query query = new Query(connection, table, compared);
        BitSet equal = new BitSet(rows.size());
        int from = 0;
        while (from < rows.size() && equal.cardinality() >= from / 2) {
            int count = sql.rowsOfNext(Math.min(atOnce, rows.size() - from));
            Optional<RowStatement> text = sql.storedRows(table, named, count);
            if (text.isEmpty()) {
                return rows;
            }
            query.run(text.get(), rows, from, from + count, equal);
            from += count;
        }
        return PresentRows.select(rows, equal, false);
    }

    private final class Query {
        private final Connection connection;
        private final TableDefinition table;
        private final RowLayout compared;
        private final RowBinder keys;
        private final RowBinder values;

        Query(Connection connection, TableDefinition table, RowLayout compared) {
            this.connection = connection;
            this.table = table;
            this.compared = compared;
            this.keys = new RowBinder(table, compared.keyLayout(), binders);
            this.values = new RowBinder(table, compared, binders);
        }

        void run(RowStatement text, List<RowChange> rows, int from, int to, BitSet equal) throws SQLException {
            Map<List<String>, Integer> places = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(text.sql())) {
                statement.setFetchSize(FETCHED);
                int parameter = 1;
                for (int place = from; place < to; place++) {
                    RowChange row = rows.get(place);
                    parameter = keys.bind(statement, parameter, text.columns(), row);
                    places.put(key(row), place);
                }
                try (ResultSet result = statement.executeQuery()) {
                    String[] stored = new String[compared.columns().size()];
                    while (result.next()) {
                        for (int column = 0; column < stored.length; column++) {
                            stored[column] = result.getString(column + 1);
                        }
                        Integer place = places.get(key(stored));
                        if (place != null && values.isStored(stored, rows.get(place))) {
                            equal.set(place);
                        }
                    }
                }
            }
        }

        /** Leads to the row's place; whether it is the very key is seen when the values are compared. */
        private List<String> key(RowChange row) {
            List<String> key = new ArrayList<>();
            for (RowLayout.Column column : compared.keyLayout().columns()) {
                Object value = row.values()[row.layout().indexOf(column.name())];
                key.add(
                        value instanceof byte[] bytes
                                ? HexFormat.of().withUpperCase().formatHex(bytes)
                                : value.toString());
            }
            return key;
        }

        private List<String> key(String[] stored) {
            List<String> key = new ArrayList<>();
            for (int column = 0; column < stored.length; column++) {
                if (compared.columns().get(column).key()) {
                    key.add(stored[column]);
                }
            }
            return key;
        }
    }
}
