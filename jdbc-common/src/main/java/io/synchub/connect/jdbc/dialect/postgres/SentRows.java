/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/**
 * Rows on their way to the server, in the columns of one layout; their own layouts may hold more. They travel as
 * parameters of a statement, one array a column, or one by one by COPY.
 */
final class SentRows {
    /** So many bytes go with one statement, or one row of any size: the server takes 1 GB at most, and we hold them twice. */
    private static final int PART_BYTES = 1 << 22;

    /** About as many has a value with its length. */
    private static final int VALUE_BYTES = 12;

    private final TableDefinition table;
    private final RowLayout layout;
    private final List<ColumnForm> forms;
    private final List<RowChange> rows;
    /** Which columns have been seen to hold the database's own texts for a type: they go as texts. */
    private final boolean[] typedTexts;
    /** Where the columns stand in the layout that was asked for last: most rows have one layout. */
    private RowLayout lastLayout;

    private int[] lastPlaces;

    SentRows(TableDefinition table, RowLayout layout, List<RowChange> rows, ValueOptions options) {
        this.table = table;
        this.layout = layout;
        this.rows = rows;
        this.forms = layout.columns().stream()
                .map(column -> ColumnForm.of(
                        column,
                        table.column(column.name())
                                .orElseThrow(() -> new IllegalStateException(
                                        "Table " + table.id() + " has no column " + column.name())),
                        options))
                .toList();
        this.typedTexts = new boolean[forms.size()];
    }

    /** A SELECT of the rows whose columns are v0, v1, … */
    String select() {
        return select(forms, "");
    }

    /** The same with a column {@code ordinal}, from 1 on. Its last parameter is how many rows a part has. */
    String selectWithOrdinals() {
        return select(forms, ", generate_series(1, ?) AS ordinal");
    }

    /** A SELECT of one column's values as v0. */
    static String select(ColumnForm form) {
        return select(List.of(form), "");
    }

    /**
     * In the select list arrays give their elements one by one, beside each other; in the FROM clause they would be written
     * down first. The planner does not see the arrays' length, as they come out of subqueries, and expects few rows: so it looks
     * them up in the index of the target's key rather than read the whole target for a batch.
     */
    private static String select(List<ColumnForm> forms, String ordinal) {
        List<String> columns = new ArrayList<>();
        List<String> lists = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            columns.add(forms.get(i).select("u.v" + i) + " AS v" + i);
            lists.add("unnest((SELECT " + forms.get(i).placeholder() + ")) AS v" + i);
        }
        return "SELECT " + String.join(", ", columns) + (ordinal.isEmpty() ? "" : ", u.ordinal") + " FROM (SELECT "
                + String.join(", ", lists) + ordinal + ") AS u";
    }

    int columns() {
        return forms.size();
    }

    int size() {
        return rows.size();
    }

    /**
     * Binds the rows from one on: all that are left, or as many as go with one statement.
     *
     * @return the first row that is left for a further statement
     */
    int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
        while (true) {
            ArrayParameter[] arrays = new ArrayParameter[forms.size()];
            for (int column = 0; column < arrays.length; column++) {
                arrays[column] =
                        ArrayParameter.of(connection, forms.get(column), typedTexts[column], rows.size() - first);
            }
            int end = fill(arrays, first);
            if (end > first) {
                for (int column = 0; column < arrays.length; column++) {
                    arrays[column].bind(connection, statement, column + 1);
                }
                return end;
            }
        }
    }

    /** Returns the first row that is left, or the first of all where a column turns out to need another array. */
    private int fill(ArrayParameter[] arrays, int first) {
        int row = first;
        long bytes = 0;
        while (row < rows.size() && bytes < PART_BYTES) {
            Object[] values = rows.get(row).values();
            int[] places = places(rows.get(row));
            bytes = 0;
            for (int column = 0; column < arrays.length; column++) {
                Object value = values[places[column]];
                if (!typedTexts[column] && forms.get(column).takesText(value)) {
                    typedTexts[column] = true;
                    return first;
                }
                add(value, column, arrays[column]);
                bytes += arrays[column].size();
            }
            row++;
        }
        return row;
    }

    private void add(Object value, int column, ArrayParameter array) {
        try {
            array.add(value);
        } catch (DataException e) {
            throw inColumn(column, e);
        }
    }

    private DataException inColumn(int column, DataException e) {
        return new DataException(
                "column " + layout.columns().get(column).name() + " of table " + table.id() + ": " + e.getMessage());
    }

    /** Whether COPY takes all their columns. */
    boolean areCopied() {
        return forms.stream().allMatch(ColumnForm::copies);
    }

    /**
     * Copies all rows, in as many statements as they need, and returns how many got in. Where one of them is refused the
     * transaction is aborted.
     *
     * @param sql takes the columns in the layout's order
     * @throws DataException when COPY has no form for a value; an INSERT may have one
     */
    long copy(Connection connection, String sql) throws SQLException {
        long copied = 0;
        int row = 0;
        while (row < rows.size()) {
            long size = (long) (rows.size() - row) * forms.size() * VALUE_BYTES;
            CopyPart part = new CopyPart(forms.size(), (int) Math.min(PART_BYTES, size));
            while (row < rows.size() && part.size() < PART_BYTES) {
                copy(rows.get(row), part.row());
                row++;
            }
            copied += part.send(connection, sql);
        }
        return copied;
    }

    private void copy(RowChange change, BinaryBuffer out) {
        Object[] values = change.values();
        int[] places = places(change);
        for (int column = 0; column < places.length; column++) {
            try {
                forms.get(column).copy(out, values[places[column]]);
            } catch (DataException e) {
                throw inColumn(column, e);
            }
        }
    }

    private int[] places(RowChange change) {
        RowLayout own = change.layout();
        if (own != lastLayout) {
            lastLayout = own;
            lastPlaces = layout.columns().stream()
                    .mapToInt(column -> own.indexOf(column.name()))
                    .toArray();
        }
        return lastPlaces;
    }
}
