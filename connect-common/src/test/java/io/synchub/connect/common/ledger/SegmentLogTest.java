/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentLogTest {
    private final StoredOffsets store = new StoredOffsets();
    private long now = 1_700_000_000_000L;

    @Test
    void a_stream_without_offsets_begins() {
        SegmentLog log = restore();

        assertThat(log.progress()).isEmpty();
        assertThat(log.table()).isEmpty();
        assertThat(log.damaged()).isFalse();
        assertThat(log.ledger().size()).isZero();
    }

    @Test
    void what_was_flushed_comes_back() {
        SegmentLog log = restore();
        store.put(log.append(List.of(entry(1, 11, 100), entry(2, 12, 50)), 1, "p1", Optional.of("{\"table\":1}")));
        store.put(log.append(
                List.of(entry(1, 21, 100), entry(2, Entry.GRAVE, 50), entry(3, Entry.STALE, -7)),
                1,
                "p2",
                Optional.empty()));

        SegmentLog restored = restore();
        assertThat(restored.progress()).contains("p2");
        assertThat(restored.table()).contains("{\"table\":1}");
        assertThat(restored.damaged()).isFalse();
        assertThat(restored.ledger().fingerprint(id(1))).isEqualTo(21);
        assertThat(restored.ledger().fingerprint(id(2))).isZero();
        assertThat(restored.ledger().stale()).containsExactly(id(3));
        assertThat(restored.ledger().orderKey(id(3))).isEqualTo(-7);
        assertThat(restored.ledger().size()).isEqualTo(2);
    }

    @Test
    void progress_ends_before_the_first_missing_write() {
        SegmentLog log = restore();
        store.put(log.append(List.of(entry(1, 11, 0)), 1, "p1", Optional.empty()));
        Write missing = log.append(List.of(entry(2, 12, 0)), 1, "p2", Optional.empty());
        store.put(missing.partition(), missing.openOffset());
        store.put(log.append(List.of(entry(3, 13, 0)), 1, "p3", Optional.empty()));

        SegmentLog restored = restore();
        assertThat(restored.progress()).contains("p1");
        assertThat(restored.damaged()).isFalse();
        assertThat(restored.ledger().fingerprint(id(2))).isZero();
        assertThat(restored.ledger().fingerprint(id(3))).isEqualTo(13);
    }

    @Test
    void a_removed_slot_is_told() {
        SegmentLog log = restore();
        Write first = log.append(List.of(entry(1, 11, 0)), 1, "p1", Optional.empty());
        store.put(first);
        verify(log);
        store.put(log.append(List.of(entry(2, 12, 0), entry(3, 13, 0)), 1, "p2", Optional.empty()));
        verify(log);
        store.put(log.append(List.of(), 1, "p3", Optional.empty()));
        store.offsets.remove(first.partition());

        SegmentLog restored = restore();
        assertThat(restored.damaged()).isTrue();
        assertThat(restored.progress()).isEmpty();
        assertThat(restored.ledger().fingerprint(id(2))).isEqualTo(12);
        assertThat(restore().damaged()).as("nothing was written since").isTrue();

        store.put(restored.append(List.of(), 1, "again", Optional.empty()));
        assertThat(restore().damaged()).isFalse();
        assertThat(restore().progress()).contains("again");
    }

    @Test
    void a_write_whose_last_record_was_dropped_rides_on_later_ones() {
        SegmentLog log = restore();
        store.put(log.append(List.of(entry(1, 11, 0)), 1, "p1", Optional.empty()));
        Write dropped = log.append(List.of(entry(2, 12, 0)), 1, "p2", Optional.of("{}"));
        log.acknowledged(dropped.partition(), dropped.lastOffset());
        store.put(log.append(List.of(entry(3, 13, 0)), 1, "p3", Optional.empty()));
        verify(log);
        verify(log);
        Write rider = log.append(List.of(entry(4, 14, 0)), 1, "p4", Optional.empty());
        store.put(rider);
        verify(log);
        store.put(log.append(List.of(), 1, "p5", Optional.empty()));

        assertThat(rider.partition()).as("what the slot holds is known again").isEqualTo(dropped.partition());
        SegmentLog restored = restore();
        assertThat(restored.progress()).contains("p5");
        assertThat(restored.table()).contains("{}");
        assertThat(IntStream.rangeClosed(1, 4).mapToLong(n -> restored.ledger().fingerprint(id(n))))
                .containsExactly(11L, 12L, 13L, 14L);
    }

    @Test
    void a_write_is_not_given_up_while_one_of_its_records_is_under_way() {
        SegmentLog log = restore();
        Write slow = log.append(List.of(entry(1, 11, 0), entry(2, 12, 0)), 2, "p1", Optional.empty());
        log.acknowledged(slow.partition(), slow.lastOffset());
        store.put(log.append(List.of(entry(3, 13, 0)), 1, "p2", Optional.empty()));
        verify(log);
        verify(log);
        store.put(log.append(List.of(entry(4, 14, 0)), 1, "p3", Optional.empty()));

        SegmentLog restored = restore();
        assertThat(restored.ledger().fingerprint(id(1))).as("not delivered").isZero();
        assertThat(restored.progress()).isEmpty();
    }

    @Test
    void base_waits_until_all_rows_of_a_write_that_never_came_are_written_again() {
        SegmentLog log = SegmentLog.restore(store, "t", now, () -> 7, OffsetSize.FRAME + 400);
        Write dropped = log.append(entries(0, 10), 1, "p1", Optional.empty());
        log.acknowledged(dropped.partition(), dropped.openOffset());
        store.put(log.append(List.of(), 1, "p2", Optional.empty()));
        verify(log);
        verify(log);
        store.put(log.append(entries(10, 17), 1, "p3", Optional.empty()));
        verify(log);
        Write rest = log.append(entries(17, 18), 1, "p4", Optional.empty());
        assertThat(rest.lastOffset()).as("not all of them fitted").containsEntry("base", 0L);
        store.put(rest);
        verify(log);
        store.put(log.append(List.of(), 1, "p5", Optional.empty()));

        SegmentLog restored = restore();
        assertThat(restored.progress()).contains("p5");
        assertThat(restored.ledger().size()).isEqualTo(18);
    }

    @Test
    void a_write_far_behind_slots_that_hold_nothing_is_found() {
        SegmentLog log = restore();
        store.put(log.append(List.of(entry(1, 11, 0)), 1, "p1", Optional.empty()));
        List<Write> unflushed = new ArrayList<>();
        for (int n = 0; n < 98; n++) {
            unflushed.add(log.append(List.of(entry(2, 20 + n, 0)), 1, "p", Optional.empty()));
        }
        store.put(unflushed.get(10));
        store.put(log.append(List.of(entry(3, 13, 0)), 1, "p100", Optional.empty()));

        assertThat(restore().ledger().fingerprint(id(3))).isEqualTo(13);
    }

    @Test
    void a_closed_reader_is_tolerated() {
        SegmentLog log = restore();
        store.put(log.append(List.of(entry(1, 11, 0)), 1, "p1", Optional.empty()));
        store.closed = true;
        verify(log);
        store.closed = false;
        verify(log);

        assertThat(log.append(List.of(), 1, "p2", Optional.empty()).lastOffset())
                .containsEntry("base", 1L);
    }

    @Test
    void reading_back_is_bounded() {
        SegmentLog log = restore();
        log.append(List.of(entry(1, 11, 0)), 1, "p1", Optional.empty());
        int before = store.readings;
        for (int second = 0; second < 3600; second++) {
            now += 1_000;
            log.verify(now);
            log.verify(now);
        }
        assertThat(store.readings - before).isLessThan(150);
    }

    @Test
    void a_table_that_is_too_large_is_named_and_nothing_changes() {
        SegmentLog log = restore();
        Random random = new Random(1);
        String huge =
                random.ints(100_000, 'a', 'z').mapToObj(c -> "" + (char) c).collect(Collectors.joining());

        assertThatThrownBy(() -> log.append(List.of(entry(1, 11, 0)), 1, "p1", Optional.of(huge)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The table of t is too large");
        assertThat(log.ledger().size()).isZero();
        assertThat(log.table()).isEmpty();
    }

    @Test
    void a_thousand_rows_with_wild_keys_and_a_table_of_five_hundred_columns_fit() {
        SegmentLog log = restore();
        Random random = new Random(1);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            entries.add(new Entry(
                    new RowId(random.nextLong(), random.nextLong()), random.nextLong() >>> 8, random.nextLong()));
        }
        String table = IntStream.range(0, 500)
                .mapToObj(i -> "{\"id\":\"" + Long.toString(random.nextLong() >>> 40, 36) + "\",\"name\":\"column_"
                        + Long.toString(random.nextLong() >>> 20, 36) + "\",\"kind\":\"NUMBER\"}")
                .collect(Collectors.joining(",", "[", "]"));
        String progress = "{\"phase\":\"incremental\",\"position\":\"" + "x".repeat(400) + "\"}";
        store.put(log.append(entries, 1, progress, Optional.of(table)));

        assertThat(store.largest).isLessThan(65_536);
        assertThat(restore().table()).contains(table);
        assertThat(restore().ledger().size()).isEqualTo(1_000);
    }

    private SegmentLog restore() {
        return SegmentLog.restore(store, "t", now++);
    }

    private void verify(SegmentLog log) {
        now += 100_000;
        log.verify(now);
    }

    private static List<Entry> entries(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> entry(n, 100 + n, 0)).toList();
    }

    private static Entry entry(int id, long fingerprint, long key) {
        return new Entry(id(id), fingerprint, key);
    }

    private static RowId id(int id) {
        return new RowId(id, -id);
    }
}
