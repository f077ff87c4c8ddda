/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.DuckDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class DuckDbEmbeddedSinkIT extends EmbeddedSink {
    @Override
    protected TestDatabase freshDatabase() {
        return DuckDbTestDatabase.fresh();
    }

    @Test
    void lists_zero_characters_and_days_before_our_era() {
        Schema row = SchemaBuilder.struct()
                .field(
                        "words",
                        SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build())
                .field("text", Schema.STRING_SCHEMA)
                .field(
                        "day",
                        SchemaBuilder.int32().name("io.debezium.time.Date").build())
                .field(
                        "zoned",
                        SchemaBuilder.string()
                                .name("io.debezium.time.ZonedTimestamp")
                                .build())
                .build();
        SinkWorker worker = start("types", "insert.mode", "upsert", "pk.mode", "record_key", "auto.create", "true");
        Schema key = schema("id:int64");
        worker.put(worker.next(
                "types",
                key,
                struct(key, 1L),
                row,
                struct(
                        row,
                        Arrays.asList("a, b", "c\"d", null, "e\\f"),
                        "x\0y",
                        (int) java.time.LocalDate.of(-43, 3, 15).toEpochDay(),
                        "2024-01-15T10:00:00.000001+02:00")));
        assertThat(database.rows("SELECT len(words), words[1], words[2], words[3], words[4], typeof(words) FROM types"))
                .containsExactly("4|a, b|c\"d|null|e\\f|VARCHAR[]");
        assertThat(database.rows("SELECT CAST(day AS VARCHAR), CAST(epoch_us(zoned) AS VARCHAR), length(text),"
                        + " unicode(text[2]) FROM types"))
                .isEqualTo(List.of("0044-03-15 (BC)|1705305600000001|3|0"));
    }
}
