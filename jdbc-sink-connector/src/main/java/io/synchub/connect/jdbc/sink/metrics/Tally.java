/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.metrics;

import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.WriteCounts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the statements of a transaction, or of a part of one, have done so far. One that is rolled back is dropped with its
 * tally. For one thread.
 */
public final class Tally {
    /** Of one table. */
    record Counts(WriteCounts written, long deleted) {
        private static final Counts NONE = new Counts(WriteCounts.NONE, 0);

        private Counts plus(Counts other) {
            return new Counts(written.plus(other.written), deleted + other.deleted);
        }
    }

    private final Map<TableId, Counts> counts = new LinkedHashMap<>();

    Tally() {}

    /** Rows were written. */
    public void wrote(TableId table, WriteCounts written) {
        add(table, new Counts(written, 0));
    }

    /** Rows were deleted; not those of a truncation, which nobody counts. */
    public void deleted(TableId table, long rows) {
        add(table, new Counts(WriteCounts.NONE, rows));
    }

    /** A part of the transaction is good: what it did is done by the whole. */
    public void add(Tally part) {
        part.counts.forEach(this::add);
    }

    private void add(TableId table, Counts more) {
        counts.put(table, counts.getOrDefault(table, Counts.NONE).plus(more));
    }

    Map<TableId, Counts> counts() {
        return counts;
    }
}
