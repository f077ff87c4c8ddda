/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import io.synchub.connect.localstack.airtable.ListParameters.SortKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The order of a listing. Empty cells come first, options by their place, texts without regard to their case. */
final class RecordOrder {
    private RecordOrder() {}

    /** Null for the order in which the records were made. */
    static Comparator<RecordState> of(List<SortKey> keys, Table table) {
        if (keys.isEmpty()) {
            return null;
        }
        Comparator<RecordState> order = null;
        for (SortKey key : keys) {
            FieldEntry field = table.find(key.field());
            if (field == null) {
                throw AirtableError.unknownField(key.field());
            }
            Comparator<RecordState> one =
                    Comparator.comparing(record -> key(field, record), (first, second) -> compare(first, second));
            one = key.descending() ? one.reversed() : one;
            order = order == null ? one : order.thenComparing(one);
        }
        return order.thenComparingLong(record -> record.number);
    }

    private static Object key(FieldEntry field, RecordState record) {
        Object value = Computed.value(field, record);
        if (value instanceof Choice choice) {
            return (double) field.choices.indexOf(choice);
        } else if (value instanceof Number number) {
            return number.doubleValue();
        } else if (value instanceof Instant time) {
            return (double) time.toEpochMilli();
        } else if (value instanceof Boolean bool) {
            return bool ? 1.0 : 0.0;
        } else if (value == null) {
            return "";
        }
        return value instanceof String text && field.type() == FieldType.DATE
                ? text
                : CellText.of(field, record).toLowerCase(Locale.ROOT);
    }

    private static int compare(Object first, Object second) {
        if (first instanceof Double one && second instanceof Double other) {
            return one.compareTo(other);
        }
        if (first instanceof String one && second instanceof String other) {
            return one.compareTo(other);
        }
        return first instanceof String ? -1 : 1;
    }
}
