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

    /** Of {@link java.sql.Types}: what a null is a null of. */
    int sqlType();
}
