/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * A stream's ledger, progress and table as a log of writes in Connect's source offsets. See "State: the segment log" in DESIGN.md.
 *
 * <p>Confined to the thread of its stream, but for {@link #acknowledged}. What {@link #append} returns must be sent, in the order in
 * which it was appended: from then on the state in memory takes it for sent. After a restart, the progress that is restored is that
 * of a write of which, and of all before which, every record was delivered.
 */
public final class SegmentLog {
    /** The most entries of one write. */
    public static final int MAX_ENTRIES = 1_000;

    private final String stream;
    private final long epoch;
    private final int limit;
    private final Rows rows;
    private final Ledger ledger;
    private final Slots slots;
    private final UnderWay underWay;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final Optional<String> progress;
    private final boolean damaged;

    private long lastSeq;
    private Optional<String> table;
    private String packedTable;

    private SegmentLog(String stream, OffsetStorageReader reader, Restored restored, long epoch, int limit) {
        this.limit = limit;
        this.stream = stream;
        this.epoch = epoch;
        this.rows = restored.rows();
        this.ledger = restored.ledger();
        this.slots = restored.slots();
        this.progress = restored.progress();
        this.damaged = restored.damaged();
        this.packedTable = restored.packedTable().orElse("");
        this.table = restored.packedTable().map(DeflatedText::inflate);
        this.underWay = new UnderWay(stream, reader, slots, acknowledgements, progress);
    }

    /**
     * Reads a stream's slots back. A stream that has none begins: an empty ledger, and no progress.
     *
     * @param nowMillis the wall clock; it may have gone back
     */
    public static SegmentLog restore(OffsetStorageReader reader, String stream, long nowMillis) {
        return restore(
                reader, stream, nowMillis, () -> ThreadLocalRandom.current().nextInt(), OffsetSize.LIMIT);
    }

    static SegmentLog restore(
            OffsetStorageReader reader, String stream, long nowMillis, IntSupplier random, int limit) {
        Restored restored = Restored.read(reader, stream);
        return new SegmentLog(stream, reader, restored, restored.nextEpoch(nowMillis, random), limit);
    }

    /** The newest table of a stream, for those who want nothing else of it. */
    public static Optional<String> readTable(OffsetStorageReader reader, String stream) {
        return Restored.packedTable(reader, stream).map(DeflatedText::inflate);
    }

    public Ledger ledger() {
        return ledger;
    }

    /** The progress that was restored; empty when there is none, or none that can be trusted. */
    public Optional<String> progress() {
        return progress;
    }

    /** The newest table, appended ones included. */
    public Optional<String> table() {
        return table;
    }

    /** Somebody else wrote or removed offsets of this stream: what is known is a ledger to compare with, and no progress. */
    public boolean damaged() {
        return damaged;
    }

    /**
     * Applies the entries to the ledger and makes them the next write, with what it absorbs. Of several entries of a row the last one
     * counts.
     *
     * @param entries at most {@link #MAX_ENTRIES}
     * @param records how many records will carry the write: at least one, whatever the number of entries
     * @param progress as of this write, JSON
     * @param newTable JSON; empty when it is as before
     * @throws IllegalStateException when the table (or else the progress) is too large for an offset; nothing has changed then
     */
    public Write append(List<Entry> entries, int records, String progress, Optional<String> newTable) {
        if (records < 1) {
            throw new IllegalArgumentException("State moves only with a record");
        }
        Map<RowId, Entry> own = newest(entries);
        Optional<String> packed =
                newTable.filter(text -> !table.equals(newTable)).map(DeflatedText::of);
        InHand inHand = new InHand(rows, room(own, progress, packed));

        Segment segment = slots.take(epoch, ++lastSeq);
        segment.progress = progress;
        segment.records = records;
        for (Entry entry : own.values()) {
            RowId id = entry.id();
            inHand.add(ledger.apply(id.high(), id.low(), entry.fingerprint(), entry.orderKey(), slots, lastSeq));
        }
        if (packed.isPresent()) {
            table = newTable;
            packedTable = packed.get();
            slots.table(segment, packedTable.length());
        }
        takeUp(segment, inHand);
        absorb(segment, inHand);

        int[] named = inHand.sorted();
        slots.fill(segment, named);
        Map<String, Object> open =
                OffsetFormat.open(segment, underWay.base(), underWay.baseProgress(), slots.size(), slots.checksum());
        Optional<String> held = slots.holdsTable(segment) ? Optional.of(packedTable) : Optional.empty();
        Map<String, Object> last = OffsetFormat.last(open, progress, EntryCodec.encode(rows, named), held);
        underWay.add(segment);
        return new Write(OffsetFormat.partition(stream, segment.slot), open, last);
    }

    /**
     * A record was acknowledged or dropped by a transform. For any thread; meant for {@code SourceTask.commitRecord}, whose calls for
     * other streams and other tasks' records do no harm.
     */
    public void acknowledged(Map<String, ?> partition, Map<String, ?> offset) {
        if (offset != null && partition != null && stream.equals(partition.get(OffsetFormat.STREAM))) {
            long seq = OffsetFormat.seq(offset, epoch);
            if (seq > 0) {
                acknowledgements.count(seq);
            }
        }
    }

    /**
     * Reads back what is under way, if that is worth while by now: at least a second after the last time, and less and less often when
     * nothing came. Call it often.
     */
    public void verify(long nowMillis) {
        underWay.verify(nowMillis);
    }

    private static Map<RowId, Entry> newest(List<Entry> entries) {
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "A write has at most " + MAX_ENTRIES + " entries, not " + entries.size());
        }
        Map<RowId, Entry> newest = new LinkedHashMap<>();
        for (Entry entry : entries) {
            newest.put(entry.id(), entry);
        }
        return newest;
    }

    /** Bytes for entries. */
    private int room(Map<RowId, Entry> own, String progress, Optional<String> packed) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (Entry entry : own.values()) {
            min = Math.min(min, entry.orderKey());
            max = Math.max(max, entry.orderKey());
        }
        int needed = EntryCodec.bound(own.size(), min, max);
        int text = limit
                - OffsetSize.FRAME
                - OffsetSize.of(progress)
                - OffsetSize.of(underWay.baseProgress().orElse(""));
        if (OffsetSize.bytesIn(text) < needed) {
            throw new IllegalStateException("The progress of " + stream + " has " + progress.length()
                    + " characters: too large for a source offset of 64 KiB");
        }
        int room = OffsetSize.bytesIn(text - packed.map(String::length).orElse(0));
        if (room < needed) {
            throw new IllegalStateException("The table of " + stream + " is too large: its columns take "
                    + packed.map(String::length).orElse(0) + " bytes deflated, and a source offset of 64 KiB has "
                    + (text - needed * 4 / 3) + " left beside " + own.size() + " rows");
        }
        return room;
    }

    /** What was in writes that never came, as far as it fits. */
    private void takeUp(Segment segment, InHand inHand) {
        if (slots.isTableWaiting() && inHand.fits(NO_ROWS, tableBytes())) {
            takeTable(segment, inHand);
        }
        int[] one = new int[1];
        while (!slots.waiting().isEmpty()) {
            one[0] = slots.waiting().peek();
            if (slots.isWaiting(one[0])) {
                if (!inHand.fits(one, 0)) {
                    return;
                }
                slots.release(one[0], segment.seq);
                inHand.add(one[0]);
            }
            slots.waiting().poll();
        }
    }

    /**
     * Absorbs the write that wastes most, if much is wasted; then the lightest ones, while each is no heavier than what is in hand
     * already: so a row is copied about log2 times until writes are full.
     */
    private void absorb(Segment segment, InHand inHand) {
        slots.wasteful().ifPresent(wasteful -> absorb(wasteful, segment, inHand));
        while (!slots.mergeable().isEmpty()) {
            Segment lightest = slots.mergeable().first();
            int weight = inHand.size() * Slots.ENTRY_BYTES + (slots.holdsTable(segment) ? packedTable.length() : 0);
            if (lightest.weight > weight || !absorb(lightest, segment, inHand)) {
                return;
            }
        }
    }

    private boolean absorb(Segment absorbed, Segment segment, InHand inHand) {
        boolean withTable = slots.holdsTable(absorbed);
        int[] live = slots.live(absorbed);
        if (!inHand.fits(live, withTable ? tableBytes() : 0)) {
            return false;
        }
        slots.dropGraves(absorbed, segment.seq);
        for (int row : live) {
            slots.release(row, segment.seq);
            inHand.add(row);
        }
        if (withTable) {
            takeTable(segment, inHand);
        }
        return true;
    }

    private void takeTable(Segment segment, InHand inHand) {
        inHand.reserve(tableBytes());
        slots.table(segment, packedTable.length());
    }

    /** Its base64 in the measure of the entries, which become base64 too. */
    private int tableBytes() {
        return packedTable.length() / 4 * 3 + 3;
    }

    private static final int[] NO_ROWS = {};
}
