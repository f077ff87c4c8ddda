/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * The values of a row's key columns, with the equality a database gives them: 1.0 and 1.00 are one number, so are 0.0
 * and -0.0, byte arrays are compared by content. The order is any fixed one, the same in every task, so that row locks
 * are taken in one order.
 */
public final class RowKey implements Comparable<RowKey> {
    private final Object[] values;
    private final int hash;

    private RowKey(Object[] values) {
        this.values = values;
        this.hash = Arrays.hashCode(values);
    }

    static RowKey of(Object[] row, int[] indexes) {
        Object[] values = new Object[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            values[i] = comparable(row[indexes[i]]);
        }
        return new RowKey(values);
    }

    private static Object comparable(Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof Double number) {
            return number == 0 ? (Double) 0.0 : number;
        }
        if (value instanceof Float number) {
            return number == 0 ? (Float) 0.0f : number;
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    /**
     * One of {@code count} stripes, for locks: the same for equal keys, also when one topic has them as INT32 and
     * another as INT64, or as texts of upper and lower case.
     */
    public int stripe(int count) {
        int hash = 1;
        for (Object value : values) {
            String text = value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
            hash = 31 * hash + text.toLowerCase(Locale.ROOT).hashCode();
        }
        return Math.floorMod(hash, count);
    }

    @Override
    public int compareTo(RowKey other) {
        for (int i = 0; i < values.length && i < other.values.length; i++) {
            int compared = compare(values[i], other.values[i]);
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(values.length, other.values.length);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object left, Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        if (left instanceof Comparable comparable && left.getClass() == right.getClass()) {
            return comparable.compareTo(right);
        }
        return left.toString().compareTo(right.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && hash == key.hash && Arrays.equals(values, key.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Says nothing of the values: keys are row values too. */
    @Override
    public String toString() {
        return "key of " + values.length + " columns";
    }
}
