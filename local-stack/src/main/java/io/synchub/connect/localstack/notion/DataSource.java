/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * A table. Made by {@link Database#createDataSource}. Changes of the schema move the table's own edit time, and no page's. Safe
 * to be used by several threads.
 */
public final class DataSource {
    private final Database database;
    private final Workspace workspace;
    private final UUID id;
    private final int created;
    private final TreeSet<PageState> byCreation = new TreeSet<>(PageState.BY_CREATION);
    private final TreeSet<PageState> byEdit = new TreeSet<>(PageState.BY_EDIT);
    private final List<SchemaEntry> entries = new ArrayList<>();
    private List<SchemaEntry> pairedRelations = List.of();
    private String name;
    private String description;
    private int edited;
    private int slots;
    private int numbers;
    private boolean inTrash;
    private boolean shared = true;

    DataSource(Database database, String name, Property... properties) {
        this.database = database;
        this.workspace = database.workspace;
        this.name = name;
        this.id = workspace.ids.next();
        this.created = workspace.now();
        for (Property property : properties) {
            addEntry(property);
        }
        if (entries.stream().noneMatch(entry -> entry.type() == PropertyType.TITLE)) {
            throw new IllegalArgumentException("Every data source has a title");
        }
        touch();
    }

    public UUID id() {
        return id;
    }

    public Database database() {
        return database;
    }

    /** A row, created now. */
    public Page createPage(Map<String, ?> cells) {
        return createPage(workspace.clock.instant(), cells);
    }

    /** A row whose title is all that is set. */
    public Page createPage(String title) {
        return createPage(Map.of(title().name(), title));
    }

    /** A row that was created, and last edited, at a time of one's choice. */
    public Page createPage(Instant createdAt, Map<String, ?> cells) {
        return new Page(workspace, workspace.createPage(this, null, cells, createdAt));
    }

    /**
     * Many rows at once. The last ones were created in this minute, those before them in the minutes before.
     *
     * @param perMinute how many rows share a minute of creation
     * @param cells the cells of the row of that number, from 0
     */
    public void createPages(int count, int perMinute, IntFunction<Map<String, ?>> cells) {
        int first = workspace.now() - (count - 1) / perMinute;
        for (int row = 0; row < count; row++) {
            workspace.createPage(this, null, cells.apply(row), Times.ofMinute(first + row / perMinute));
        }
    }

    public int size() {
        synchronized (workspace) {
            return byCreation.size();
        }
    }

    /** As the API gives it: encoded for addresses. */
    public String propertyId(String property) {
        synchronized (workspace) {
            return require(property).id;
        }
    }

    public void addProperty(Property property) {
        synchronized (workspace) {
            addEntry(property);
            touch();
        }
    }

    public void renameProperty(String from, String to) {
        synchronized (workspace) {
            require(from).rename(to);
            touch();
        }
    }

    public void removeProperty(String property) {
        synchronized (workspace) {
            entries.remove(require(property));
            pairedRelations =
                    entries.stream().filter(entry -> entry.otherSide() != null).toList();
            touch();
        }
    }

    /** The column keeps its id, and becomes what the new property says. */
    public void changeProperty(String name, Property become) {
        synchronized (workspace) {
            require(name).become(become);
            touch();
        }
    }

    /** The pages that have it show the new name at once. */
    public void renameOption(String property, String from, String to) {
        synchronized (workspace) {
            require(property).option(from).rename(to);
            touch();
        }
    }

    public void rename(String other) {
        synchronized (workspace) {
            name = other;
            touch();
        }
    }

    public void describe(String text) {
        synchronized (workspace) {
            description = text;
            touch();
        }
    }

    /** It can still be retrieved, and says so; its rows count as trashed, and queries do not find it. */
    public void trash() {
        setInTrash(true);
    }

    public void restore() {
        setInTrash(false);
    }

    /** Takes the integration's access to it and to its rows away. */
    public void unshare() {
        setShared(false);
    }

    public void share() {
        setShared(true);
    }

    private void setInTrash(boolean on) {
        synchronized (workspace) {
            inTrash = on;
            touch();
        }
    }

    private void setShared(boolean on) {
        synchronized (workspace) {
            shared = on;
        }
    }

    private void touch() {
        // Rollups name their relation once; afterwards it may be renamed.
        entries.stream().filter(entry -> entry.type() == PropertyType.ROLLUP).forEach(SchemaEntry::rollupTarget);
        entries.sort(Comparator.<SchemaEntry, Boolean>comparing(entry -> entry.type() == PropertyType.TITLE)
                .thenComparing(entry -> entry.rawId));
        edited = workspace.now();
    }

    private SchemaEntry addEntry(Property property) {
        if (find(property.name()) != null) {
            throw new IllegalArgumentException("There is a property " + property.name() + " already");
        }
        SchemaEntry entry = new SchemaEntry(this, slots++, rawId(property), property, workspace.ids);
        entries.add(entry);
        if (property.type() == PropertyType.RELATION && property.detail() != null) {
            Property back = Property.relation(property.detail(), this);
            entry.pairWith(property.target().addEntry(back));
            property.target().paired();
            paired();
        }
        return entry;
    }

    private void paired() {
        pairedRelations =
                entries.stream().filter(entry -> entry.otherSide() != null).toList();
        touch();
    }

    private String rawId(Property property) {
        if (property.id() != null) {
            return property.id();
        }
        return property.type() == PropertyType.TITLE ? "title" : workspace.ids.nextProperty();
    }

    SchemaEntry require(String property) {
        SchemaEntry entry = find(property);
        if (entry == null) {
            throw new IllegalArgumentException("There is no property " + property);
        }
        return entry;
    }

    /** By name, or by id, encoded or not; null if there is none. */
    SchemaEntry find(String property) {
        for (SchemaEntry entry : entries) {
            if (entry.name().equals(property) || entry.id.equals(property) || entry.rawId.equals(property)) {
                return entry;
            }
        }
        return null;
    }

    SchemaEntry title() {
        return entries.get(entries.size() - 1);
    }

    Object[] cells(Map<String, ?> values) {
        Object[] cells = new Object[slots];
        values.forEach((property, value) -> {
            SchemaEntry entry = require(property);
            cells[entry.slot] = CellValues.kept(entry, value);
        });
        return cells;
    }

    int nextNumber() {
        return ++numbers;
    }

    List<SchemaEntry> entries() {
        return entries;
    }

    List<SchemaEntry> pairedRelations() {
        return pairedRelations;
    }

    TreeSet<PageState> byCreation() {
        return byCreation;
    }

    TreeSet<PageState> byEdit() {
        return byEdit;
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    int created() {
        return created;
    }

    int edited() {
        return edited;
    }

    boolean isInTrash() {
        return inTrash;
    }

    boolean isShared() {
        return shared;
    }
}
