/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

import io.synchub.connect.common.record.AggregateKeys;
import io.synchub.connect.common.record.Envelope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * Aggregate keys of rows with a schema, laid out for one schema of records. Both images of an event have the columns of
 * one table, so one schema of keys serves them.
 */
final class StructKeys {
    private static final int VERSION = 1;

    private final List<KeyField> fields;
    private final Schema key;
    private final Schema keys;

    private StructKeys(List<KeyField> fields, Schema key, Schema keys) {
        this.fields = fields;
        this.key = key;
        this.keys = keys;
    }

    static StructKeys of(Schema record, List<KeyColumn> columns, Zones zones) {
        Schema row = Envelope.isEnvelope(record) ? record.field(Envelope.AFTER).schema() : record;
        List<KeyField> fields =
                columns.stream().map(column -> KeyField.of(row, column, zones)).toList();
        SchemaBuilder key =
                SchemaBuilder.struct().name(AggregateKeys.KEY_SCHEMA_NAME).version(VERSION);
        fields.forEach(field -> key.field(field.destination(), field.schema()));
        Schema builtKey = key.build();
        return new StructKeys(fields, builtKey, AggregateKeys.schema(builtKey));
    }

    Schema schema() {
        return keys;
    }

    /**
     * The distinct keys of row images, or null when there are none.
     *
     * @param transaction the source's id of the transaction that made the change, or null
     */
    Struct of(List<Object> images, Long transaction) {
        Set<Struct> found = new LinkedHashSet<>();
        for (Object image : images) {
            Struct one = keyOf((Struct) image);
            if (one != null) {
                found.add(one);
            }
        }
        return found.isEmpty()
                ? null
                : new Struct(keys)
                        .put(AggregateKeys.KEYS, List.copyOf(found))
                        .put(AggregateKeys.TRANSACTION, transaction);
    }

    private Struct keyOf(Struct image) {
        Struct read = new Struct(key);
        for (KeyField field : fields) {
            // Not get(): that would turn a null into the column's default, which the row does not hold.
            Object value = image.getWithoutDefault(field.source());
            if (value == null) {
                return null;
            }
            read.put(field.destination(), field.read(value));
        }
        return read;
    }
}
