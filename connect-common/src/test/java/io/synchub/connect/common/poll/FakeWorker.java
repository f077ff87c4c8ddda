/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.config.DeleteMode;
import io.synchub.connect.common.ledger.SegmentLog;
import io.synchub.connect.common.metrics.StreamCounters;
import io.synchub.connect.common.schedule.Schedules;
import io.synchub.connect.common.schema.FieldNaming;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Runs one stream as a worker would, step by step on a clock of its own: records go to a topic in memory, offsets to a store
 * that may lose what was not flushed when the worker is killed.
 */
final class FakeWorker {
    final FakePlatform platform;
    final List<SourceRecord> topic = new ArrayList<>();
    final Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
    private final Map<Map<String, ?>, Map<String, ?>> unflushed = new HashMap<>();

    DeleteMode deleteMode = DeleteMode.TOMBSTONE;
    FieldNaming naming = FieldNaming.PINNED;
    String schedule = "every(30s)";
    String sweep = "every(1h)";
    Optional<String> statusTopic = Optional.empty();
    boolean flushesAtOnce = true;
    /** Every request waits for the rate, so that each page is a batch. */
    boolean slow = true;
    /** The worker dies before it sends this record of a batch. */
    int cutBatchAt = Integer.MAX_VALUE;

    Instant now = Instant.parse("2026-11-20T12:00:00Z");
    StreamCounters counters = new StreamCounters();
    /** Rows that were sent, and whose state was lost in a crash. */
    final Set<String> forgotten = new HashSet<>();

    private final Set<String> sentSinceFlush = new HashSet<>();
    private StreamPoller poller;
    private Optional<Instant> next = Optional.empty();

    FakeWorker(FakePlatform platform) {
        this.platform = platform;
    }

    FakeWorker start() {
        counters = new StreamCounters();
        StreamSettings settings = new StreamSettings(
                "t",
                Schedules.parse(schedule, now),
                Schedules.parse(sweep, now),
                deleteMode,
                naming,
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                statusTopic);
        InstantSource clock = () -> now;
        poller = new StreamPoller(
                new StreamRef(FakePlatform.TABLE, "Table_one"),
                settings,
                now,
                platform.open(FakePlatform.TABLE),
                platform.ids(),
                SegmentLog.restore(new MapOffsets(offsets), FakePlatform.TABLE, now.toEpochMilli()),
                counters,
                () -> slow,
                clock);
        next = Optional.of(now);
        return this;
    }

    /** One step, if one is due; its batch is sent, acknowledged and, unless told otherwise, flushed. */
    List<SourceRecord> step() {
        if (next.isEmpty() || next.get().isAfter(now)) {
            return List.of();
        }
        StepResult result = poller.step();
        next = result.next();
        result.records().stream().limit(cutBatchAt).forEach(this::send);
        if (flushesAtOnce) {
            flush();
        }
        return result.records();
    }

    /** A step though nothing is due. */
    void stepEarly() {
        next = poller.step().next();
    }

    private void send(SourceRecord record) {
        topic.add(record);
        if (record.topic().equals("t.Table_one")) {
            String id = ((Struct) record.key()).getString("id");
            sentSinceFlush.add(id);
            forgotten.remove(id);
        }
        unflushed.put(record.sourcePartition(), record.sourceOffset());
        poller.log().acknowledged(record.sourcePartition(), record.sourceOffset());
    }

    void flush() {
        sentSinceFlush.clear();
        offsets.putAll(unflushed);
        unflushed.clear();
    }

    /** Steps until nothing is due now. */
    FakeWorker run() {
        for (int steps = 0; next.isPresent() && !next.get().isAfter(now); steps++) {
            if (steps > 10_000) {
                throw new AssertionError("The stream does not come to rest");
            }
            step();
        }
        return this;
    }

    /** Lets time pass and does what comes due. */
    FakeWorker pass(Duration time) {
        Instant end = now.plus(time);
        run();
        while (next.isPresent() && !next.get().isAfter(end)) {
            now = next.get().isAfter(now) ? next.get() : now;
            run();
        }
        now = end;
        return this;
    }

    /** The process dies: what was not flushed is forgotten. */
    FakeWorker kill() {
        forgotten.addAll(sentSinceFlush);
        sentSinceFlush.clear();
        unflushed.clear();
        poller = null;
        next = Optional.empty();
        return this;
    }

    /** What consumers of the compacted topic have: id to value. */
    Map<String, Object> content() {
        Map<String, Object> content = new TreeMap<>();
        for (SourceRecord record : rows()) {
            String id = ((Struct) record.key()).getString("id");
            Struct value = (Struct) record.value();
            if (value == null || value.schema().field("_deleted") != null && value.getBoolean("_deleted")) {
                content.remove(id);
            } else {
                content.put(id, value(value));
            }
        }
        return content;
    }

    /** The value of a row's record. */
    Object content(SourceRecord record) {
        return value((Struct) record.value());
    }

    private static Object value(Struct struct) {
        return struct.schema().fields().stream()
                .filter(field -> !field.name().equals("id") && !field.name().equals("_deleted"))
                .map(struct::get)
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
    }

    /** The topic without status events. */
    List<SourceRecord> rows() {
        return topic.stream()
                .filter(record -> record.topic().equals("t.Table_one"))
                .toList();
    }

    List<String> operations() {
        return rows().stream()
                .map(record ->
                        record.headers().lastWithName("synchub.op").value().toString())
                .toList();
    }
}
