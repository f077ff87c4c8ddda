/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A statement for a number of rows, and which values stand at its parameters.
 *
 * @param sql with the parameters of all rows, one row after the other
 * @param columns for the parameters of one row, in order: where the value's column stands in the layout; a column may
 *     come twice, or not at all
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; made once for many rows.
public record RowStatement(String sql, int[] columns) {
    public RowStatement {
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(columns, "columns");
    }

    /** A statement whose parameters are all columns of the layout, each once, in order. */
    public static RowStatement ofAllColumns(String sql, int columns) {
        return new RowStatement(sql, IntStream.range(0, columns).toArray());
    }
}
