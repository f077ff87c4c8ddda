/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import io.synchub.connect.localstack.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL's own bulk load: what the database takes when nothing else is in the way. */
final class BareCopy {
    private static final long MICROS = 1_000_000L;
    private static final int NANOS_PER_MICRO = 1_000;

    private BareCopy() {}

    static void copy(PostgresServer server, List<Collection<SinkRecord>> polls) throws SQLException {
        try (Connection connection = server.connect()) {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY orders FROM STDIN");
            for (Collection<SinkRecord> poll : polls) {
                StringBuilder text = new StringBuilder();
                for (SinkRecord record : poll) {
                    append(text, (Struct) record.value());
                }
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
            }
            copy.endCopy();
        }
    }

    private static void append(StringBuilder text, Struct row) {
        String separator = "";
        for (var field : row.schema().fields()) {
            Object value = row.get(field);
            text.append(separator);
            separator = "\t";
            if (value == null) {
                text.append("\\N");
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
