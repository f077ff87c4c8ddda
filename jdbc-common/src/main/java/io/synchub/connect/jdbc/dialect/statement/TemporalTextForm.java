/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Dates and times as text: for columns of text, and for databases that read it (no driver shifts it by a zone).
 *
 * @param temporals the zone and the years
 */
public record TemporalTextForm(Temporals temporals) implements ValueBinder {
    @Override
    public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        statement.setString(index, temporals.text(value));
    }

    @Override
    public int sqlType() {
        return Types.VARCHAR;
    }
}
