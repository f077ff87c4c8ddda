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
import io.synchub.connect.jdbc.write.WriteCounts;
import io.synchub.connect.jdbc.write.WriteRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a range of the log with few statements, in the connection's transaction: it never commits, rolls back or
 * looks at a table. Stateless, so that several threads may use it, each with a connection of its own.
 */
final class RangeWriter {
    private static final Logger LOG = LoggerFactory.getLogger(RangeWriter.class);

    private final BulkWriter bulk;

    RangeWriter(BulkWriter bulk) {
        this.bulk = bulk;
    }

    /**
     * Writes the range.
     *
     * @param tables of a batch that holds the range
     * @param refusesAbsent whether a row that lacks values, and is not in its table, is refused; else it is left out
     * @param tally takes what is done
     * @throws org.apache.kafka.connect.errors.DataException when a value, or a column of a record's schema, has no form
     *     in the database; the message names no record
     */
    void write(Connection connection, BatchTables tables, List<RowChange> range, boolean refusesAbsent, Tally tally)
            throws SQLException {
        for (List<RowChange> piece : LooseKeys.cut(range, tables)) {
            writePiece(connection, tables, piece, refusesAbsent, tally);
        }
    }

    private void writePiece(
            Connection connection, BatchTables tables, List<RowChange> piece, boolean refusesAbsent, Tally tally)
            throws SQLException {
        BatchPlan plan = BatchPlan.of(piece);
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
                    write(connection, tables, writes, segment.writeLayout(), refusesAbsent, tally);
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

    private void write(
            Connection connection,
            BatchTables tables,
            List<RowChange> rows,
            RowLayout layout,
            boolean refusesAbsent,
            Tally tally)
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
            absent -= layout.isDeleteMark() ? absent : found(connection, table.get(), layout, rows, counts);
        }
        if (absent > 0 && !layout.isDeleteMark()) {
            leftOut(rows, absent, refusesAbsent);
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

    private static void leftOut(List<RowChange> rows, long absent, boolean refused) {
        String mend = "the source's log does not hold all their values (TOAST). Set REPLICA IDENTITY FULL on the source"
                + " table if they should be there";
        TableId table = rows.get(0).table();
        if (refused) {
            throw new DataException(
                    absent + " of " + rows.size() + " rows are not in table " + table + ", and " + mend);
        }
        LOG.warn(
                "{} of {} rows from {} on are left out: they are not in table {}, and {}",
                absent,
                rows.size(),
                rows.get(0).position(),
                table,
                mend);
    }
}
