/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.statement.Temporals;
import io.synchub.connect.jdbc.dialect.statement.ValueBinder;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TypeSize;
import io.synchub.connect.jdbc.write.RowLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Values as their column will store them, where it rounds, cuts or fills up: a delete compares its key with what is stored,
 * and would not find the row by the value as it came.
 */
final class StoredForms {
    private static final int MAX_PRECISION = 65;
    private static final int MAX_SCALE = 30;
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'");
    private static final int DATE_LENGTH = "2024-01-31".length();

    private StoredForms() {}

    /** @return empty where the column takes the values as they are */
    static Optional<ValueBinder> of(RowLayout.Column source, ColumnDefinition target, ValueBinder plain) {
        boolean number = source.type() == SemanticType.DECIMAL || isFloat(source);
        boolean whole = target.size().isInteger();
        if (number && (whole || target.size().scale() != null)) {
            int scale = whole ? 0 : target.size().scale();
            return Optional.of(
                    new Rounded(plain, scale, source.type() == SemanticType.DECIMAL && isStuck(source, target)));
        }
        if (isFloat(source) && target.baseType().equals("float")) {
            return Optional.of(new SinglePrecision(plain));
        }
        return switch (target.baseType()) {
            case "char" -> plain.sqlType() == Types.VARCHAR ? Optional.of(new Stripped(plain)) : Optional.empty();
            case "binary" ->
                source.type() == SemanticType.BYTES ? Optional.of(new Filled(plain, length(target))) : Optional.empty();
            case "set" ->
                plain.sqlType() == Types.VARCHAR ? Optional.of(new Members(plain, members(target))) : Optional.empty();
            case "bit" -> source.type() == SemanticType.BITS ? Optional.of(Bits.NUMBER) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isFloat(RowLayout.Column source) {
        return source.type() == SemanticType.FLOAT32 || source.type() == SemanticType.FLOAT64;
    }

    /** Whether no type has room for both the digits that the column takes and those that the schema has behind the point. */
    private static boolean isStuck(RowLayout.Column source, ColumnDefinition target) {
        TypeSize size = target.size();
        Schema schema = source.schema();
        String declared =
                schema.parameters() == null ? null : schema.parameters().get(Decimal.SCALE_FIELD);
        if (declared == null || size.kind() != TypeSize.Kind.DECIMAL) {
            return false;
        }
        int scale = Integer.parseInt(declared);
        return scale > size.scale() && (scale > MAX_SCALE || size.precision() - size.scale() + scale > MAX_PRECISION);
    }

    /** Of {@code set('a','b')}, in their order; the catalog's are in lower case here. */
    private static List<String> members(ColumnDefinition set) {
        return QUOTED.matcher(set.type())
                .results()
                .map(found -> found.group(1).replace("''", "'"))
                .toList();
    }

    /** Of {@code binary(10)}. */
    private static int length(ColumnDefinition binary) {
        String digits = binary.type().replaceAll("\\D", "");
        return digits.isEmpty() ? 1 : Integer.parseInt(digits);
    }

    /** Half goes up, away from zero, as in the database. */
    private record Rounded(ValueBinder plain, int scale, boolean refuses) implements ValueBinder {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            if (!(value instanceof BigDecimal) && !Double.isFinite(((Number) value).doubleValue())) {
                plain.bind(statement, index, value);
                return;
            }
            BigDecimal number = value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
            if (refuses && number.stripTrailingZeros().scale() > scale) {
                throw new DataException("the value has more digits behind the point than the column, and there is no"
                        + " decimal type with room for all of them. Change the column to one with more behind the point"
                        + " and fewer before it, or to a text");
            }
            statement.setBigDecimal(
                    index, number.scale() > scale ? number.setScale(scale, RoundingMode.HALF_UP) : number);
        }

        /** The column shows as many digits as it has, whatever the value came with. */
        @Override
        public boolean becomes(String stored, Object value) {
            return value instanceof BigDecimal number
                    && number.scale() <= scale
                    && stored.equals(
                            number.setScale(scale, RoundingMode.UNNECESSARY).toPlainString());
        }

        @Override
        public int sqlType() {
            return Types.DECIMAL;
        }
    }

    /** A float is compared as the double that it is, which has other digits than the value had. */
    private record SinglePrecision(ValueBinder plain) implements ValueBinder {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            float stored = ((Number) value).floatValue();
            // What is too large for the column is refused by the database.
            plain.bind(statement, index, Float.isFinite(stored) ? (Object) (double) stored : value);
        }

        @Override
        public int sqlType() {
            return plain.sqlType();
        }
    }

    /** A char has no blanks at its end, whatever its collation. */
    private record Stripped(ValueBinder plain) implements ValueBinder {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            plain.bind(statement, index, value instanceof String text ? stripped(text) : value);
        }

        @Override
        public boolean becomes(String stored, Object value) {
            return plain.becomes(stored, value instanceof String text ? stripped(text) : value);
        }

        private static String stripped(String text) {
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == ' ') {
                end--;
            }
            return text.substring(0, end);
        }

        @Override
        public int sqlType() {
            return plain.sqlType();
        }
    }

    /**
     * The members of a set, each once and in the order of the column's definition.
     *
     * @param order all that there are
     */
    private record Members(ValueBinder plain, List<String> order) implements ValueBinder {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            plain.bind(statement, index, value instanceof String text ? stored(text) : value);
        }

        @Override
        public boolean becomes(String stored, Object value) {
            return plain.becomes(stored, value instanceof String text ? stored(text) : value);
        }

        /** A text that is no set of such members stays: the server says what is wrong with it. */
        private String stored(String text) {
            SortedMap<Integer, String> members = new TreeMap<>();
            for (String member : text.split(",", -1)) {
                int place = order.indexOf(member.toLowerCase(Locale.ROOT));
                if (place < 0) {
                    return text;
                }
                members.putIfAbsent(place, member);
            }
            return String.join(",", members.values());
        }

        @Override
        public int sqlType() {
            return plain.sqlType();
        }
    }

    /** A binary is filled up with 0x00. */
    private record Filled(ValueBinder plain, int length) implements ValueBinder {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            plain.bind(statement, index, filled((byte[]) value));
        }

        @Override
        public boolean becomes(String stored, Object value) {
            return plain.becomes(stored, filled((byte[]) value));
        }

        private byte[] filled(byte[] bytes) {
            return bytes.length < length ? Arrays.copyOf(bytes, length) : bytes;
        }

        @Override
        public int sqlType() {
            return plain.sqlType();
        }
    }

    /** Bytes would be stored as they should, but are compared as a text; Debezium's begin with the lowest. */
    private enum Bits implements ValueBinder {
        NUMBER;

        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            byte[] lowestFirst = (byte[]) value;
            byte[] bytes = new byte[lowestFirst.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = lowestFirst[bytes.length - 1 - i];
            }
            statement.setBigDecimal(index, new BigDecimal(new BigInteger(1, bytes)));
        }

        @Override
        public int sqlType() {
            return Types.DECIMAL;
        }
    }

    /**
     * Dates and times as texts with the digits of the second that their column has. The further ones are cut: MariaDB does
     * so itself, and MySQL would round.
     *
     * @param temporals the zone and the years
     */
    record TemporalText(Temporals temporals, ColumnDefinition target) implements ValueBinder {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            statement.setString(index, stored(temporals.text(value)));
        }

        /** The column shows zeros at the end of the second, and the driver more or fewer of them. */
        @Override
        public boolean becomes(String stored, Object value) {
            return withoutZeros(stored).equals(withoutZeros(stored(temporals.text(value))));
        }

        private static String withoutZeros(String text) {
            int point = text.indexOf('.');
            if (point < 0) {
                return text;
            }
            int end = text.length();
            while (text.charAt(end - 1) == '0') {
                end--;
            }
            return text.substring(0, end == point + 1 ? point : end);
        }

        private String stored(String text) {
            if (target.baseType().equals("date")) {
                return text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
                        ? text.substring(0, DATE_LENGTH)
                        : text;
            }
            int point = text.indexOf('.');
            if (target.size().kind() != TypeSize.Kind.FRACTION || point < 0) {
                return text;
            }
            int digits = target.size().precision();
            return digits == 0
                    ? text.substring(0, point)
                    : text.substring(0, Math.min(text.length(), point + 1 + digits));
        }

        @Override
        public int sqlType() {
            return Types.VARCHAR;
        }
    }
}
