/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.delivery;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.TableId;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/** What only a person can mend about the table of offsets, with the mend. */
final class OffsetErrors {
    private final TableId table;

    OffsetErrors(TableId table) {
        this.table = table;
    }

    /**
     * Without the row nobody knows what is written, and to read again from some earlier offset might repeat rows.
     *
     * @param known the next offset that this task knows; null for none
     */
    ConnectException rowGone(TopicPartition partition, Long known) {
        return new ConnectException("Table " + table + " has no row any more for topic "
                + partition.topic() + ", partition "
                + partition.partition()
                + ": rows of offset.table were deleted while the task ran, or the database was set back to before they were"
                + " there. "
                + (known == null
                        ? "This task had written nothing of the partition"
                        : "This task had written the partition up to offset " + known)
                + ". Stop the connector, set the offset from which rows are missing through Connect's REST API, and"
                + " resume it; restarted without that, it goes on from Kafka's offset, which may be behind");
    }

    /** Another task has a partition for the second time. */
    ConnectException fenced(TopicPartition partition, long epoch) {
        return new ConnectException("Another task has taken over topic "
                + partition.topic() + ", partition "
                + partition.partition() + " (table " + table + ", epoch "
                + epoch
                + " is past), for the second time: this task was away for too long and has rightly been kept from writing."
                + " Nothing was lost or repeated. If Connect still shows this task as failed, restart it. If that happens"
                + " again and again, two connectors of one name write to this table");
    }

    /** The table takes no row for a partition. */
    ConnectException noRowTaken(TopicPartition partition) {
        return new ConnectException("Table " + table + " took no row for topic "
                + partition.topic() + ", partition "
                + partition.partition() + ": check its constraints and triggers");
    }

    /** @param doing what was refused, such as "store offsets in" */
    ConnectException refused(String doing, SqlFailure failure) {
        return new ConnectException("The task can not " + doing + " table " + table + ": " + failure
                + ". Let the user create, read and change this table, or name another in offset.table");
    }
}
