/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of changes to one table that two statements can carry out: first the deletes, then the writes, which all have
 * one layout. At most one delete and one write for each key.
 */
public final class Segment {
    private final RowLayout keyLayout;
    private final Map<RowKey, RowChange> deletes = new LinkedHashMap<>();
    private final Map<RowKey, RowChange> writes = new LinkedHashMap<>();
    private final List<RowChange> keyless = new ArrayList<>();
    private RowLayout writeLayout;

    Segment(RowLayout first) {
        this.keyLayout = first.keyLayout();
    }

    /** Whether rows of this layout may be written in this segment. */
    boolean takesWritesOf(RowLayout layout) {
        return writeLayout == layout || (writeLayout == null && keyLayout.hasSameKey(layout));
    }

    /** Whether rows of this layout have keys of the same columns and types: what deletes need. */
    boolean hasKeyOf(RowLayout layout) {
        return keyLayout.hasSameKey(layout);
    }

    boolean writes(RowKey key) {
        return writes.containsKey(key);
    }

    void write(RowKey key, RowChange change) {
        writeLayout = change.layout();
        if (key == null) {
            keyless.add(change);
        } else {
            writes.put(key, change);
        }
    }

    void delete(RowKey key, RowChange change) {
        writes.remove(key);
        deletes.put(key, change);
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
