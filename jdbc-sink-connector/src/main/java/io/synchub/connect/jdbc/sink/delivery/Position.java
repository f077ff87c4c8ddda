/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.delivery;

import io.synchub.connect.jdbc.sink.delivery.OffsetTable.Stored;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * How far one assigned partition is: claimed or not, written up to here, read up to there. For the task's thread. After
 * a failed write it is in doubt whether that was committed, until the partition has been claimed again. One that another
 * task has claimed is lost: what was read of it is dropped. If it is still assigned after a further poll it is claimed anew,
 * once.
 *
 * <pre>
 * fresh ──claim──▶ rewinding ──next poll──▶ claimed ──other epoch──▶ lost
 *   ▲   └──────────── no offset is stored ────▲                       │
 *   └───────────────────────── next poll ─────────────────────────────┘
 * </pre>
 */
final class Position {
    private enum State {
        FRESH,
        REWINDING,
        CLAIMED,
        LOST
    }

    private static final long NONE = -1;

    private final TopicPartition partition;
    private State state = State.FRESH;
    private boolean inDoubt;
    private long epoch;
    /** The first offset that is not written; null where none is stored. */
    private Long stored;
    /** The first offset that is not read. What comes from below it has been read before. */
    private long next;
    /** The lowest offset that was handed over: where to begin again when the table holds none. */
    private long lowest = NONE;
    /** Whether records were not accepted, since the partition was not claimed. */
    private boolean passedOver;

    private boolean wasLost;
    /** Where the worker was sent and no record has come from yet. */
    private long sentTo = NONE;

    Position(TopicPartition partition) {
        this.partition = partition;
    }

    TopicPartition partition() {
        return partition;
    }

    boolean isClaimDue() {
        return state == State.FRESH || inDoubt;
    }

    /** Whether this task has claimed the partition and not lost it: then it is only claimed again if nobody else has. */
    boolean hasEpoch() {
        return state == State.REWINDING || state == State.CLAIMED;
    }

    /** Whether the table had a row for the partition in this assignment. */
    boolean hadRow() {
        return state != State.FRESH || wasLost;
    }

    /** What the table holds as long as this task is the partition's owner. */
    Stored held() {
        return new Stored(stored, epoch);
    }

    /**
     * Notes that another task has claimed the partition.
     *
     * @return false when that happened before in this assignment
     */
    boolean lost() {
        state = State.LOST;
        inDoubt = false;
        boolean first = !wasLost;
        wasLost = true;
        return first;
    }

    /**
     * Takes what the table holds after a claim.
     *
     * @return where the worker is to go on reading, if not where it is
     */
    OptionalLong claimed(Stored row) {
        boolean fresh = state == State.FRESH;
        Long before = stored;
        state = State.CLAIMED;
        inDoubt = false;
        epoch = row.epoch();
        stored = row.nextOffset();
        boolean known = fresh
                ? stored == null && !passedOver
                : Objects.equals(stored, before)
                        || (stored != null && (before == null || stored > before) && stored <= next);
        passedOver = false;
        if (known) {
            // Either the failed write was committed or not: what the buffer holds from there on is still to be written.
            return OptionalLong.empty();
        }
        if (stored == null) {
            // The table was set back to before its first offset. What was read of the partition began there.
            return lowest == NONE ? OptionalLong.empty() : rewound(lowest);
        }
        sentTo = stored;
        return rewound(stored);
    }

    private OptionalLong rewound(long offset) {
        state = State.REWINDING;
        next = offset;
        return OptionalLong.of(offset);
    }

    void polled() {
        if (state == State.REWINDING) {
            state = State.CLAIMED;
        } else if (state == State.LOST) {
            state = State.FRESH;
            // Whatever was read is dropped.
            passedOver = true;
        }
    }

    boolean accept(long offset) {
        lowest = lowest == NONE ? offset : Math.min(lowest, offset);
        if (state != State.CLAIMED) {
            // Where the worker is sent back it comes again, or is written already.
            passedOver |= state == State.FRESH;
            return false;
        }
        if (offset < next) {
            if (offset < sentTo) {
                throw new ConnectException("Topic " + partition.topic() + ", partition " + partition.partition()
                        + " was to be read from offset " + sentTo + ", but Kafka handed over offset " + offset
                        + ": the topic does not reach that far. It was created anew or lost records. Stop the connector"
                        + " and set its offsets through Connect's REST API: to null if the topic is read from its"
                        + " beginning, else to the offset to go on from");
            }
            return false;
        }
        sentTo = NONE;
        next = offset + 1;
        return true;
    }

    boolean isPending(long offset) {
        return state == State.CLAIMED && (stored == null || offset >= stored);
    }

    /**
     * What a write that begins now brings the partition to; empty where it stays.
     *
     * @param firstLeft the first offset that is read and will not be written; null for none
     */
    OptionalLong target(Long firstLeft) {
        long target = firstLeft == null ? next : firstLeft;
        return state == State.CLAIMED && target > (stored == null ? 0 : stored)
                ? OptionalLong.of(target)
                : OptionalLong.empty();
    }

    void written(long target) {
        stored = target;
    }

    void failed() {
        inDoubt = hasEpoch();
    }

    /** Whether records were read that have no row and no stored offset yet. */
    boolean isAhead() {
        return state == State.CLAIMED && next > (stored == null ? 0 : stored);
    }

    /** What may be committed of an offered position; empty where nothing is known to be written. */
    OptionalLong committable(long offered) {
        if (state != State.CLAIMED) {
            // The offer counts records that were passed over.
            return OptionalLong.empty();
        }
        // Beyond what was handed over are records that a transform or converter left out.
        next = Math.max(next, offered);
        return stored == null ? OptionalLong.empty() : OptionalLong.of(Math.min(stored, offered));
    }
}
