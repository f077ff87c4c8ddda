/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** How the values of one column get into a statement's parameter. Immutable: one serves all rows of a layout. */
public interface ValueBinder {

    /**
     * Sets a parameter.
     *
     * @param value in its Java form, not null
     * @throws org.apache.kafka.connect.errors.DataException when the value has no form in the database; the message
     *     does not repeat it
     */
    void bind(PreparedStatement statement, int index, Object value) throws SQLException;

    /**
     * Whether a value that is stored is for sure the one that this value would become in the same column.
     *
     * @param stored the driver's text of it; of binary columns hexadecimal digits in upper case
     * @param value not null
     * @return false also where that can not be told
     */
    default boolean becomes(String stored, Object value) {
        return false;
    }

    /** Of {@link java.sql.Types}: what a null is a null of. */
    int sqlType();
}
