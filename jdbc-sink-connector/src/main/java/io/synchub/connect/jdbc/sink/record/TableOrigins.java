/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RecordPosition;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Knows where the rows of a table come from, as far as one task sees it: to empty a table is only right where one partition
 * of one topic brings all its rows, since no order holds between partitions. For one thread.
 */
final class TableOrigins {
    /** The partition that was seen first, and one that is another. */
    private static final class Origin {
        private final RecordPosition first;
        private RecordPosition other;

        Origin(RecordPosition first) {
            this.first = first;
        }

        void add(RecordPosition position) {
            if (other == null && !isSame(position)) {
                other = position;
            }
        }

        private boolean isSame(RecordPosition position) {
            return first.partition() == position.partition() && first.topic().equals(position.topic());
        }
    }

    private final Map<TableId, Origin> origins = new HashMap<>();

    /** Notes a record that changes rows of a table. */
    void add(TableId table, RecordPosition position) {
        origins.computeIfAbsent(table, first -> new Origin(position)).add(position);
    }

    /**
     * Checks that a table may be emptied.
     *
     * @throws ConnectException when rows of it come from elsewhere too; no record is bad then, so it is not for the queue
     */
    void checkSole(TableId table, RecordPosition position) {
        add(table, position);
        RecordPosition other = origins.get(table).other;
        if (other != null || position.partition() != 0) {
            RecordPosition first = origins.get(table).first;
            throw new ConnectException(
                    "Can not empty table " + table + " for " + position
                            + ": its rows come from several partitions"
                            + (other == null
                                    ? ""
                                    : " (topic " + first.topic() + ", partition " + first.partition() + " and topic "
                                            + other.topic() + ", partition " + other.partition() + ")")
                            + ", and those of the others from before and after the truncation can not be told apart. Set"
                            + " truncate.enabled=false and empty the table yourself, or give the table one topic of one partition");
        }
    }
}
