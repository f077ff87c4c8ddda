/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.delivery;

import io.synchub.connect.jdbc.sink.delivery.OffsetTable.Stored;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * How far one assigned partition is: claimed or not, written up to here, read up to there. For the task's thread. After
 * a failed write it is in doubt whether that was committed, until the partition has been claimed again.
 *
 * <pre>
 * fresh ──claim──▶ rewinding ──next poll──▶ claimed
 *       └──────────── no offset is stored ────▲
 * </pre>
 */
final class Position {
    private enum State {
        FRESH,
        REWINDING,
        CLAIMED
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
    /** What {@link #stored} will be after the write under way. */
    private long target;
    /** The first record that was passed over because the partition was not claimed. */
    private long passedOver = NONE;
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

    /** Whether this task has claimed the partition before: then it may only be claimed again if nobody else has. */
    boolean hasEpoch() {
        return state != State.FRESH;
    }

    long epoch() {
        return epoch;
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
        if (fresh) {
            if (stored != null) {
                sentTo = stored;
                return rewound(stored);
            }
            return passedOver == NONE ? OptionalLong.empty() : rewound(passedOver);
        }
        boolean known = stored == null
                || Objects.equals(stored, before)
                || (before == null || stored > before) && stored <= next;
        if (known) {
            // Either the failed write was committed or not: what the buffer holds from there on is still to be written.
            return OptionalLong.empty();
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
        }
    }

    boolean accept(long offset) {
        if (state == State.FRESH) {
            passedOver = passedOver == NONE ? offset : Math.min(passedOver, offset);
            return false;
        }
        if (state == State.REWINDING) {
            // From the same poll: it comes again, or is written already.
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
        return state != State.REWINDING && (stored == null || offset >= stored);
    }

    void begin(Long firstLeft) {
        target = firstLeft == null ? next : firstLeft;
    }

    /** Whether the write under way brings this partition forward. */
    boolean advances() {
        return state == State.CLAIMED && target > (stored == null ? 0 : stored);
    }

    long target() {
        return target;
    }

    void written() {
        if (advances()) {
            stored = target;
        }
    }

    void failed() {
        inDoubt = state != State.FRESH;
    }

    /** Whether records were read that have no row and no stored offset yet. */
    boolean isAhead() {
        return state == State.CLAIMED && next > (stored == null ? 0 : stored);
    }

    /** What may be committed of an offered position; empty where nothing is known to be written. */
    OptionalLong committable(long offered) {
        if (state == State.FRESH || state == State.REWINDING) {
            // The offer counts records that were passed over.
            return OptionalLong.empty();
        }
        // Beyond what was handed over are records that a transform or converter left out.
        next = Math.max(next, offered);
        return stored == null ? OptionalLong.empty() : OptionalLong.of(Math.min(stored, offered));
    }
}
