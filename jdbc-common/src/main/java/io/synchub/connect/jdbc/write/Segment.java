/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run of changes to one table that two statements can carry out: first the deletes, then the writes, which all have
 * one layout. At most one delete and one write for each key. Or it empties the table, and does nothing else.
 */
public final class Segment {
    private final RowLayout keyLayout;
    private final Map<RowKey, RowChange> deletes = new LinkedHashMap<>();
    private final Map<RowKey, RowChange> writes = new LinkedHashMap<>();
    private final List<RowChange> keyless = new ArrayList<>();
    private final boolean keepsOrder;
    private RowLayout writeLayout;

    private RowChange truncation;

    /** @param keepsOrder whether the writes stay in the order of the log, each at the place of its last change */
    Segment(RowLayout first, boolean keepsOrder) {
        this.keyLayout = first.keyLayout();
        this.keepsOrder = keepsOrder;
    }

    static Segment truncation(RowChange change) {
        Segment segment = new Segment(change.layout(), false);
        segment.truncation = change;
        return segment;
    }

    /** Whether rows of this layout may be written in this segment. */
    boolean takesWritesOf(RowLayout layout) {
        return truncation == null && (writeLayout == layout || (writeLayout == null && keyLayout.hasSameKey(layout)));
    }

    /** Whether rows of this layout have keys of the same columns and types: what deletes need. */
    boolean hasKeyOf(RowLayout layout) {
        return truncation == null && keyLayout.hasSameKey(layout);
    }

    /** Whether a further write of a key can be told to win or to lose against the one that is here, if there is one. */
    boolean canCompact(RowKey key, RowChange change) {
        RowChange earlier = writes.get(key);
        if (earlier == null) {
            return true;
        }
        WriteRule rule = change.layout().rule();
        if (rule.mode() == WriteMode.INSERT || (depends(rule) && mayBeMarked(earlier))) {
            return false;
        }
        return rule.when() != UpdateWhen.NEWER || Versions.comparable(version(earlier), version(change));
    }

    /** Whether an earlier write may keep a later one away. */
    private static boolean depends(WriteRule rule) {
        return rule.mode() == WriteMode.INSERT_IGNORE || rule.when() == UpdateWhen.NEWER;
    }

    /**
     * Whether a row may count as absent once it is written, since the record's own field marks it as deleted. What it
     * meets in the table decides then what comes of it, and so of the next.
     */
    private static boolean mayBeMarked(RowChange change) {
        RowLayout layout = change.layout();
        String mark = layout.rule().deletedColumn();
        if (mark == null) {
            return false;
        }
        for (int i = 0; i < change.values().length; i++) {
            if (layout.columns().get(i).name().equals(mark)) {
                Object value = change.values()[i];
                return value != null && !Boolean.FALSE.equals(value);
            }
        }
        return true;
    }

    private static Object version(RowChange change) {
        return change.values()[change.layout().indexOf(change.layout().rule().column())];
    }

    /** Whether an earlier write of the same key stays, by the layout's rule. */
    private static boolean keeps(RowChange earlier, RowChange later) {
        WriteRule rule = later.layout().rule();
        return rule.mode() == WriteMode.INSERT_IGNORE
                || (rule.when() == UpdateWhen.NEWER && Versions.isGreater(version(earlier), version(later)));
    }

    /** The keys of its deletes and writes. */
    Set<RowKey> keys() {
        Set<RowKey> keys = new HashSet<>(deletes.keySet());
        keys.addAll(writes.keySet());
        return keys;
    }

    void write(RowKey key, RowChange change) {
        writeLayout = change.layout();
        if (key == null) {
            keyless.add(change);
        } else {
            RowChange earlier = writes.get(key);
            if (earlier == null) {
                writes.put(key, change);
            } else if (!keeps(earlier, change)) {
                // Not at the place of the one that it replaces.
                writes.remove(key);
                writes.put(key, change);
            }
        }
    }

    void delete(RowKey key, RowChange change) {
        writes.remove(key);
        deletes.put(key, change);
    }

    /** The change that empties the table; null for a segment of deletes and writes. */
    public RowChange truncation() {
        return truncation;
    }

    /** The layout of {@link #deletes()}' keys. */
    public RowLayout keyLayout() {
        return keyLayout;
    }

    /** The layout of {@link #writes()}; null when there are none. */
    public RowLayout writeLayout() {
        return writeLayout;
    }

    /** The rows to delete first, in key order. */
    public List<RowChange> deletes() {
        return inKeyOrder(deletes);
    }

    /** The rows to write then: in key order, or in the order of the log where rows have no key or that was asked for. */
    public List<RowChange> writes() {
        if (!keyless.isEmpty()) {
            return List.copyOf(keyless);
        }
        return keepsOrder ? List.copyOf(writes.values()) : inKeyOrder(writes);
    }

    private static List<RowChange> inKeyOrder(Map<RowKey, RowChange> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        Collection<Map.Entry<RowKey, RowChange>> entries = changes.entrySet();
        return entries.stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }
}
