/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import org.apache.kafka.connect.errors.ConnectException;

/**
 * Where items go that can never be written: Connect's errant record reporter, and with it the dead letter queue. For the
 * thread that writes the batch.
 */
public interface Rejections<T> {

    /** Whether bad items may be set aside; where not, one of them must fail the task. */
    boolean isOpen();

    /**
     * Sets an item aside. The same item, handed over again after a passing failure, is reported once.
     *
     * @param why what is wrong with it, without values; it reaches the queue's headers
     */
    void reject(T item, ConnectException why);

    /**
     * Waits until all that was set aside is stored. Must be called before the commit of the others: a record is never in
     * neither place.
     *
     * @throws PassingFailureException when that is not known after half a minute: the others must be rolled back
     * @throws ConnectException when it could not be stored
     */
    void await() throws PassingFailureException;
}
