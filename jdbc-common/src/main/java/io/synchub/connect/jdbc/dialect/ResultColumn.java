/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import org.apache.kafka.connect.data.Schema;

/**
 * A column of a query's result.
 *
 * @param schema its values for another database: what {@link Dialect#columnFor} takes
 * @param definition its name and type in the database that was asked
 * @param padded whether its texts come filled up with spaces that mean nothing, as those of {@code char(n)} do
 */
public record ResultColumn(Schema schema, ColumnDefinition definition, boolean padded) {
    /** The column's label. */
    public String name() {
        return definition.name();
    }
}
