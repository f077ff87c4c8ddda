/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writes that are newer than base: reads them back, raises base, and notices those that never come.
 *
 * <p>Only what was read back is durable. Acknowledgements and commits tell less: a record that a transform dropped is acknowledged, and
 * a flush that ends may have begun before.
 */
final class UnderWay {
    static final long SHORTEST_MILLIS = 1_000;
    static final long LONGEST_MILLIS = 30_000;

    private static final Logger LOG = LoggerFactory.getLogger(UnderWay.class);
    private static final int BLOCK = 256;

    private final String stream;
    private final OffsetStorageReader reader;
    private final Slots slots;
    private final Acknowledgements acknowledgements;

    private final ArrayDeque<Segment> segments = new ArrayDeque<>();
    private final List<Segment> lost = new ArrayList<>();
    private long base;
    private Optional<String> baseProgress;
    private long lastReading = Long.MIN_VALUE;
    private long interval = SHORTEST_MILLIS;

    UnderWay(
            String stream,
            OffsetStorageReader reader,
            Slots slots,
            Acknowledgements acknowledgements,
            Optional<String> restoredProgress) {
        this.stream = stream;
        this.reader = reader;
        this.slots = slots;
        this.acknowledgements = acknowledgements;
        this.baseProgress = restoredProgress;
    }

    /** It and all before it are durable. */
    long base() {
        return base;
    }

    Optional<String> baseProgress() {
        return baseProgress;
    }

    void add(Segment segment) {
        segments.add(segment);
        boolean allCarried = slots.waiting().isEmpty() && !slots.isTableWaiting();
        for (Segment missing : lost) {
            if (allCarried && missing.carried == 0) {
                missing.carried = segment.seq;
            }
        }
    }

    void verify(long nowMillis) {
        boolean early = lastReading != Long.MIN_VALUE && nowMillis >= lastReading && nowMillis - lastReading < interval;
        if (segments.isEmpty() || early) {
            return;
        }
        lastReading = nowMillis;
        boolean anyCame;
        try {
            anyCame = readBack();
        } catch (ConnectException e) {
            // The worker closes the reader of a task that it stops, perhaps in the middle of a reading.
            LOG.debug("{}: source offsets could not be read back", stream, e);
            return;
        }
        interval = anyCame ? SHORTEST_MILLIS : Math.min(LONGEST_MILLIS, interval * 2);
        noticeLost();
        raiseBase();
    }

    private boolean readBack() {
        boolean anyCame = false;
        List<Segment> block = new ArrayList<>(BLOCK);
        Iterator<Segment> all = segments.iterator();
        while (all.hasNext()) {
            Segment segment = all.next();
            if (!segment.durable && !segment.lost) {
                block.add(segment);
            }
            if (block.size() == BLOCK || !all.hasNext() && !block.isEmpty()) {
                anyCame |= readBack(block);
                block.clear();
            }
        }
        return anyCame;
    }

    private boolean readBack(List<Segment> block) {
        List<Map<String, Object>> partitions = block.stream()
                .map(segment -> OffsetFormat.partition(stream, segment.slot))
                .toList();
        Map<Map<String, Object>, Map<String, Object>> offsets = reader.offsets(partitions);
        boolean anyCame = false;
        for (int at = 0; at < block.size(); at++) {
            Segment segment = block.get(at);
            Map<String, Object> offset = offsets.get(partitions.get(at));
            segment.durable = offset != null
                    && OffsetFormat.isLast(offset)
                    && OffsetFormat.seq(offset, segment.epoch) == segment.seq;
            anyCame |= segment.durable;
        }
        return anyCame;
    }

    /**
     * A write whose records were all acknowledged or dropped, and which is not there although a later one is, at two readings. All of
     * them must be: its rows ride on writes in other slots, which may be durable before the rest of its records is delivered. If it came
     * later after all, that would do no harm: nothing relies on it, and what takes its slot comes after it.
     */
    private void noticeLost() {
        List<Segment> found = new ArrayList<>();
        boolean laterIsDurable = false;
        for (Iterator<Segment> newestFirst = segments.descendingIterator(); newestFirst.hasNext(); ) {
            Segment segment = newestFirst.next();
            if (segment.durable) {
                laterIsDurable = true;
            } else if (!segment.lost && laterIsDurable && acknowledgements.of(segment.seq) >= segment.records) {
                if (segment.missed) {
                    found.add(segment);
                }
                segment.missed = true;
            }
        }
        for (Segment segment : found) {
            LOG.debug("{}: write {} never came, later ones carry its rows", stream, segment.seq);
            slots.lose(segment);
            lost.add(segment);
        }
    }

    private void raiseBase() {
        long firstMissing = Long.MAX_VALUE;
        for (Iterator<Segment> newestFirst = segments.descendingIterator(); newestFirst.hasNext(); ) {
            Segment segment = newestFirst.next();
            // A lost write counts as durable when all writes are that were needed to write its rows again and to cover
            // its slot.
            if (!segment.durable && !(segment.lost && segment.replacedBy() < firstMissing)) {
                firstMissing = segment.seq;
            }
        }
        while (!segments.isEmpty() && segments.peek().seq < firstMissing) {
            Segment segment = segments.poll();
            base = segment.seq;
            baseProgress = Optional.of(segment.progress);
            segment.progress = null;
            slots.settle(segment);
            lost.remove(segment);
        }
        slots.free(base);
        acknowledgements.forget(base);
    }
}
