/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * Recognises an image that holds the primary key and nothing else: what PostgreSQL logs of a deleted row unless its
 * table has replica identity full. Debezium fills such an image up, with null where the column may be null, else with a
 * zero of the column's type: taken for a row, it would lie in a group that never was.
 */
final class KeyOnlyImage {
    /** Debezium's zero of a timestamp with a zone. */
    private static final String EPOCH = "1970-01-01T00:00";

    private KeyOnlyImage() {}

    /**
     * Tells whether an image is of this kind, and the aggregate's key needs more than it holds.
     *
     * @param key the record's key; when it has no columns nothing can be told
     */
    static boolean is(Object image, Object key, List<KeyColumn> columns) {
        Collection<?> primaryKey = names(key);
        if (primaryKey.isEmpty() || columns.stream().allMatch(column -> primaryKey.contains(column.source()))) {
            return false;
        }
        if (image instanceof Struct row) {
            return row.schema().fields().stream()
                    .filter(field -> !primaryKey.contains(field.name()))
                    .allMatch(field -> isFilling(row, field));
        }
        return ((Map<?, ?>) image)
                .entrySet().stream()
                        .filter(entry -> !primaryKey.contains(entry.getKey()))
                        .allMatch(entry -> entry.getValue() == null);
    }

    private static Collection<?> names(Object key) {
        if (key instanceof Struct struct) {
            return struct.schema().fields().stream().map(Field::name).toList();
        }
        return key instanceof Map<?, ?> map ? map.keySet() : List.of();
    }

    private static boolean isFilling(Struct row, Field field) {
        Object value = row.getWithoutDefault(field.name());
        if (value == null) {
            return true;
        }
        return !field.schema().isOptional()
                && (isZero(value) || value.equals(field.schema().defaultValue()));
    }

    private static boolean isZero(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0;
        }
        if (value instanceof Number number) {
            return number.doubleValue() == 0;
        }
        if (value instanceof java.util.Date date) {
            return date.getTime() == 0;
        }
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof byte[] bytes) {
            return bytes.length == 0;
        }
        return value instanceof String text && (text.isEmpty() || text.startsWith(EPOCH));
    }
}
