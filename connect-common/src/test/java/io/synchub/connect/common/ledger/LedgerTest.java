/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final StoredOffsets store = new StoredOffsets();

    /** Against plain maps; writes are flushed at once, so that rows are dropped and their numbers used again. */
    @Property(tries = 300)
    void knows_what_a_map_knows(@ForAll long seed) {
        Random random = new Random(seed);
        StoredOffsets offsets = new StoredOffsets();
        SegmentLog log = SegmentLog.restore(offsets, "t", 0);
        Ledger ledger = log.ledger();
        Map<RowId, Entry> known = new HashMap<>();
        Set<RowId> marked = new HashSet<>();
        int ids = 1 + random.nextInt(200);
        for (int step = 0; step < 150; step++) {
            if (random.nextInt(20) == 0) {
                ledger.beginMarking();
                marked.clear();
            }
            RowId seen = id(random.nextInt(ids));
            ledger.mark(seen);
            marked.add(seen);
            List<Entry> entries = new ArrayList<>();
            for (int n = random.nextInt(10); n > 0; n--) {
                RowId id = id(random.nextInt(ids));
                Entry entry = new Entry(id, Math.max(0, random.nextInt(6) - 2), id.high() % 7);
                entries.add(entry);
                known.put(id, entry);
                marked.add(id);
            }
            offsets.put(log.append(entries, 1, "p", Optional.empty()));
            log.verify(step * 2_000L);
            long from = random.nextInt(8);
            long to = random.nextInt(9);
            List<RowId> unmarked = ledger.unmarked(from, to, Integer.MAX_VALUE);
            if (step > 0 && !marked.isEmpty()) {
                assertThat(unmarked).isSortedAccordingTo(Comparator.comparingLong(ledger::orderKey));
            }
            for (int n = 0; n < ids; n++) {
                long fingerprint = known.containsKey(id(n)) ? known.get(id(n)).fingerprint() : 0;
                assertThat(ledger.fingerprint(id(n))).isEqualTo(fingerprint);
            }
            assertThat(ledger.size()).isEqualTo((int)
                    known.values().stream().filter(e -> e.fingerprint() != 0).count());
            assertThat(ledger.stale())
                    .containsExactlyInAnyOrderElementsOf(known.values().stream()
                            .filter(e -> e.fingerprint() == 1)
                            .map(Entry::id)
                            .toList());
            assertThat(unmarked).doesNotContainAnyElementsOf(marked.isEmpty() ? Set.of(id(-1)) : marked);
        }
    }

    @Test
    void rows_that_a_pass_did_not_show_are_told_in_key_order() {
        SegmentLog log = SegmentLog.restore(store, "t", 0);
        List<Entry> entries = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            entries.add(new Entry(id(n), 2 + n % 3 * 5L, 1_000 - n));
        }
        entries.add(new Entry(id(50), Entry.GRAVE, 950));
        log.append(entries, 1, "p", Optional.empty());
        Ledger ledger = log.ledger();
        assertThat(ledger.unmarked(Long.MIN_VALUE, Long.MAX_VALUE, 10))
                .as("no sweep has begun")
                .isEmpty();

        // More sweeps than there are marks.
        for (int sweep = 0; sweep < 600; sweep++) {
            ledger.beginMarking();
            for (int n = 0; n < 100; n++) {
                if (n % 10 != 0) {
                    ledger.mark(id(n));
                }
            }
            assertThat(ledger.unmarked(901, 1_000, 3)).containsExactly(id(90), id(80), id(70));
            assertThat(ledger.unmarked(910, 920, 3)).containsExactly(id(90));
            ledger.mark(id(90));
            log.append(List.of(new Entry(id(80), 99 + sweep, 920)), 1, "p", Optional.empty());
            assertThat(ledger.unmarked(901, 1_000, 100))
                    .containsExactly(id(70), id(60), id(40), id(30), id(20), id(10));
        }
    }

    private static RowId id(int n) {
        return new RowId(n, n * 31L);
    }
}
