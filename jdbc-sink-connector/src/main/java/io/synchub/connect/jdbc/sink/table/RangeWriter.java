/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.metrics.Tally;
import io.synchub.connect.jdbc.write.BatchPlan;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.Segment;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteCounts;
import io.synchub.connect.jdbc.write.WriteRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;

/**
 * Carries out a range of the log with few statements, in the connection's transaction: it never commits, rolls back or
 * looks at a table. Stateless, so that several threads may use it, each with a connection of its own.
 */
final class RangeWriter {
    private final BulkWriter bulk;
    private final ValueOptions values;

    /** @param values the form of values, on which depends what makes one of two keys */
    RangeWriter(BulkWriter bulk, ValueOptions values) {
        this.bulk = bulk;
        this.values = values;
    }

    /**
     * Writes the range.
     *
     * @param tables of a batch that holds the range
     * @param tally takes what is done
     * @throws DataException when a value, or a column of a record's schema, has no form in the database, or when a row
     *     lacks values and is not in its table; the message names no record
     */
    void write(Connection connection, BatchTables tables, List<RowChange> range, Tally tally) throws SQLException {
        for (LooseKeys.Piece piece : LooseKeys.cut(range, tables, values, bulk.heedsOrderOfRows())) {
            writePiece(connection, tables, piece, tally);
        }
    }

    private void writePiece(Connection connection, BatchTables tables, LooseKeys.Piece piece, Tally tally)
            throws SQLException {
        BatchPlan plan = piece.keepsOrder() ? BatchPlan.inOrderOf(piece.rows()) : BatchPlan.of(piece.rows());
        for (TableId table : plan.tables()) {
            for (Segment segment : plan.segments(table)) {
                if (segment.truncation() != null) {
                    truncate(connection, tables, segment.truncation());
                }
                List<RowChange> deletes = segment.deletes();
                if (!deletes.isEmpty()) {
                    delete(connection, tables, deletes, segment.keyLayout(), tally);
                }
                List<RowChange> writes = segment.writes();
                if (!writes.isEmpty()) {
                    write(connection, tables, writes, segment.writeLayout(), tally);
                }
            }
        }
    }

    private void truncate(Connection connection, BatchTables tables, RowChange truncation) throws SQLException {
        Optional<TableDefinition> table = tables.forOthers(truncation.table(), truncation.layout());
        if (table.isPresent()) {
            bulk.truncate(connection, table.get(), truncation);
        }
    }

    private void delete(
            Connection connection, BatchTables tables, List<RowChange> rows, RowLayout keyLayout, Tally tally)
            throws SQLException {
        // The segment's key layout may be that of a write: the rows' own are those that were looked up.
        Optional<TableDefinition> table =
                tables.forOthers(rows.get(0).table(), rows.get(0).layout().keyLayout());
        // A table that is yet to be created has nothing to delete.
        if (table.isPresent()) {
            tally.deleted(table.get().id(), bulk.delete(connection, table.get(), keyLayout, rows));
        }
    }

    private void write(Connection connection, BatchTables tables, List<RowChange> rows, RowLayout layout, Tally tally)
            throws SQLException {
        TableId id = rows.get(0).table();
        if (!layout.isPartial()) {
            tally.wrote(id, bulk.write(connection, tables.forInserts(id, layout), layout, rows));
            return;
        }
        Optional<TableDefinition> table = tables.forOthers(id, layout);
        long absent = rows.size();
        if (table.isPresent()) {
            WriteCounts counts = bulk.write(connection, table.get(), layout, rows);
            tally.wrote(id, counts);
            absent -= layout.needsItsRow() ? found(connection, table.get(), layout, rows, counts) : absent;
        }
        if (absent > 0 && layout.needsItsRow()) {
            throw new DataException(absent + " of " + rows.size() + " rows are not in table " + id
                    + ", and the source's log does not hold all their values (TOAST). Set REPLICA IDENTITY FULL on the"
                    + " source table and have it send them anew if they should be there, or set errors.tolerance=all"
                    + " and a dead letter queue");
        }
    }

    /** How many of the rows are in the table: a rule with a condition may have left some of them as they are. */
    private long found(
            Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows, WriteCounts counts)
            throws SQLException {
        if (counts.stored() >= rows.size() || layout.rule().when() == UpdateWhen.ALWAYS) {
            return counts.stored();
        }
        RowLayout keys = new RowLayout(layout.keyLayout().columns(), WriteRule.UPDATE);
        return bulk.write(connection, table, keys, rows).stored();
    }
}
