/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import io.synchub.connect.jdbc.sink.config.PrimaryKeyMode;
import io.synchub.connect.jdbc.sink.config.TopicSettings;
import io.synchub.connect.jdbc.write.RowLayout;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** The key columns of rows, by {@code pk.mode} and {@code pk.fields}. */
final class KeyParts {
    private final PrimaryKeyMode mode;
    private final List<String> fields;
    private final List<String> columns;
    private final UnaryOperator<String> columnName;
    private final boolean replacesNulls;

    /** @param replacesNulls whether a null is the schema's default where there is one */
    KeyParts(TopicSettings settings, boolean replacesNulls) {
        this.mode = settings.key().mode();
        this.fields = settings.key().fields();
        this.columns = settings.key().columns();
        this.columnName = settings.columnName();
        this.replacesNulls = replacesNulls;
    }

    /**
     * The key columns of records with a pair of schemas.
     *
     * @param rowSchema may be null for a delete by the record's key
     * @throws DataException when a field is missing; the message lacks the record's position
     */
    List<Part> of(Schema keySchema, Schema rowSchema) {
        return switch (mode) {
            case NONE -> List.of();
            case KAFKA ->
                List.of(
                        // The topic as transforms named it, as in the table's name; what is read again has the same.
                        part(columns.get(0), Schema.STRING_SCHEMA, (record, row) -> record.topic()),
                        part(columns.get(1), Schema.INT32_SCHEMA, (record, row) -> record.originalKafkaPartition()),
                        part(columns.get(2), Schema.INT64_SCHEMA, (record, row) -> record.originalKafkaOffset()));
            case RECORD_KEY -> ofRecordKey(keySchema);
            case RECORD_VALUE -> ofRow(rowSchema);
        };
    }

    private List<Part> ofRecordKey(Schema keySchema) {
        if (keySchema == null) {
            throw new DataException("pk.mode=record_key needs records whose key has a schema, and this one has none:"
                    + " use a key converter with schemas, or another pk.mode");
        }
        if (keySchema.type() == Schema.Type.STRUCT) {
            return named(keySchema, "record key")
                    .map(field -> {
                        RowPlan.Source source = value(field, replacesNulls);
                        return part(
                                field.name(),
                                field.schema(),
                                (record, row) -> source.get(record, (Struct) record.key()));
                    })
                    .toList();
        }
        if (fields.size() != 1) {
            throw new DataException("The record's key is a " + keySchema.type() + ": name its column with exactly one"
                    + " of pk.fields");
        }
        return List.of(part(fields.get(0), keySchema, (record, row) -> record.key()));
    }

    private List<Part> ofRow(Schema rowSchema) {
        return named(rowSchema, "record value")
                .map(field -> part(field.name(), field.schema(), value(field, replacesNulls)))
                .toList();
    }

    private Stream<Field> named(Schema schema, String where) {
        return fields.isEmpty()
                ? schema.fields().stream()
                : fields.stream().map(name -> {
                    Field field = schema.field(name);
                    if (field == null) {
                        throw new DataException("The " + where + " has no field '" + name
                                + "' that pk.fields names. It has: " + RowPlanner.fieldNames(schema));
                    }
                    return field;
                });
    }

    private Part part(String name, Schema schema, RowPlan.Source source) {
        return new Part(new RowLayout.Column(columnName.apply(name), schema, true), source);
    }

    /** Where a field's value is in a struct. */
    static RowPlan.Source value(Field field, boolean replacesNulls) {
        if (replacesNulls || field.schema().defaultValue() == null) {
            return (SinkRecord record, Struct row) -> row.get(field);
        }
        // Struct.get would give the default for a null, which the row does not hold.
        return (record, row) -> row.getWithoutDefault(field.name());
    }
}
