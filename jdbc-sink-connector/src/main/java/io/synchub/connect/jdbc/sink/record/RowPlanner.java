/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import io.synchub.connect.common.cache.IdentityCache;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.config.PrimaryKeyMode;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Derives a {@link RowPlan} from a record's schemas, once for each pair. Layouts are shared by all plans with the same
 * columns, so that a converter which makes a new schema for each record does not split a batch. For one thread.
 */
final class RowPlanner {
    private static final int SCHEMAS = 1000;

    private record Part(RowLayout.Column column, RowPlan.Source source) {}

    private final PrimaryKeyMode mode;
    private final List<String> keyFields;
    private final WriteRule rule;
    private final IdentityCache<Schema, IdentityCache<Schema, RowPlan>> plans = new IdentityCache<>(SCHEMAS);
    private final Map<List<RowLayout.Column>, RowLayout> layouts = new HashMap<>();
    private final IdentityCache<RowPlan, Map<BitSet, RowPlan>> partialPlans = new IdentityCache<>(SCHEMAS);

    RowPlanner(PrimaryKeyMode mode, List<String> keyFields, WriteRule rule) {
        this.rule = rule;
        this.mode = mode;
        this.keyFields = keyFields;
    }

    /**
     * The plan for a record.
     *
     * @param rowSchema the schema of the row's struct, or null for a delete
     * @throws DataException when a key field is missing; the message lacks the record's position
     */
    RowPlan planFor(SinkRecord record, Schema rowSchema) {
        return plans.get(rowSchema, schema -> new IdentityCache<>(SCHEMAS))
                .get(record.keySchema(), keySchema -> plan(keySchema, rowSchema));
    }

    /**
     * The plan for rows of which some columns are not to be written.
     *
     * @param absent the columns to leave out, by their place in the plan's layout
     */
    RowPlan without(RowPlan plan, BitSet absent) {
        return partialPlans.get(plan, whole -> new HashMap<>()).computeIfAbsent(absent, columns -> {
            int[] kept = IntStream.range(0, plan.sources().size())
                    .filter(column -> !columns.get(column))
                    .toArray();
            RowLayout layout = RowLayout.partial(
                    Arrays.stream(kept).mapToObj(plan.layout().columns()::get).toList(), rule);
            return new RowPlan(
                    layout, Arrays.stream(kept).mapToObj(plan.sources()::get).toList());
        });
    }

    private RowPlan plan(Schema keySchema, Schema rowSchema) {
        // By column name: a key column replaces the value's field of the same name.
        Map<String, Part> parts = new LinkedHashMap<>();
        for (Part part : keyParts(keySchema, rowSchema)) {
            parts.put(part.column.name(), part);
        }
        if (rowSchema != null) {
            for (Field field : rowSchema.fields()) {
                parts.computeIfAbsent(field.name(), name -> valuePart(field, false));
            }
        }
        if (parts.isEmpty()) {
            throw new DataException("The record has no fields to write");
        }
        List<RowLayout.Column> columns =
                parts.values().stream().map(Part::column).toList();
        if (layouts.size() >= SCHEMAS) {
            layouts.clear();
        }
        RowLayout layout = layouts.computeIfAbsent(columns, of -> new RowLayout(of, rule));
        return new RowPlan(layout, parts.values().stream().map(Part::source).toList());
    }

    private List<Part> keyParts(Schema keySchema, Schema rowSchema) {
        return switch (mode) {
            case NONE -> List.of();
            case KAFKA -> kafkaParts();
            case RECORD_KEY -> recordKeyParts(keySchema);
            case RECORD_VALUE -> recordValueParts(rowSchema);
        };
    }

    private List<Part> kafkaParts() {
        List<String> names = keyFields.isEmpty() ? JdbcSinkConfig.KAFKA_KEY_COLUMNS : keyFields;
        return List.of(
                new Part(
                        new RowLayout.Column(names.get(0), Schema.STRING_SCHEMA, true),
                        (record, row) -> record.originalTopic()),
                new Part(
                        new RowLayout.Column(names.get(1), Schema.INT32_SCHEMA, true),
                        (record, row) -> record.originalKafkaPartition()),
                new Part(
                        new RowLayout.Column(names.get(2), Schema.INT64_SCHEMA, true),
                        (record, row) -> record.originalKafkaOffset()));
    }

    private List<Part> recordKeyParts(Schema keySchema) {
        if (keySchema == null) {
            throw new DataException("pk.mode=record_key needs records whose key has a schema, and this one has none:"
                    + " use a key converter with schemas, or another pk.mode");
        }
        if (keySchema.type() == Schema.Type.STRUCT) {
            List<String> names = keyFields.isEmpty() ? fieldNames(keySchema) : keyFields;
            return names.stream()
                    .map(name -> {
                        Field field = field(keySchema, name, "record key");
                        return new Part(
                                new RowLayout.Column(name, field.schema(), true),
                                (record, row) -> ((Struct) record.key()).getWithoutDefault(field.name()));
                    })
                    .toList();
        }
        if (keyFields.size() != 1) {
            throw new DataException("The record's key is a " + keySchema.type() + ": name its column with exactly one"
                    + " of pk.fields");
        }
        return List.of(
                new Part(new RowLayout.Column(keyFields.get(0), keySchema, true), (record, row) -> record.key()));
    }

    private List<Part> recordValueParts(Schema rowSchema) {
        List<String> names = keyFields.isEmpty() ? fieldNames(rowSchema) : keyFields;
        return names.stream()
                .map(name -> valuePart(field(rowSchema, name, "record value"), true))
                .toList();
    }

    private static Part valuePart(Field field, boolean key) {
        RowLayout.Column column = new RowLayout.Column(field.name(), field.schema(), key);
        if (field.schema().defaultValue() == null) {
            return new Part(column, (record, row) -> row.get(field));
        }
        // Struct.get would give the default for a null, which the row does not hold.
        return new Part(column, (record, row) -> row.getWithoutDefault(field.name()));
    }

    private static Field field(Schema schema, String name, String where) {
        Field field = schema.field(name);
        if (field == null) {
            throw new DataException("The " + where + " has no field '" + name + "' that pk.fields names. It has: "
                    + String.join(", ", fieldNames(schema)));
        }
        return field;
    }

    private static List<String> fieldNames(Schema schema) {
        return schema.fields().stream().map(Field::name).collect(Collectors.toCollection(ArrayList::new));
    }
}
