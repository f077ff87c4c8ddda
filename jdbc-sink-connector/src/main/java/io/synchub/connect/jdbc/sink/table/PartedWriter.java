/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.sink.buffer.WriterThreads;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.sink.metrics.Tally;
import io.synchub.connect.jdbc.write.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the parts of a batch at the same time, each through a connection of its own. All parts are executed before the
 * first is committed; when one is refused, none is. One thread calls and waits; the others are this object's.
 *
 * <p>Parts may wait for each other's locks, as when two hold one value of a unique index: the one that has it is done and
 * waits for the other's end. So a part waits for a lock for {@link #LOCK_WAIT} only, and the batch is then written by one
 * connection.
 */
final class PartedWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartedWriter.class);
    private static final Duration LOCK_WAIT = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Dialect dialect;
    private final RangeWriter writer;
    private final ExecutorService threads;
    private final SinkMetrics metrics;

    PartedWriter(Dialect dialect, RangeWriter writer, int size, SinkMetrics metrics) {
        this.metrics = metrics;
        this.dialect = dialect;
        this.writer = writer;
        this.threads = WriterThreads.atMost(size);
    }

    /** What became of a batch that was written in parts. */
    enum Outcome {
        WRITTEN,
        /** Nothing is written: a row or a value was refused. */
        REFUSED,
        /** Nothing is written, for another reason: parts were in each other's way, a table changed, or an outage. */
        FAILED
    }

    /**
     * Writes and commits all parts, or rolls all back.
     *
     * @param connections one for each part; not closed
     * @throws SQLException when a commit failed: some parts may be committed and others not
     */
    Outcome write(List<Connection> connections, BatchTables tables, List<List<RowChange>> parts) throws SQLException {
        List<Callable<Void>> calls = new ArrayList<>();
        List<Tally> tallies = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Connection connection = connections.get(i);
            List<RowChange> part = parts.get(i);
            Tally tally = metrics.tally();
            tallies.add(tally);
            calls.add(() -> {
                dialect.boundTransaction(connection, LOCK_WAIT, IDLE);
                writer.write(connection, tables, part, tally);
                return null;
            });
        }
        Outcome outcome = outcome(run(connections, calls));
        for (int i = 0; i < parts.size(); i++) {
            if (outcome == Outcome.WRITTEN) {
                connections.get(i).commit();
                metrics.committed(tallies.get(i));
                dialect.unboundTransaction(connections.get(i));
            } else {
                rollback(connections.get(i));
            }
        }
        return outcome;
    }

    private List<Future<Void>> run(List<Connection> connections, List<Callable<Void>> calls) throws SQLException {
        try {
            return threads.invokeAll(calls);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // Drivers do not heed interrupts: a statement ends with its connection.
            for (Connection connection : connections) {
                connection.abort(Runnable::run);
            }
            throw new ConnectException("Interrupted while a batch was written; nothing of it is committed");
        }
    }

    private Outcome outcome(List<Future<Void>> parts) {
        Outcome outcome = Outcome.WRITTEN;
        for (Future<Void> part : parts) {
            try {
                part.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ConnectException("Interrupted while a batch was written; nothing of it is committed");
            } catch (ExecutionException e) {
                Outcome one = outcome(e.getCause());
                outcome = outcome == Outcome.FAILED ? outcome : one;
            }
        }
        return outcome;
    }

    private Outcome outcome(Throwable failure) {
        if (failure instanceof DataException) {
            return Outcome.REFUSED;
        }
        if (failure instanceof SQLException sql) {
            LOG.debug("A part of a batch was not taken: {}", dialect.failure(sql));
            return switch (dialect.failure(sql).kind()) {
                case DATA -> Outcome.REFUSED;
                case PASSING, STALE_TABLE, SETUP -> Outcome.FAILED;
            };
        }
        if (failure instanceof RuntimeException bug) {
            throw bug;
        }
        throw new IllegalStateException(failure);
    }

    /** A connection that broke need not be rolled back: the next path to the database meets what broke it. */
    private void rollback(Connection connection) {
        try {
            connection.rollback();
            dialect.unboundTransaction(connection);
        } catch (SQLException e) {
            LOG.debug("A part could not be rolled back: {}", dialect.failure(e));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
