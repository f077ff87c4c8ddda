/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import io.synchub.connect.common.ledger.Entry;
import io.synchub.connect.common.ledger.RowId;
import io.synchub.connect.common.ledger.SegmentLog;
import io.synchub.connect.common.ledger.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Writes rows into a stream's ledger as the engine does: batch by batch, each durable a little later. */
final class LedgerFiller {
    static final int ROWS_IN_A_BATCH = 800;
    static final String STREAM = "38c9ce7b-60a4-816b-ac02-fed503fcce61";

    private static final int ROWS_PER_MINUTE = 1_000;
    private static final long FIRST_MINUTE = 29_000_000;
    private static final String PROGRESS = "{\"phase\":\"snapshot\",\"position\":\"29000000\",\"from\":29000000,"
            + "\"started\":\"2026-06-27T16:57:00Z\",\"polled\":\"2026-06-27T16:57:00Z\"}";
    private static final long A_READING = 1_500;

    private final OffsetStore store;
    private final SegmentLog log;
    private long clock = FIRST_MINUTE * 60_000;

    LedgerFiller(OffsetStore store) {
        this.store = store;
        this.log = SegmentLog.restore(store, STREAM, clock);
    }

    /** Entries for rows with these numbers; a row's id and order key depend on its number only. */
    static List<Entry> entries(int from, int count, int step, long version) {
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int row = from + i * step;
            SplittableRandom random = new SplittableRandom(row);
            RowId id = new RowId(random.nextLong(), random.nextLong());
            long fingerprint = new SplittableRandom(row * 31L + version).nextLong(2, Entry.MAX_FINGERPRINT);
            entries.add(new Entry(id, fingerprint, FIRST_MINUTE + row / ROWS_PER_MINUTE));
        }
        return entries;
    }

    void append(List<Entry> entries) {
        clock += A_READING;
        log.verify(clock);
        Write write = log.append(entries, entries.size(), PROGRESS, Optional.empty());
        store.put(write.partition(), write.lastOffset());
    }

    /** Every row once. */
    void fill(int rows) {
        for (int from = 0; from < rows; from += ROWS_IN_A_BATCH) {
            append(entries(from, Math.min(ROWS_IN_A_BATCH, rows - from), 1, 0));
        }
    }
}
