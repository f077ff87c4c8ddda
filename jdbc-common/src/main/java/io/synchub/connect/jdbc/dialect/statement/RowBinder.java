/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;

/** Sets the parameters of a statement to the values of rows. For one call of a writer. */
final class RowBinder {
    private final TableDefinition table;
    private final RowLayout layout;
    private final ValueBinder[] binders;
    private final boolean[] binary;
    /** Deletes may be rows of fuller layouts: their key columns stand elsewhere. */
    private final Map<RowLayout, int[]> places = new IdentityHashMap<>();

    RowBinder(TableDefinition table, RowLayout layout, ValueBinders choice) {
        this.table = table;
        this.layout = layout;
        this.binders = layout.columns().stream()
                .map(column -> choice.of(column, StandardRowSql.target(table, column)))
                .toArray(ValueBinder[]::new);
        this.binary = new boolean[binders.length];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = StandardRowSql.target(table, layout.columns().get(i)).family() == Family.BYTES;
        }
    }

    /**
     * Sets one row's parameters.
     *
     * @param first the first parameter's number
     * @param columns the row's parameters, as places in the layout
     * @return the number of the parameter after them
     */
    int bind(PreparedStatement statement, int first, int[] columns, RowChange row) throws SQLException {
        int[] places = places(row);
        int parameter = first;
        for (int column : columns) {
            Object value = row.values()[places == null ? column : places[column]];
            if (value == null) {
                statement.setNull(parameter, binders[column].sqlType());
            } else {
                bindValue(statement, parameter, column, value);
            }
            parameter++;
        }
        return parameter;
    }

    /**
     * Whether a row of the table is for sure what this row would make of it.
     *
     * @param stored its values of the layout's columns, as {@link ValueBinder#becomes} has them
     */
    boolean isStored(String[] stored, RowChange row) {
        int[] places = places(row);
        for (int column = 0; column < stored.length; column++) {
            Object value = row.values()[places == null ? column : places[column]];
            if (!isStored(stored[column], column, value)) {
                return false;
            }
        }
        return true;
    }

    private boolean isStored(String stored, int column, Object value) {
        if (value == null || stored == null) {
            return value == null && stored == null;
        }
        // Bytes that are stored as text, and texts that are stored as bytes, are not compared: digits might be either.
        return binary[column] == (value instanceof byte[]) && binders[column].becomes(stored, value);
    }

    private int[] places(RowChange row) {
        return row.layout() == layout ? null : places.computeIfAbsent(row.layout(), this::placesIn);
    }

    private void bindValue(PreparedStatement statement, int parameter, int column, Object value) throws SQLException {
        try {
            binders[column].bind(statement, parameter, value);
        } catch (DataException e) {
            throw new DataException("column " + layout.columns().get(column).name() + " of table " + table.id() + ": "
                    + e.getMessage());
        }
    }

    private int[] placesIn(RowLayout fuller) {
        List<String> names =
                fuller.columns().stream().map(RowLayout.Column::name).toList();
        return layout.columns().stream()
                .mapToInt(column -> names.indexOf(column.name()))
                .toArray();
    }
}
