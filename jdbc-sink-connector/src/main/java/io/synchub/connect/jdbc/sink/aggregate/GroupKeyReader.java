/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import io.synchub.connect.common.cache.IdentityCache;
import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.common.record.AggregateKeys;
import io.synchub.connect.common.record.Envelope;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.buffer.RecordReader;
import io.synchub.connect.jdbc.sink.config.AggregateRefreshConfig;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowChange.Operation;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final Set<SemanticType> NOT_COMPARABLE = EnumSet.of(
            SemanticType.INTERVAL,
            SemanticType.ZONED_TIME,
            SemanticType.BITS,
            SemanticType.ARRAY,
            SemanticType.MAP,
            SemanticType.STRUCT,
            SemanticType.VECTOR,
            SemanticType.SPARSE_VECTOR,
            SemanticType.GEOMETRY);

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
            TableId changed = changed(AggregateKeys.table(struct));
            List<Struct> keys = AggregateKeys.keys(struct);
            if (keys.isEmpty()) {
                into.accept(new GroupKey(null, transaction, changed, position));
            }
            for (Struct key : keys) {
                into.accept(new GroupKey(row(key, position), transaction, changed, position));
            }
        } else if (Envelope.isEnvelope(struct.schema())) {
            throw new DataException(
                    "the value is a Debezium event, of which the keys of both images are needed: add the"
                            + " transform io.synchub.connect.transforms.AggregateKey to the connector");
        } else {
            into.accept(new GroupKey(row(struct, position), null, null, position));
        }
    }

    private RowChange row(Struct key, RecordPosition position) {
        RowLayout layout = layouts.get(key.schema(), this::layout);
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            RowLayout.Column column = layout.columns().get(i);
            values[i] = column.decoder().decode(key.get(column.name()));
            if (values[i] == null) {
                throw new DataException("key field " + column.name() + " is null");
            }
        }
        return new RowChange(table, layout, Operation.WRITE, values, position);
    }

    private static TableId changed(List<String> path) {
        int last = path.size() - 1;
        return last < 0 ? null : new TableId(null, last > 0 ? path.get(last - 1) : null, path.get(last));
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
                    RowLayout.Column column = new RowLayout.Column(name, field.schema(), true);
                    if (NOT_COMPARABLE.contains(column.type())) {
                        throw new DataException("key field '" + name + "' is of type " + column.type()
                                + ", whose values do not look in Kafka as they do in the database, so that groups can"
                                + " not be found by them. Group by another column, or by a part of this one");
                    }
                    return column;
                })
                .toList();
        if (shared.size() >= SCHEMAS) {
            shared.clear();
        }
        return shared.computeIfAbsent(columns, of -> new RowLayout(of, WriteRule.UPSERT));
    }
}
