/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.dialect.statement.RowSql.Operation;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.WriteCounts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Writes rows by a dialect's SQL texts: by statements of many rows where {@link RowSql#rowsPerStatement} says so, else
 * by JDBC batches. Rows are written in the order given. Holds nothing but texts; any thread may use it.
 */
public final class StatementBulkWriter implements BulkWriter {
    /** Tells the column that an error of the database is about. */
    @FunctionalInterface
    public interface FaultFinder {

        /** No database knows. */
        FaultFinder NONE = (connection, table, row, refusal) -> Optional.empty();

        /** Same as {@link BulkWriter#columnAtFault}. */
        Optional<String> columnAtFault(
                Connection connection, TableDefinition table, RowChange row, SQLException refusal) throws SQLException;
    }

    private final RowSql sql;
    private final ValueBinders binders;
    private final FaultFinder faults;
    private final StatementTexts texts;
    private final StoredRows stored;

    public StatementBulkWriter(RowSql sql, ValueBinders binders, FaultFinder faults) {
        this.sql = sql;
        this.binders = binders;
        this.faults = faults;
        this.texts = new StatementTexts(sql);
        this.stored = new StoredRows(sql, binders);
    }

    @Override
    public WriteCounts write(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        Operation operation = Operation.of(layout.rule().mode());
        boolean inserts = operation == Operation.INSERT || operation == Operation.INSERT_IGNORE;
        if (inserts
                && layout.rule().deletedColumn() != null
                && !layout.keyNames().isEmpty()) {
            execute(connection, Operation.DELETE_MARKED, table, layout.keyLayout(), rows);
        }
        List<RowChange> differing = layout.rule().when() == UpdateWhen.CHANGED
                ? stored.differing(connection, table, compared(layout), rows)
                : rows;
        long affected = execute(connection, operation, table, layout, differing);
        return sql.counts(operation, layout, differing.size(), affected)
                .plus(new WriteCounts(0, 0, rows.size() - differing.size(), 0));
    }

    /** The columns that tell whether a row has changed: the key and the hash, or all where rows have no hash. */
    private static RowLayout compared(RowLayout layout) {
        String hash = layout.rule().column();
        List<RowLayout.Column> columns = layout.columns().stream()
                .filter(column -> column.key() || column.name().equals(hash))
                .toList();
        return columns.size() > layout.keyNames().size() ? new RowLayout(columns, layout.rule()) : layout;
    }

    @Override
    public int delete(Connection connection, TableDefinition table, RowLayout keyLayout, List<RowChange> rows)
            throws SQLException {
        long deleted = execute(connection, Operation.DELETE, table, keyLayout, rows);
        return deleted < 0 ? rows.size() : (int) deleted;
    }

    @Override
    public void truncate(Connection connection, TableDefinition table, RowChange mark) throws SQLException {
        if (mark.layout().columns().isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(sql.truncate(table));
            }
            return;
        }
        RowStatement update = sql.mark(table, NamedByTable.of(table, mark.layout()));
        try (PreparedStatement statement = connection.prepareStatement(update.sql())) {
            new RowBinder(table, mark.layout(), binders).bind(statement, 1, update.columns(), mark);
            statement.executeUpdate();
        }
    }

    @Override
    public boolean holds(Connection connection, TableDefinition table, RowChange row) throws SQLException {
        Optional<RowStatement> query = sql.equalRow(table, row.layout());
        if (query.isEmpty()) {
            return false;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(query.get().sql())) {
            new RowBinder(table, row.layout(), binders)
                    .bind(statement, 1, query.get().columns(), row);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    @Override
    public Optional<String> columnAtFault(
            Connection connection, TableDefinition table, RowChange row, SQLException refusal) throws SQLException {
        return faults.columnAtFault(connection, table, row, refusal);
    }

    /** @return how many rows were affected; negative where the driver does not tell */
    private long execute(
            Connection connection, Operation operation, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        RowBinder binder = new RowBinder(table, layout, binders);
        int atOnce = sql.rowsPerStatement(operation, table, layout);
        if (atOnce <= 1) {
            return executeBatches(connection, texts.of(operation, table, layout, 1), binder, rows);
        }
        long affected = 0;
        int count = nextCount(rows, 0, atOnce);
        for (int from = 0; count > 0; ) {
            int same = count;
            RowStatement text = texts.of(operation, table, layout, same);
            try (PreparedStatement statement = connection.prepareStatement(text.sql())) {
                // It stays prepared as long as there are as many rows.
                while (count == same) {
                    affected = sum(affected, execute(statement, text, binder, rows.subList(from, from + count)));
                    from += count;
                    count = nextCount(rows, from, atOnce);
                }
            }
        }
        return affected;
    }

    /** How many rows the next statement takes: by their number, and by what their values weigh. */
    private int nextCount(List<RowChange> rows, int from, int atOnce) {
        int most = Math.min(rows.size(), from + atOnce);
        long room = sql.bytesPerStatement();
        int to = from;
        while (to < most && (to == from || room > 0)) {
            room -= weight(rows.get(to).values());
            if (room >= 0 || to == from) {
                to++;
            }
        }
        return to == from ? 0 : sql.rowsOfNext(to - from);
    }

    /** About as many bytes as the values of a row take: of those that may be large. */
    private static long weight(Object[] values) {
        long bytes = 0;
        for (Object value : values) {
            if (value instanceof String text) {
                bytes += text.length();
            } else if (value instanceof byte[] binary) {
                bytes += binary.length;
            }
        }
        return bytes;
    }

    private static long execute(PreparedStatement statement, RowStatement text, RowBinder binder, List<RowChange> rows)
            throws SQLException {
        int parameter = 1;
        for (RowChange row : rows) {
            parameter = binder.bind(statement, parameter, text.columns(), row);
        }
        return statement.executeUpdate();
    }

    private long executeBatches(Connection connection, RowStatement text, RowBinder binder, List<RowChange> rows)
            throws SQLException {
        long affected = 0;
        try (PreparedStatement statement = connection.prepareStatement(text.sql())) {
            int waiting = 0;
            for (RowChange row : rows) {
                binder.bind(statement, 1, text.columns(), row);
                statement.addBatch();
                if (++waiting == sql.rowsPerBatch()) {
                    affected = sum(affected, executeBatch(statement));
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                affected = sum(affected, executeBatch(statement));
            }
        }
        return affected;
    }

    private static long executeBatch(PreparedStatement statement) throws SQLException {
        long affected = 0;
        for (int count : statement.executeBatch()) {
            affected = sum(affected, count);
        }
        return affected;
    }

    /** Negative as soon as one of them is: {@link Statement#SUCCESS_NO_INFO}. */
    private static long sum(long left, long right) {
        return left < 0 || right < 0 ? Statement.SUCCESS_NO_INFO : left + right;
    }
}
