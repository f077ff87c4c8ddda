/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.apache.kafka.connect.data.Schema;

/**
 * Arrays, maps and structs as JSON.
 *
 * @param schema of the values
 */
public record JsonForm(Schema schema) implements ValueBinder {
    @Override
    public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        statement.setString(index, JsonText.of(schema, value));
    }

    @Override
    public boolean becomes(String stored, Object value) {
        return stored.equals(JsonText.of(schema, value));
    }

    @Override
    public int sqlType() {
        return Types.VARCHAR;
    }
}
