/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An action, and what it changes: remembered are the values of every record that it touches, and of those whose computed cells
 * depend on them, as they were before. Remembers nothing where no webhook wants to know. Under the world's monitor.
 */
final class Transaction {
    final long number;
    final Instant at;
    final Map<Table, SchemaChange> schema = new LinkedHashMap<>();
    final List<Table> createdTables = new ArrayList<>();
    final List<Table> destroyedTables = new ArrayList<>();
    private final Base base;
    private final User by;
    private final boolean recording;
    private final Map<Link, Map<FieldEntry, Object>> before = new LinkedHashMap<>();

    Transaction(Base base, User by, long number, boolean recording) {
        this.base = base;
        this.by = by;
        this.number = number;
        this.at = base.world.clock.instant();
        this.recording = recording;
    }

    /** What becomes of a table itself. */
    static final class SchemaChange {
        final List<FieldEntry> createdFields = new ArrayList<>();
        /** Each with its description before. */
        final Map<FieldEntry, ObjectNode> changedFields = new LinkedHashMap<>();

        final List<FieldEntry> destroyedFields = new ArrayList<>();
        /** Null when it keeps its name and description. */
        ObjectNode metadataBefore;
    }

    /**
     * What becomes of a record.
     *
     * @param before null for a new one
     * @param after null for one that is gone
     * @param changed the fields whose values differ
     */
    record RecordChange(
            Table table,
            String id,
            Map<FieldEntry, Object> before,
            Map<FieldEntry, Object> after,
            Set<FieldEntry> changed) {}

    User by() {
        return by;
    }

    boolean isRecording() {
        return recording;
    }

    /** Before a change of a record, or before it comes into being. */
    void touch(Table table, long record) {
        Link key = new Link(table, record);
        if (!recording || before.containsKey(key)) {
            return;
        }
        RecordState state = table.rows().find(record);
        before.put(key, values(table, state));
        if (state != null) {
            for (FieldEntry link : base.links().linksTo(table)) {
                if (isComputedThrough(link)) {
                    base.links().linking(link, record).forEach(linking -> touch(link.table, linking));
                }
            }
        }
    }

    void fieldComes(FieldEntry entry) {
        if (recording && !createdTables.contains(entry.table)) {
            schema(entry.table).createdFields.add(entry);
        }
    }

    void fieldChanges(FieldEntry entry) {
        if (recording) {
            schema(entry.table).changedFields.putIfAbsent(entry, SchemaJson.field(entry));
        }
    }

    void fieldGoes(FieldEntry entry) {
        if (recording) {
            schema(entry.table).changedFields.remove(entry);
            schema(entry.table).destroyedFields.add(entry);
        }
    }

    void metadataChanges(Table table) {
        if (recording && schema(table).metadataBefore == null) {
            schema(table).metadataBefore = metadata(table);
        }
    }

    void tableComes(Table table) {
        if (recording) {
            createdTables.add(table);
        }
    }

    void tableGoes(Table table) {
        if (recording) {
            destroyedTables.add(table);
            schema.remove(table);
        }
    }

    static ObjectNode metadata(Table table) {
        return CellJson.NODES.objectNode().put("name", table.name()).put("description", table.description());
    }

    /** The records that are other than before; those of tables that are gone are not told of one by one. */
    List<RecordChange> records() {
        List<RecordChange> changes = new ArrayList<>();
        before.forEach((key, was) -> {
            Map<FieldEntry, Object> is = values(key.table(), key.state());
            Set<FieldEntry> changed = was == null || is == null ? Set.of() : differing(was, is);
            boolean exists = was != null || is != null;
            boolean other = was == null || is == null || !changed.isEmpty();
            if (exists && other && !destroyedTables.contains(key.table())) {
                changes.add(new RecordChange(key.table(), Ids.record(key.number()), was, is, changed));
            }
        });
        return changes;
    }

    private SchemaChange schema(Table table) {
        return schema.computeIfAbsent(table, none -> new SchemaChange());
    }

    private static Map<FieldEntry, Object> values(Table table, RecordState state) {
        if (state == null) {
            return null;
        }
        Map<FieldEntry, Object> values = new LinkedHashMap<>();
        for (FieldEntry field : table.fields()) {
            values.put(field, Computed.value(field, state));
        }
        return values;
    }

    /** Fields that came or went, or changed their type, are told of as such. */
    private Set<FieldEntry> differing(Map<FieldEntry, Object> was, Map<FieldEntry, Object> is) {
        Set<FieldEntry> differing = new HashSet<>();
        is.forEach((field, value) -> {
            if (was.containsKey(field) && !same(was.get(field), value)) {
                differing.add(field);
            }
        });
        return differing;
    }

    private static boolean same(Object one, Object other) {
        if (one instanceof Number first && other instanceof Number second) {
            return Double.compare(first.doubleValue(), second.doubleValue()) == 0;
        }
        return Objects.equals(one, other);
    }

    private boolean isComputedThrough(FieldEntry link) {
        return link.table.fields().stream().anyMatch(field -> field.link() == link && field.target() != null);
    }
}
