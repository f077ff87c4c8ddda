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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** Dates and times go as text, so that no driver shifts them by its time zone. */
final class MysqlValueBinders implements ValueBinders {
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private final ValueBinders clock;
    /** A timestamp is a point in time, whatever the zone: it is written as the session, which is in UTC, reads it. */
    private final ValueBinders utc;

    MysqlValueBinders(ValueOptions options) {
        this.clock = inZone(options.timeZone());
        this.utc = inZone(ZoneOffset.UTC);
    }

    private static ValueBinders inZone(ZoneId zone) {
        ValueBinder temporals = new TemporalTextForm(new Temporals(zone, FIRST_YEAR, LAST_YEAR));
        return new StandardValueBinders(ValueForm.FINITE_DOUBLE, temporals, temporals);
    }

    @Override
    public ValueBinder of(RowLayout.Column source, ColumnDefinition target) {
        if (source.type() == SemanticType.UUID) {
            return Uuid.TEXT;
        }
        return source.type() == SemanticType.BITS && target.baseType().equals("bit")
                ? Bits.BIG_ENDIAN
                : (target.baseType().equals("timestamp") ? utc : clock).of(source, target);
    }

    /** PostgreSQL reads upper case and shows lower case: here the text is all there is, and one value has one. */
    private enum Uuid implements ValueBinder {
        TEXT;

        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            statement.setString(index, ((String) value).toLowerCase(Locale.ROOT));
        }

        @Override
        public int sqlType() {
            return Types.VARCHAR;
        }
    }

    /** A bit column reads bytes that begin with the highest; Debezium's begin with the lowest. */
    private enum Bits implements ValueBinder {
        BIG_ENDIAN;

        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            byte[] lowestFirst = (byte[]) value;
            byte[] bytes = new byte[lowestFirst.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = lowestFirst[bytes.length - 1 - i];
            }
            statement.setBytes(index, bytes);
        }

        @Override
        public int sqlType() {
            return Types.VARBINARY;
        }
    }
}
