/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import org.apache.kafka.connect.errors.DataException;

/** The forms of values that need to know nothing but the value. */
public enum ValueForm implements ValueBinder {
    BOOLEAN(Types.BOOLEAN) {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            statement.setBoolean(index, (Boolean) value);
        }

        @Override
        public boolean becomes(String stored, Object value) {
            return stored.equals((Boolean) value ? "1" : "0");
        }
    },
    /** Integers of any width. */
    LONG(Types.BIGINT) {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            statement.setLong(index, ((Number) value).longValue());
        }

        @Override
        public boolean becomes(String stored, Object value) {
            return stored.equals(value.toString());
        }
    },
    /** A Float becomes the double with the same shortest digits: 0.1 stays 0.1. */
    DOUBLE(Types.DOUBLE) {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            statement.setDouble(index, toDouble(value));
        }
    },
    /** For databases that have no NaN and no infinity: they would take them as null, or not at all. */
    FINITE_DOUBLE(Types.DOUBLE) {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            double number = toDouble(value);
            if (!Double.isFinite(number)) {
                throw new DataException("NaN and infinity have no form in this database. Filter such records, or make"
                        + " the column a text");
            }
            statement.setDouble(index, number);
        }

        @Override
        public boolean becomes(String stored, Object value) {
            return stored.equals(Double.toString(toDouble(value)));
        }
    },
    DECIMAL(Types.DECIMAL) {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            statement.setBigDecimal(index, (BigDecimal) value);
        }
    },
    /** The value as its text: strings, and what goes into a column of text. */
    TEXT(Types.VARCHAR) {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            statement.setString(index, text(value));
        }

        @Override
        public boolean becomes(String stored, Object value) {
            return stored.equals(text(value));
        }

        private static String text(Object value) {
            return value instanceof BigDecimal number ? number.toPlainString() : IsoValue.text(value);
        }
    },
    BYTES(Types.VARBINARY) {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            statement.setBytes(index, (byte[]) value);
        }

        @Override
        public boolean becomes(String stored, Object value) {
            return stored.equals(HexFormat.of().withUpperCase().formatHex((byte[]) value));
        }
    };

    private final int sqlType;

    ValueForm(int sqlType) {
        this.sqlType = sqlType;
    }

    private static double toDouble(Object value) {
        return value instanceof Float ? Double.parseDouble(value.toString()) : ((Number) value).doubleValue();
    }

    @Override
    public int sqlType() {
        return sqlType;
    }
}
