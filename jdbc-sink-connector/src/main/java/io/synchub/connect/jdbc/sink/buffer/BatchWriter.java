/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import io.synchub.connect.jdbc.write.Positioned;
import java.util.List;

/** Writes what a task has buffered. */
public interface BatchWriter<T extends Positioned> extends AutoCloseable {
    /**
     * Writes all items or none, in one transaction. When it returns, they are durable.
     *
     * @param batch in the order in which the items were read
     * @throws PassingFailureException when nothing was written and the same call may succeed later
     * @throws org.apache.kafka.connect.errors.ConnectException when nothing was written and only a person can mend it
     */
    void write(List<T> batch) throws PassingFailureException;

    @Override
    void close();
}
