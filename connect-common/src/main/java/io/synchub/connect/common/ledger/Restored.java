/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream's state as its slots give it. See "Restoring" in DESIGN.md.
 *
 * @param newestEpoch of all that was seen; 0 when there was nothing
 */
record Restored(
        Rows rows,
        Ledger ledger,
        Slots slots,
        Optional<String> progress,
        Optional<String> packedTable,
        boolean damaged,
        long newestEpoch) {
    private static final Logger LOG = LoggerFactory.getLogger(Restored.class);
    private static final int FIRST_BLOCK = 64;
    private static final int LARGEST_BLOCK = 256;

    /**
     * So many slots behind the last known one are looked at in any case. A flush that was cut short may have left a write far behind
     * slots that hold nothing; one that is not found now would look like somebody else's later.
     */
    private static final int LOOK_AHEAD = 256;

    private static final int EPOCH_BITS = 12;

    private static final Comparator<SlotContent> BY_AGE =
            Comparator.comparingLong(SlotContent::epoch).thenComparingLong(SlotContent::seq);

    /** @param contents the oldest first */
    private record Found(List<SlotContent> contents, int slots, boolean malformed) {}

    static Restored read(OffsetStorageReader reader, String stream) {
        return of(stream, find(reader, stream, content -> true));
    }

    /** Only the newest table: much less to hold than the rows. */
    static Optional<String> packedTable(OffsetStorageReader reader, String stream) {
        List<SlotContent> holders =
                find(reader, stream, content -> tableOf(content).isPresent()).contents();
        return holders.isEmpty() ? Optional.empty() : tableOf(holders.get(holders.size() - 1));
    }

    private static Optional<String> tableOf(SlotContent content) {
        return content.closing().flatMap(SlotContent.Closing::table);
    }

    private static Found find(OffsetStorageReader reader, String stream, Predicate<SlotContent> wanted) {
        List<SlotContent> contents = new ArrayList<>();
        boolean malformed = false;
        int slots = 0;
        int from = 0;
        for (int length = FIRST_BLOCK; ; length = Math.min(LARGEST_BLOCK, length * 2)) {
            List<Map<String, Object>> partitions = new ArrayList<>(length);
            for (int slot = from; slot < from + length; slot++) {
                partitions.add(OffsetFormat.partition(stream, slot));
            }
            Map<Map<String, Object>, Map<String, Object>> offsets = reader.offsets(partitions);
            boolean any = false;
            for (int at = 0; at < length; at++) {
                Map<String, Object> offset = offsets.get(partitions.get(at));
                if (offset == null) {
                    continue;
                }
                any = true;
                try {
                    SlotContent content = OffsetFormat.read(from + at, offset);
                    if (wanted.test(content)) {
                        contents.add(content);
                    }
                    slots = Math.max(slots, content.slots());
                } catch (IllegalArgumentException e) {
                    malformed = true;
                    LOG.warn("{}: slot {} of the source offsets is malformed and is left out", stream, from + at, e);
                }
                slots = Math.max(slots, from + at + 1);
            }
            from += length;
            if (!any && from >= 2L * slots + LOOK_AHEAD) {
                contents.sort(BY_AGE);
                return new Found(contents, slots, malformed);
            }
        }
    }

    private static Restored of(String stream, Found found) {
        List<SlotContent> contents = found.contents();
        Optional<SlotContent> newest =
                contents.isEmpty() ? Optional.empty() : Optional.of(contents.get(contents.size() - 1));
        boolean damaged = found.malformed()
                || newest.isPresent()
                        && checksum(contents, newest.get()) != newest.get().checksum();
        if (damaged) {
            LOG.warn(
                    "{}: source offsets were written or removed by somebody else; the table is read again, and what differs is sent",
                    stream);
        }
        Rows rows = new Rows();
        Slots slots = new Slots(rows);
        Ledger ledger = new Ledger(rows);
        Optional<String> table = Optional.empty();
        for (SlotContent content : contents) {
            Segment segment = new Segment(
                    content.epoch(), content.seq(), content.slot(), content.epochBefore(), content.seqBefore());
            Optional<SlotContent.Closing> closing = content.closing();
            Optional<String> held = tableOf(content);
            held.ifPresent(text -> slots.table(segment, text.length()));
            if (held.isPresent()) {
                table = held;
            }
            slots.restore(segment, load(closing, segment, ledger, slots));
        }
        slots.restored(found.slots());
        Optional<String> progress = damaged ? Optional.empty() : newest.flatMap(n -> progress(contents, n));
        return new Restored(
                rows,
                ledger,
                slots,
                progress,
                table,
                damaged,
                newest.map(SlotContent::epoch).orElse(0L));
    }

    private static int[] load(Optional<SlotContent.Closing> closing, Segment segment, Ledger ledger, Slots slots) {
        if (closing.isEmpty()) {
            return new int[0];
        }
        IntStream.Builder named = IntStream.builder();
        EntryCodec.decode(
                closing.get().rows(),
                (high, low, fingerprint, key) ->
                        named.add(ledger.apply(high, low, fingerprint, key, slots, segment.seq)));
        return named.build().toArray();
    }

    /** Over what the slots held when nothing newer than this offset's base had come: as it was reckoned by who wrote this offset. */
    private static long checksum(List<SlotContent> contents, SlotContent newest) {
        long checksum = 0;
        for (SlotContent content : contents) {
            boolean newer = content.epoch() == newest.epoch() && content.seq() > newest.base();
            checksum += newer
                    ? Segment.checksum(content.slot(), content.epochBefore(), content.seqBefore())
                    : Segment.checksum(content.slot(), content.epoch(), content.seq());
        }
        return checksum;
    }

    /** Of the last write from base on before the first missing one. */
    private static Optional<String> progress(List<SlotContent> contents, SlotContent newest) {
        Map<Long, SlotContent.Closing> complete = new HashMap<>();
        for (SlotContent content : contents) {
            if (content.epoch() == newest.epoch()) {
                content.closing().ifPresent(closing -> complete.put(content.seq(), closing));
            }
        }
        Optional<String> progress = newest.baseProgress();
        for (long seq = newest.base() + 1; complete.containsKey(seq); seq++) {
            progress = Optional.of(complete.get(seq).progress());
        }
        return progress;
    }

    /**
     * Newer than all that was seen. The lowest bits are chance: of two tasks that both restored the same state, one of which is thought
     * dead, each has its own epoch, even where the clock has gone back.
     */
    long nextEpoch(long nowMillis, IntSupplier random) {
        int chance = random.getAsInt() & ((1 << EPOCH_BITS) - 1);
        return Math.max((nowMillis << EPOCH_BITS) + chance, newestEpoch + 1 + chance);
    }
}
