/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.localstack.airtable.Transaction.RecordChange;
import io.synchub.connect.localstack.airtable.Transaction.SchemaChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a webhook is told of an action: several payloads, with the same transaction number, when it changes many records. */
final class PayloadJson {
    private final HookSpec spec;
    private final Transaction transaction;
    private final LogCells cells;
    private final Base base;

    PayloadJson(HookSpec spec, Transaction transaction, Base base, LogCells cells) {
        this.spec = spec;
        this.transaction = transaction;
        this.base = base;
        this.cells = cells;
    }

    /** None when nothing of it is wanted. */
    List<ObjectNode> write(List<RecordChange> changes) {
        List<RecordChange> wanted = changes.stream().filter(spec::wants).toList();
        int each = base.world.recordsPerPayload;
        List<ObjectNode> payloads = new ArrayList<>();
        ObjectNode first = empty();
        boolean filled = writeSchema(first);
        for (int from = 0; from < wanted.size(); from += each) {
            ObjectNode payload = from == 0 ? first : empty();
            wanted.subList(from, Math.min(wanted.size(), from + each)).forEach(change -> write(payload, change));
            payloads.add(payload);
        }
        if (payloads.isEmpty() && filled) {
            payloads.add(first);
        }
        return payloads;
    }

    private ObjectNode empty() {
        ObjectNode payload = CellJson.NODES.objectNode();
        payload.put("timestamp", Times.text(transaction.at));
        payload.put("baseTransactionNumber", transaction.number);
        payload.put("payloadFormat", "v0");
        ObjectNode action = payload.putObject("actionMetadata").put("source", "client");
        ObjectNode user = action.putObject("sourceMetadata").putObject("user");
        user.put("id", transaction.by().id()).put("email", transaction.by().email());
        user.put("name", transaction.by().name()).put("permissionLevel", "create");
        return payload;
    }

    private static ObjectNode object(ObjectNode parent, String member) {
        return parent.withObjectProperty(member);
    }

    private static ObjectNode changedTable(ObjectNode payload, Table table) {
        return object(object(payload, "changedTablesById"), table.id());
    }

    private boolean writeSchema(ObjectNode payload) {
        int before = payload.size();
        for (Table table : transaction.destroyedTables) {
            if (spec.wants("tableMetadata", "remove", table)) {
                payload.withArrayProperty("destroyedTableIds").add(table.id());
            }
        }
        for (Table table : transaction.createdTables) {
            if (spec.wants("tableMetadata", "add", table)) {
                writeCreated(object(object(payload, "createdTablesById"), table.id()), table);
            }
        }
        transaction.schema.forEach((table, change) -> writeSchema(payload, table, change));
        return payload.size() > before;
    }

    private static void writeCreated(ObjectNode json, Table table) {
        json.set("metadata", Transaction.metadata(table));
        ObjectNode fields = json.putObject("fieldsById");
        table.fields().forEach(field -> fields.set(field.id, definition(field)));
        json.putObject("recordsById");
    }

    private void writeSchema(ObjectNode payload, Table table, SchemaChange change) {
        if (change.metadataBefore != null && spec.wants("tableMetadata", "update", table)) {
            ObjectNode metadata = object(changedTable(payload, table), "changedMetadata");
            metadata.set("current", Transaction.metadata(table));
            metadata.set("previous", change.metadataBefore);
        }
        for (FieldEntry field : change.createdFields) {
            if (spec.wantsSchemaOf(field, "add")) {
                object(changedTable(payload, table), "createdFieldsById").set(field.id, definition(field));
            }
        }
        change.changedFields.forEach((field, was) -> {
            if (spec.wantsSchemaOf(field, "update")) {
                writeChanged(object(changedTable(payload, table), "changedFieldsById"), field, was);
            }
        });
        for (FieldEntry field : change.destroyedFields) {
            if (spec.wantsSchemaOf(field, "remove")) {
                changedTable(payload, table)
                        .withArrayProperty("destroyedFieldIds")
                        .add(field.id);
            }
        }
    }

    /** Of name and type only what differs; nothing when other parts of the field changed. */
    private void writeChanged(ObjectNode json, FieldEntry field, ObjectNode was) {
        ObjectNode changed = json.putObject(field.id);
        ObjectNode current = changed.putObject("current");
        ObjectNode previous = CellJson.NODES.objectNode();
        for (String member : List.of("name", "type")) {
            String is = definition(field).get(member).textValue();
            if (!is.equals(was.get(member).textValue())) {
                current.put(member, is);
                previous.set(member, was.get(member));
            }
        }
        if (spec.includesPreviousFields()) {
            changed.set("previous", previous);
        }
    }

    private static ObjectNode definition(FieldEntry field) {
        return CellJson.NODES
                .objectNode()
                .put("name", field.name())
                .put("type", field.spec().typeName());
    }

    private void write(ObjectNode payload, RecordChange change) {
        ObjectNode table = changedTable(payload, change.table());
        if (change.after() == null) {
            table.withArrayProperty("destroyedRecordIds").add(change.id());
        } else if (change.before() == null) {
            ObjectNode created = object(object(table, "createdRecordsById"), change.id());
            long at = change.table().existing(Ids.recordNumber(change.id())).created;
            created.put("createdTime", Times.text(at));
            writeCells(created, change.after(), filled(change.after()));
        } else {
            ObjectNode changed = object(object(table, "changedRecordsById"), change.id());
            writeCells(changed.putObject("current"), change.after(), change.changed());
            if (spec.includesPreviousCells()) {
                writeCells(changed.putObject("previous"), change.before(), change.changed());
            }
            List<FieldEntry> others = change.after().keySet().stream()
                    .filter(field -> spec.includes(field) && !change.changed().contains(field))
                    .toList();
            if (!others.isEmpty()) {
                writeCells(changed.putObject("unchanged"), change.after(), others);
            }
        }
    }

    private static List<FieldEntry> filled(Map<FieldEntry, Object> values) {
        return values.keySet().stream()
                .filter(field -> values.get(field) != null)
                .toList();
    }

    private void writeCells(ObjectNode json, Map<FieldEntry, Object> values, Collection<FieldEntry> fields) {
        ObjectNode byId = json.putObject("cellValuesByFieldId");
        fields.forEach(field -> byId.set(field.id, cells.json(values.get(field))));
    }
}
