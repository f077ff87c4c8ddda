/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TableMismatchException;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;

/**
 * The tables of one batch, read and made to fit before its transaction begins: to look at a table ends a transaction, so
 * nothing here asks the database once it stands. Immutable; may be read by several threads.
 */
final class BatchTables {

    /** What is known of a table for rows of one layout. */
    private record Use(Optional<TableDefinition> table, DataException unwritable) {}

    private final Map<TableId, Map<RowLayout, Use>> writes = new HashMap<>();
    private final Map<TableId, Map<RowLayout, Use>> finds = new HashMap<>();

    private BatchTables() {}

    /**
     * Looks up the tables of all rows, and has those changed that do not fit. Ends the connection's transaction.
     *
     * @throws ConnectException when a table can not take rows and may not be changed; it names the first such record
     */
    static BatchTables of(Connection connection, TableSchemas schemas, List<RowChange> batch) throws SQLException {
        BatchTables first = new BatchTables();
        first.lookUp(connection, schemas, batch, RowChange.Operation.WRITE);
        // A later layout may have changed the table of an earlier one: this pass takes the newest definitions, which
        // are known by now, and finds the tables that the first has made.
        BatchTables tables = new BatchTables();
        tables.lookUp(connection, schemas, batch, null);
        return tables;
    }

    /** @param only an operation, or null for all */
    private void lookUp(Connection connection, TableSchemas schemas, List<RowChange> batch, RowChange.Operation only)
            throws SQLException {
        for (RowChange row : batch) {
            if (only != null && row.operation() != only) {
                continue;
            }
            boolean inserts = row.operation() == RowChange.Operation.WRITE
                    && !row.layout().isPartial();
            RowLayout layout =
                    row.operation() == RowChange.Operation.DELETE ? row.layout().keyLayout() : row.layout();
            Map<RowLayout, Use> known =
                    (inserts ? writes : finds).computeIfAbsent(row.table(), table -> new IdentityHashMap<>());
            if (!known.containsKey(layout)) {
                known.put(layout, use(connection, schemas, row, layout, inserts));
            }
        }
    }

    private static Use use(
            Connection connection, TableSchemas schemas, RowChange row, RowLayout layout, boolean inserts)
            throws SQLException {
        try {
            if (!inserts && schemas.find(connection, row.table(), layout).isEmpty()) {
                // No table yet, so no row that could be deleted or updated.
                return new Use(Optional.empty(), null);
            }
            return new Use(
                    row.operation() == RowChange.Operation.DELETE
                            ? schemas.find(connection, row.table(), layout)
                            : Optional.of(schemas.ensure(connection, row.table(), layout)),
                    null);
        } catch (TableMismatchException e) {
            throw new ConnectException("Can not write " + row.position() + ": " + e.getMessage());
        } catch (DataException e) {
            // The table is not at fault: no column of this database can hold what the record's schema says.
            return new Use(Optional.empty(), e);
        }
    }

    /**
     * The table for rows of a layout that may be inserted.
     *
     * @throws DataException when the database has no type for a column of the layout
     */
    TableDefinition forInserts(TableId table, RowLayout layout) {
        return known(writes, table, layout).orElseThrow();
    }

    /** The table for deletes, truncations and rows that only update; empty where it is yet to be created. */
    Optional<TableDefinition> forOthers(TableId table, RowLayout layout) {
        return known(finds, table, layout);
    }

    private static Optional<TableDefinition> known(
            Map<TableId, Map<RowLayout, Use>> uses, TableId table, RowLayout layout) {
        Use use = uses.getOrDefault(table, Map.of()).get(layout);
        if (use == null) {
            throw new IllegalStateException("Table " + table + " was not looked up for this layout");
        }
        if (use.unwritable != null) {
            throw new DataException(use.unwritable.getMessage());
        }
        return use.table;
    }

    /** The table that a row goes to, if the database can take rows of its layout and the table is there. */
    Optional<TableDefinition> tableOf(RowChange row) {
        boolean inserts =
                row.operation() == RowChange.Operation.WRITE && !row.layout().isPartial();
        RowLayout layout =
                row.operation() == RowChange.Operation.DELETE ? row.layout().keyLayout() : row.layout();
        Use use = (inserts ? writes : finds).getOrDefault(row.table(), Map.of()).get(layout);
        return use == null ? Optional.empty() : use.table;
    }
}
