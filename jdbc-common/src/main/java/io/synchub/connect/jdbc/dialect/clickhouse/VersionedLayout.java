/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.clickhouse;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;

/** A layout with the columns that the table's engine wants, and how rows come by them. Immutable. */
final class VersionedLayout {
    private static final String OFFSETS = "UInt64";
    private static final Byte MARK = 1;

    private final RowLayout given;
    private final RowLayout layout;
    private final boolean versioned;
    private final boolean marked;

    private VersionedLayout(RowLayout given, String version, String deleted, WriteRule rule) {
        this.given = given;
        this.versioned = version != null;
        this.marked = deleted != null;
        List<RowLayout.Column> columns = new ArrayList<>(given.columns());
        if (versioned) {
            columns.add(new RowLayout.Column(version, Schema.INT64_SCHEMA, false));
        }
        if (marked) {
            columns.add(new RowLayout.Column(deleted, Schema.INT8_SCHEMA, false));
        }
        this.layout = new RowLayout(columns, rule);
    }

    /**
     * Of rows that are written.
     *
     * @throws ConnectException when the table's engine does not go with the layout's rule
     * @throws DataException when rows lack the version that the table wants of them
     */
    static VersionedLayout ofWrites(TableDefinition table, Optional<ReplacingEngine> engine, RowLayout layout) {
        String version = engine.map(ReplacingEngine::version).orElse(null);
        WriteRule rule = layout.rule();
        if (rule.when() == UpdateWhen.NEWER && !rule.column().equals(version)) {
            throw new ConnectException("Table " + table.id() + " does not keep the row of the greatest " + rule.column()
                    + ", as update.when=newer would have it: its engine must be ReplacingMergeTree(" + rule.column()
                    + "). Create it so, or leave update.when out");
        }
        boolean given =
                layout.columns().stream().anyMatch(column -> column.name().equals(version));
        if (version == null || given) {
            return new VersionedLayout(layout, null, null, rule);
        }
        if (!takesOffsets(table, version)) {
            throw new DataException("column " + version + " of table " + table.id() + ": the row has no such field, and"
                    + " the table keeps the row of its greatest value. Only a column " + ClickHouseDialect.VERSION
                    + " of type " + OFFSETS + " is filled with the record's offset");
        }
        return new VersionedLayout(layout, version, null, rule);
    }

    /**
     * Of rows that are deleted: the key and the mark.
     *
     * @throws ConnectException when the table can not hide rows
     */
    static VersionedLayout ofDeletes(TableDefinition table, Optional<ReplacingEngine> engine, RowLayout keyLayout) {
        if (engine.isEmpty()
                || engine.get().deleted() == null
                || !takesOffsets(table, engine.get().version())) {
            throw new ConnectException("Rows of table " + table.id() + " can not be deleted: its engine must be"
                    + " ReplacingMergeTree(" + ClickHouseDialect.VERSION + ", " + ClickHouseDialect.DELETED
                    + ") with columns of types " + OFFSETS + " and UInt8. Create it so, or set delete.enabled=false");
        }
        return new VersionedLayout(
                keyLayout, engine.get().version(), engine.get().deleted(), WriteRule.UPSERT);
    }

    /** By its name too: a column that the records fill can not be compared with offsets. */
    private static boolean takesOffsets(TableDefinition table, String version) {
        return ClickHouseDialect.VERSION.equals(version)
                && table.column(version)
                        .map(ColumnDefinition::type)
                        .filter(OFFSETS::equals)
                        .isPresent();
    }

    /** Of a row that lacks some of its values. */
    static DataException partialRow(TableDefinition table) {
        return new DataException("the record lacks values of its row, and ClickHouse takes whole rows only, for table "
                + table.id() + ". Set REPLICA IDENTITY FULL on the source table");
    }

    /** What the rows are. */
    RowLayout layout() {
        return layout;
    }

    /** @param row of the layout that was given, or of a fuller one */
    RowChange row(RowChange row) {
        Object[] values = new Object[layout.columns().size()];
        int count = given.columns().size();
        for (int i = 0; i < count; i++) {
            int place = row.layout() == given
                    ? i
                    : row.layout().indexOf(given.columns().get(i).name());
            values[i] = row.values()[place];
        }
        if (versioned) {
            values[count++] = row.position().offset();
        }
        if (marked) {
            values[count] = MARK;
        }
        return new RowChange(row.table(), layout, RowChange.Operation.WRITE, values, row.position());
    }
}
