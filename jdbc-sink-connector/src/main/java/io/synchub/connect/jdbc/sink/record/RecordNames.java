/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import io.synchub.connect.common.record.Envelope;
import io.synchub.connect.jdbc.sink.config.TableNameFormat;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What a record holds for the name of its table.
 *
 * @param envelope the Debezium event, or null
 * @param row the row after the change, or before it where there is none after; null where the record has neither
 */
record RecordNames(SinkRecord sunk, Struct envelope, Struct row) implements TableNameFormat.Source {

    @Override
    public String topic() {
        return sunk.topic();
    }

    @Override
    public Optional<String> header(String name) {
        Header header = sunk.headers().lastWithName(name);
        return header == null ? Optional.empty() : text(header.value());
    }

    @Override
    public Optional<String> field(List<String> path) {
        if (envelope != null && path.size() > 1 && path.get(0).equals(Envelope.SOURCE)) {
            return text(find(envelope, path));
        }
        if (row == null) {
            return text(find(sunk.key(), path));
        }
        return text(find(row, path));
    }

    private static Object find(Object from, List<String> path) {
        Object found = from;
        for (String name : path) {
            if (!(found instanceof Struct struct)) {
                return null;
            }
            Field field = struct.schema().field(name);
            found = field == null ? null : struct.get(field);
        }
        return found;
    }

    /** Texts and numbers name tables; what else there is does not. */
    private static Optional<String> text(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? Optional.of(value.toString())
                : Optional.empty();
    }
}
