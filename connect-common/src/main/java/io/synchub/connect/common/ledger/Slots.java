/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * What each slot holds, who owns each row's newest entry, and which slot may be written next. Its rules are those of "State: the
 * segment log" in DESIGN.md.
 */
final class Slots {
    /** About what an entry takes. */
    static final int ENTRY_BYTES = 24;

    private final Rows rows;
    private final List<Segment> contents = new ArrayList<>();
    private final TreeSet<Segment> mergeable = new TreeSet<>(Segment.BY_WEIGHT);
    private final PriorityQueue<Segment> emptied = new PriorityQueue<>(Segment.BY_END);
    private final PriorityQueue<Segment> free = new PriorityQueue<>(Segment.BY_AGE);
    private final ArrayDeque<Segment> lost = new ArrayDeque<>();
    private final ArrayDeque<Integer> waiting = new ArrayDeque<>();

    private Segment tableHolder;
    private int tableBytes;
    private boolean tableWaiting;
    private long checksum;
    private long physicalEntries;
    private long ownedEntries;
    private long droppableGraves;

    Slots(Rows rows) {
        this.rows = rows;
    }

    int size() {
        return contents.size();
    }

    /** Over what the slots hold when nothing that is newer than base has come. */
    long checksum() {
        return checksum;
    }

    /** Takes a slot's content as it was read; contents come in the order in which they were written. */
    void restore(Segment segment, int[] named) {
        while (contents.size() <= segment.slot) {
            contents.add(Segment.empty(contents.size()));
        }
        contents.set(segment.slot, segment);
        segment.settled = true;
        checksum += segment.checksum();
        fill(segment, named);
    }

    /** All that there is was taken. What has no newest entry is free at once: all of it is durable. */
    void restored(int slots) {
        while (contents.size() < slots) {
            contents.add(Segment.empty(contents.size()));
        }
        free.addAll(emptied);
        emptied.clear();
        for (Segment segment : contents) {
            if (segment.epoch == 0) {
                free.add(segment);
            }
        }
    }

    /**
     * The slot of the next write. First the slot of a write that never came: until something later stands in it, what it holds is
     * not known. Then the free slot with the oldest content, so that what graves must outlive goes first. Else a new one.
     */
    Segment take(long epoch, long seq) {
        Segment before = lost.isEmpty() ? free.poll() : lost.poll();
        if (before == null) {
            if (contents.size() == Rows.MAX_SLOTS) {
                throw new IllegalStateException("A stream has at most " + Rows.MAX_SLOTS + " slots");
            }
            before = Segment.empty(contents.size());
            contents.add(before);
        }
        for (int row : before.rows) {
            if (row >= 0) {
                noLongerIn(row);
            }
        }
        before.successor = seq;
        Segment taken = before.lost
                ? new Segment(epoch, seq, before.slot, before.epochBefore, before.seqBefore)
                : new Segment(epoch, seq, before.slot, before.epoch, before.seq);
        contents.set(before.slot, taken);
        return taken;
    }

    /** The row's entry is no longer the newest: the write with this number takes it over. */
    void release(int row, long seq) {
        int owner = rows.owner(row);
        if (owner < Rows.WAITING) {
            Segment segment = contents.get(owner);
            unless(row, segment);
            ownedEntries--;
            segment.live--;
            segment.freeAfter = Math.max(segment.freeAfter, seq);
            reweigh(segment);
        }
        rows.owner(row, Rows.NOBODY);
    }

    /** The segment is complete: these are the rows that it names. */
    void fill(Segment segment, int[] named) {
        segment.rows = named;
        segment.live += named.length;
        physicalEntries += named.length;
        ownedEntries += named.length;
        for (int row : named) {
            rows.owner(row, segment.slot);
            rows.countUp(row);
            when(row, segment);
        }
        if (isEmpty(segment)) {
            segment.freeAfter = Math.max(segment.freeAfter, segment.seq);
        }
        reweigh(segment);
    }

    /** The segment holds the newest table now. */
    void table(Segment segment, int bytes) {
        Segment before = tableHolder;
        tableHolder = segment;
        tableBytes = bytes;
        tableWaiting = false;
        if (before != null) {
            before.freeAfter = Math.max(before.freeAfter, segment.seq);
            reweigh(before);
        }
    }

    boolean holdsTable(Segment segment) {
        return tableHolder == segment;
    }

    /** The write that held the newest table never came. */
    boolean isTableWaiting() {
        return tableWaiting;
    }

    /** Rows whose newest entry was in a write that never came. Some may have been written again since; see {@link #isWaiting}. */
    ArrayDeque<Integer> waiting() {
        return waiting;
    }

    boolean isWaiting(int row) {
        return rows.owner(row) == Rows.WAITING;
    }

    /** Writes that may be absorbed, the lightest first. */
    TreeSet<Segment> mergeable() {
        return mergeable;
    }

    /** Its live entries, without the graves that may be forgotten. */
    int[] live(Segment segment) {
        return Arrays.stream(segment.rows)
                .filter(row -> row >= 0 && rows.owner(row) == segment.slot && !isDroppable(row))
                .toArray();
    }

    /** Forgets the graves of this segment that nothing else in any slot needs; the write with this number goes without them. */
    void dropGraves(Segment segment, long seq) {
        for (int at = 0; at < segment.rows.length; at++) {
            int row = segment.rows[at];
            if (row >= 0 && rows.owner(row) == segment.slot && isDroppable(row)) {
                release(row, seq);
                segment.rows[at] = -1;
                rows.remove(row);
            }
        }
    }

    /**
     * When dead entries and graves that may go exceed a third of everything: the write that has most of them. Copying it costs at
     * most two live entries for each that goes.
     */
    Optional<Segment> wasteful() {
        long dead = physicalEntries - ownedEntries;
        if (3 * ENTRY_BYTES * (dead + droppableGraves) <= ENTRY_BYTES * physicalEntries + tableBytes) {
            return Optional.empty();
        }
        Segment most = null;
        for (Segment segment : mergeable) {
            if (waste(segment) > (most == null ? 0 : waste(most)) && 2 * waste(segment) >= segment.weight) {
                most = segment;
            }
        }
        return Optional.ofNullable(most);
    }

    private static int waste(Segment segment) {
        return ENTRY_BYTES * (segment.rows.length - segment.live + segment.droppable);
    }

    /** Base has reached this write. */
    void settle(Segment segment) {
        segment.settled = true;
        if (!segment.lost) {
            checksum += segment.checksum() - segment.checksumBefore();
            reweigh(segment);
        }
    }

    /** Frees the slots whose entries all stand in writes not newer than base. */
    void free(long base) {
        while (!emptied.isEmpty() && emptied.peek().freeAfter <= base) {
            free.add(emptied.poll());
        }
    }

    /** The write never came: what it said must be written again, and something else must be written into its slot. */
    void lose(Segment segment) {
        segment.lost = true;
        if (!emptied.remove(segment)) {
            physicalEntries -= segment.rows.length;
        }
        for (int row : segment.rows) {
            boolean owned = rows.owner(row) == segment.slot;
            noLongerIn(row);
            if (owned) {
                unless(row, segment);
                ownedEntries--;
                rows.owner(row, Rows.WAITING);
                waiting.add(row);
            }
        }
        segment.rows = new int[0];
        segment.live = 0;
        if (tableHolder == segment) {
            tableHolder = null;
            tableWaiting = true;
        }
        lost.add(segment);
    }

    private void noLongerIn(int row) {
        int owner = rows.owner(row);
        Segment segment = owner < Rows.WAITING ? contents.get(owner) : null;
        if (segment != null) {
            unless(row, segment);
        }
        rows.countDown(row);
        if (segment != null) {
            when(row, segment);
        }
    }

    private boolean isEmpty(Segment segment) {
        return segment.live == 0 && tableHolder != segment;
    }

    private void reweigh(Segment segment) {
        mergeable.remove(segment);
        segment.weight = segment.live * ENTRY_BYTES + (tableHolder == segment ? tableBytes : 0);
        if (segment.lost) {
            return;
        }
        if (!isEmpty(segment)) {
            if (segment.settled) {
                mergeable.add(segment);
            }
        } else if (!segment.isEmptied) {
            segment.isEmptied = true;
            physicalEntries -= segment.rows.length;
            emptied.add(segment);
        }
    }

    private boolean isDroppable(int row) {
        return rows.fingerprint(row) == Entry.GRAVE && rows.count(row) == 1;
    }

    private void when(int row, Segment owner) {
        if (isDroppable(row)) {
            owner.droppable++;
            droppableGraves++;
        }
    }

    private void unless(int row, Segment owner) {
        if (isDroppable(row)) {
            owner.droppable--;
            droppableGraves--;
        }
    }
}
