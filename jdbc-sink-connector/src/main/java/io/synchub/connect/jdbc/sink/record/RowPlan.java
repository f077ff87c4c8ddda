/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RowLayout;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** How records of one pair of schemas become rows: the layout, and for each of its columns where the value is. */
final class RowPlan {
    private static final Set<Schema.Type> LARGE =
            Set.of(Schema.Type.STRING, Schema.Type.BYTES, Schema.Type.ARRAY, Schema.Type.MAP);

    private final RowLayout layout;
    private final List<Source> sources;
    private final int[] columnsThatMayBeUnavailable;

    /**
     * @param layout the columns
     * @param sources one for each column
     */
    RowPlan(RowLayout layout, List<Source> sources) {
        this.layout = layout;
        this.sources = sources;
        this.columnsThatMayBeUnavailable = IntStream.range(0, sources.size())
                .filter(i -> !layout.columns().get(i).key())
                .filter(i -> LARGE.contains(layout.columns().get(i).schema().type()))
                .toArray();
    }

    RowLayout layout() {
        return layout;
    }

    List<Source> sources() {
        return sources;
    }

    /** The columns of types that PostgreSQL may keep out of its log. */
    int[] columnsThatMayBeUnavailable() {
        return columnsThatMayBeUnavailable;
    }

    /** Finds a column's value, as Connect holds it. */
    @FunctionalInterface
    interface Source {
        /**
         * Gets the value.
         *
         * @param row the value's struct: of an envelope the image after; null for a delete
         */
        Object get(SinkRecord record, Struct row);
    }

    /**
     * The values of a record's row in their Java forms.
     *
     * @param table where they go, for messages
     * @throws DataException when a value is not of its column's type; the message lacks the record's position
     */
    Object[] read(SinkRecord record, Struct row, TableId table) {
        List<RowLayout.Column> columns = layout.columns();
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = sources.get(i).get(record, row);
            try {
                values[i] = value == null ? null : columns.get(i).decoder().decode(value);
            } catch (DataException e) {
                throw new DataException(
                        "column " + columns.get(i).name() + " of table " + table + ": " + e.getMessage());
            }
        }
        return values;
    }
}
