/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** A table. Made by {@link Base#createTable}; its first field is the primary one. Safe to be used by several threads. */
public final class Table {
    private final Base base;
    private final String id;
    private final Rows rows = new Rows();
    private final Map<Long, RecordState> deleted = new HashMap<>();
    private final List<FieldEntry> fields = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private String name;
    private String description;
    private int slots;
    private int autoNumbers;

    Table(Base base, String name) {
        this.base = base;
        this.name = name;
        this.id = base.world.ids.next("tbl");
        views.add(new View(base.world.ids.next("viw"), "Grid view", "grid", row -> true, Map.of()));
    }

    public String id() {
        return id;
    }

    public Base base() {
        return base;
    }

    /** A record, created now. */
    public AirtableRecord createRecord(Map<String, ?> cells) {
        return createRecord(base.world.clock.instant(), cells);
    }

    /** A record of which only the primary field is set. */
    public AirtableRecord createRecord(Object primary) {
        return createRecord(Map.of(primary().name(), primary));
    }

    public AirtableRecord createRecord(Instant created, Map<String, ?> cells) {
        return base.compute(base.world.owner, () -> new AirtableRecord(this, add(created.toEpochMilli(), cells)));
    }

    /**
     * Many records in one action, created now.
     *
     * @param cells of the record of that number, from 0
     */
    public List<AirtableRecord> createRecords(int count, IntFunction<Map<String, ?>> cells) {
        List<AirtableRecord> records = new ArrayList<>(count);
        base.change(base.world.owner, () -> {
            for (int i = 0; i < count; i++) {
                records.add(new AirtableRecord(this, add(base.world.now(), cells.apply(i))));
            }
        });
        return records;
    }

    /** As many records as one likes, of which no handles are made. */
    public void fill(int count, IntFunction<Map<String, ?>> cells) {
        base.change(base.world.owner, () -> {
            for (int i = 0; i < count; i++) {
                add(base.world.now(), cells.apply(i));
            }
        });
    }

    /** A record that exists already. */
    public AirtableRecord record(String recordId) {
        synchronized (base.world) {
            return new AirtableRecord(this, existing(Ids.recordNumber(recordId)).number);
        }
    }

    /** All records, oldest first. */
    public List<AirtableRecord> records() {
        synchronized (base.world) {
            return rows.all().stream()
                    .map(state -> new AirtableRecord(this, state.number))
                    .toList();
        }
    }

    public int size() {
        synchronized (base.world) {
            return rows.size();
        }
    }

    public String fieldId(String field) {
        synchronized (base.world) {
            return require(field).id;
        }
    }

    public String viewId(String view) {
        synchronized (base.world) {
            return requireView(view).id();
        }
    }

    public void addField(Field field) {
        base.change(base.world.owner, () -> add(field));
    }

    public void renameField(String from, String to) {
        base.change(base.world.owner, () -> {
            FieldEntry entry = require(from);
            base.current().fieldChanges(entry);
            entry.rename(to);
        });
    }

    /** The field keeps its id, and cells become what the new type makes of them. That is no edit of any record. */
    public void changeField(String field, Field become) {
        base.change(base.world.owner, () -> change(require(field), become));
    }

    /** What is computed from it becomes invalid. */
    public void deleteField(String field) {
        base.change(base.world.owner, () -> {
            FieldEntry entry = require(field);
            if (entry == primary()) {
                throw new IllegalArgumentException("The primary field cannot be deleted");
            }
            base.current().fieldGoes(entry);
            entry.delete();
            fields.remove(entry);
        });
    }

    /** The records that have it show the new name at once; none counts as edited. */
    public void renameChoice(String field, String from, String to) {
        base.change(base.world.owner, () -> {
            FieldEntry entry = require(field);
            base.current().fieldChanges(entry);
            entry.choice(from).rename(to);
        });
    }

    /** Returns the view's id. */
    public String addView(String view, Predicate<Row> shows) {
        synchronized (base.world) {
            views.add(new View(base.world.ids.next("viw"), view, "grid", shows, names()));
            return views.get(views.size() - 1).id();
        }
    }

    public void deleteView(String view) {
        synchronized (base.world) {
            views.remove(requireView(view));
        }
    }

    public void rename(String other) {
        base.change(base.world.owner, () -> {
            base.current().metadataChanges(this);
            name = other;
        });
    }

    public void describe(String text) {
        base.change(base.world.owner, () -> {
            base.current().metadataChanges(this);
            description = text;
        });
    }

    /** Links of other tables to it become text. */
    public void delete() {
        base.deleteTable(this);
    }

    void add(Field field) {
        if (find(field.name()) != null) {
            throw new IllegalArgumentException("There is a field " + field.name() + " already");
        }
        FieldEntry entry = entry(field);
        if (field.source() instanceof Field.LinkSource link && link.inverse() != null) {
            entry.pairWith(link.target().entry(Field.link(link.inverse(), this)));
        }
    }

    private FieldEntry entry(Field field) {
        FieldEntry entry = new FieldEntry(this, base.world.ids.next("fld"), slots++, field);
        fields.add(entry);
        base.current().fieldComes(entry);
        return entry;
    }

    void change(FieldEntry entry, Field become) {
        base.current().fieldChanges(entry);
        List<String> texts =
                rows.all().stream().map(state -> CellText.of(entry, state)).toList();
        entry.become(become);
        for (int i = 0; i < rows.size(); i++) {
            rows.put(rows.at(i).with(entry.slot, CellValues.converted(entry, texts.get(i))));
        }
    }

    private long add(long created, Map<String, ?> cells) {
        long number = base.world.nextRecord();
        base.current().touch(this, number);
        Object[] kept = new Object[cells.isEmpty() ? 0 : slots];
        cells.forEach((field, value) -> {
            FieldEntry entry = require(field);
            kept[entry.slot] = CellValues.kept(entry, value);
        });
        rows.put(new RecordState(number, created, ++autoNumbers, base.current().by(), null, kept));
        showOnOtherSides(number, List.of(), base.current().by());
        return number;
    }

    /** An edit, unless the cell has that value already. */
    void set(FieldEntry entry, long number, Object kept, User by) {
        RecordState before = existing(number);
        if (Objects.equals(before.cell(entry.slot), kept)) {
            return;
        }
        base.current().touch(this, number);
        rows.put(before.edited(entry.slot, kept, by, base.world.now()));
        if (entry.inverse() != null) {
            base.links().moved(entry, number, Computed.links(entry, before), links(entry, number), by);
        }
    }

    void remove(long number, User by) {
        RecordState state = existing(number);
        base.current().touch(this, number);
        base.links().forget(this, number, by);
        deleted.put(number, state);
        rows.remove(number);
    }

    void bringBack(long number, User by) {
        RecordState state = deleted.remove(number);
        if (state == null) {
            throw new IllegalStateException("Record " + Ids.record(number) + " was not deleted");
        }
        base.current().touch(this, number);
        rows.put(state);
        showOnOtherSides(number, List.of(), by);
    }

    private void showOnOtherSides(long number, List<Link> before, User by) {
        for (FieldEntry entry : fields) {
            if (entry.inverse() != null) {
                base.links().moved(entry, number, before, links(entry, number), by);
            }
        }
    }

    private List<Link> links(FieldEntry entry, long number) {
        return Computed.links(entry, existing(number));
    }

    /** The record's newest state. */
    RecordState existing(long number) {
        RecordState state = rows.find(number);
        if (state == null) {
            throw new IllegalStateException("There is no record " + Ids.record(number) + " in " + name);
        }
        return state;
    }

    FieldEntry require(String nameOrId) {
        FieldEntry entry = find(nameOrId);
        if (entry == null) {
            throw new IllegalArgumentException("There is no field " + nameOrId + " in " + name);
        }
        return entry;
    }

    /** Null if there is none. */
    FieldEntry find(String nameOrId) {
        for (FieldEntry entry : fields) {
            if (entry.isCalled(nameOrId)) {
                return entry;
            }
        }
        return null;
    }

    /** The field with that name; null if there is none. */
    FieldEntry named(String field) {
        for (FieldEntry entry : fields) {
            if (entry.name().equals(field)) {
                return entry;
            }
        }
        return null;
    }

    private View requireView(String nameOrId) {
        View view = findView(nameOrId);
        if (view == null) {
            throw new IllegalArgumentException("There is no view " + nameOrId + " of " + name);
        }
        return view;
    }

    /** Null if there is none. */
    View findView(String nameOrId) {
        return views.stream()
                .filter(view -> view.isCalled(nameOrId))
                .findFirst()
                .orElse(null);
    }

    /** The fields by their names of today. */
    Map<String, FieldEntry> names() {
        Map<String, FieldEntry> names = new HashMap<>();
        fields.forEach(field -> names.put(field.name(), field));
        return names;
    }

    FieldEntry primary() {
        return fields.get(0);
    }

    Rows rows() {
        return rows;
    }

    List<FieldEntry> fields() {
        return fields;
    }

    List<View> views() {
        return views;
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }
}
