/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.nio.BufferUnderflowException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;

/** What source partitions and offsets look like. See "State: the segment log" in DESIGN.md. */
public final class OffsetFormat {
    static final int VERSION = 1;

    static final String STREAM = "stream";
    static final String SLOT = "slot";
    static final String FORMAT = "v";
    static final String EPOCH = "epoch";
    static final String SEQ = "seq";
    static final String BASE = "base";
    static final String BASE_PROGRESS = "base_progress";
    static final String SLOTS = "slots";
    static final String LIVE = "live";
    static final String EPOCH_BEFORE = "epoch_before";
    static final String SEQ_BEFORE = "seq_before";
    static final String PROGRESS = "progress";
    static final String ROWS = "rows";
    static final String TABLE = "table";

    private OffsetFormat() {}

    /**
     * Checks what somebody wants the offsets to be. A null offset removes the slot, and is always right.
     *
     * @throws ConnectException saying what is wrong, and where
     */
    public static void check(Map<String, ?> partition, Map<String, ?> offset) {
        int slot = checkPartition(partition);
        if (offset != null) {
            try {
                read(slot, offset);
            } catch (IllegalArgumentException e) {
                throw new ConnectException(
                        "The offset of " + partition + " is none that this connector writes: " + e.getMessage()
                                + ". Use null to remove it, for all slots of a stream to read its table from the beginning",
                        e);
            }
        }
    }

    private static int checkPartition(Map<String, ?> partition) {
        String wanted = "; it must have \"stream\", the id of a table, and \"slot\", a whole number from 0 on";
        if (partition == null || !partition.keySet().equals(Set.of(STREAM, SLOT))) {
            throw new ConnectException("The source partition " + partition + " is none of this connector" + wanted);
        }
        if (!(partition.get(STREAM) instanceof String stream) || stream.isEmpty()) {
            throw new ConnectException("\"stream\" of the source partition " + partition + " is no text" + wanted);
        }
        Object slot = partition.get(SLOT);
        if (!isWhole(slot) || ((Number) slot).longValue() < 0 || ((Number) slot).longValue() >= Rows.MAX_SLOTS) {
            throw new ConnectException("\"slot\" of the source partition " + partition + " is no slot" + wanted);
        }
        return ((Number) slot).intValue();
    }

    /**
     * A slot's source partition. Connect writes it as JSON in the map's own order, and finds it again by those bytes: so the order must
     * be the same in every JVM, and that in which Connect's REST API shows and takes it. Both is true of a {@link HashMap}; it is not
     * of {@link Map#of}.
     */
    static Map<String, Object> partition(String stream, int slot) {
        Map<String, Object> partition = new HashMap<>();
        partition.put(STREAM, stream);
        partition.put(SLOT, (long) slot);
        return partition;
    }

    static Map<String, Object> open(
            Segment segment, long base, Optional<String> baseProgress, int slots, long checksum) {
        Map<String, Object> offset = new HashMap<>();
        offset.put(FORMAT, (long) VERSION);
        offset.put(EPOCH, segment.epoch);
        offset.put(SEQ, segment.seq);
        offset.put(BASE, base);
        baseProgress.ifPresent(progress -> offset.put(BASE_PROGRESS, progress));
        offset.put(SLOTS, (long) slots);
        offset.put(LIVE, checksum);
        offset.put(EPOCH_BEFORE, segment.epochBefore);
        offset.put(SEQ_BEFORE, segment.seqBefore);
        return offset;
    }

    static Map<String, Object> last(Map<String, Object> open, String progress, byte[] rows, Optional<String> table) {
        Map<String, Object> offset = new HashMap<>(open);
        offset.put(PROGRESS, progress);
        offset.put(ROWS, Base64.getEncoder().encodeToString(rows));
        table.ifPresent(text -> offset.put(TABLE, text));
        return offset;
    }

    /**
     * @throws IllegalArgumentException when it is malformed, with the reason
     * @throws ConnectException when a later version of this connector wrote it
     */
    static SlotContent read(int slot, Map<String, ?> offset) {
        long version = number(offset, FORMAT, 1);
        if (version != VERSION) {
            throw new ConnectException(
                    "A source offset has format " + version + ", and this version of the connector knows " + VERSION
                            + " only. Install the version that wrote it, or reset the connector's offsets");
        }
        return new SlotContent(
                slot,
                number(offset, EPOCH, 1),
                number(offset, SEQ, 1),
                number(offset, BASE, 0),
                text(offset, BASE_PROGRESS),
                (int) Math.min(Rows.MAX_SLOTS, number(offset, SLOTS, 1)),
                number(offset, LIVE, Long.MIN_VALUE),
                number(offset, EPOCH_BEFORE, 0),
                number(offset, SEQ_BEFORE, 0),
                closing(offset));
    }

    private static Optional<SlotContent.Closing> closing(Map<String, ?> offset) {
        Optional<String> progress = text(offset, PROGRESS);
        Optional<String> rows = text(offset, ROWS);
        Optional<String> table = text(offset, TABLE);
        if (progress.isEmpty() && rows.isEmpty() && table.isEmpty()) {
            return Optional.empty();
        }
        if (progress.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "It has one of \"" + PROGRESS + "\" and \"" + ROWS + "\" without the other");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(rows.get());
            EntryCodec.decode(bytes, (high, low, fingerprint, key) -> {});
            table.ifPresent(DeflatedText::inflate);
            return Optional.of(new SlotContent.Closing(progress.get(), bytes, table));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("\"" + ROWS + "\" ends in the middle of an entry", e);
        }
    }

    /** @return the seq when a task of this epoch wrote the offset, else 0 */
    static long seq(Map<String, ?> offset, long epoch) {
        boolean own = isWhole(offset.get(EPOCH)) && isWhole(offset.get(SEQ)) && number(offset, EPOCH, 0) == epoch;
        return own ? number(offset, SEQ, 0) : 0;
    }

    static boolean isLast(Map<String, ?> offset) {
        return offset.containsKey(PROGRESS);
    }

    private static long number(Map<String, ?> offset, String name, long least) {
        Object value = offset.get(name);
        if (!isWhole(value) || ((Number) value).longValue() < least) {
            throw new IllegalArgumentException("\"" + name + "\" is " + value + ", not a whole number"
                    + (least == Long.MIN_VALUE ? "" : " from " + least + " on"));
        }
        return ((Number) value).longValue();
    }

    private static Optional<String> text(Map<String, ?> offset, String name) {
        Object value = offset.get(name);
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException("\"" + name + "\" is no text");
        }
        return Optional.ofNullable((String) value);
    }

    // JSON without a schema gives a Long or an Integer, as it pleases.
    private static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer;
    }
}
