/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import java.util.Objects;

/**
 * A column that is to take more.
 *
 * @param from as it is
 * @param to as it is to be
 * @param rounds whether the column, as it is, would round values that need the change, and refuse none
 */
public record WidenedColumn(ColumnDefinition from, ColumnDefinition to, boolean rounds) {
    public WidenedColumn {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /** What does not fit, for people. */
    String sentence() {
        return from.name() + " is " + from.type() + ", its values need " + to.type();
    }
}
