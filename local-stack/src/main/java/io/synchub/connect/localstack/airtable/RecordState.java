/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.Arrays;

/** A record at one moment. Immutable, so that lists may go on behind one that has changed; small, so that a million fit. */
final class RecordState {
    /** Grows with each record of any table; its id follows from it. */
    final long number;
    /** In milliseconds since 1970, as all times here. */
    final long created;

    final int autoNumber;
    final User createdBy;
    /** Null for a record that was never edited. */
    final Edits edits;
    /** By slot of the field; shorter when the last ones are empty. */
    final Object[] cells;

    /** The last edits. */
    static final class Edits {
        final long at;
        final User by;
        /** When each field was edited; 0 for never; may be shorter. */
        private final long[] bySlot;

        Edits(long at, User by, long... bySlot) {
            this.at = at;
            this.by = by;
            this.bySlot = bySlot;
        }

        /** 0 for never. */
        long at(FieldEntry field) {
            return field.slot < bySlot.length ? bySlot[field.slot] : 0;
        }
    }

    RecordState(long number, long created, int autoNumber, User createdBy, Edits edits, Object[] cells) {
        this.number = number;
        this.created = created;
        this.autoNumber = autoNumber;
        this.createdBy = createdBy;
        this.edits = edits;
        this.cells = cells;
    }

    String id() {
        return Ids.record(number);
    }

    Object cell(int slot) {
        return slot < cells.length ? cells[slot] : null;
    }

    /** After an edit by a user. */
    RecordState edited(int slot, Object value, User by, long at) {
        int known = edits == null ? 0 : edits.bySlot.length;
        long[] bySlot = edits == null ? new long[slot + 1] : Arrays.copyOf(edits.bySlot, Math.max(known, slot + 1));
        bySlot[slot] = at;
        return new RecordState(number, created, autoNumber, createdBy, new Edits(at, by, bySlot), put(slot, value));
    }

    /** With another cell, without an edit. */
    RecordState with(int slot, Object value) {
        return new RecordState(number, created, autoNumber, createdBy, edits, put(slot, value));
    }

    private Object[] put(int slot, Object value) {
        Object[] changed = Arrays.copyOf(cells, Math.max(cells.length, slot + 1));
        changed[slot] = value;
        return changed;
    }
}
