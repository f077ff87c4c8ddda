/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.status;

import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/**
 * How a run of a stream goes: a record for the status topic, keyed by the stream.
 *
 * @param stream the table's id
 * @param name the stream's name in topics
 * @param run which run; the rows that it sent carry it in the header {@code synchub.run}
 * @param kind what the run does: {@code snapshot}, {@code changes} or {@code sweep}
 * @param stage where the run is
 * @param time when
 * @param read how many rows this run has read so far
 * @param sent how many it has sent
 * @param deleted how many deletes it has sent
 * @param message of a failure: what happened and what to do; of a start: how changes are found
 */
public record StatusEvent(
        String stream,
        String name,
        String run,
        String kind,
        Stage stage,
        Instant time,
        long read,
        long sent,
        long deleted,
        Optional<String> message) {
    /** Where a run is. */
    public enum Stage {
        STARTED,
        PROGRESS,
        COMPLETED,
        FAILED
    }

    public static final Schema KEY_SCHEMA = SchemaBuilder.struct()
            .name("io.synchub.connect.status.Key")
            .field("stream", Schema.STRING_SCHEMA)
            .build();

    public static final Schema VALUE_SCHEMA = SchemaBuilder.struct()
            .name("io.synchub.connect.status.Value")
            .version(1)
            .field("stream", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("run", Schema.STRING_SCHEMA)
            .field("kind", Schema.STRING_SCHEMA)
            .field("event", Schema.STRING_SCHEMA)
            .field("time", Timestamp.SCHEMA)
            .field("rows_read", Schema.INT64_SCHEMA)
            .field("rows_sent", Schema.INT64_SCHEMA)
            .field("rows_deleted", Schema.INT64_SCHEMA)
            .field("message", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    public Struct key() {
        return new Struct(KEY_SCHEMA).put("stream", stream);
    }

    public Struct value() {
        return new Struct(VALUE_SCHEMA)
                .put("stream", stream)
                .put("name", name)
                .put("run", run)
                .put("kind", kind)
                .put("event", stage.name().toLowerCase(Locale.ROOT))
                .put("time", Date.from(time))
                .put("rows_read", read)
                .put("rows_sent", sent)
                .put("rows_deleted", deleted)
                .put("message", message.orElse(null));
    }
}
