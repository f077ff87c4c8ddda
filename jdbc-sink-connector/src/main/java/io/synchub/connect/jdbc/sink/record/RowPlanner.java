/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import io.synchub.connect.common.cache.IdentityCache;
import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.sink.config.TopicSettings;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Derives a {@link RowPlan} from a record's schemas and a topic's settings, once for each pair. For one thread. */
final class RowPlanner {
    private static final int SCHEMAS = 1000;
    /** With a default, so that rows which are there when the column is added count as not deleted. */
    private static final Schema MARK = SchemaBuilder.bool().defaultValue(false).build();

    private static final Set<SemanticType> VERSIONS = EnumSet.of(
            SemanticType.INT8,
            SemanticType.INT16,
            SemanticType.INT32,
            SemanticType.INT64,
            SemanticType.FLOAT32,
            SemanticType.FLOAT64,
            SemanticType.DECIMAL,
            SemanticType.DATE,
            SemanticType.LOCAL_TIMESTAMP,
            SemanticType.INSTANT,
            SemanticType.ZONED_TIMESTAMP);

    private final TopicSettings settings;
    private final boolean replacesNulls;
    private final KeyParts keyParts;
    private final WriteRule rule;
    private final Layouts layouts;
    private final IdentityCache<Schema, IdentityCache<Schema, RowPlan>> writes = new IdentityCache<>(SCHEMAS);
    private final IdentityCache<Schema, IdentityCache<Schema, RowPlan>> deletes = new IdentityCache<>(SCHEMAS);
    private final IdentityCache<RowPlan, Map<BitSet, RowPlan>> partialPlans = new IdentityCache<>(SCHEMAS);

    /** @param replacesNulls whether a null is the schema's default where there is one */
    RowPlanner(TopicSettings settings, boolean replacesNulls, Layouts layouts) {
        this.settings = settings;
        this.replacesNulls = replacesNulls;
        this.keyParts = new KeyParts(settings, replacesNulls);
        this.rule = settings.writes().rule(settings.columnName());
        this.layouts = layouts;
    }

    /**
     * The plan for a row that is written.
     *
     * @throws DataException when a field is missing that the key or the rule needs; the message lacks the record's
     *     position
     */
    RowPlan forWrite(SinkRecord record, Schema rowSchema) {
        return writes.get(rowSchema, schema -> new IdentityCache<>(SCHEMAS))
                .get(record.keySchema(), keySchema -> write(keySchema, rowSchema));
    }

    /**
     * The plan for a row that is deleted, or marked so.
     *
     * @param rowSchema the schema of the row as it was, or null where the record's key alone says which it is
     * @throws DataException as {@link #forWrite}
     */
    RowPlan forDelete(SinkRecord record, Schema rowSchema) {
        return deletes.get(rowSchema, schema -> new IdentityCache<>(SCHEMAS))
                .get(record.keySchema(), keySchema -> delete(keySchema, rowSchema));
    }

    /** The plan for a change of all rows: no columns, or the one that marks them as deleted. */
    RowPlan forTruncate() {
        List<Part> parts = settings.writes().marksDeletes() ? List.of(mark(true)) : List.of();
        return new RowPlan(layouts.deleteMark(columns(parts)), sources(parts));
    }

    /**
     * The plan for rows of which some columns are not to be written.
     *
     * @param absent the columns to leave out, by their place in the plan's layout
     */
    RowPlan without(RowPlan plan, BitSet absent) {
        return partialPlans.get(plan, whole -> new HashMap<>()).computeIfAbsent(absent, columns -> {
            // A row that is there stays as it is: then the key alone says whether it is.
            boolean keyOnly = rule.mode() == WriteMode.INSERT_IGNORE;
            int[] kept = IntStream.range(0, plan.sources().size())
                    .filter(column -> !columns.get(column))
                    .filter(column ->
                            !keyOnly || plan.layout().columns().get(column).key())
                    .toArray();
            RowLayout layout = layouts.partial(
                    Arrays.stream(kept).mapToObj(plan.layout().columns()::get).toList(), rule);
            return new RowPlan(
                    layout, Arrays.stream(kept).mapToObj(plan.sources()::get).toList());
        });
    }

    private RowPlan write(Schema keySchema, Schema rowSchema) {
        // By column name: a key column replaces the value's field of the same name.
        Map<String, Part> parts = new LinkedHashMap<>();
        for (Part part : keyParts.of(keySchema, rowSchema)) {
            add(parts, part);
        }
        for (Field field : rowSchema.fields()) {
            if (settings.takes(field.name())) {
                String name = settings.columnName().apply(field.name());
                add(
                        parts,
                        new Part(
                                new RowLayout.Column(name, field.schema(), false),
                                KeyParts.value(field, replacesNulls)));
            }
        }
        if (settings.writes().marksDeletes()) {
            Part mark = mark(false);
            parts.putIfAbsent(mark.column().name(), mark);
        }
        if (parts.isEmpty()) {
            throw new DataException("The record has no fields to write");
        }
        checkRule(parts);
        List<Part> all = List.copyOf(parts.values());
        return new RowPlan(layouts.whole(columns(all), rule), sources(all));
    }

    private static void add(Map<String, Part> parts, Part part) {
        Part before = parts.putIfAbsent(part.column().name(), part);
        if (before != null && before.column().key() == part.column().key()) {
            throw new DataException("Two fields are column " + part.column().name()
                    + ", since quote.sql.identifiers=never knows no case: rename one, or leave one out");
        }
    }

    private void checkRule(Map<String, Part> parts) {
        if (rule.column() == null) {
            return;
        }
        Part part = parts.get(rule.column());
        String key = settings.writes().ruleColumnKey();
        if (part == null) {
            throw new DataException("The row has no column " + rule.column() + ", which " + key + " names. It has: "
                    + String.join(", ", parts.keySet()));
        }
        if (rule.when() == UpdateWhen.NEWER && !VERSIONS.contains(part.column().type())) {
            throw new DataException("Column " + rule.column() + ", which " + key + " names, is a "
                    + part.column().type() + ": a version must be a number, a date or a timestamp");
        }
    }

    private RowPlan delete(Schema keySchema, Schema rowSchema) {
        Map<String, Part> parts = new LinkedHashMap<>();
        keyParts.of(keySchema, rowSchema).forEach(part -> add(parts, part));
        if (!settings.writes().marksDeletes()) {
            List<Part> key = List.copyOf(parts.values());
            return new RowPlan(layouts.whole(columns(key), rule), sources(key));
        }
        Part mark = mark(true);
        if (parts.putIfAbsent(mark.column().name(), mark) != null) {
            throw new DataException("Column " + mark.column().name()
                    + " belongs to the key: name another delete.column to mark deleted rows");
        }
        List<Part> all = List.copyOf(parts.values());
        return new RowPlan(layouts.deleteMark(columns(all)), sources(all));
    }

    private Part mark(boolean deleted) {
        String name = settings.columnName().apply(settings.writes().deleteColumn());
        return new Part(new RowLayout.Column(name, MARK, false), (record, row) -> deleted);
    }

    private static List<RowLayout.Column> columns(List<Part> parts) {
        return parts.stream().map(Part::column).toList();
    }

    private static List<RowPlan.Source> sources(List<Part> parts) {
        return parts.stream().map(Part::source).toList();
    }

    /** The names of a schema's fields, for messages. */
    static String fieldNames(Schema schema) {
        return schema.fields().stream().map(Field::name).collect(Collectors.joining(", "));
    }
}
