/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

import io.synchub.connect.common.record.AggregateKeys;
import io.synchub.connect.common.record.Envelope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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
     * The distinct keys of row images.
     *
     * <p>An event without any is told all the same: it may be one of which the database logged no more than the primary
     * key, and only who knows the table can say.
     *
     * @param event what the images are of, unless they are one flat row
     * @return null when there is no event and no key
     */
    Struct of(List<Object> images, Optional<Envelope> event) {
        Set<Struct> found = new LinkedHashSet<>();
        for (Object image : images) {
            Struct one = keyOf((Struct) image);
            if (one != null) {
                found.add(one);
            }
        }
        List<String> table = event.map(Envelope::tablePath).orElse(List.of());
        if (found.isEmpty() && table.isEmpty()) {
            return null;
        }
        return new Struct(keys)
                .put(AggregateKeys.KEYS, List.copyOf(found))
                .put(
                        AggregateKeys.TRANSACTION,
                        event.flatMap(Envelope::transaction).orElse(null))
                .put(AggregateKeys.TABLE, table.isEmpty() ? null : table);
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
