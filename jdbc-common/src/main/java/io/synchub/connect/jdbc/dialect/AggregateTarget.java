/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect;

import io.synchub.connect.jdbc.schema.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** What a database must offer so that totals can be kept in it by several tasks. Immutable. */
public interface AggregateTarget {

    /**
     * Waits for the right to refresh rows of a table, until the transaction ends.
     *
     * @param stripes what to lock; the dialect takes them in one order, so that two tasks never wait for each other
     */
    void lockStripes(Connection connection, TableId table, Collection<Integer> stripes) throws SQLException;
}
