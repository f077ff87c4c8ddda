/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Tells rows that the table holds as they are by their key and hash, without a lock. Key and hash are compared here, as texts:
 * a row whose texts are others (a number of more zeros, a text in other letters that is equal to the column) counts as one
 * that differs. So what is left out is equal for sure, and what is not must be written under a condition. Immutable.
 */
final class StoredRows {
    private final RowSql sql;
    private final ValueBinders binders;

    StoredRows(RowSql sql, ValueBinders binders) {
        this.sql = sql;
        this.binders = binders;
    }

    /**
     * The rows that may differ from the table's, or are not in it, in the order given.
     *
     * @param compared the key columns and the one with the hash
     * @param rows each key at most once
     */
    List<RowChange> differing(Connection connection, TableDefinition table, RowLayout compared, List<RowChange> rows)
            throws SQLException {
        BitSet equal = new BitSet(rows.size());
        RowBinder binder = new RowBinder(table, compared.keyLayout(), binders);
        int atOnce = sql.rowsPerStatement(RowSql.Operation.DELETE, table, compared.keyLayout());
        int count;
        for (int from = 0; from < rows.size(); from += count) {
            count = sql.rowsOfNext(Math.min(atOnce, rows.size() - from));
            RowStatement query = sql.storedRows(table, NamedByTable.of(table, compared), count)
                    .orElse(null);
            if (query == null) {
                return rows;
            }
            Asked asked = new Asked(table, compared, rows.subList(from, from + count));
            try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
                int parameter = 1;
                for (RowChange row : rows.subList(from, from + count)) {
                    parameter = binder.bind(statement, parameter, query.columns(), row);
                }
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        int place = asked.equalTo(result);
                        if (place >= 0) {
                            equal.set(from + place);
                        }
                    }
                }
            }
        }
        return PresentRows.select(rows, equal, false);
    }

    /** The rows of one query. */
    private static final class Asked {
        private final RowLayout compared;
        private final boolean[] binary;
        private final Map<List<Object>, Integer> places = new HashMap<>();
        private final List<Object[]> texts = new ArrayList<>();

        Asked(TableDefinition table, RowLayout compared, List<RowChange> rows) {
            this.compared = compared;
            int columns = compared.columns().size();
            this.binary = new boolean[columns];
            for (int i = 0; i < columns; i++) {
                binary[i] =
                        StandardRowSql.target(table, compared.columns().get(i)).family() == Family.BYTES;
            }
            for (RowChange row : rows) {
                Object[] of = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    int place = row.layout().indexOf(compared.columns().get(i).name());
                    of[i] = text(row.values()[place], binary[i]);
                }
                places.put(key(of), texts.size());
                texts.add(of);
            }
        }

        /** As the query gives it; what has no such text stays what it is, and is equal to none. */
        private static Object text(Object value, boolean binary) {
            if (binary) {
                return value instanceof byte[] bytes
                        ? HexFormat.of().withUpperCase().formatHex(bytes)
                        : value;
            }
            if (value instanceof BigDecimal number) {
                return number.toPlainString();
            }
            return value == null || value instanceof byte[] ? value : value.toString();
        }

        private List<Object> key(Object[] row) {
            List<Object> key = new ArrayList<>(row.length);
            for (int i = 0; i < row.length; i++) {
                if (compared.columns().get(i).key()) {
                    key.add(row[i]);
                }
            }
            return key;
        }

        /** The place of the row that the result's row is equal to; negative for none. */
        int equalTo(ResultSet result) throws SQLException {
            Object[] stored = new Object[binary.length];
            for (int i = 0; i < stored.length; i++) {
                stored[i] = result.getString(i + 1);
            }
            Integer place = places.get(key(stored));
            return place != null && Arrays.equals(texts.get(place), stored) ? place : -1;
        }
    }
}
