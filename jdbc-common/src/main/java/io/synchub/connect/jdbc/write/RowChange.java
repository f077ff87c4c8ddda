/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

import io.synchub.connect.jdbc.schema.TableId;

/**
 * One row to be written or deleted, and the record it came from.
 *
 * @param table the table
 * @param layout what the values are
 * @param operation what to do
 * @param values in the layout's order, in the Java forms of {@link io.synchub.connect.common.data.SemanticType#toJava}
 * @param position the record, for offsets and messages
 */
@SuppressWarnings("ArrayRecordComponent") // Rows are many: nothing copies or compares them.
public record RowChange(TableId table, RowLayout layout, Operation operation, Object[] values, RecordPosition position)
        implements Positioned {

    /** What is to be done with a row. */
    public enum Operation {
        /** Insert, upsert or update: the layout's {@link WriteRule} says which. */
        WRITE,
        DELETE,
        /** All rows go. Has no key; columns, if there are any, are set in all rows instead (soft deletes). */
        TRUNCATE
    }

    /** A change that empties a table. */
    public static RowChange truncate(TableId table, RowLayout mark, Object[] values, RecordPosition position) {
        return new RowChange(table, mark, Operation.TRUNCATE, values, position);
    }

    /** The row's key; equal for rows of one key; null where the layout has no key columns. */
    public RowKey key() {
        int[] indexes = layout.keyIndexes();
        return indexes.length == 0 ? null : RowKey.of(values, indexes);
    }
}
