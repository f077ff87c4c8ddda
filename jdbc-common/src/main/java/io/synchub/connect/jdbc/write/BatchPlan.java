/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

import io.synchub.connect.jdbc.schema.TableId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a log of changes into few statements whose effect is that of the log replayed in order: per table a list of
 * {@link Segment}s, to be carried out one after the other.
 *
 * <p>Within a segment the last write of a key wins. That is only the same as a replay when both writes name the same
 * columns, so a segment has one layout; and a record goes to the newest segment of its layout unless its key has been
 * touched in a later one. Keys of other columns or types can not be told apart from those here, so no record passes
 * the first that has such a key. With {@link WriteMode#INSERT} a key is never written twice in a segment: a repeated key must
 * reach the database, which refuses it. What {@link WriteMode#INSERT_IGNORE} and {@link UpdateWhen#NEWER} change is in
 * {@link Segment}. A truncation drops what the batch has for its table before it; one that marks the rows as deleted marks
 * those too. Nothing passes either.
 */
public final class BatchPlan {

    private static final class TablePlan {
        private final List<Segment> segments = new ArrayList<>();
        private final Map<RowLayout, Integer> newestOfLayout = new IdentityHashMap<>();
        /** Where each key was touched last; empty while there is but one segment. */
        private final Map<RowKey, Integer> newestOfKey = new HashMap<>();
        /** The first segment since the key's columns or their types last changed: nothing may go before it. */
        private int oldestOpen;
    }

    private final Map<TableId, TablePlan> tables = new LinkedHashMap<>();

    private final boolean keepsOrder;

    private BatchPlan(boolean keepsOrder) {
        this.keepsOrder = keepsOrder;
    }

    /** Plans the changes in the order given. */
    public static BatchPlan of(Collection<RowChange> log) {
        return of(log, false);
    }

    /**
     * The same for keys of which the table may make one though they differ: the writes of a segment stay in the order of
     * their last change, and not in that of their keys.
     */
    public static BatchPlan inOrderOf(Collection<RowChange> log) {
        return of(log, true);
    }

    private static BatchPlan of(Collection<RowChange> log, boolean keepsOrder) {
        BatchPlan plan = new BatchPlan(keepsOrder);
        log.forEach(plan::add);
        return plan;
    }

    /** The tables, in the order in which the log first names them. */
    public Collection<TableId> tables() {
        return tables.keySet();
    }

    /** What is to be done to a table, in order. */
    public List<Segment> segments(TableId table) {
        return tables.get(table).segments;
    }

    private void add(RowChange change) {
        if (change.operation() == RowChange.Operation.TRUNCATE) {
            truncate(change);
            return;
        }
        TablePlan table = tables.computeIfAbsent(change.table(), id -> new TablePlan());
        RowKey key = change.key();
        int index = change.operation() == RowChange.Operation.DELETE
                ? placeOfDelete(table, change.layout(), key)
                : placeOfWrite(table, change, key);
        if (index < table.oldestOpen) {
            index = open(table, change.layout());
        }
        if (change.operation() == RowChange.Operation.DELETE) {
            table.segments.get(index).delete(key, change);
        } else {
            table.segments.get(index).write(key, change);
            table.newestOfLayout.put(change.layout(), index);
        }
        if (key != null && table.segments.size() > 1) {
            table.newestOfKey.put(key, index);
        }
    }

    private void truncate(RowChange change) {
        boolean onlyMarks = !change.layout().columns().isEmpty();
        TablePlan table = onlyMarks ? tables.computeIfAbsent(change.table(), id -> new TablePlan()) : new TablePlan();
        table.oldestOpen = table.segments.size();
        table.segments.add(Segment.truncation(change));
        tables.put(change.table(), table);
    }

    private int open(TablePlan table, RowLayout layout) {
        int index = table.segments.size();
        if (index == 1) {
            table.segments.get(0).keys().forEach(key -> table.newestOfKey.put(key, 0));
        }
        if (index > 0 && !table.segments.get(index - 1).hasKeyOf(layout)) {
            table.oldestOpen = index;
        }
        table.segments.add(new Segment(layout, keepsOrder));
        return index;
    }

    private static int placeOfWrite(TablePlan table, RowChange change, RowKey key) {
        RowLayout layout = change.layout();
        int last = table.segments.size() - 1;
        int index = last >= 0 && table.segments.get(last).takesWritesOf(layout)
                ? last
                : table.newestOfLayout.getOrDefault(layout, -1);
        if (index < 0 || key == null) {
            return index;
        }
        boolean touchedLater = table.newestOfKey.getOrDefault(key, -1) > index;
        return touchedLater || !table.segments.get(index).canCompact(key, change) ? -1 : index;
    }

    private static int placeOfDelete(TablePlan table, RowLayout layout, RowKey key) {
        Integer touched = table.newestOfKey.get(key);
        int index = touched != null ? touched : table.segments.size() - 1;
        return index >= 0 && table.segments.get(index).hasKeyOf(layout) ? index : -1;
    }
}
