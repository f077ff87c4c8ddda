/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.write.RowLayout;

/** A database's choice of the {@link ValueBinder} by which values of a schema get into a column. */
@FunctionalInterface
public interface ValueBinders {

    /**
     * Chooses the binder.
     *
     * @param source what the values are
     * @param target the column as the catalog has it
     */
    ValueBinder of(RowLayout.Column source, ColumnDefinition target);
}
