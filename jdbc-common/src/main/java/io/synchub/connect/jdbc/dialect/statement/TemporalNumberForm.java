/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.function.Function;

/**
 * Dates, times and durations as the numbers that they were in the record: for tables made by a sink that does not know
 * Debezium's types.
 *
 * @param numbers gives the number of a value
 */
record TemporalNumberForm(Function<Object, Number> numbers) implements ValueBinder {
    @Override
    public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        statement.setLong(index, numbers.apply(value).longValue());
    }

    @Override
    public int sqlType() {
        return Types.BIGINT;
    }
}
