/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records as they lie in a topic: whoever asks for a poll has them converted from JSON with schemas, as a worker does. */
final class JsonRecords implements Iterable<List<SinkRecord>> {
    private record Stored(String topic, int partition, long offset, byte[] key, byte[] value) {}

    private final List<List<Stored>> polls = new ArrayList<>();
    private final JsonConverter keys = converter(true);
    private final JsonConverter values = converter(false);

    JsonRecords(Iterable<? extends Collection<SinkRecord>> polls) {
        polls.forEach(poll ->
                this.polls.add(poll.stream().map(record -> stored(record)).toList()));
    }

    private static JsonConverter converter(boolean isKey) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "true"), isKey);
        return converter;
    }

    private Stored stored(SinkRecord record) {
        return new Stored(
                record.topic(),
                record.kafkaPartition(),
                record.kafkaOffset(),
                keys.fromConnectData(record.topic(), record.keySchema(), record.key()),
                values.fromConnectData(record.topic(), record.valueSchema(), record.value()));
    }

    private SinkRecord converted(Stored stored) {
        SchemaAndValue key = keys.toConnectData(stored.topic, stored.key);
        SchemaAndValue value = values.toConnectData(stored.topic, stored.value);
        return new SinkRecord(
                stored.topic,
                stored.partition,
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                stored.offset);
    }

    @Override
    public Iterator<List<SinkRecord>> iterator() {
        return polls.stream()
                .map(poll -> poll.stream().map(this::converted).toList())
                .iterator();
    }
}
