/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.WriteMode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows which rows may have been written before, when offsets are only committed behind them: with {@code insert} such a
 * row is refused as a duplicate of its own key, and is not bad.
 *
 * <p>What comes again is the beginning of what is read of a partition after it was assigned, or after a commit whose
 * outcome is not known, since a partition is written in its order. So it ends with the first row whose key was free. For one
 * thread.
 */
public final class Redelivery {
    private final boolean possible;
    /** Where the end has been seen. */
    private final Set<TopicPartition> past = new HashSet<>();

    private Redelivery(boolean possible) {
        this.possible = possible;
    }

    /** Where offsets are committed behind the rows. */
    public static Redelivery possible() {
        return new Redelivery(true);
    }

    /** Where rows and offsets are one transaction. */
    public static Redelivery never() {
        return new Redelivery(false);
    }

    /** Whether a refused row may have been written before. */
    boolean mayConcern(RowChange row) {
        return possible && takesFreeKeys(row) && !past.contains(partition(row));
    }

    /** The keys of these rows were free. */
    void written(List<RowChange> rows) {
        if (!possible) {
            return;
        }
        RecordPosition last = null;
        for (RowChange row : rows) {
            RecordPosition position = row.position();
            boolean same = last != null
                    && last.partition() == position.partition()
                    && last.topic().equals(position.topic());
            if (!same && takesFreeKeys(row)) {
                past.add(partition(row));
                last = position;
            }
        }
    }

    /** Rows may have been written of which that is not known. */
    void uncertain() {
        past.clear();
    }

    void revoked(Collection<TopicPartition> partitions) {
        past.removeAll(partitions);
    }

    private static boolean takesFreeKeys(RowChange row) {
        return row.operation() == RowChange.Operation.WRITE
                && row.layout().rule().mode() == WriteMode.INSERT
                && !row.layout().keyNames().isEmpty();
    }

    private static TopicPartition partition(RowChange row) {
        return new TopicPartition(row.position().topic(), row.position().partition());
    }
}
