/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.starrocks;

import io.synchub.connect.jdbc.dialect.statement.StandardValueBinders;
import io.synchub.connect.jdbc.dialect.statement.TemporalTextForm;
import io.synchub.connect.jdbc.dialect.statement.Temporals;
import io.synchub.connect.jdbc.dialect.statement.ValueBinder;
import io.synchub.connect.jdbc.dialect.statement.ValueBinders;
import io.synchub.connect.jdbc.dialect.statement.ValueForm;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;

/** Dates and times go as text, bytes as text in base 16. */
final class StarRocksValueBinders implements ValueBinders {
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private final ValueBinders others;

    StarRocksValueBinders(ValueOptions options) {
        ValueBinder temporals = new TemporalTextForm(new Temporals(options.timeZone(), FIRST_YEAR, LAST_YEAR));
        this.others = new StandardValueBinders(ValueForm.FINITE_DOUBLE, temporals, temporals);
    }

    @Override
    public ValueBinder of(RowLayout.Column source, ColumnDefinition target) {
        return target.family() == Family.BYTES ? Hex.TEXT : others.of(source, target);
    }

    private enum Hex implements ValueBinder {
        TEXT;

        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            byte[] bytes =
                    value instanceof byte[] binary ? binary : value.toString().getBytes(StandardCharsets.UTF_8);
            statement.setString(index, HexFormat.of().formatHex(bytes));
        }

        @Override
        public int sqlType() {
            return Types.VARCHAR;
        }
    }
}
