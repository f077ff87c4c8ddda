/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;

/**
 * A page at one moment. Immutable, so that a query may still see the one before while the page itself is further on; small, so
 * that a million fit into memory.
 */
final class PageState {
    static final Comparator<PageState> BY_CREATION =
            Comparator.<PageState>comparingInt(page -> page.createdMinute).thenComparingInt(page -> page.createdOrder);
    static final Comparator<PageState> BY_EDIT =
            Comparator.<PageState>comparingInt(page -> page.editedMinute).thenComparingInt(page -> page.editedOrder);

    static final byte IN_TRASH = 1;
    static final byte ARCHIVED = 2;
    static final byte LOCKED = 4;
    static final byte UNSHARED = 8;

    final UUID id;
    /** Null for a page in no table. */
    final DataSource dataSource;
    /** The page above in a wiki; null directly below the table, and for a page of the workspace. */
    final UUID parent;

    final int createdMinute;
    final int createdOrder;
    final int editedMinute;
    final int editedOrder;
    final User createdBy;
    final User editedBy;
    /** What a unique_id shows. */
    final int number;

    final byte flags;
    /** By slot of the property; shorter when the last ones are empty. A page in no table has its title at 0. */
    final Object[] cells;

    final Body body;

    PageState(Draft draft) {
        id = draft.id;
        dataSource = draft.dataSource;
        parent = draft.parent;
        createdMinute = draft.createdMinute;
        createdOrder = draft.createdOrder;
        editedMinute = draft.editedMinute;
        editedOrder = draft.editedOrder;
        createdBy = draft.createdBy;
        editedBy = draft.editedBy;
        number = draft.number;
        flags = draft.flags;
        cells = draft.cells;
        body = draft.body;
    }

    boolean is(byte flag) {
        return (flags & flag) != 0;
    }

    /** Whether a query may show it. */
    boolean isInTable() {
        return (flags & (IN_TRASH | ARCHIVED | UNSHARED)) == 0 && dataSource != null;
    }

    Object cell(int slot) {
        return slot < cells.length ? cells[slot] : null;
    }

    Draft change() {
        Draft draft = new Draft();
        draft.id = id;
        draft.dataSource = dataSource;
        draft.parent = parent;
        draft.createdMinute = createdMinute;
        draft.createdOrder = createdOrder;
        draft.editedMinute = editedMinute;
        draft.editedOrder = editedOrder;
        draft.createdBy = createdBy;
        draft.editedBy = editedBy;
        draft.number = number;
        draft.flags = flags;
        draft.cells = cells;
        draft.body = body;
        return draft;
    }

    /** A state in the making. */
    static final class Draft {
        UUID id;
        DataSource dataSource;
        UUID parent;
        int createdMinute;
        int createdOrder;
        int editedMinute;
        int editedOrder;
        User createdBy;
        User editedBy;
        int number;
        byte flags;
        Object[] cells;
        Body body = Body.EMPTY;

        void set(byte flag, boolean on) {
            flags = (byte) (on ? flags | flag : flags & ~flag);
        }

        /** The cells are copied when one differs. */
        void put(int slot, Object value) {
            int length = Math.max(cells.length, value == null ? 0 : slot + 1);
            cells = Arrays.copyOf(cells, length);
            if (slot < length) {
                cells[slot] = value;
            }
        }
    }
}
