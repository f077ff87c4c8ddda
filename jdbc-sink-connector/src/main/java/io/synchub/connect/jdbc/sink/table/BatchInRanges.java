/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.buffer.PassingFailureException;
import io.synchub.connect.jdbc.sink.buffer.Rejections;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.sink.metrics.Tally;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch that holds bad rows in one transaction, cut into ranges of the log: the bad rows are set aside, all others
 * committed. For one thread.
 *
 * <p>Constraints that are deferred to the commit are checked once before it. Only if that fails is the batch written a
 * second time, with a check behind each range: a row and a later one that it refers to may then be in two ranges.
 */
final class BatchInRanges {
    private static final Logger LOG = LoggerFactory.getLogger(BatchInRanges.class);

    private final Dialect dialect;
    private final TableSchemas tables;
    private final BulkWriter bulk;
    private final RangeWriter ranges;
    private final TransactionStart onStart;
    private final Redelivery redelivery;
    private final SinkMetrics metrics;

    BatchInRanges(
            Dialect dialect,
            TableSchemas tables,
            BulkWriter bulk,
            RangeWriter ranges,
            TransactionStart onStart,
            Redelivery redelivery,
            SinkMetrics metrics) {
        this.dialect = dialect;
        this.tables = tables;
        this.bulk = bulk;
        this.ranges = ranges;
        this.onStart = onStart;
        this.redelivery = redelivery;
        this.metrics = metrics;
    }

    /**
     * Rolls back, writes and commits.
     *
     * @param stops the failures which no cutting mends: they are thrown
     * @return whether there were bad rows
     * @throws PassingFailureException when the queue does not confirm the bad rows in time; nothing is committed then
     */
    boolean write(
            Connection connection, List<RowChange> batch, Rejections<RowChange> rejections, Predicate<SqlFailure> stops)
            throws SQLException, PassingFailureException {
        if (!dialect.renewsEndedTransaction(connection)) {
            connection.rollback();
        }
        // A table may have become stricter since it was read: then it is to be changed, and no row is bad.
        tables.forget();
        BatchTables known = BatchTables.of(connection, tables, batch);
        Attempt attempt = new Attempt(connection, known, rejections.isOpen(), stops, false);
        List<BadRow> bad = attempt.write(batch);
        if (!meetsDeferredConstraints(connection)) {
            connection.rollback();
            attempt = new Attempt(connection, known, rejections.isOpen(), stops, true);
            bad = attempt.write(batch);
        }
        bad.forEach(row -> rejections.reject(row.row(), row.why()));
        rejections.await();
        connection.commit();
        metrics.committed(attempt.tally.get());
        return !bad.isEmpty();
    }

    private boolean meetsDeferredConstraints(Connection connection) throws SQLException {
        try {
            dialect.checkDeferredConstraints(connection);
            return true;
        } catch (SQLException e) {
            if (dialect.failure(e).kind() != SqlFailure.Kind.DATA) {
                throw e;
            }
            return false;
        }
    }

    /** One transaction. */
    private final class Attempt {
        private final Connection connection;
        private final BatchTables known;
        private final boolean mayReject;
        private final Predicate<SqlFailure> stops;
        private final boolean checksEachRange;
        private final AtomicReference<Tally> tally = new AtomicReference<>();

        Attempt(
                Connection connection,
                BatchTables known,
                boolean mayReject,
                Predicate<SqlFailure> stops,
                boolean checksEachRange) {
            this.connection = connection;
            this.known = known;
            this.mayReject = mayReject;
            this.stops = stops;
            this.checksEachRange = checksEachRange;
        }

        List<BadRow> write(List<RowChange> batch) throws SQLException {
            Trials trials = Trials.of(dialect, connection, this::start, this::writeRange);
            BatchBisector bisector = new BatchBisector(
                    trials,
                    new Suspects(known)::contains,
                    refusal -> stops.test(dialect.failure(refusal)),
                    new RefusalJudge(connection, dialect, bulk, trials, tables, known, redelivery, mayReject));
            start(connection);
            List<BadRow> bad = bisector.write(batch);
            LOG.debug(
                    "A batch of {} records was refused: {} ranges tried, {} bad",
                    batch.size(),
                    bisector.attempts(),
                    bad.size());
            return bad;
        }

        private void start(Connection to) throws SQLException {
            tally.set(metrics.tally());
            onStart.run(to);
        }

        private void writeRange(List<RowChange> range) throws SQLException {
            Tally part = metrics.tally();
            ranges.write(connection, known, range, part);
            if (checksEachRange) {
                dialect.checkDeferredConstraints(connection);
            }
            tally.get().add(part);
            redelivery.written(range);
        }
    }
}
