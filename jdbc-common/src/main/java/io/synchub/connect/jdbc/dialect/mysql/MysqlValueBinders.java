/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.statement.StandardValueBinders;
import io.synchub.connect.jdbc.dialect.statement.TemporalTextForm;
import io.synchub.connect.jdbc.dialect.statement.Temporals;
import io.synchub.connect.jdbc.dialect.statement.ValueBinder;
import io.synchub.connect.jdbc.dialect.statement.ValueBinders;
import io.synchub.connect.jdbc.dialect.statement.ValueForm;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Locale;

/** Dates and times go as text, so that no driver shifts them by its time zone; all values as their column stores them. */
final class MysqlValueBinders implements ValueBinders {
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private final Temporals clock;
    /** A timestamp is a point in time, whatever the zone: it is written as the session, which is in UTC, reads it. */
    private final Temporals utc;

    MysqlValueBinders(ValueOptions options) {
        this.clock = new Temporals(options.timeZone(), FIRST_YEAR, LAST_YEAR);
        this.utc = new Temporals(ZoneOffset.UTC, FIRST_YEAR, LAST_YEAR);
    }

    @Override
    public ValueBinder of(RowLayout.Column source, ColumnDefinition target) {
        ValueBinder plain = source.type() == SemanticType.UUID ? Uuid.TEXT : plain(source, target);
        return StoredForms.of(source, target, plain).orElse(plain);
    }

    private ValueBinder plain(RowLayout.Column source, ColumnDefinition target) {
        Temporals temporals = target.baseType().equals("timestamp") ? utc : clock;
        return new StandardValueBinders(
                        ValueForm.FINITE_DOUBLE,
                        new StoredForms.TemporalText(temporals, target),
                        new TemporalTextForm(temporals))
                .of(source, target);
    }

    /** PostgreSQL reads upper case and shows lower case: here the text is all there is, and one value has one. */
    private enum Uuid implements ValueBinder {
        TEXT;

        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            statement.setString(index, text(value));
        }

        @Override
        public boolean becomes(String stored, Object value) {
            return stored.equals(text(value));
        }

        private static String text(Object value) {
            return ((String) value).toLowerCase(Locale.ROOT);
        }

        @Override
        public int sqlType() {
            return Types.VARCHAR;
        }
    }
}
