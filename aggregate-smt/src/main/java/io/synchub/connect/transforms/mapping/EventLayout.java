/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.mapping;

import io.synchub.connect.common.record.Envelope;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** A mapping laid out for Debezium events: both images are mapped, all else stays. */
record EventLayout(Schema schema, StructLayout before, StructLayout after) implements StructLayout {
    static EventLayout of(Schema event, List<ColumnMapping> columns, Others others) {
        StructLayout before = RowLayout.of(event.field(Envelope.BEFORE).schema(), columns, others);
        StructLayout after = RowLayout.of(event.field(Envelope.AFTER).schema(), columns, others);
        SchemaBuilder builder = StructLayout.without(event);
        for (Field field : event.fields()) {
            builder.field(
                    field.name(),
                    switch (field.name()) {
                        case Envelope.BEFORE -> before.schema();
                        case Envelope.AFTER -> after.schema();
                        default -> field.schema();
                    });
        }
        return new EventLayout(builder.build(), before, after);
    }

    @Override
    public Struct map(Struct event) {
        Struct mapped = new Struct(schema);
        for (Field field : event.schema().fields()) {
            Object value = event.getWithoutDefault(field.name());
            if (value != null) {
                mapped.put(
                        field.name(),
                        switch (field.name()) {
                            case Envelope.BEFORE -> before.map((Struct) value);
                            case Envelope.AFTER -> after.map((Struct) value);
                            default -> value;
                        });
            }
        }
        return mapped;
    }
}
