/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

import io.synchub.connect.jdbc.schema.TableDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Carries out changes with one statement each, however many rows. One strategy per dialect; stateless, so that any task
 * may use it. Every call runs in the connection's transaction and leaves commit and rollback to the caller.
 */
public interface BulkWriter {

    /**
     * Writes rows of one layout by the layout's {@link WriteRule}.
     *
     * @param rows of one layout, each key at most once unless the mode is {@link WriteMode#INSERT}; in key order
     * @return what became of them
     * @throws org.apache.kafka.connect.errors.DataException when a value has no form in the database; the message names
     *     the column, not the record
     */
    WriteCounts write(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException;

    /**
     * Whether rows of one {@link #write} whose keys differ, and are one to the table, do what they would do one after the
     * other, or are refused. It is asked for inserts and upserts without a condition.
     */
    default boolean heedsOrderOfRows() {
        return true;
    }

    /**
     * Deletes the rows with the keys of these rows.
     *
     * @param keyLayout the key columns; the rows' own layouts may hold more
     * @return how many rows the database says it deleted
     */
    int delete(Connection connection, TableDefinition table, RowLayout keyLayout, List<RowChange> rows)
            throws SQLException;

    /**
     * Empties a table, within the transaction.
     *
     * @param mark its columns are set to its values in all rows, which stay (soft deletes); a change without columns
     *     removes the rows
     */
    void truncate(Connection connection, TableDefinition table, RowChange mark) throws SQLException;

    /**
     * Whether the table has a row of the same key that holds what this row says. Within the caller's savepoint.
     *
     * @param row has a key
     * @return false also where that can not be told
     */
    default boolean holds(Connection connection, TableDefinition table, RowChange row) throws SQLException {
        return false;
    }

    /**
     * Says which column of a row that was refused is the one at fault. Runs in the connection's transaction, which has
     * rows of the batch in it, and neither commits nor rolls it back as a whole: the caller has set a savepoint, to which
     * it returns afterwards, or has nothing in the transaction and rolls it back. So this may leave it changed or aborted.
     *
     * @param refusal what the database said
     * @return the column's name, or empty where that can not be told
     */
    Optional<String> columnAtFault(Connection connection, TableDefinition table, RowChange row, SQLException refusal)
            throws SQLException;
}
