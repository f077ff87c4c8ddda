/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Iterator;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Rows in the form that PostgreSQL's COPY and MariaDB's LOAD DATA both read unless they are told otherwise. */
final class RowsAsText {
    private static final long MICROS = 1_000_000L;
    private static final int NANOS_PER_MICRO = 1_000;

    private RowsAsText() {}

    /** The rows of a poll. */
    static byte[] of(Collection<SinkRecord> poll) {
        StringBuilder text = new StringBuilder();
        for (SinkRecord record : poll) {
            if (record.value() != null) {
                append(text, (Struct) record.value());
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The rows of all polls, made as they are read. */
    static InputStream stream(Iterable<? extends Collection<SinkRecord>> polls) {
        Iterator<? extends Collection<SinkRecord>> iterator = polls.iterator();
        return new SequenceInputStream(new Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
                return iterator.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(of(iterator.next()));
            }
        });
    }

    private static void append(StringBuilder text, Struct row) {
        String separator = "";
        for (var field : row.schema().fields()) {
            Object value = row.get(field);
            text.append(separator);
            separator = "\t";
            if (value == null) {
                text.append("\\N");
            } else if (value instanceof Boolean flag) {
                // MariaDB's booleans are numbers; PostgreSQL takes these too.
                text.append(flag ? '1' : '0');
            } else if (field.name().equals("ordered_at")) {
                long micros = (Long) value;
                text.append(LocalDateTime.ofEpochSecond(
                        micros / MICROS, (int) (micros % MICROS) * NANOS_PER_MICRO, ZoneOffset.UTC));
            } else {
                text.append(value);
            }
        }
        text.append('\n');
    }
}
