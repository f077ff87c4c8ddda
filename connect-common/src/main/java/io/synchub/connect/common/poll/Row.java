/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.schema.Table;
import java.util.Objects;

/**
 * A row as one answer of the API showed it.
 *
 * <p>Immutable by agreement: nobody changes the cells of a row that was handed on.
 */
public final class Row {
    private final String id;
    private final long orderKey;
    private final Table table;
    private final Object[] cells;
    private final boolean cut;

    /**
     * @param id never changes
     * @param orderKey the row's place in a pass, from 0 to 2^32 - 1; never changes; 0 for all rows of a platform without one
     * @param table the description that the cells follow
     * @param cells one for each field of the table, of the class that its {@link io.synchub.connect.common.schema.Kind} names,
     *     or null
     * @param cut whether the answer held only a part of some cell, which {@link TableReader#complete} can read
     */
    public Row(String id, long orderKey, Table table, Object[] cells, boolean cut) {
        this.id = Objects.requireNonNull(id);
        this.orderKey = orderKey;
        this.table = table;
        this.cells = cells;
        this.cut = cut;
        if (cells.length != table.fields().size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells for " + table.fields().size() + " fields");
        }
    }

    public String id() {
        return id;
    }

    public long orderKey() {
        return orderKey;
    }

    public Table table() {
        return table;
    }

    public Object cell(int index) {
        return cells[index];
    }

    public boolean cut() {
        return cut;
    }

    /** A copy of the cells. */
    public Object[] cells() {
        return cells.clone();
    }
}
