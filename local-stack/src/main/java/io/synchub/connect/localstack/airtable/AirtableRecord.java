/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.time.Instant;
import java.util.Map;

/** A handle on a record, for edits as users make them. Safe to be used by several threads. */
public final class AirtableRecord {
    private final Table table;
    private final long number;
    private final User editor;

    AirtableRecord(Table table, long number) {
        this(table, number, table.base().world.owner);
    }

    private AirtableRecord(Table table, long number, User editor) {
        this.table = table;
        this.number = number;
        this.editor = editor;
    }

    public String id() {
        return Ids.record(number);
    }

    public Table table() {
        return table;
    }

    public Instant createdTime() {
        synchronized (table.base().world) {
            return Instant.ofEpochMilli(table.existing(number).created);
        }
    }

    /** The value of a cell, as formulas see it. */
    public Object get(String field) {
        synchronized (table.base().world) {
            return Computed.row(table, Map.of(), table.existing(number)).get(field);
        }
    }

    /** The same record; edits made through it are this user's. */
    public AirtableRecord as(User user) {
        return new AirtableRecord(table, number, user);
    }

    /** Sets cells in one action; those that are not named stay. */
    public AirtableRecord update(Map<String, ?> cells) {
        table.base()
                .change(
                        editor,
                        () -> cells.forEach((field, value) -> {
                            FieldEntry entry = table.require(field);
                            table.set(entry, number, CellValues.kept(entry, value), editor);
                        }));
        return this;
    }

    /** Sets one cell; null empties it. */
    public AirtableRecord update(String field, Object value) {
        table.base().change(editor, () -> {
            FieldEntry entry = table.require(field);
            table.set(entry, number, CellValues.kept(entry, value), editor);
        });
        return this;
    }

    /** Links to it go with it. */
    public AirtableRecord delete() {
        table.base().change(editor, () -> table.remove(number, editor));
        return this;
    }

    /** Undoes the deletion: the same id, cells and time of creation. */
    public AirtableRecord restore() {
        table.base().change(editor, () -> table.bringBack(number, editor));
        return this;
    }
}
