/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.sqlite;

import io.synchub.connect.common.data.SemanticType;
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
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.apache.kafka.connect.errors.DataException;

/** The forms of values that SQLite keeps as they are; those that it would quietly make others of are refused. */
final class SqliteValueBinders implements ValueBinders {
    /** Texts of dates are in order, and known to SQLite's functions, between these. */
    private static final int FIRST_YEAR = 0;

    private static final int LAST_YEAR = 9999;

    private final ValueBinders others;

    SqliteValueBinders(ValueOptions options) {
        ValueBinder temporals = new TemporalTextForm(new Temporals(options.timeZone(), FIRST_YEAR, LAST_YEAR));
        this.others = new StandardValueBinders(Form.REAL, temporals, temporals);
    }

    @Override
    public ValueBinder of(RowLayout.Column source, ColumnDefinition target) {
        if (source.type() == SemanticType.DECIMAL) {
            return target.family() == Family.TEXT ? ValueForm.TEXT : Form.NUMERIC;
        }
        return others.of(source, target);
    }

    private enum Form implements ValueBinder {
        /** SQLite takes NaN for null. */
        REAL(Types.DOUBLE) {
            @Override
            public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
                if (Double.isNaN(((Number) value).doubleValue())) {
                    throw new DataException("SQLite has no NaN. Filter such records, or make the column a text");
                }
                ValueForm.DOUBLE.bind(statement, index, value);
            }
        },
        /** As text, which the column turns into a number. */
        NUMERIC(Types.DECIMAL) {
            @Override
            public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
                BigDecimal number = ((BigDecimal) value).stripTrailingZeros();
                boolean whole = number.scale() <= 0 && number.precision() - number.scale() <= LONG_DIGITS;
                if (!whole && number.precision() > DOUBLE_DIGITS) {
                    throw new DataException("a column of numbers holds " + DOUBLE_DIGITS
                            + " digits in SQLite, and the value has more. Make the column a TEXT");
                }
                statement.setString(index, number.toPlainString());
            }
        };

        private static final int DOUBLE_DIGITS = 15;
        private static final int LONG_DIGITS = 18;

        private final int sqlType;

        Form(int sqlType) {
            this.sqlType = sqlType;
        }

        @Override
        public int sqlType() {
            return sqlType;
        }
    }
}
