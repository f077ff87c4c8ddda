/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.common.config.DeleteMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * What is pinned of a table: the stream's name and the columns with their names, in the order in which they were first seen.
 * It only ever grows, so that each schema of a stream can read what the ones before it have written.
 *
 * <p>Immutable. It is kept in the source offsets as JSON.
 */
public final class TableSpec {
    /** The key's field, and the value's first. */
    public static final String ID = "id";

    /** With soft deletes: whether the row is gone. */
    static final String DELETED = DeleteMode.DELETED_FIELD;

    private static final Set<String> OWN = Set.of(ID, DELETED);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String stream;
    private final int version;
    private final List<Column> columns;

    private TableSpec(String stream, int version, List<Column> columns) {
        this.stream = stream;
        this.version = version;
        this.columns = List.copyOf(columns);
    }

    /** The first sight of a table. It has no columns yet. */
    public static TableSpec of(String stream) {
        return new TableSpec(stream, 0, List.of());
    }

    /** What stands for the table in the topic's name. */
    public String stream() {
        return stream;
    }

    List<Column> columns() {
        return columns;
    }

    Optional<Column> column(String fieldId, Kind kind) {
        return columns.stream().filter(column -> column.holds(fieldId, kind)).findFirst();
    }

    /** With the columns of all fields whose kind is declared; this very object when nothing is new. */
    public TableSpec with(Table table, FieldNaming naming) {
        return (naming == FieldNaming.CURRENT ? renamed(table) : this).withColumnsOf(table);
    }

    /** With the columns of all fields whose kind is declared, the names of those that are there left alone. */
    public TableSpec withColumnsOf(Table table) {
        return withColumnsOf(table, true).withColumnsOf(table, false);
    }

    private TableSpec withColumnsOf(Table table, boolean system) {
        TableSpec grown = this;
        for (Field field : table.fields()) {
            if (field.system() == system && field.declared().isPresent()) {
                grown = grown.with(field, field.declared().get());
            }
        }
        return grown;
    }

    /** With a column for a field's cells of a kind; this very object when it is there. */
    TableSpec with(Field field, Kind kind) {
        if (column(field.id(), kind).isPresent()) {
            return this;
        }
        boolean first = columns.stream().noneMatch(column -> column.fieldId().equals(field.id()));
        Set<String> taken = names(OWN);
        columns.forEach(column -> taken.addAll(column.fieldNames()));
        List<Column> grown = new ArrayList<>(columns);
        grown.add(named(field, kind, first, taken));
        return new TableSpec(stream, version + 1, grown);
    }

    /** Columns follow the names that their fields have now; the platform's own, and those of removed fields, stay as they are. */
    private TableSpec renamed(Table table) {
        Map<String, Field> present = new HashMap<>();
        Set<String> taken = names(OWN);
        for (Field field : table.fields()) {
            if (field.system()) {
                taken.add(field.name());
            } else {
                present.put(field.id(), field);
            }
        }
        columns.stream()
                .filter(column -> column.system() || !present.containsKey(column.fieldId()))
                .forEach(column -> taken.addAll(column.fieldNames()));
        Set<String> seen = new HashSet<>();
        List<Column> following = new ArrayList<>(columns.size());
        for (Column column : columns) {
            Column now = column;
            Field field = present.get(column.fieldId());
            if (field != null && !column.system()) {
                now = named(field, column.kind(), seen.add(field.id()), taken);
                taken.addAll(now.fieldNames());
            }
            following.add(now);
        }
        return following.equals(columns) ? this : new TableSpec(stream, version + 1, following);
    }

    /** Many databases take names for the same that differ in case only. */
    private static Set<String> names(Set<String> first) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(first);
        return names;
    }

    /** @param first whether the field has no other column */
    private static Column named(Field field, Kind kind, boolean first, Set<String> taken) {
        if (field.system() && !taken.contains(field.name())) {
            return new Column(field.id(), kind, field.name(), true);
        }
        String wanted = first ? field.name() : field.name() + "_" + kind.name().toLowerCase(Locale.ROOT);
        Set<String> avoided = names(taken);
        while (true) {
            Column column = new Column(field.id(), kind, Names.column(wanted, field.id(), avoided), field.system());
            if (column.fieldNames().stream().noneMatch(taken::contains)) {
                return column;
            }
            // The end or the zone of a date may meet another column's name though the date itself does not.
            avoided.add(column.name());
        }
    }

    /** The schema of keys. */
    public static Schema keySchema(String topic) {
        return SchemaBuilder.struct()
                .name(schemaName(topic, "Key"))
                .field(ID, Schema.STRING_SCHEMA)
                .build();
    }

    /** The schema of values with all columns. */
    public Schema valueSchema(String topic, boolean softDeletes) {
        SchemaBuilder struct = SchemaBuilder.struct()
                .name(schemaName(topic, "Value"))
                .version(Math.max(1, version))
                .field(ID, Schema.STRING_SCHEMA);
        if (softDeletes) {
            // With a default, so that switching soft deletes on is a compatible change.
            struct.field(DELETED, SchemaBuilder.bool().defaultValue(false).build());
        }
        columns.forEach(column -> column.addTo(struct));
        return struct.build();
    }

    /** Avro takes letters, digits and underscores between dots, and no digit after one. */
    private static String schemaName(String topic, String part) {
        return topic.replaceAll("[^A-Za-z0-9_.]", "_").replaceAll("(^|\\.)(?=[0-9])", "$1_") + "." + part;
    }

    public String toJson() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("stream", stream);
        json.put("version", version);
        ArrayNode list = json.putArray("columns");
        for (Column column : columns) {
            list.addObject()
                    .put("id", column.fieldId())
                    .put("kind", column.kind().name())
                    .put("name", column.name())
                    .put("system", column.system());
        }
        return json.toString();
    }

    /** @throws IllegalArgumentException when it is not what {@link #toJson} writes */
    public static TableSpec fromJson(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            List<Column> columns = new ArrayList<>();
            for (JsonNode column : json.required("columns")) {
                columns.add(new Column(
                        column.required("id").asText(),
                        Kind.valueOf(column.required("kind").asText()),
                        column.required("name").asText(),
                        column.required("system").asBoolean()));
            }
            return new TableSpec(
                    json.required("stream").asText(), json.required("version").asInt(), columns);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The pinned table is no JSON", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TableSpec spec
                && spec.stream.equals(stream)
                && spec.version == version
                && spec.columns.equals(columns);
    }

    @Override
    public int hashCode() {
        return 31 * stream.hashCode() + columns.hashCode();
    }
}
