/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.delivery;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.SchemaEvolution;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table that holds, for each connector, topic and partition, the next offset and the epoch of the task that may write.
 * Its statements are such as every database with transactions knows. Each runs in the connection's transaction, which
 * the caller ends, unless it says otherwise. Immutable.
 */
final class OffsetTable {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetTable.class);

    /** Kafka's own bound of a topic's name; connectors' names are kept to it too. */
    static final int MAX_NAME_LENGTH = 249;

    private static final Duration LOCK_WAIT = Duration.ofSeconds(30);

    private static final String CONNECTOR = "connector";
    private static final String TOPIC = "topic";
    private static final String PARTITION = "kafka_partition";
    private static final String NEXT_OFFSET = "next_offset";
    private static final String EPOCH = "epoch";
    private static final List<String> KEY = List.of(CONNECTOR, TOPIC, PARTITION);

    /**
     * What the table holds of a partition.
     *
     * @param nextOffset the first offset that is not written; null where nothing was written yet
     * @param epoch grows with each claim: only the latest may write
     */
    record Stored(Long nextOffset, long epoch) {}

    private final Dialect dialect;
    private final TableId table;
    private final String connector;
    private final SchemaEvolution evolution;
    private final String name;
    private final String ofPartition;
    private final String raised;

    /**
     * @param connector whose rows these are
     * @param evolution whether the table may be made
     */
    OffsetTable(Dialect dialect, TableId table, String connector, SchemaEvolution evolution) {
        this.evolution = evolution;
        this.dialect = dialect;
        this.table = table;
        this.connector = connector;
        this.name = dialect.quote(table);
        this.ofPartition = " WHERE " + dialect.quote(CONNECTOR) + " = ? AND " + dialect.quote(TOPIC) + " = ? AND "
                + dialect.quote(PARTITION) + " = ?";
        String epoch = dialect.quote(EPOCH);
        this.raised = epoch + " = CASE WHEN " + epoch + " < ? THEN ? ELSE " + epoch + " + 1 END";
    }

    @Override
    public String toString() {
        return table.toString();
    }

    /**
     * Reads the table's definition.
     *
     * @return whether it is there
     * @throws ConnectException when it is not one for offsets; the message says the mend
     */
    boolean exists(Connection connection) throws SQLException {
        Optional<TableDefinition> found = dialect.readTable(connection, table);
        if (found.isEmpty()) {
            return false;
        }
        if (!isFit(found.get())) {
            List<String> missing = missingOf(found.get());
            throw new ConnectException("Table " + table + " can not hold offsets: it has "
                    + (missing.isEmpty()
                            ? "no primary key on exactly (" + String.join(", ", KEY) + ")"
                            : "no column " + String.join(", ", missing))
                    + ". Set offset.table to another name, or make it by: " + creation());
        }
        return true;
    }

    private boolean isFit(TableDefinition definition) {
        return missingOf(definition).isEmpty() && definition.hasUniqueKey(KEY);
    }

    private List<String> missingOf(TableDefinition definition) {
        return columns().stream()
                .map(ColumnDefinition::name)
                .filter(column -> definition.column(column).isEmpty())
                .toList();
    }

    /** SQL that makes the table. */
    String creation() {
        return dialect.createTable(table, columns(), KEY);
    }

    private List<ColumnDefinition> columns() {
        return List.of(
                dialect.boundedText(CONNECTOR, MAX_NAME_LENGTH),
                dialect.boundedText(TOPIC, MAX_NAME_LENGTH),
                dialect.columnFor(PARTITION, Schema.INT32_SCHEMA, false),
                dialect.columnFor(NEXT_OFFSET, Schema.OPTIONAL_INT64_SCHEMA, true),
                dialect.columnFor(EPOCH, Schema.INT64_SCHEMA, false));
    }

    /** Whether the table may be made where it is missing. */
    boolean isMade() {
        return evolution == SchemaEvolution.APPLY;
    }

    /** What a user reads where the table is missing and may not be made. */
    String missing() {
        return "Table " + table
                + ", in which exactly-once delivery keeps its offsets, does not exist, and schema.evolution="
                + evolution.name().toLowerCase(Locale.ROOT)
                + " makes no table. Grant SELECT, INSERT and UPDATE on it after you have run this, then restart the task:\n"
                + creation() + ";";
    }

    /**
     * Creates the table unless it is there, in a transaction of its own.
     *
     * @throws ConnectException where it is missing and may not be made; the message has the SQL
     */
    void createIfMissing(Connection connection) throws SQLException {
        boolean there = dialect.readTable(connection, table).filter(this::isFit).isPresent();
        connection.rollback();
        if (there) {
            return;
        }
        if (!isMade()) {
            if (exists(connection)) {
                return;
            }
            throw new ConnectException(missing());
        }
        // What is missing, or not yet what it is to be, may be in the hands of another task that makes it.
        bound(connection);
        dialect.lockForDdl(connection, table);
        try (Statement statement = connection.createStatement()) {
            // Another task may have made it while this one waited for the lock.
            if (!exists(connection)) {
                LOG.info("Creating the table of offsets: {}", creation());
                statement.execute(creation());
            }
            connection.commit();
        } finally {
            dialect.unlockAfterDdl(connection, table);
        }
    }

    /** A frozen holder of a lock must not keep the others waiting for ever. */
    void bound(Connection connection) throws SQLException {
        dialect.boundTransaction(connection, LOCK_WAIT, LOCK_WAIT.multipliedBy(2));
    }

    /** All partitions of the connector. */
    Map<TopicPartition, Stored> read(Connection connection) throws SQLException {
        String sql = "SELECT " + dialect.quote(TOPIC) + ", " + dialect.quote(PARTITION) + ", "
                + dialect.quote(NEXT_OFFSET) + ", " + dialect.quote(EPOCH) + " FROM " + name + " WHERE "
                + dialect.quote(CONNECTOR) + " = ?";
        Map<TopicPartition, Stored> rows = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, connector);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    long next = result.getLong(3);
                    Long nextOffset = result.wasNull() ? null : next;
                    rows.put(
                            new TopicPartition(result.getString(1), result.getInt(2)),
                            new Stored(nextOffset, result.getLong(4)));
                }
            }
        }
        return rows;
    }

    /**
     * Adds the rows that are missing, in a transaction each: in some databases two tasks that look for rows which are not
     * there, and then add them, wait for each other.
     */
    void addMissing(Connection connection, List<TopicPartition> partitions) throws SQLException {
        Set<TopicPartition> there = read(connection).keySet();
        connection.rollback();
        for (TopicPartition partition : partitions) {
            if (there.contains(partition)) {
                continue;
            }
            try {
                insert(connection, partition, null);
                connection.commit();
            } catch (SQLException e) {
                if (dialect.failure(e).kind() != SqlFailure.Kind.DATA) {
                    throw e;
                }
                LOG.debug("Another task has just added the row of {}", partition);
                connection.rollback();
            }
        }
    }

    /**
     * Adds the row of a partition.
     *
     * @param nextOffset null where nothing is written yet
     */
    void insert(Connection connection, TopicPartition partition, Long nextOffset) throws SQLException {
        String sql = "INSERT INTO " + name + " (" + dialect.quote(CONNECTOR) + ", " + dialect.quote(TOPIC) + ", "
                + dialect.quote(PARTITION) + ", " + dialect.quote(NEXT_OFFSET) + ", " + dialect.quote(EPOCH)
                + ") VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = setPartition(statement, 1, partition);
            setOffset(statement, next, nextOffset);
            // By the clock: a row that somebody deleted does not begin again at an epoch that an old task still has.
            statement.setLong(next + 1, System.currentTimeMillis());
            statement.executeUpdate();
        }
    }

    /**
     * Raises the epoch of a partition, so that no other task writes any more. Waits for one that is just writing.
     *
     * @param held the epoch that it must have, or null for any
     * @return whether there is such a row
     */
    boolean raiseEpoch(Connection connection, TopicPartition partition, Long held) throws SQLException {
        String sql = "UPDATE " + name + " SET " + raised + ofPartition
                + (held == null ? "" : " AND " + dialect.quote(EPOCH) + " = ?");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = setPartition(statement, setEpoch(statement, 1), partition);
            if (held != null) {
                statement.setLong(next, held);
            }
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * Sets the next offset of a partition, and keeps others from it until the transaction ends.
     *
     * @param held what the table must hold, else nothing is set
     * @return false when it holds something else: another task has claimed it, or the table was set back
     */
    boolean advance(Connection connection, TopicPartition partition, Stored held, long nextOffset) throws SQLException {
        String next = dialect.quote(NEXT_OFFSET);
        String sql = "UPDATE " + name + " SET " + next + " = ?" + ofPartition + " AND " + dialect.quote(EPOCH)
                + " = ? AND " + next + (held.nextOffset() == null ? " IS NULL" : " = ?");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, nextOffset);
            int at = setPartition(statement, 2, partition);
            statement.setLong(at, held.epoch());
            if (held.nextOffset() != null) {
                statement.setLong(at + 1, held.nextOffset());
            }
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * Sets the next offset of a partition for whoever claims it next.
     *
     * @return whether there is such a row
     */
    boolean reset(Connection connection, TopicPartition partition, Long nextOffset) throws SQLException {
        String sql = "UPDATE " + name + " SET " + dialect.quote(NEXT_OFFSET) + " = ?, " + raised + ofPartition;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            setOffset(statement, 1, nextOffset);
            setPartition(statement, setEpoch(statement, 2), partition);
            return statement.executeUpdate() == 1;
        }
    }

    /** By the clock, and at least one more: an epoch does not come again when rows are deleted or the table is set back. */
    private static int setEpoch(PreparedStatement statement, int at) throws SQLException {
        long now = System.currentTimeMillis();
        statement.setLong(at, now);
        statement.setLong(at + 1, now);
        return at + 2;
    }

    private int setPartition(PreparedStatement statement, int at, TopicPartition partition) throws SQLException {
        statement.setString(at, connector);
        statement.setString(at + 1, partition.topic());
        statement.setInt(at + 2, partition.partition());
        return at + KEY.size();
    }

    private static void setOffset(PreparedStatement statement, int at, Long offset) throws SQLException {
        if (offset == null) {
            statement.setNull(at, Types.BIGINT);
        } else {
            statement.setLong(at, offset);
        }
    }
}
