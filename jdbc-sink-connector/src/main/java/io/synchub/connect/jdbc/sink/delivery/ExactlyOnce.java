/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.delivery;

import com.zaxxer.hikari.HikariDataSource;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.schema.SchemaEvolution;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.buffer.Delivery;
import io.synchub.connect.jdbc.sink.buffer.PassingFailureException;
import io.synchub.connect.jdbc.sink.delivery.OffsetTable.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the offsets in the destination: they change in the transaction of the rows, by {@link #advance}, and only for the
 * task that claimed the partition last. For the task's thread, but for {@link #advance} and {@link #store}: they are of the
 * writer's, between {@link #begin} and the end of the write, and touch nothing of a partition but what {@link #begin} put down.
 *
 * <p>A partition is claimed before its first record is accepted, and then read from the offset that the table holds,
 * whatever Kafka has committed. After a failed write all partitions are claimed again before the next attempt: the claim
 * waits for the failed transaction's end and reads whether it was committed. Offsets are only set where the table holds
 * the epoch and the offset that this task knows: a database that was set back is noticed, and what it has lost is read again.
 */
public final class ExactlyOnce implements Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(ExactlyOnce.class);

    /** From what the table holds to a next offset. */
    private record Step(TopicPartition partition, Stored held, long target) {}

    /** All tasks take locks in one order. */
    static final Comparator<TopicPartition> LOCK_ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    /** How long records without rows may have no stored offset: long enough to cost nothing, short for a restart. */
    private static final long STORE_AFTER_MS = 1_000;

    private static final long NEVER = -1;

    /** A state whose class every dialect takes for passing: transaction rolled back. */
    private static final String CLAIM_AGAIN = "40000";

    private final SinkTaskContext context;
    private final Time time;
    private final HikariDataSource pool;
    private final Dialect dialect;
    private final OffsetTable table;
    private final OffsetErrors errors;
    private final SortedMap<TopicPartition, Position> positions = new TreeMap<>(LOCK_ORDER);
    /** What the write under way does to the offsets, in the order of locks. */
    private final List<Step> steps = new ArrayList<>();
    /** The partitions that were found to have another owner by the last write. */
    private final Set<TopicPartition> lostInWrite = new HashSet<>();
    /** Whether that write failed of it. */
    private boolean overtaken;

    private boolean tableReady;
    private long aheadSinceMs = NEVER;

    /**
     * @param pool of the database that the rows go to; not closed with this
     * @param connector the connector's name, which is part of the key of its rows
     * @param evolution whether the table of offsets may be made where it is missing
     */
    public ExactlyOnce(
            SinkTaskContext context,
            HikariDataSource pool,
            Dialect dialect,
            TableId table,
            String connector,
            SchemaEvolution evolution) {
        this.context = context;
        this.time = Time.SYSTEM;
        this.pool = pool;
        this.dialect = dialect;
        this.table = new OffsetTable(dialect, table, connector, evolution);
        this.errors = new OffsetErrors(table);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> positions.put(partition, new Position(partition)));
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
        partitions.forEach(lostInWrite::remove);
    }

    @Override
    public void polled() {
        positions.values().forEach(Position::polled);
    }

    @Override
    public boolean isClaimDue() {
        return positions.values().stream().anyMatch(Position::isClaimDue);
    }

    @Override
    public void claim() throws PassingFailureException {
        List<Position> due =
                positions.values().stream().filter(Position::isClaimDue).toList();
        Map<TopicPartition, Stored> rows = new HashMap<>();
        inTransaction("claim its partitions in", connection -> {
            if (!tableReady) {
                table.createIfMissing(connection);
                tableReady = true;
            }
            table.addMissing(
                    connection,
                    due.stream()
                            .filter(position -> !position.hadRow())
                            .map(Position::partition)
                            .toList());
            table.bound(connection);
            raiseEpochs(connection, due);
            rows.putAll(table.read(connection));
        });
        for (Position position : due) {
            if (!position.hasEpoch() && !position.isClaimDue()) {
                continue;
            }
            Stored row = rows.get(position.partition());
            position.claimed(row).ifPresent(offset -> context.offset(position.partition(), offset));
            LOG.info(
                    "Claimed topic {}, partition {}: epoch {}, {}",
                    position.partition().topic(),
                    position.partition().partition(),
                    row.epoch(),
                    row.nextOffset() == null ? "nothing written yet" : "next offset " + row.nextOffset());
        }
    }

    private void raiseEpochs(Connection connection, List<Position> due) throws SQLException {
        for (Position position : due) {
            Long held = position.hasEpoch() ? position.held().epoch() : null;
            if (!table.raiseEpoch(connection, position.partition(), held)) {
                if (position.hadRow() && !table.read(connection).containsKey(position.partition())) {
                    throw errors.rowGone(position.partition(), position.held().nextOffset());
                }
                if (held != null) {
                    lose(position);
                    continue;
                }
                throw errors.noRowTaken(position.partition());
            }
        }
    }

    @Override
    public boolean accept(TopicPartition partition, long offset) {
        Position position = positions.get(partition);
        return position != null && position.accept(offset);
    }

    @Override
    public boolean isPending(TopicPartition partition, long offset) {
        Position position = positions.get(partition);
        return position != null && position.isPending(offset);
    }

    @Override
    public void begin(Supplier<Map<TopicPartition, Long>> firstLeft) {
        Map<TopicPartition, Long> left = firstLeft.get();
        steps.clear();
        positions.values().forEach(position -> position.target(left.get(position.partition()))
                .ifPresent(target -> steps.add(new Step(position.partition(), position.held(), target))));
    }

    /**
     * Writes the offsets of the batch that is being written. Must be called in its transaction before the rows, and again
     * in each transaction in which the batch is tried anew.
     *
     * @throws SQLException only for failures that pass by themselves; among them that another task has claimed a partition,
     *     or that the table was set back: a standby that lagged has taken over
     * @throws ConnectException when another task has claimed a partition once more, a partition's row was deleted, or the
     *     table does not take the offsets: no row is to blame
     */
    public void advance(Connection connection) throws SQLException {
        try {
            table.bound(connection);
            for (Step step : steps) {
                if (!table.advance(connection, step.partition(), step.held(), step.target())) {
                    notHeld(connection, step);
                }
            }
        } catch (SQLException e) {
            if (dialect.failure(e).isPassing()) {
                throw e;
            }
            tableReady = false;
            throw errors.refused("store offsets in", dialect.failure(e));
        }
    }

    private void notHeld(Connection connection, Step step) throws SQLException {
        Stored row = table.read(connection).get(step.partition());
        if (row == null) {
            throw errors.rowGone(step.partition(), step.held().nextOffset());
        }
        if (row.epoch() != step.held().epoch()) {
            lostInWrite.add(step.partition());
            overtaken = true;
        } else {
            LOG.warn(
                    "Table {} says that topic {}, partition {} is written to offset {}, and not to {} as this task had it:"
                            + " was the database set back? It is read again from there",
                    table,
                    step.partition().topic(),
                    step.partition().partition(),
                    row.nextOffset(),
                    step.held().nextOffset());
        }
        throw new SQLTransientException("The partitions are to be claimed again", CLAIM_AGAIN);
    }

    /** Gives a partition up; it is claimed anew if the worker still has it after its next poll. */
    private void lose(Position position) {
        long epoch = position.held().epoch();
        if (!position.lost()) {
            throw errors.fenced(position.partition(), epoch);
        }
        LOG.warn(
                "Another task has taken over topic {}, partition {} (table {}, epoch {} is past): what was read of it is"
                        + " dropped here, nothing is lost or repeated. If it is still assigned it will be claimed anew",
                position.partition().topic(),
                position.partition().partition(),
                table,
                epoch);
    }

    @Override
    public void written() {
        for (Step step : steps) {
            Position position = positions.get(step.partition());
            if (position != null) {
                position.written(step.target());
            }
        }
        aheadSinceMs = NEVER;
    }

    @Override
    public boolean failed() {
        boolean othersHave = overtaken;
        overtaken = false;
        List<TopicPartition> lost = List.copyOf(lostInWrite);
        lostInWrite.clear();
        lost.forEach(partition -> lose(positions.get(partition)));
        positions.values().forEach(Position::failed);
        return othersHave;
    }

    @Override
    public long untilStoreMs() {
        if (positions.values().stream().noneMatch(Position::isAhead)) {
            aheadSinceMs = NEVER;
            return Long.MAX_VALUE;
        }
        long now = time.milliseconds();
        if (aheadSinceMs == NEVER) {
            aheadSinceMs = now;
        }
        return Math.max(0, aheadSinceMs + STORE_AFTER_MS - now);
    }

    @Override
    public void store() throws PassingFailureException {
        inTransaction("store offsets in", this::advance);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> limit(
            Map<TopicPartition, OffsetAndMetadata> offered, Map<TopicPartition, OffsetAndMetadata> committable) {
        Map<TopicPartition, OffsetAndMetadata> limited = new HashMap<>();
        committable.forEach((partition, offset) -> {
            Position position = positions.get(partition);
            if (position != null) {
                position.committable(offered.get(partition).offset())
                        .ifPresent(written -> limited.put(
                                partition, written < offset.offset() ? new OffsetAndMetadata(written) : offset));
            }
        });
        return limited;
    }

    /** Work on the table; with the work of others in one transaction it would be said what failed twice. */
    @FunctionalInterface
    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private void inTransaction(String doing, Work work) throws PassingFailureException {
        try (Connection connection = pool.getConnection()) {
            work.run(connection);
            connection.commit();
        } catch (SQLException e) {
            tableReady = false;
            if (dialect.failure(e).isPassing()) {
                throw new PassingFailureException(
                        "The task could not " + doing + " table " + table + ": " + dialect.failure(e), e);
            }
            throw errors.refused(doing, dialect.failure(e));
        }
    }
}
