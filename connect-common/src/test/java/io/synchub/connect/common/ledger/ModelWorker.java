/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import io.synchub.connect.common.ledger.CrashHistory.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What a Connect worker does with a task's records, as WorkerSourceTask and SubmittedRecords of Kafka 4.3 do it (or
 * ExactlyOnceWorkerSourceTask): offsets of one source partition become committable in the order in which its records were returned
 * and once these are acknowledged; a flush makes them durable one by one in any order; a record that a transform drops is
 * acknowledged at once and leaves no offset.
 */
final class ModelWorker {
    private static final int TOPIC_PARTITIONS = 3;

    private static final class Sent {
        final Batch batch;
        final Entry entry;
        final boolean isLast;
        boolean acknowledged;

        Sent(Batch batch, Entry entry, boolean isLast) {
            this.batch = batch;
            this.entry = entry;
            this.isLast = isLast;
        }

        Map<String, Object> offset() {
            return isLast ? batch.write.lastOffset() : batch.write.openOffset();
        }
    }

    private final Random random;
    private final StoredOffsets store;
    private final SegmentLog log;
    private final boolean exactlyOnce;
    private final double dropRate;
    private final int slowness;
    private final BiConsumer<Batch, Entry> delivered;
    private final Consumer<Batch> committed;

    private final ArrayDeque<Sent> polled = new ArrayDeque<>();
    private final List<ArrayDeque<Sent>> producer = new ArrayList<>();
    private final Map<Map<String, Object>, ArrayDeque<Sent>> submitted = new HashMap<>();
    private Map<Map<String, Object>, Map<String, Object>> toCommit = new HashMap<>();
    private Map<Map<String, Object>, Map<String, Object>> flushing = new HashMap<>();

    ModelWorker(
            Random random,
            StoredOffsets store,
            SegmentLog log,
            boolean exactlyOnce,
            double dropRate,
            BiConsumer<Batch, Entry> delivered,
            Consumer<Batch> committed) {
        this.random = random;
        this.store = store;
        this.log = log;
        this.exactlyOnce = exactlyOnce;
        this.dropRate = dropRate;
        this.delivered = delivered;
        this.committed = committed;
        this.slowness = random.nextBoolean() ? 1 : 30;
        for (int i = 0; i < TOPIC_PARTITIONS; i++) {
            producer.add(new ArrayDeque<>());
        }
    }

    /** @param sent the entries that have a record; a batch without any has one that is none of a row */
    void take(Batch batch, List<Entry> sent) {
        List<Entry> entries = sent.isEmpty() ? Collections.singletonList(null) : sent;
        batch.recordsUnderWay = entries.size();
        for (int at = 0; at < entries.size(); at++) {
            polled.add(new Sent(batch, entries.get(at), at == entries.size() - 1));
        }
    }

    void step() {
        if (exactlyOnce) {
            if (random.nextInt(3) == 0) {
                commitTransaction(1 + random.nextInt(3));
            }
            return;
        }
        switch (random.nextInt(7)) {
            case 0, 1 -> send(1 + random.nextInt(8));
            case 2, 3 -> acknowledge(random.nextInt(8));
            case 4 -> beginFlush();
            case 5 -> flush(random.nextInt(5));
            default -> {
                if (random.nextInt(4) == 0) {
                    cancelFlush();
                } else {
                    flush(Integer.MAX_VALUE);
                }
            }
        }
    }

    /** All that is under way arrives. */
    void settle() {
        if (exactlyOnce) {
            commitTransaction(Integer.MAX_VALUE);
            return;
        }
        send(Integer.MAX_VALUE);
        producer.forEach(records -> acknowledge(records, Integer.MAX_VALUE));
        flush(Integer.MAX_VALUE);
        beginFlush();
        flush(Integer.MAX_VALUE);
    }

    /** Whatever of a flush is under way may still come. */
    void kill() {
        if (!exactlyOnce) {
            if (random.nextBoolean()) {
                beginFlush();
            }
            flush(random.nextInt(6));
        }
    }

    /** Thought dead, it acknowledges and flushes once more. */
    void lateFlush() {
        acknowledge(random.nextInt(10));
        flush(Integer.MAX_VALUE);
        beginFlush();
        flush(random.nextInt(6));
    }

    private void send(int records) {
        for (int n = 0; n < records && !polled.isEmpty(); n++) {
            Sent sent = polled.poll();
            if (isDropped()) {
                arrived(sent);
            } else {
                submitted
                        .computeIfAbsent(sent.batch.write.partition(), p -> new ArrayDeque<>())
                        .add(sent);
                producer.get(random.nextInt(TOPIC_PARTITIONS)).add(sent);
            }
        }
    }

    private void acknowledge(int records) {
        // In some lives, one topic partition is slow.
        int partition = random.nextInt(TOPIC_PARTITIONS);
        if (partition > 0 || random.nextInt(slowness) == 0) {
            acknowledge(producer.get(partition), records);
        }
    }

    private void acknowledge(ArrayDeque<Sent> records, int number) {
        for (int n = 0; n < number && !records.isEmpty(); n++) {
            Sent sent = records.poll();
            sent.acknowledged = true;
            arrived(sent);
        }
    }

    private void arrived(Sent sent) {
        delivered.accept(sent.batch, sent.entry);
        log.acknowledged(sent.batch.write.partition(), sent.offset());
    }

    private boolean isDropped() {
        return random.nextDouble() < dropRate;
    }

    private void beginFlush() {
        submitted.forEach((partition, records) -> {
            while (!records.isEmpty() && records.peek().acknowledged) {
                toCommit.put(partition, records.poll().offset());
            }
        });
        if (flushing.isEmpty()) {
            flushing = toCommit;
            toCommit = new HashMap<>();
        }
    }

    private void flush(int offsets) {
        List<Map<String, Object>> partitions = new ArrayList<>(flushing.keySet());
        partitions.sort((a, b) -> Long.compare((Long) a.get("slot"), (Long) b.get("slot")));
        Collections.shuffle(partitions, random);
        for (Map<String, Object> partition : partitions.subList(0, Math.min(offsets, partitions.size()))) {
            store.put(partition, flushing.remove(partition));
        }
    }

    private void cancelFlush() {
        flushing.putAll(toCommit);
        toCommit = flushing;
        flushing = new HashMap<>();
    }

    private void commitTransaction(int batches) {
        Map<Map<String, Object>, Map<String, Object>> offsets = new LinkedHashMap<>();
        List<Sent> records = new ArrayList<>();
        for (int n = 0; n < batches && !polled.isEmpty(); n++) {
            Sent sent;
            do {
                sent = polled.poll();
                records.add(sent);
                if (!isDropped()) {
                    offsets.put(sent.batch.write.partition(), sent.offset());
                }
            } while (!sent.isLast);
            committed.accept(sent.batch);
        }
        offsets.forEach(store::put);
        records.forEach(this::arrived);
    }
}
