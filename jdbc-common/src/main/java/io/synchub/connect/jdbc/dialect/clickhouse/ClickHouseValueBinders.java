/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.clickhouse;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.statement.StandardValueBinders;
import io.synchub.connect.jdbc.dialect.statement.TemporalTextForm;
import io.synchub.connect.jdbc.dialect.statement.Temporals;
import io.synchub.connect.jdbc.dialect.statement.ValueBinder;
import io.synchub.connect.jdbc.dialect.statement.ValueBinders;
import io.synchub.connect.jdbc.dialect.statement.ValueForm;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TypeSize;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.apache.kafka.connect.errors.DataException;

/**
 * ClickHouse takes a number that is too large for its column and keeps the lower bits, cuts digits behind the point, and
 * makes the first day of a date that is too early. So what a column can not hold is found out here.
 */
final class ClickHouseValueBinders implements ValueBinders {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2299;

    private final Temporals temporals;
    private final ValueBinders others;

    ClickHouseValueBinders(ValueOptions options) {
        this.temporals = new Temporals(options.timeZone(), FIRST_YEAR, LAST_YEAR);
        ValueBinder texts = new TemporalTextForm(new Temporals(options.timeZone(), 1, 9999));
        this.others = new StandardValueBinders(ValueForm.DOUBLE, new TemporalTextForm(temporals), texts);
    }

    /** Whether values go as microseconds of the time line, so that the column's zone does not matter. */
    static boolean isPointInTime(RowLayout.Column source, ColumnDefinition target) {
        boolean instant = source.type() == SemanticType.INSTANT || source.type() == SemanticType.ZONED_TIMESTAMP;
        return instant && target.baseType().startsWith("DateTime");
    }

    @Override
    public ValueBinder of(RowLayout.Column source, ColumnDefinition target) {
        if (source.type() == SemanticType.BYTES) {
            return Hex.TEXT;
        }
        boolean temporal = target.baseType().startsWith("Date");
        if (temporal) {
            TemporalRange range = TemporalRange.of(target.baseType());
            ValueBinder form = isPointInTime(source, target) ? new Micros(temporals) : others.of(source, target);
            return range == null ? form : new WithinRange(form, temporals, range);
        }
        boolean number = source.type() == SemanticType.DECIMAL || isInteger(source.type());
        if (target.family() == Family.NUMBER && number) {
            TypeSize size = target.size();
            if (size.isInteger()) {
                return new Whole(size.min(), size.max());
            }
            if (size.kind() == TypeSize.Kind.DECIMAL) {
                return new Fixed(size.precision(), size.scale());
            }
        }
        return others.of(source, target);
    }

    private static boolean isInteger(SemanticType type) {
        return switch (type) {
            case INT8, INT16, INT32, INT64 -> true;
            default -> false;
        };
    }

    private static DataException outOfRange() {
        return new DataException("number is out of the column's range");
    }

    private static BigDecimal exact(Object value) {
        return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    }

    /** Whole numbers between bounds; digits behind the point are rounded, as other databases do. */
    private record Whole(BigInteger min, BigInteger max) implements ValueBinder {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            BigInteger number = exact(value).setScale(0, RoundingMode.HALF_UP).unscaledValue();
            if (number.compareTo(min) < 0 || number.compareTo(max) > 0) {
                throw outOfRange();
            }
            statement.setBigDecimal(index, new BigDecimal(number));
        }

        @Override
        public int sqlType() {
            return Types.NUMERIC;
        }
    }

    /** Decimals; digits behind the scale are rounded. As text, since a literal may be read as a float. */
    private record Fixed(int precision, int scale) implements ValueBinder {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            BigDecimal number = exact(value).setScale(scale, RoundingMode.HALF_UP);
            if (number.precision() > precision) {
                throw outOfRange();
            }
            statement.setString(index, number.toPlainString());
        }

        @Override
        public int sqlType() {
            return Types.DECIMAL;
        }
    }

    /** Points of the time line as microseconds since 1970. */
    private record Micros(Temporals temporals) implements ValueBinder {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            temporals.local(value);
            Instant instant = value instanceof OffsetDateTime timestamp ? timestamp.toInstant() : (Instant) value;
            statement.setLong(index, ChronoUnit.MICROS.between(Instant.EPOCH, instant));
        }

        @Override
        public int sqlType() {
            return Types.BIGINT;
        }
    }

    /** What a type for dates holds; the type's own form is asked once the value is known to be in it. */
    private record WithinRange(ValueBinder form, Temporals temporals, TemporalRange range) implements ValueBinder {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            range.check(temporals.local(value));
            form.bind(statement, index, value);
        }

        @Override
        public int sqlType() {
            return form.sqlType();
        }
    }

    private enum Hex implements ValueBinder {
        TEXT;

        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            statement.setString(index, HexFormat.of().formatHex((byte[]) value));
        }

        @Override
        public int sqlType() {
            return Types.VARCHAR;
        }
    }
}
