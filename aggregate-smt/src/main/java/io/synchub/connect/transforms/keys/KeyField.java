/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

import io.synchub.connect.common.config.Choice;
import io.synchub.connect.common.data.LogicalNames;
import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.common.data.TemporalEncoding;
import io.synchub.connect.common.data.ValueDecoder;
import io.synchub.connect.transforms.cast.CastException;
import io.synchub.connect.transforms.cast.TemporalValues;
import io.synchub.connect.transforms.fault.RowFault;
import java.time.LocalDateTime;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/** One column of a key laid out for rows of one schema: the key field's schema, and how values get there. */
record KeyField(String source, String destination, Schema schema, UnaryOperator<Object> reading) {
    static KeyField of(Schema row, KeyColumn column, Zones zones) {
        Field field = row.field(column.source());
        if (field == null) {
            throw RowFault.noColumn(column.source(), "keys", RowFault.columnsOf(row));
        }
        return column.unit()
                .map(unit -> truncated(field, column.destination(), unit, zones))
                .orElseGet(() -> new KeyField(
                        field.name(), column.destination(), optional(field.schema()), UnaryOperator.identity()));
    }

    private static KeyField truncated(Field field, String destination, CalendarUnit unit, Zones zones) {
        ValueDecoder decoder = ValueDecoder.of(field.schema());
        SemanticType type = decoder.semanticType();
        switch (type) {
            case DATE:
                if (unit == CalendarUnit.HOUR) {
                    throw fault(field, unit, "a date has no hours: truncate it to day, week, month or year");
                }
                break;
            case LOCAL_TIMESTAMP, INSTANT, ZONED_TIMESTAMP:
                break;
            default:
                throw fault(
                        field,
                        unit,
                        "its schema is no date and no timestamp: cast it before, by ColumnMap with columns="
                                + field.name() + "::timestamp");
        }
        Truncation truncation = Truncation.of(unit, type);
        return new KeyField(field.name(), destination, truncation.schema, value -> {
            try {
                Object moment = decoder.decode(value);
                return TemporalValues.inRange(() -> truncation.truncate(moment, unit, zones));
            } catch (CastException | DataException e) {
                throw fault(field, unit, e.getMessage());
            }
        });
    }

    private static RowFault fault(Field field, CalendarUnit unit, String reason) {
        return new RowFault("column " + field.name() + " of type " + RowFault.typeOf(field.schema())
                + " cannot be truncated to " + Choice.nameOf(unit) + ": " + reason);
    }

    /** The same schema, optional and without its default: a key holds what the row holds. */
    private static Schema optional(Schema schema) {
        if (schema.isOptional() && schema.defaultValue() == null) {
            return schema;
        }
        SchemaBuilder builder =
                switch (schema.type()) {
                    case ARRAY -> SchemaBuilder.array(schema.valueSchema());
                    case MAP -> SchemaBuilder.map(schema.keySchema(), schema.valueSchema());
                    default -> SchemaBuilder.type(schema.type());
                };
        if (schema.type() == Schema.Type.STRUCT) {
            schema.fields().forEach(nested -> builder.field(nested.name(), nested.schema()));
        }
        builder.name(schema.name()).version(schema.version()).doc(schema.doc()).optional();
        if (schema.parameters() != null) {
            builder.parameters(schema.parameters());
        }
        return builder.build();
    }

    Object read(Object value) {
        return reading.apply(value);
    }

    /** What truncation makes of a column. */
    private enum Truncation {
        TO_DATE(Date.builder().optional().build()) {
            @Override
            Object truncate(Object moment, CalendarUnit unit, Zones zones) {
                return TemporalEncoding.connectDate(unit.startOf(zones.dayOf(moment)));
            }
        },
        TO_LOCAL_HOUR(SchemaBuilder.int64()
                .name(LogicalNames.MICRO_TIMESTAMP)
                .version(1)
                .optional()
                .build()) {
            @Override
            Object truncate(Object moment, CalendarUnit unit, Zones zones) {
                return TemporalEncoding.microTimestamp(zones.hourOf((LocalDateTime) moment));
            }
        },
        TO_INSTANT_HOUR(Timestamp.builder().optional().build()) {
            @Override
            Object truncate(Object moment, CalendarUnit unit, Zones zones) {
                return TemporalEncoding.connectTimestamp(zones.hourOf(Zones.instantOf(moment)));
            }
        };

        private final Schema schema;

        Truncation(Schema schema) {
            this.schema = schema;
        }

        static Truncation of(CalendarUnit unit, SemanticType type) {
            if (unit != CalendarUnit.HOUR) {
                return TO_DATE;
            }
            return type == SemanticType.LOCAL_TIMESTAMP ? TO_LOCAL_HOUR : TO_INSTANT_HOUR;
        }

        abstract Object truncate(Object moment, CalendarUnit unit, Zones zones);
    }
}
