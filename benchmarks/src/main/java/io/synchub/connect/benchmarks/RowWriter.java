/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.sql.SQLException;
import java.util.Collection;
import org.apache.kafka.connect.sink.SinkRecord;

/** What writes records into the table, ready to begin. */
@FunctionalInterface
interface RowWriter extends AutoCloseable {
    /**
     * Returns when all is committed in the database.
     *
     * @param end the offset behind the last record
     */
    void write(Iterable<? extends Collection<SinkRecord>> polls, long end) throws SQLException;

    @Override
    default void close() {
        // Most have nothing to close.
    }
}
