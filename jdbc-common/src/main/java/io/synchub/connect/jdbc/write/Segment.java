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
    private RowLayout writeLayout;

    private RowChange truncation;

    Segment(RowLayout first) {
        this.keyLayout = first.keyLayout();
    }

    static Segment truncation(RowChange change) {
        Segment segment = new Segment(change.layout());
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
        if (rule.mode() == WriteMode.INSERT) {
            return false;
        }
        return rule.when() != UpdateWhen.NEWER || Versions.comparable(version(earlier), version(change));
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
            writes.merge(key, change, (earlier, later) -> keeps(earlier, later) ? earlier : later);
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

    /** The rows to write then: in key order, or in the order of the log where rows have no key. */
    public List<RowChange> writes() {
        return keyless.isEmpty() ? inKeyOrder(writes) : List.copyOf(keyless);
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
