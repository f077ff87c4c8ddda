/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.ValueOptions.NulPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which keys of one layout that differ here may be one key to their table: by case, accents or blanks, or since the column
 * makes one value of two when it takes them in. A text beyond ASCII may be equal to any other to a column that compares
 * loosely, since each collation has its own rules. Immutable.
 */
final class KeyComparison {
    private static final char FIRST_PLAIN = ' ';
    private static final char LAST_PLAIN = '~';
    private static final int UUID_LENGTH = 36;
    /** A long holds any number of so many digits. */
    private static final int LONG_DIGITS = 18;

    /** How one column compares. */
    private enum Way {
        EXACT,
        PADDED,
        CASELESS,
        LOOSE,
        /** A text that becomes a whole number. */
        WHOLE_NUMBER,
        /** Any two values may be one. */
        ANY
    }

    /** @param maxLength how many characters a text that is compared exactly has at most; negative: no bound */
    private record Part(int index, Way way, int maxLength) {}

    private final List<Part> parts;
    private final boolean mayHoldNul;
    private final boolean loose;

    private KeyComparison(List<Part> parts, boolean mayHoldNul) {
        this.parts = parts;
        this.mayHoldNul = mayHoldNul;
        this.loose = parts.stream().anyMatch(part -> part.way != Way.EXACT);
    }

    /** How a table compares the keys of a layout whose columns it has. */
    static KeyComparison of(TableDefinition table, RowLayout layout, ValueOptions values) {
        List<Part> parts = new ArrayList<>();
        List<RowLayout.Column> columns = layout.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).key()) {
                parts.add(part(i, columns.get(i), table.column(columns.get(i).name()), values));
            }
        }
        return new KeyComparison(parts, values.nul() == NulPolicy.FAIL);
    }

    private static Part part(
            int index, RowLayout.Column source, Optional<ColumnDefinition> column, ValueOptions values) {
        if (column.isEmpty()) {
            return new Part(index, Way.ANY, -1);
        }
        ColumnDefinition target = column.get();
        ExactKeys keys = new ExactKeys(source, target, values);
        Way way =
                switch (target.equality()) {
                    case PADDED -> Way.PADDED;
                    case LOOSE -> Way.LOOSE;
                    case CASELESS -> Way.CASELESS;
                    case EXACT -> {
                        if (keys.isUuid()) {
                            yield Way.CASELESS;
                        }
                        if (keys.isTextOfWholeNumber()) {
                            yield Way.WHOLE_NUMBER;
                        }
                        yield keys.areExact() ? Way.EXACT : Way.ANY;
                    }
                };
        Integer length = way == Way.EXACT && keys.isText() ? target.size().length() : null;
        return new Part(index, way, length == null ? -1 : length);
    }

    /** Whether keys may be equal without being the same. */
    boolean isLoose() {
        return loose;
    }

    /** Whether keys may be equal though they are of different stripes, which know of case only. */
    boolean isLooseAcrossStripes() {
        return parts.stream().anyMatch(part -> part.way != Way.EXACT && part.way != Way.CASELESS);
    }

    /** Whether a key that is compared exactly, or without case, is one that the column takes in as another. */
    boolean isOdd(RowChange row) {
        for (Part part : parts) {
            boolean odd =
                    switch (part.way) {
                        case EXACT -> isOdd(row.values()[part.index], part.maxLength);
                        case CASELESS -> isOddUuid(row.values()[part.index]);
                        default -> false;
                    };
            if (odd) {
                return true;
            }
        }
        return false;
    }

    /** 0x00 is left out or replaced; blanks at the end go where there is no room for them. */
    private boolean isOdd(Object value, int maxLength) {
        return value instanceof String text
                && ((maxLength >= 0 && text.length() > maxLength) || (!mayHoldNul && text.indexOf('\0') >= 0));
    }

    private static boolean isOddUuid(Object value) {
        return value instanceof String text && text.length() != UUID_LENGTH;
    }

    /** The same for all keys that may be equal; empty for one that may be equal to any. */
    Optional<List<Object>> fold(RowChange row) {
        if (isOdd(row)) {
            return Optional.empty();
        }
        List<Object> folded = new ArrayList<>(parts.size());
        for (Part part : parts) {
            Object value = fold(part.way, row.values()[part.index]);
            if (value == null) {
                return Optional.empty();
            }
            folded.add(value);
        }
        return Optional.of(folded);
    }

    private static Object fold(Way way, Object value) {
        return switch (way) {
            case EXACT -> exact(value);
            case CASELESS -> value instanceof String text ? text.toLowerCase(Locale.ROOT) : exact(value);
            case PADDED -> value instanceof String text ? text.stripTrailing() : null;
            case LOOSE ->
                value instanceof String text && isPlain(text)
                        ? text.stripTrailing().toLowerCase(Locale.ROOT)
                        : null;
            case WHOLE_NUMBER -> value instanceof String text && isWholeNumber(text) ? Long.valueOf(text) : null;
            case ANY -> null;
        };
    }

    /** The same for equal values, also when one topic has them as INT32 and another as INT64. */
    private static Object exact(Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value instanceof String ? value : "";
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= FIRST_PLAIN && c <= LAST_PLAIN);
    }

    private static boolean isWholeNumber(String text) {
        int digits = text.startsWith("-") ? 1 : 0;
        return text.length() > digits
                && text.length() - digits <= LONG_DIGITS
                && text.chars().skip(digits).allMatch(c -> c >= '0' && c <= '9');
    }
}
