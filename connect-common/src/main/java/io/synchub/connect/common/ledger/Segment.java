/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.util.Comparator;

/** One write as a slot holds it, or will hold it: which rows it names, and how many of its entries are the newest of their rows. */
final class Segment {
    private static final int[] NO_ROWS = {};

    static final Comparator<Segment> BY_AGE = Comparator.<Segment>comparingLong(s -> s.epoch)
            .thenComparingLong(s -> s.seq)
            .thenComparingInt(s -> s.slot);
    static final Comparator<Segment> BY_WEIGHT =
            Comparator.<Segment>comparingInt(s -> s.weight).thenComparing(BY_AGE);
    static final Comparator<Segment> BY_END =
            Comparator.<Segment>comparingLong(s -> s.freeAfter).thenComparing(BY_AGE);

    /** Both 0 for a slot that holds nothing. */
    final long epoch;

    final long seq;
    final int slot;

    /** What the slot holds as long as this write is not durable. */
    final long epochBefore;

    final long seqBefore;

    /** How many records carry it. */
    int records;

    /** The progress of the write; dropped once a later base stands for it. */
    String progress;

    /** The rows that it names, dead entries counted; -1 for a grave that is forgotten. */
    int[] rows = NO_ROWS;

    int live;

    /** Graves among the live entries that nothing else in any slot needs. */
    int droppable;

    /** Bytes that a write which absorbs this one would copy. */
    int weight;

    /** Not newer than base: it may be absorbed. */
    boolean settled;

    /** None of its entries is the newest any more. */
    boolean isEmptied;

    boolean durable;

    /** It never came; its entries ride on later writes. */
    boolean lost;

    /** A reading missed it though all its records had been acknowledged and a later write was there. */
    boolean missed;

    /** The write that took the slot of this lost one; 0: none yet. */
    long successor;

    /** The write with which all entries of this lost one were written again; 0: not yet. */
    long carried;

    /** The newest write that took an entry over. Once nothing is left and base has reached that, the slot is free. */
    long freeAfter;

    Segment(long epoch, long seq, int slot, long epochBefore, long seqBefore) {
        this.epoch = epoch;
        this.seq = seq;
        this.slot = slot;
        this.epochBefore = epochBefore;
        this.seqBefore = seqBefore;
    }

    /** When all writes up to this one are there, a lost write is not missed any more; {@link Long#MAX_VALUE}: not known yet. */
    long replacedBy() {
        return successor == 0 || carried == 0 ? Long.MAX_VALUE : Math.max(successor, carried);
    }

    static Segment empty(int slot) {
        return new Segment(0, 0, slot, 0, 0);
    }

    /** What this slot adds to the checksum of what the slots hold. A slot that holds nothing adds nothing. */
    static long checksum(int slot, long epoch, long seq) {
        return epoch == 0 ? 0 : Mixing.mix(Mixing.mix(Mixing.mix(epoch) + seq) + slot + 1);
    }

    long checksum() {
        return checksum(slot, epoch, seq);
    }

    long checksumBefore() {
        return checksum(slot, epochBefore, seqBefore);
    }
}
