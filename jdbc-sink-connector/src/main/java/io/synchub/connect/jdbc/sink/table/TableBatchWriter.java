/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import com.zaxxer.hikari.HikariDataSource;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TableMismatchException;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.buffer.BatchWriter;
import io.synchub.connect.jdbc.sink.buffer.PassingFailureException;
import io.synchub.connect.jdbc.sink.buffer.Rejections;
import io.synchub.connect.jdbc.write.BatchPlan;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.Segment;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteCounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch of rows, of any number of tables, in one transaction. For the task's thread.
 *
 * <p>Three ways, each tried when the one before was refused: in bulk; in bulk with the tables read anew, when a table
 * was not what it had been; and row by row in the order of the log, when a row was refused. The last is right where a
 * bulk statement can not be, as when a unique value passes from one row to another, and it finds the row to name.
 */
public final class TableBatchWriter implements BatchWriter<RowChange> {
    private static final Logger LOG = LoggerFactory.getLogger(TableBatchWriter.class);

    private final HikariDataSource pool;
    private final Dialect dialect;
    private final TableSchemas tables;
    private final BulkWriter bulk;

    /** @param pool is closed with this writer */
    public TableBatchWriter(HikariDataSource pool, Dialect dialect, TableSchemas tables, ValueOptions values) {
        this.pool = pool;
        this.dialect = dialect;
        this.tables = tables;
        this.bulk = dialect.bulkWriter(values);
    }

    @Override
    public void write(List<RowChange> batch, Rejections<RowChange> rejections) throws PassingFailureException {
        try (Connection connection = pool.getConnection()) {
            write(connection, batch);
        } catch (SQLException e) {
            SqlFailure failure = dialect.failure(e);
            tables.forget();
            if (failure.isPassing()) {
                throw new PassingFailureException("The destination did not take the batch: " + failure);
            }
            throw new ConnectException("The destination refused the batch that begins at "
                    + batch.get(0).position() + " for table " + tablesOf(batch) + ": " + failure);
        }
    }

    private static String tablesOf(List<RowChange> batch) {
        return batch.stream().map(row -> row.table().toString()).distinct().collect(Collectors.joining(", "));
    }

    private void write(Connection connection, List<RowChange> batch) throws SQLException {
        try {
            writeInBulk(connection, batch);
        } catch (DataException e) {
            LOG.debug("A value of the batch can not be encoded", e);
            writeRowByRow(connection, batch);
        } catch (SQLException e) {
            // Where the failure is passed on, the pool rolls back: this connection may be broken.
            switch (dialect.failure(e).kind()) {
                case STALE_TABLE -> writeWithFreshTables(connection, batch);
                case DATA -> writeRowByRow(connection, batch);
                case PASSING, SETUP -> throw e;
            }
        }
    }

    private void writeWithFreshTables(Connection connection, List<RowChange> batch) throws SQLException {
        connection.rollback();
        tables.forget();
        try {
            writeInBulk(connection, batch);
        } catch (SQLException e) {
            if (dialect.failure(e).isPassing()) {
                throw e;
            }
            writeRowByRow(connection, batch);
        }
    }

    private void writeInBulk(Connection connection, List<RowChange> batch) throws SQLException {
        List<Step> steps = steps(connection, BatchPlan.of(batch));
        for (Step step : steps) {
            step.run(connection);
        }
        connection.commit();
    }

    /** Plans a batch as statements, and has the tables changed that do not fit: after this, the transaction begins. */
    private List<Step> steps(Connection connection, BatchPlan plan) throws SQLException {
        List<Step> steps = new ArrayList<>();
        for (TableId table : plan.tables()) {
            for (Segment segment : plan.segments(table)) {
                addTruncation(steps, connection, segment.truncation());
                addDeletes(steps, connection, segment.deletes(), segment.keyLayout());
                addWrites(steps, connection, segment.writes(), segment.writeLayout());
            }
        }
        return steps;
    }

    private void addTruncation(List<Step> steps, Connection connection, RowChange truncation) throws SQLException {
        if (truncation == null) {
            return;
        }
        try {
            tables.find(connection, truncation.table(), truncation.layout())
                    .ifPresent(table -> steps.add(to -> bulk.truncate(to, table, truncation)));
        } catch (TableMismatchException e) {
            throw mismatch(truncation, e);
        }
    }

    private void addDeletes(List<Step> steps, Connection connection, List<RowChange> rows, RowLayout layout)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        RowChange first = rows.get(0);
        try {
            // A table that is yet to be created has nothing to delete.
            tables.find(connection, first.table(), layout)
                    .ifPresent(table -> steps.add(to -> bulk.delete(to, table, layout, rows)));
        } catch (TableMismatchException e) {
            throw mismatch(first, e);
        }
    }

    private void addWrites(List<Step> steps, Connection connection, List<RowChange> rows, RowLayout layout)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        RowChange first = rows.get(0);
        try {
            if (layout.isPartial()
                    && tables.find(connection, first.table(), layout).isEmpty()) {
                // No table, so no row whose other columns could be updated.
                return;
            }
            TableDefinition table = tables.ensure(connection, first.table(), layout);
            steps.add(to -> write(to, table, layout, rows));
        } catch (TableMismatchException | DataException e) {
            throw mismatch(first, e);
        }
    }

    private void write(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        WriteCounts counts = bulk.write(connection, table, layout, rows);
        long written = counts.stored();
        if (layout.isPartial() && !layout.isDeleteMark() && written < rows.size()) {
            LOG.warn(
                    "{} of {} rows from {} on are not in table {}, and the source's log does not hold all their values"
                            + " (TOAST): they are left out. Set REPLICA IDENTITY FULL on the source table if they should"
                            + " be there",
                    rows.size() - written,
                    rows.size(),
                    rows.get(0).position(),
                    table.id());
        }
    }

    private static ConnectException mismatch(RowChange first, RuntimeException cause) {
        return new ConnectException("Can not write " + first.position() + ": " + cause.getMessage());
    }

    private void writeRowByRow(Connection connection, List<RowChange> batch) throws SQLException {
        LOG.debug("A batch of {} records was refused: writing it row by row", batch.size());
        connection.rollback();
        // All of it is planned first, since to look at a table ends the transaction.
        List<List<Step>> steps = new ArrayList<>(batch.size());
        for (RowChange row : batch) {
            steps.add(steps(connection, BatchPlan.of(List.of(row))));
        }
        for (int i = 0; i < batch.size(); i++) {
            try {
                for (Step step : steps.get(i)) {
                    step.run(connection);
                }
            } catch (DataException e) {
                throw mismatch(batch.get(i), e);
            } catch (SQLException e) {
                if (dialect.failure(e).isPassing()) {
                    throw e;
                }
                connection.rollback();
                throw refusal(connection, batch.get(i), e);
            }
        }
        connection.commit();
    }

    private ConnectException refusal(Connection connection, RowChange row, SQLException refusal) throws SQLException {
        TableDefinition table = tables.find(connection, row.table(), row.layout())
                .orElseThrow(() -> new ConnectException(
                        "Can not write " + row.position() + ": table " + row.table() + " vanished"));
        return RefusedRow.describe(connection, dialect, bulk, table, row, refusal);
    }

    @Override
    public void close() {
        pool.close();
    }

    /** One statement of a batch. */
    @FunctionalInterface
    private interface Step {
        void run(Connection connection) throws SQLException;
    }
}
