/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the ledger may cost: bytes in the offset store, bytes written for a change, time to restore. */
class LedgerBudgetTest {
    private static final int ROWS = 1_000_000;
    private static final String PROGRESS =
            "{\"phase\":\"snapshot\",\"position\":\"2024-01-01T00:00:00Z\",\"key\":28401123,\"run\":\"5f1c\"}";

    private final StoredOffsets store = new StoredOffsets();
    private final Random random = new Random(42);
    private long now = 1_700_000_000_000L;

    @Test
    void a_million_rows() {
        SegmentLog log = SegmentLog.restore(store, "t", now);
        List<RowId> ids = new ArrayList<>(ROWS);
        for (int page = 0; page < ROWS / 100; page++) {
            List<Entry> entries = new ArrayList<>();
            for (int n = 0; n < 100; n++) {
                RowId id = new RowId(random.nextLong(), random.nextLong());
                ids.add(id);
                // Two minutes of creation for a page.
                entries.add(new Entry(id, 2 + (random.nextLong() >>> 9), 28_000_000 + page * 2L + n / 50));
            }
            store.put(log.append(entries, 1, PROGRESS, Optional.empty()));
            verify(log);
        }

        assertThat(store.largest).isLessThan(65_536);
        assertThat(rawBytes() / (double) ROWS).as("bytes a row").isLessThan(24.5);
        assertThat(storedBytes() / (double) ROWS).as("JSON bytes a row").isLessThan(33.5);
        assertThat(store.offsets.size()).as("slots").isLessThan(700);
        assertThat(store.bytesWritten / (double) ROWS)
                .as("bytes written for a row")
                .isLessThan(33.5 * 8);

        long begin = System.nanoTime();
        SegmentLog restored = SegmentLog.restore(store, "t", now);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(restored.ledger().size()).isEqualTo(ROWS);
        assertThat(took).isLessThan(Duration.ofSeconds(15));

        changes(restored, ids);
        deletes(restored, ids);
    }

    /** Single rows change here and there. */
    private void changes(SegmentLog log, List<RowId> ids) {
        long before = store.bytesWritten;
        for (int n = 0; n < 10_000; n++) {
            RowId id = ids.get(random.nextInt(ROWS));
            store.put(log.append(
                    List.of(new Entry(id, 2 + n, log.ledger().orderKey(id))), 1, PROGRESS, Optional.empty()));
            verify(log);
        }
        assertThat((store.bytesWritten - before) / 10_000.0)
                .as("bytes for a change")
                .isLessThan(2_000);
    }

    /** Nearly all go: graves must not stay for ever. */
    private void deletes(SegmentLog log, List<RowId> ids) {
        for (int from = 0; from < ROWS; from += 1_000) {
            List<Entry> entries = ids.subList(from, from + 1_000).stream()
                    .map(id -> new Entry(id, Entry.GRAVE, log.ledger().orderKey(id)))
                    .toList();
            store.put(log.append(entries, 1, PROGRESS, Optional.empty()));
            verify(log);
        }
        long before = store.bytesWritten;
        int writes = 3_000;
        for (int n = 0; n < writes; n++) {
            store.put(log.append(List.of(new Entry(new RowId(n % 10, 0), 2 + n, 0)), 1, PROGRESS, Optional.empty()));
            verify(log);
        }
        assertThat(log.ledger().size()).isEqualTo(10);
        assertThat((store.bytesWritten - before) / (double) ROWS)
                .as("bytes to bury a row")
                .isLessThan(200);
        SegmentLog restored = SegmentLog.restore(store, "t", now);
        assertThat(restored.ledger().size()).isEqualTo(10);
        assertThat(restored.ledger().rowsAndGraves()).as("graves that are left").isLessThan(ROWS / 100);
    }

    @Test
    void one_row_that_changes_ten_thousand_times() {
        SegmentLog log = SegmentLog.restore(store, "t", now);
        store.put(log.append(
                List.of(
                        new Entry(new RowId(1, 1), 2, 5),
                        new Entry(new RowId(2, 2), 3, 5),
                        new Entry(new RowId(3, 3), 4, 5)),
                1,
                PROGRESS,
                Optional.of(random.ints(20_000, 'a', 'z')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())));
        long before = store.bytesWritten;
        for (int n = 0; n < 10_000; n++) {
            store.put(log.append(List.of(new Entry(new RowId(1, 1), 10 + n, 5)), 1, PROGRESS, Optional.empty()));
            verify(log);
        }

        assertThat((store.bytesWritten - before) / 10_000)
                .as("bytes for a change")
                .isLessThan(1_000);
        assertThat(store.offsets.size()).isLessThan(10);
    }

    @Test
    void ten_thousand_writes_before_anything_is_flushed() {
        SegmentLog log = SegmentLog.restore(store, "t", now);
        List<Write> writes = new ArrayList<>();
        Set<Map<String, Object>> partitions = new HashSet<>();
        for (int n = 0; n < 10_000; n++) {
            now += 6;
            Write write =
                    log.append(List.of(new Entry(new RowId(n % 3_000, 1), 2 + n, 5)), 1, PROGRESS, Optional.empty());
            log.verify(now);
            writes.add(write);
            partitions.add(write.partition());
        }
        assertThat(partitions).hasSize(10_000);
        writes.forEach(store::put);
        verify(log);
        assertThat(store.largest).isLessThan(1_000);

        int slots = store.offsets.size();
        for (int n = 0; n < 1_000; n++) {
            store.put(log.append(
                    List.of(new Entry(new RowId(n % 3_000, 1), 20_000 + n, 5)), 1, PROGRESS, Optional.empty()));
            verify(log);
        }
        assertThat(store.offsets.size()).isEqualTo(slots);
        SegmentLog restored = SegmentLog.restore(store, "t", now);
        assertThat(restored.damaged()).isFalse();
        assertThat(restored.ledger().size()).isEqualTo(3_000);
    }

    private void verify(SegmentLog log) {
        now += 1_500;
        log.verify(now);
    }

    private long storedBytes() {
        return store.offsets.values().stream().mapToLong(String::length).sum();
    }

    private long rawBytes() {
        long bytes = 0;
        for (Map<String, ?> partition : store.offsets.keySet()) {
            Map<String, Object> offset = store.offset(Map.copyOf(partition));
            String rows = (String) offset.getOrDefault("rows", "");
            bytes += rows.length() * 3L / 4;
        }
        return bytes;
    }
}
