/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import io.synchub.connect.jdbc.sink.buffer.RecordReader;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.config.TopicSettings;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Reads a record as a row to write or to delete, or as an emptied table: plain structs, Debezium envelopes, what its
 * unwrap transform makes of them, and tombstones, told apart record by record. For one thread.
 */
public final class RowReader implements RecordReader<RowChange> {
    private final JdbcSinkConfig config;
    private final Layouts layouts = new Layouts();
    private final UnavailableValues unavailableValues;
    private final TableOrigins origins = new TableOrigins();
    private final Map<TopicSettings, TopicReader> bySettings = new IdentityHashMap<>();
    private final Map<String, TopicReader> byTopic = new HashMap<>();

    public RowReader(JdbcSinkConfig config) {
        this.config = config;
        this.unavailableValues = new UnavailableValues(config.valueSettings().placeholder());
    }

    @Override
    public void read(SinkRecord record, Consumer<RowChange> into) {
        RecordPosition position = new RecordPosition(
                record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset());
        try {
            RowChange row =
                    byTopic.computeIfAbsent(record.topic(), this::readerOf).read(record, position);
            if (row != null) {
                into.accept(row);
            }
        } catch (DataException | IllegalArgumentException e) {
            throw new DataException("Can not read " + position + ": " + e.getMessage());
        }
    }

    private TopicReader readerOf(String topic) {
        return bySettings.computeIfAbsent(
                config.topic(topic),
                settings -> new TopicReader(
                        settings,
                        new RowPlanner(settings, config.valueSettings().replacesNulls(), layouts),
                        unavailableValues,
                        origins));
    }
}
