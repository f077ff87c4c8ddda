/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteCounts;
import io.synchub.connect.jdbc.write.WriteMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sees to it that upserts find the unique keys on which their text was made. {@code ON DUPLICATE KEY UPDATE} names no key: were
 * one dropped, rows would be inserted twice; were one added, rows of other keys would be updated. The catalog is asked after the
 * rows were written, since from then on the transaction keeps others from changing the table. Refuses rows that the server's
 * packets do not take, and nulls of which the server would make the present time.
 */
final class MysqlBulkWriter implements BulkWriter {
    private final BulkWriter rows;

    MysqlBulkWriter(BulkWriter rows) {
        this.rows = rows;
    }

    @Override
    public WriteCounts write(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> changes)
            throws SQLException {
        PacketLimit.check(connection, table, changes);
        TimestampNulls.check(table, layout, changes);
        WriteCounts counts = rows.write(connection, table, layout, changes);
        if (layout.rule().mode() == WriteMode.UPSERT
                && !Set.copyOf(MysqlCatalog.uniqueKeys(connection, table.id()))
                        .equals(Set.copyOf(table.uniqueKeys()))) {
            throw new SQLException(
                    "The unique keys of table " + table.id() + " have changed", MysqlFailures.UNIQUE_KEYS_CHANGED);
        }
        return counts;
    }

    @Override
    public int delete(Connection connection, TableDefinition table, RowLayout keyLayout, List<RowChange> changes)
            throws SQLException {
        return rows.delete(connection, table, keyLayout, changes);
    }

    @Override
    public void truncate(Connection connection, TableDefinition table, RowChange mark) throws SQLException {
        rows.truncate(connection, table, mark);
    }

    @Override
    public boolean holds(Connection connection, TableDefinition table, RowChange row) throws SQLException {
        return rows.holds(connection, table, row);
    }

    @Override
    public Optional<String> columnAtFault(
            Connection connection, TableDefinition table, RowChange row, SQLException refusal) throws SQLException {
        return rows.columnAtFault(connection, table, row, refusal);
    }
}
