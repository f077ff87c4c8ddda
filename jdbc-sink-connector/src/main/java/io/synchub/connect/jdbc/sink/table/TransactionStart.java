/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import java.sql.Connection;
import java.sql.SQLException;

/** What each transaction that writes a batch begins with, before the first row. */
@FunctionalInterface
public interface TransactionStart {
    /**
     * Runs in the transaction; whoever calls it commits or rolls back.
     *
     * @throws SQLException when the batch may be tried again later
     * @throws org.apache.kafka.connect.errors.ConnectException when it must not be written
     */
    void run(Connection connection) throws SQLException;
}
