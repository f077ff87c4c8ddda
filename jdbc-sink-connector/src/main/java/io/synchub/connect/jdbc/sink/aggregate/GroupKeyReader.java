/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import io.synchub.connect.common.cache.IdentityCache;
import io.synchub.connect.common.record.AggregateKeys;
import io.synchub.connect.common.record.Envelope;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.buffer.RecordReader;
import io.synchub.connect.jdbc.sink.config.AggregateRefreshConfig;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowChange.Operation;
import io.synchub.connect.jdbc.write.RowLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Reads the keys out of what the AggregateKey transform made of a record, or out of a flat struct that holds them as
 * fields. A record without a value holds none. For one thread.
 */
final class GroupKeyReader implements RecordReader<GroupKey> {
    private static final int SCHEMAS = 1000;

    private final TableId table;
    private final List<String> fields;
    private final IdentityCache<Schema, RowLayout> layouts = new IdentityCache<>(SCHEMAS);
    private final Map<List<RowLayout.Column>, RowLayout> shared = new HashMap<>();

    GroupKeyReader(AggregateRefreshConfig config) {
        this.table = config.table();
        this.fields = config.keyFields();
    }

    @Override
    public void read(SinkRecord record, Consumer<GroupKey> into) {
        if (record.value() == null) {
            return;
        }
        RecordPosition position = new RecordPosition(
                record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset());
        try {
            read(record.value(), position, into);
        } catch (DataException e) {
            throw new DataException("Can not read " + position + " for table " + table + ": " + e.getMessage());
        }
    }

    private void read(Object value, RecordPosition position, Consumer<GroupKey> into) {
        if (!(value instanceof Struct struct)) {
            throw new DataException("the value is not a struct with a schema. Use a converter with schemas, such as"
                    + " JsonConverter with schemas.enable=true or AvroConverter");
        }
        if (AggregateKeys.isAggregateKeys(struct.schema())) {
            Long transaction = AggregateKeys.transaction(struct);
            for (Struct key : AggregateKeys.keys(struct)) {
                into.accept(key(key, transaction, position));
            }
        } else if (Envelope.isEnvelope(struct.schema())) {
            throw new DataException(
                    "the value is a Debezium event, of which the keys of both images are needed: add the"
                            + " transform io.synchub.connect.transforms.AggregateKey to the connector");
        } else {
            into.accept(key(struct, null, position));
        }
    }

    private GroupKey key(Struct key, Long transaction, RecordPosition position) {
        RowLayout layout = layouts.get(key.schema(), this::layout);
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            RowLayout.Column column = layout.columns().get(i);
            values[i] = column.decoder().decode(key.get(column.name()));
            if (values[i] == null) {
                throw new DataException("key field " + column.name() + " is null");
            }
        }
        return new GroupKey(new RowChange(table, layout, Operation.WRITE, values, position), transaction);
    }

    private RowLayout layout(Schema schema) {
        List<RowLayout.Column> columns = fields.stream()
                .map(name -> {
                    Field field = schema.field(name);
                    if (field == null) {
                        throw new DataException("the record has no key field '" + name + "'. It has: "
                                + String.join(
                                        ", ",
                                        schema.fields().stream()
                                                .map(Field::name)
                                                .toList())
                                + ". Name the keys alike in the transform's keys and in key.fields");
                    }
                    return new RowLayout.Column(name, field.schema(), true);
                })
                .toList();
        if (shared.size() >= SCHEMAS) {
            shared.clear();
        }
        return shared.computeIfAbsent(columns, RowLayout::new);
    }
}
