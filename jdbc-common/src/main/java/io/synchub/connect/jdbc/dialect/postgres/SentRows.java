/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;

/** Rows on their way to the server, in the columns of one layout; their own layouts may hold more. */
final class SentRows {
    private final TableDefinition table;
    private final RowLayout layout;
    private final List<ColumnForm> forms;
    private final List<RowChange> rows;
    private final Map<RowLayout, int[]> indexes = new IdentityHashMap<>();

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
    }

    int size() {
        return rows.size();
    }

    List<ColumnForm> forms() {
        return forms;
    }

    /** The elements of one column's array. */
    Object[] column(int column) {
        ColumnForm form = forms.get(column);
        Object[] elements = form.newArray(rows.size());
        try {
            for (int row = 0; row < elements.length; row++) {
                RowChange change = rows.get(row);
                elements[row] = form.inArray(change.values()[indexes(change)[column]]);
            }
        } catch (DataException e) {
            throw named(column, e);
        }
        return elements;
    }

    /** Whether a value is text for a type that has a binary form: then rows can only go as arrays. */
    boolean holdTypedTexts() {
        for (RowChange change : rows) {
            int[] places = indexes(change);
            for (int column = 0; column < places.length; column++) {
                if (forms.get(column).takesText(change.values()[places[column]])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Appends the fields of one row, as binary COPY has them. */
    void write(BinaryBuffer out, int row) {
        RowChange change = rows.get(row);
        Object[] values = change.values();
        int[] places = indexes(change);
        for (int column = 0; column < places.length; column++) {
            try {
                forms.get(column).write(out, values[places[column]]);
            } catch (DataException e) {
                throw named(column, e);
            }
        }
    }

    private DataException named(int column, DataException e) {
        return new DataException(
                "column " + layout.columns().get(column).name() + " of table " + table.id() + ": " + e.getMessage());
    }

    private int[] indexes(RowChange change) {
        return indexes.computeIfAbsent(change.layout(), this::indexesIn);
    }

    private int[] indexesIn(RowLayout own) {
        return layout.columns().stream()
                .mapToInt(column -> own.indexOf(column.name()))
                .toArray();
    }

    /** The rows as a SELECT from {@code unnest} whose columns are v0, v1, … */
    static String unnest(List<ColumnForm> forms, boolean withOrdinality) {
        List<String> names = new ArrayList<>();
        List<String> placeholders = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            names.add("v" + i);
            placeholders.add(forms.get(i).placeholder());
        }
        return "SELECT " + selected(forms) + (withOrdinality ? ", u.ordinal" : "") + " FROM unnest("
                + String.join(", ", placeholders) + ")" + (withOrdinality ? " WITH ORDINALITY" : "") + " AS u("
                + String.join(", ", names) + (withOrdinality ? ", ordinal" : "") + ")";
    }

    /** The columns of a relation u, cast to the table's types. */
    static String selected(List<ColumnForm> forms) {
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            selected.add(forms.get(i).select("u.v" + i) + " AS v" + i);
        }
        return String.join(", ", selected);
    }
}
