/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.generic;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.statement.ColumnFaults;
import io.synchub.connect.jdbc.dialect.statement.PresentRows;
import io.synchub.connect.jdbc.dialect.statement.RowStatement;
import io.synchub.connect.jdbc.dialect.statement.StandardRowSql;
import io.synchub.connect.jdbc.dialect.statement.StandardValueBinders;
import io.synchub.connect.jdbc.dialect.statement.StatementBulkWriter;
import io.synchub.connect.jdbc.dialect.statement.TemporalObjectForm;
import io.synchub.connect.jdbc.dialect.statement.TemporalTextForm;
import io.synchub.connect.jdbc.dialect.statement.Temporals;
import io.synchub.connect.jdbc.dialect.statement.ValueBinders;
import io.synchub.connect.jdbc.dialect.statement.ValueForm;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteCounts;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Upserts without a word for them: asks which rows are there, updates these and inserts the others, in the caller's
 * transaction. A row that another task inserts in between makes the insert fail, and the batch is written again. Stateless
 * but for texts; any thread may use it.
 */
final class GenericBulkWriter implements BulkWriter {
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private final BulkWriter statements;
    private final PresentRows present;

    GenericBulkWriter(Dialect dialect, ValueOptions options) {
        Temporals temporals = new Temporals(options.timeZone(), FIRST_YEAR, LAST_YEAR);
        ValueBinders binders = new StandardValueBinders(
                ValueForm.DOUBLE, new TemporalObjectForm(temporals), new TemporalTextForm(temporals));
        StandardRowSql sql = new Sql(dialect);
        this.statements = new StatementBulkWriter(sql, binders, new ColumnFaults(binders));
        this.present = new PresentRows(sql, binders);
    }

    @Override
    public WriteCounts write(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        WriteMode mode = layout.rule().mode();
        if (mode == WriteMode.INSERT
                || mode == WriteMode.UPDATE
                || layout.keyNames().isEmpty()) {
            return statements.write(connection, table, inMode(layout, mode), rows);
        }
        boolean upsert = mode == WriteMode.UPSERT;
        BitSet there = present.of(connection, table, layout.keyLayout(), rows, upsert);
        List<RowChange> existing = PresentRows.select(rows, there, true);
        List<RowChange> absent = PresentRows.select(rows, there, false);
        WriteCounts counts = WriteCounts.NONE;
        if (!existing.isEmpty()) {
            counts = upsert ? update(connection, table, layout, existing) : new WriteCounts(0, 0, existing.size(), 0);
        }
        if (absent.isEmpty()) {
            return counts;
        }
        return counts.plus(statements.write(connection, table, inMode(layout, WriteMode.INSERT), absent));
    }

    /** Rows that were there when they were asked for may have gone by now: then the batch begins anew. */
    private WriteCounts update(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> existing)
            throws SQLException {
        WriteCounts counts = statements.write(connection, table, inMode(layout, WriteMode.UPDATE), existing);
        if (counts.stored() < existing.size()) {
            BitSet still = present.of(connection, table, layout.keyLayout(), existing, true);
            if (still.cardinality() < existing.size()) {
                throw new SQLTransactionRollbackException("Rows were deleted by another session meanwhile", "40001");
            }
        }
        return counts;
    }

    private static RowLayout inMode(RowLayout layout, WriteMode mode) {
        WriteRule rule = layout.rule();
        if (rule.mode() == mode && mode != WriteMode.INSERT_IGNORE) {
            return layout;
        }
        // Rows without a key can not be in each other's way.
        WriteMode plain = mode == WriteMode.UPDATE ? WriteMode.UPDATE : WriteMode.INSERT;
        return new RowLayout(layout.columns(), new WriteRule(plain, rule.when(), rule.column(), rule.deletedColumn()));
    }

    @Override
    public int delete(Connection connection, TableDefinition table, RowLayout keyLayout, List<RowChange> rows)
            throws SQLException {
        return statements.delete(connection, table, keyLayout, rows);
    }

    @Override
    public void truncate(Connection connection, TableDefinition table, RowChange mark) throws SQLException {
        statements.truncate(connection, table, mark);
    }

    @Override
    public boolean holds(Connection connection, TableDefinition table, RowChange row) throws SQLException {
        return statements.holds(connection, table, row);
    }

    @Override
    public Optional<String> columnAtFault(
            Connection connection, TableDefinition table, RowChange row, SQLException refusal) throws SQLException {
        return statements.columnAtFault(connection, table, row, refusal);
    }

    /** One row a statement, which drivers send in batches. */
    private static final class Sql extends StandardRowSql {
        private final Dialect dialect;

        Sql(Dialect dialect) {
            this.dialect = dialect;
        }

        @Override
        protected String quote(String name) {
            return dialect.quote(name);
        }

        @Override
        protected String quote(TableDefinition table) {
            return dialect.quote(table.id());
        }

        @Override
        public int rowsPerStatement(Operation operation, TableDefinition table, RowLayout layout) {
            return 1;
        }

        @Override
        public RowStatement statement(Operation operation, TableDefinition table, RowLayout layout, int rows) {
            return switch (operation) {
                case INSERT -> insert(table, layout, 1);
                case UPDATE -> updateOne(table, layout);
                case DELETE -> deleteOne(table, layout);
                case DELETE_MARKED -> deleteMarkedOne(table, layout);
                case UPSERT, INSERT_IGNORE ->
                    throw new IllegalArgumentException("There is no common statement to " + operation);
            };
        }
    }
}
