/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import com.zaxxer.hikari.HikariDataSource;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.buffer.BatchWriter;
import io.synchub.connect.jdbc.sink.buffer.PassingFailureException;
import io.synchub.connect.jdbc.sink.buffer.Rejections;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.sink.metrics.Tally;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch of rows, of any number of tables, in one transaction, or in one for each of several connections. For
 * one thread.
 *
 * <p>The ways, each tried when the one before was refused: in parts, where there are several connections; in bulk; in bulk
 * with the tables read anew, when a table was not what it had been; and cut into ranges of the log, when a row was refused.
 * The last finds the rows that are bad, which are set aside before the others are committed.
 */
public final class TableBatchWriter implements BatchWriter<RowChange> {
    private static final Logger LOG = LoggerFactory.getLogger(TableBatchWriter.class);

    /** So many batches go through one connection after parts were in each other's way, which costs a lock's time-out. */
    private static final int BATCHES_WITHOUT_PARTS = 100;

    private final HikariDataSource pool;
    private final Dialect dialect;
    private final TableSchemas tables;
    private final SinkMetrics metrics;
    private final TransactionStart onStart;
    private final ValueOptions values;
    private final RangeWriter ranges;
    private final BatchInRanges inRanges;
    private final Redelivery redelivery;
    private final int writers;
    private final PartedWriter parted;
    private int batchesWithoutParts;
    private boolean lastHadBadRows;

    /**
     * @param pool is closed with this writer; holds at least {@code writers} connections
     * @param onStart what a transaction begins with, before its rows; with several writers no rows may depend on it
     * @param redelivery which rows may have been written before; not to be shared
     * @param writers how many connections write one batch at most; with 1, a batch is one transaction
     */
    public TableBatchWriter(
            HikariDataSource pool,
            Dialect dialect,
            TableSchemas tables,
            ValueOptions values,
            TransactionStart onStart,
            Redelivery redelivery,
            int writers,
            SinkMetrics metrics) {
        this.pool = pool;
        this.onStart = onStart;
        this.dialect = dialect;
        this.tables = tables;
        this.metrics = metrics;
        this.values = values;
        this.redelivery = redelivery;
        BulkWriter bulk = dialect.bulkWriter(values);
        this.ranges = new RangeWriter(bulk, values);
        this.inRanges = new BatchInRanges(dialect, tables, bulk, ranges, onStart, redelivery, metrics);
        this.writers = writers;
        this.parted = new PartedWriter(dialect, ranges, writers, metrics);
    }

    @Override
    public void write(List<RowChange> batch, Rejections<RowChange> rejections) throws PassingFailureException {
        try {
            PartedWriter.Outcome parts = writeInParts(batch);
            if (parts == PartedWriter.Outcome.WRITTEN) {
                redelivery.written(batch);
                return;
            }
            try (Connection connection = pool.getConnection()) {
                writeOrRollBack(connection, batch, parts == PartedWriter.Outcome.REFUSED, rejections);
            }
        } catch (SQLException e) {
            SqlFailure failure = dialect.failure(e);
            tables.forget();
            redelivery.uncertain();
            if (failure.isPassing()) {
                throw new PassingFailureException("The destination did not take the batch: " + failure, e);
            }
            throw new ConnectException("The destination refused the batch that begins at "
                    + batch.get(0).position() + " for table " + tablesOf(batch) + ": " + failure);
        }
    }

    private static String tablesOf(List<RowChange> batch) {
        return batch.stream().map(row -> row.table().toString()).distinct().collect(Collectors.joining(", "));
    }

    /** Does nothing, and says that it failed, where the batch is for one connection. */
    private PartedWriter.Outcome writeInParts(List<RowChange> batch) throws SQLException {
        if (writers == 1 || lastHadBadRows || batchesWithoutParts > 0) {
            batchesWithoutParts = Math.max(0, batchesWithoutParts - 1);
            return PartedWriter.Outcome.FAILED;
        }
        List<Connection> connections = new ArrayList<>();
        try {
            connections.add(pool.getConnection());
            BatchTables known = BatchTables.of(connections.get(0), tables, batch);
            List<List<RowChange>> parts = BatchParts.of(batch, known, values, writers);
            if (parts.size() == 1) {
                return PartedWriter.Outcome.FAILED;
            }
            while (connections.size() < parts.size()) {
                connections.add(pool.getConnection());
            }
            PartedWriter.Outcome outcome = parted.write(connections, known, parts);
            if (outcome == PartedWriter.Outcome.FAILED) {
                batchesWithoutParts = BATCHES_WITHOUT_PARTS;
            }
            return outcome;
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    /** The pool does not see to it: it takes a connection that went back to a savepoint for one without a transaction. */
    private void writeOrRollBack(
            Connection connection, List<RowChange> batch, boolean refused, Rejections<RowChange> rejections)
            throws SQLException, PassingFailureException {
        boolean written = false;
        try {
            write(connection, batch, refused, rejections);
            written = true;
        } finally {
            if (!written) {
                rollBack(connection);
            }
        }
    }

    /** A connection that broke need not be rolled back, and is not given to the next: the pool has seen its failure. */
    private void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("A batch could not be rolled back: {}", dialect.failure(e));
        }
    }

    /** @param refused whether some row of the batch is known to be refused */
    private void write(Connection connection, List<RowChange> batch, boolean refused, Rejections<RowChange> rejections)
            throws SQLException, PassingFailureException {
        // Bad rows seldom come alone: after a batch that had some, the next is not tried in bulk.
        boolean expectsBadRows = refused || lastHadBadRows;
        try {
            if (expectsBadRows) {
                lastHadBadRows = inRanges.write(
                        connection, batch, rejections, failure -> failure.kind() != SqlFailure.Kind.DATA);
            } else {
                writeInBulk(connection, batch);
            }
        } catch (DataException e) {
            if (expectsBadRows) {
                throw e;
            }
            LOG.debug("A value of the batch can not be encoded", e);
            lastHadBadRows = inRanges.write(connection, batch, rejections, SqlFailure::isPassing);
        } catch (SQLException e) {
            switch (dialect.failure(e).kind()) {
                case STALE_TABLE -> writeWithFreshTables(connection, batch, rejections);
                case DATA -> lastHadBadRows = inRanges.write(connection, batch, rejections, SqlFailure::isPassing);
                case PASSING, SETUP -> throw e;
            }
        }
    }

    private void writeWithFreshTables(Connection connection, List<RowChange> batch, Rejections<RowChange> rejections)
            throws SQLException, PassingFailureException {
        connection.rollback();
        tables.forget();
        try {
            writeInBulk(connection, batch);
        } catch (DataException e) {
            LOG.debug("A value of the batch can not be encoded", e);
            lastHadBadRows = inRanges.write(connection, batch, rejections, SqlFailure::isPassing);
        } catch (SQLException e) {
            if (dialect.failure(e).isPassing()) {
                throw e;
            }
            lastHadBadRows = inRanges.write(connection, batch, rejections, SqlFailure::isPassing);
        }
    }

    private void writeInBulk(Connection connection, List<RowChange> batch) throws SQLException {
        BatchTables known = BatchTables.of(connection, tables, batch);
        onStart.run(connection);
        Tally tally = metrics.tally();
        ranges.write(connection, known, batch, tally);
        connection.commit();
        metrics.committed(tally);
        redelivery.written(batch);
    }

    @Override
    public void revoked(Collection<TopicPartition> partitions) {
        redelivery.revoked(partitions);
    }

    @Override
    public TableId tableOf(RowChange row) {
        return row.table();
    }

    @Override
    public void close() {
        parted.close();
        pool.close();
    }
}
