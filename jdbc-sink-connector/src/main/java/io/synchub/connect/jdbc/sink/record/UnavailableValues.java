/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Finds the values that Debezium could not tell. PostgreSQL does not log a large value (TOAST) that an update leaves as
 * it is, unless the table's replica identity is full; Debezium puts a placeholder there, as text, as bytes, or as the only
 * element of an array. It must never be written: the column keeps what it holds.
 */
final class UnavailableValues {
    private final String text;
    private final ByteBuffer bytes;

    /** @param placeholder Debezium's {@code unavailable.value.placeholder} */
    UnavailableValues(String placeholder) {
        this.text = placeholder;
        this.bytes = ByteBuffer.wrap(placeholder.getBytes(StandardCharsets.UTF_8));
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
            return candidate.equals(text);
        }
        if (value instanceof ByteBuffer candidate) {
            return candidate.equals(bytes);
        }
        if (value instanceof byte[] candidate) {
            return candidate.length == bytes.remaining()
                    && ByteBuffer.wrap(candidate).equals(bytes);
        }
        return value instanceof List<?> list && list.size() == 1 && text.equals(list.get(0));
    }
}
