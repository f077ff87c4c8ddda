/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalTime;
import org.apache.kafka.connect.errors.DataException;

/**
 * Dates and times as objects of java.time without a zone, which JDBC 4.2 drivers take.
 *
 * @param temporals the zone and the years
 */
public record TemporalObjectForm(Temporals temporals) implements ValueBinder {
    @Override
    public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value.equals(LocalTime.MAX)) {
            throw new DataException("24:00:00 has no form in this database");
        }
        statement.setObject(index, temporals.local(value));
    }

    @Override
    public int sqlType() {
        return Types.NULL;
    }
}
