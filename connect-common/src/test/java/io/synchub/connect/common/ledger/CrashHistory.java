/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A made-up life of one stream: a table whose rows change and go, pages of it that are compared and sent, a worker that is killed
 * again and again, and what must hold whenever the stream is restored. Everything follows from the seed; fewer steps are the
 * beginning of the same life.
 */
final class CrashHistory {
    /** What may happen in it. */
    record Dangers(boolean exactlyOnce, boolean drops, boolean zombies, boolean removedSlots) {}

    /** What was appended at once, and after what. */
    static final class Batch {
        final int number;
        final Batch parent;
        final List<Entry> entries;
        final Optional<String> table;
        final Write write;
        int recordsUnderWay;

        Batch(int number, Batch parent, List<Entry> entries, Optional<String> table, Write write) {
            this.number = number;
            this.parent = parent;
            this.entries = entries;
            this.table = table;
            this.write = write;
        }
    }

    private final Dangers dangers;
    private final Random random;
    private final int ids;
    private final double dropRate;
    private final int limit;
    private final StoredOffsets store = new StoredOffsets();
    private final Map<RowId, Long> source = new HashMap<>();
    private final Map<RowId, Long> committed = new HashMap<>();
    private final Map<String, Batch> byProgress = new HashMap<>();
    private final List<Batch> batches = new ArrayList<>();
    private final Set<Entry> delivered = new HashSet<>();
    private final List<ModelWorker> zombies = new ArrayList<>();
    private final StringBuilder told = new StringBuilder();

    private long now = 1_700_000_000_000L;
    private long contents = Entry.STALE;
    private SegmentLog log;
    private ModelWorker worker;
    private Batch last;
    private Batch restoredBefore;
    private boolean touched;

    CrashHistory(long seed, Dangers dangers) {
        this.dangers = dangers;
        random = new Random(seed);
        ids = 2 + random.nextInt(60);
        dropRate = dangers.drops ? random.nextDouble() * 0.6 : 0;
        // Small offsets, so that what does not fit is met in a short life.
        limit = OffsetSize.FRAME + 300 + random.nextInt(random.nextBoolean() ? 200 : 1_500);
        restore();
    }

    void live(int steps) {
        for (int step = 0; step < steps; step++) {
            step();
        }
        kill();
    }

    String told() {
        return told.toString();
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 25) {
            change();
        } else if (dice < 50) {
            page();
        } else if (dice < 84) {
            worker.step();
        } else if (dice < 94) {
            now += random.nextInt(40_000);
            log.verify(now);
        } else if (dice < 96) {
            worker.settle();
            for (int reading = 0; reading < 3; reading++) {
                now += UnderWay.LONGEST_MILLIS;
                log.verify(now);
            }
            tell("settled");
        } else if (dice < 98 && !zombies.isEmpty()) {
            tell("zombie");
            touched = true;
            zombies.remove(random.nextInt(zombies.size())).lateFlush();
        } else if (dice >= 98) {
            kill();
        }
    }

    private void change() {
        RowId id = id(random.nextInt(ids));
        if (random.nextInt(3) == 0) {
            source.remove(id);
        } else {
            source.put(id, ++contents);
        }
    }

    private void page() {
        List<Entry> entries = new ArrayList<>();
        Set<RowId> seen = new HashSet<>();
        for (int n = 1 + random.nextInt(6); n > 0; n--) {
            RowId id = id(random.nextInt(ids));
            long known = log.ledger().fingerprint(id);
            long actual = source.getOrDefault(id, Entry.GRAVE);
            if (seen.add(id) && actual != known) {
                long fingerprint = actual > 1 && random.nextInt(12) == 0 ? Entry.STALE : actual;
                entries.add(new Entry(id, fingerprint, id.high() * 1_000));
            }
        }
        boolean grown = random.nextInt(15) == 0;
        if (entries.isEmpty() && !grown && random.nextInt(4) != 0) {
            return;
        }
        int number = batches.size() + 1;
        String progress = "\"p" + number + "\"";
        Optional<String> table = grown ? Optional.of("table " + number) : Optional.empty();
        List<Entry> sent =
                entries.stream().filter(e -> e.fingerprint() != Entry.STALE).toList();
        Write write = log.append(entries, Math.max(1, sent.size()), progress, table);
        Batch batch = new Batch(number, last, entries, table, write);
        assertThat(StoredOffsets.length(write.lastOffset())).isLessThanOrEqualTo(limit);
        byProgress.put(progress, batch);
        batches.add(batch);
        last = batch;
        for (Entry entry : entries) {
            assertThat(log.ledger().fingerprint(entry.id())).isEqualTo(entry.fingerprint());
        }
        worker.take(
                batch,
                entries.stream().filter(e -> e.fingerprint() != Entry.STALE).toList());
        tell("page " + number + " of slot " + write.partition().get("slot") + " " + entries);
    }

    private void kill() {
        worker.kill();
        tell("killed");
        if (dangers.zombies && random.nextInt(2) == 0) {
            zombies.add(worker);
        }
        if (dangers.removedSlots && !store.offsets.isEmpty() && random.nextInt(2) == 0) {
            List<Map<String, ?>> slots = new ArrayList<>(store.offsets.keySet());
            slots.sort((a, b) -> Long.compare((Long) a.get("slot"), (Long) b.get("slot")));
            Map<String, ?> removed = slots.get(random.nextInt(slots.size()));
            store.offsets.remove(removed);
            touched = true;
            tell("removed " + removed);
        }
        now += random.nextInt(5) == 0 ? -random.nextInt(10_000_000) : random.nextInt(100_000);
        restore();
    }

    private void restore() {
        log = SegmentLog.restore(store, "t", now, random::nextInt, limit);
        worker = new ModelWorker(random, store, log, dangers.exactlyOnce, dropRate, this::delivered, this::committed);
        last = log.progress().map(byProgress::get).orElse(null);
        tell("restored " + log.progress() + (log.damaged() ? " damaged" : ""));
        check();
        restoredBefore = last;
        // Told again until something is durable.
        touched = log.damaged();
    }

    private void check() {
        boolean whole = !dangers.zombies && !touched;
        if (whole) {
            assertThat(log.damaged()).as("nobody else wrote").isFalse();
        }
        if (log.damaged()) {
            assertThat(log.progress()).isEmpty();
        }
        for (int n = 0; n < ids; n++) {
            RowId id = id(n);
            long fingerprint = log.ledger().fingerprint(id);
            assertThat(fingerprint <= 1 || delivered.contains(new Entry(id, fingerprint, id.high() * 1_000)))
                    .as("what is known was delivered: %s %d", id, fingerprint)
                    .isTrue();
        }
        checkCovered();
        if (whole) {
            checkNotBackwards();
        }
        if (whole && dangers.exactlyOnce && !dangers.drops) {
            for (int n = 0; n < ids; n++) {
                assertThat(log.ledger().fingerprint(id(n)))
                        .as("exactly what was committed: %s", id(n))
                        .isEqualTo(committed.getOrDefault(id(n), 0L));
            }
        }
    }

    /** Of the progress that was restored, all before it was delivered and is known. */
    private void checkCovered() {
        Set<RowId> checked = new HashSet<>();
        Optional<String> table = Optional.empty();
        for (Batch batch = last; batch != null; batch = batch.parent) {
            assertThat(batch.recordsUnderWay)
                    .as("records of page %d", batch.number)
                    .isZero();
            for (Entry entry : batch.entries) {
                if (checked.add(entry.id())) {
                    long known = log.ledger().fingerprint(entry.id());
                    assertThat(known == entry.fingerprint() || wasSaidLater(entry.id(), known, batch.number))
                            .as("page %d: %s is known as %d", batch.number, entry, known)
                            .isTrue();
                }
            }
            table = table.isPresent() ? table : batch.table;
        }
        if (table.isPresent()) {
            assertThat(log.table()).as("the table").isPresent();
            assertThat(number(log.table().get())).as("the table").isGreaterThanOrEqualTo(number(table.get()));
        }
    }

    private boolean wasSaidLater(RowId id, long fingerprint, int number) {
        return batches.stream()
                .filter(batch -> batch.number > number && batch.recordsUnderWay == 0)
                .anyMatch(batch -> batch.entries.contains(new Entry(id, fingerprint, id.high() * 1_000)));
    }

    /** What was restored once is never lost again. */
    private void checkNotBackwards() {
        if (restoredBefore != null) {
            Batch batch = last;
            while (batch != null && batch != restoredBefore) {
                batch = batch.parent;
            }
            assertThat(batch)
                    .as("progress after page %d", restoredBefore.number)
                    .isNotNull();
        }
    }

    private void delivered(Batch batch, Entry entry) {
        batch.recordsUnderWay--;
        if (entry != null) {
            delivered.add(entry);
        }
    }

    private void committed(Batch batch) {
        batch.entries.forEach(entry -> committed.put(entry.id(), entry.fingerprint()));
    }

    private static int number(String table) {
        return Integer.parseInt(table.replaceAll("\\D", ""));
    }

    private static RowId id(int n) {
        return new RowId(n, 0);
    }

    private void tell(String what) {
        told.append('\n').append(what);
    }
}
