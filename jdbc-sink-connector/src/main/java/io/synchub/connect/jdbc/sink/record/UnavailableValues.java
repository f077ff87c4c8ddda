/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Finds the values that Debezium could not tell. PostgreSQL does not log a large value (TOAST) that an update leaves as
 * it is, unless the table's replica identity is full; Debezium puts a placeholder there, in whatever form the column's
 * type allows: as text or bytes; in an array of texts as its only element, of UUIDs as the one that is made of its bytes,
 * of numbers and dates as its bytes, one an element; in an hstore as key and value. It must never be written: the column
 * keeps what it holds.
 */
final class UnavailableValues {
    private final String text;
    private final ByteBuffer bytes;
    private final String uuid;
    private final String jsonStart;

    /** @param placeholder Debezium's {@code unavailable.value.placeholder} */
    UnavailableValues(String placeholder) {
        this.text = placeholder;
        byte[] encoded = placeholder.getBytes(StandardCharsets.UTF_8);
        this.bytes = ByteBuffer.wrap(encoded);
        this.uuid = UUID.nameUUIDFromBytes(encoded).toString();
        this.jsonStart = "{\"" + placeholder + "\":";
    }

    /** The columns of a row whose values are not there; null when all are, which is the common case. */
    BitSet in(RowPlan plan, SinkRecord record, Struct row) {
        BitSet found = null;
        List<RowPlan.Source> sources = plan.sources();
        for (int column : plan.columnsThatMayBeUnavailable()) {
            if (isPlaceholder(sources.get(column).get(record, row))) {
                found = found == null ? new BitSet() : found;
                found.set(column);
            }
        }
        return found;
    }

    private boolean isPlaceholder(Object value) {
        if (value instanceof String candidate) {
            return candidate.equals(text) || candidate.startsWith(jsonStart);
        }
        if (value instanceof ByteBuffer candidate) {
            return candidate.equals(bytes);
        }
        if (value instanceof byte[] candidate) {
            return candidate.length == bytes.remaining()
                    && ByteBuffer.wrap(candidate).equals(bytes);
        }
        if (value instanceof Map<?, ?> map) {
            return map.size() == 1 && map.containsKey(text);
        }
        return value instanceof List<?> list && isPlaceholder(list);
    }

    private boolean isPlaceholder(List<?> list) {
        if (list.size() == 1 && (text.equals(list.get(0)) || uuid.equals(list.get(0)))) {
            return true;
        }
        if (list.size() != bytes.remaining()) {
            return false;
        }
        for (int i = 0; i < list.size(); i++) {
            if (!isNumber(list.get(i), bytes.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Dates and times of Connect's own are days and milliseconds beneath. */
    private static boolean isNumber(Object value, byte expected) {
        if (value instanceof Date date) {
            return date.getTime() == expected
                    || date.getTime() == Duration.ofDays(expected).toMillis();
        }
        return value instanceof Number number && number.doubleValue() == expected;
    }
}
