/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import com.zaxxer.hikari.HikariDataSource;
import io.synchub.connect.jdbc.dialect.AggregateSource;
import io.synchub.connect.jdbc.dialect.AggregateTarget;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.pool.DataSources;
import io.synchub.connect.jdbc.schema.ChangePolicy;
import io.synchub.connect.jdbc.schema.SchemaEvolution;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TableLookup;
import io.synchub.connect.jdbc.schema.TableMismatchException;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.aggregate.SourceQuery.Groups;
import io.synchub.connect.jdbc.sink.buffer.BatchWriter;
import io.synchub.connect.jdbc.sink.buffer.PassingFailureException;
import io.synchub.connect.jdbc.sink.buffer.Rejections;
import io.synchub.connect.jdbc.sink.config.AggregateRefreshConfig;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.sink.metrics.Tally;
import io.synchub.connect.jdbc.sink.table.RefusedRow;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowKey;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the totals of groups again and writes them down. For one thread.
 *
 * <p>The order is what makes it right: the keys are locked in the destination <em>before</em> the source is asked, and
 * until the totals are committed. Whoever writes a key last has therefore read the source last, so that two tasks, or a
 * late one, never leave a stale total. See DESIGN.md.
 */
final class GroupRefresher implements BatchWriter<GroupKey> {
    private static final Logger LOG = LoggerFactory.getLogger(GroupRefresher.class);
    /** How many locks a summary table has: few enough for a server's lock table, many enough for tasks to pass. */
    private static final int STRIPES = 1024;

    private static final Duration LOCK_WAIT = Duration.ofSeconds(30);

    private final AggregateRefreshConfig config;
    private final HikariDataSource source;
    private final HikariDataSource destination;
    private final AggregateSource aggregateSource;
    private final Dialect destinationDialect;
    private final AggregateTarget aggregateTarget;
    private final SourceTransactions transactions;
    private final TableSchemas tables;
    private final BulkWriter bulk;
    private final Map<RowLayout, SourceQuery> queries = new IdentityHashMap<>();
    private final SinkMetrics metrics;
    private boolean configuredTablesChecked;

    GroupRefresher(AggregateRefreshConfig config, String name, SinkMetrics metrics) {
        this.metrics = metrics;
        this.config = config;
        this.source = DataSources.open(config.source(), name + " source", 1);
        this.destination = DataSources.open(config.destination(), name + " destination", 1);
        this.aggregateSource = config.aggregateSource();
        this.destinationDialect = config.destination().dialect();
        this.transactions = new SourceTransactions(aggregateSource, Time.SYSTEM);
        this.tables = new TableSchemas(
                destinationDialect,
                TableLookup.of(destinationDialect),
                new ChangePolicy(SchemaEvolution.APPLY, config.autoCreate(), false),
                metrics::ddl);
        this.aggregateTarget = config.aggregateTarget();
        this.bulk = destinationDialect.bulkWriter(ValueOptions.DEFAULT);
    }

    @Override
    public void write(List<GroupKey> batch, Rejections<GroupKey> rejections) throws PassingFailureException {
        checkTables(batch);
        Map<RowLayout, List<GroupKey>> byLayout = batch.stream()
                .filter(key -> key.row() != null)
                .collect(Collectors.groupingBy(key -> key.row().layout(), LinkedHashMap::new, Collectors.toList()));
        for (List<GroupKey> keys : byLayout.values()) {
            try {
                refresh(keys);
            } catch (StaleDefinitionException e) {
                LOG.info("Reading the query and table {} anew: {}", config.table(), e.getMessage());
                refresh(keys);
            }
        }
    }

    /**
     * Fails when a table that changed does not log whole rows: what a change left behind is then not known, and a total
     * would stay stale without a word. Asked for each batch, since the identity of a table may be changed at any time.
     */
    private void checkTables(List<GroupKey> batch) throws PassingFailureException {
        Map<TableId, RecordPosition> changed = new LinkedHashMap<>();
        batch.stream()
                .filter(key -> key.changed() != null)
                .forEach(key -> changed.putIfAbsent(key.changed(), key.position()));
        if (changed.isEmpty()) {
            return;
        }
        try (Connection from = open(source, "source")) {
            for (Map.Entry<TableId, RecordPosition> table : changed.entrySet()) {
                Optional<String> problem =
                        readSource(batch, () -> ReplicaIdentity.problem(from, aggregateSource, Set.of(table.getKey())));
                if (problem.isPresent()) {
                    throw new ConnectException("Can not refresh table " + config.table() + " from "
                            + table.getValue() + " on: " + problem.get()
                            + ". Changes since it was not so may have left groups that nobody knows of: afterwards have"
                            + " all totals computed again, by a new snapshot of the source table");
                }
            }
            from.rollback();
        } catch (SQLException e) {
            throw new PassingFailureException("The source's connection broke: " + SqlFailure.of(e));
        }
    }

    /** The query's columns or the table are not what they were when they were read: they are read anew next time. */
    private static final class StaleDefinitionException extends ConnectException {
        private static final long serialVersionUID = 1L;

        StaleDefinitionException(String message) {
            super(message);
        }
    }

    private void refresh(List<GroupKey> keys) throws PassingFailureException {
        try (Connection from = open(source, "source")) {
            SourceQuery query = readSource(keys, () -> ready(from, keys));
            try (Connection to = open(destination, "destination")) {
                refresh(keys, query, from, to);
            } catch (SQLException e) {
                tables.forget();
                throw failure("destination", keys, e);
            }
        } catch (SQLException e) {
            // Only giving the connection back is left to fail here: the totals are written.
            throw new PassingFailureException("The source's connection broke: " + SqlFailure.of(e));
        }
    }

    private void refresh(List<GroupKey> keys, SourceQuery query, Connection from, Connection to)
            throws SQLException, PassingFailureException {
        Map<RowKey, RowChange> distinct = new LinkedHashMap<>();
        keys.forEach(key -> distinct.putIfAbsent(key.row().key(), key.row()));
        TableDefinition table = table(to, query, keys);
        destinationDialect.boundTransaction(to, LOCK_WAIT, config.queryTimeout().plus(LOCK_WAIT));
        aggregateTarget.lockStripes(to, config.table(), stripes(distinct.keySet()));
        Groups groups = readSource(
                keys, () -> query.run(from, config.table(), List.copyOf(distinct.values()), config.queryTimeout()));
        Tally tally = metrics.tally();
        write(to, table, query, groups, tally);
        to.commit();
        metrics.committed(tally);
    }

    /** Waits for the source to show the changes, and has the query described and the configured tables checked once. */
    private SourceQuery ready(Connection from, List<GroupKey> keys) throws SQLException, PassingFailureException {
        if (!configuredTablesChecked) {
            Optional<String> problem = ReplicaIdentity.problem(from, config);
            if (problem.isPresent()) {
                throw new ConnectException(problem.get());
            }
            configuredTablesChecked = true;
        }
        RowLayout layout = keys.get(0).row().layout();
        SourceQuery query = queries.get(layout);
        if (query == null) {
            query = SourceQuery.describe(from, aggregateSource, config.query(), layout);
            queries.put(layout, query);
        }
        Set<Long> ids = keys.stream()
                .map(GroupKey::transaction)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!transactions.awaitVisible(from, ids)) {
            throw new PassingFailureException(
                    "The source does not show the changes yet that the records tell of: a replica that lags, or a commit"
                            + " that waits for its standby");
        }
        from.rollback();
        return query;
    }

    private TableDefinition table(Connection to, SourceQuery query, List<GroupKey> keys) throws SQLException {
        try {
            return tables.ensure(to, config.table(), query.resultLayout());
        } catch (TableMismatchException e) {
            throw new ConnectException("Can not write totals for " + keys.get(0).position() + ": " + e.getMessage());
        }
    }

    private static Set<Integer> stripes(Set<RowKey> keys) {
        return keys.stream().map(key -> key.stripe(STRIPES)).collect(Collectors.toCollection(TreeSet::new));
    }

    private void write(Connection to, TableDefinition table, SourceQuery query, Groups groups, Tally tally)
            throws SQLException {
        if (!groups.absent().isEmpty()) {
            int deleted = bulk.delete(to, table, groups.absent().get(0).layout(), groups.absent());
            tally.deleted(table.id(), deleted);
        }
        if (groups.present().isEmpty()) {
            return;
        }
        try {
            tally.wrote(table.id(), bulk.write(to, table, query.resultLayout(), groups.present()));
        } catch (SQLException e) {
            if (SqlFailure.of(e).kind() != SqlFailure.Kind.DATA) {
                throw e;
            }
            to.rollback();
            throw RefusedRow.find(to, destinationDialect, bulk, table, groups.present())
                    .orElseGet(() -> new ConnectException("Can not write totals for "
                            + groups.present().get(0).position() + " to table " + table.id() + ": "
                            + SqlFailure.of(e)));
        }
    }

    private static Connection open(HikariDataSource pool, String which) throws PassingFailureException {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            if (failure.isPassing()) {
                throw new PassingFailureException("Can not connect to the " + which + ": " + failure, e);
            }
            throw new ConnectException("Can not connect to the " + which + ": " + failure);
        }
    }

    /** A step that talks to the source: its failures are told apart from the destination's. */
    @FunctionalInterface
    private interface SourceStep<R> {
        R run() throws SQLException, PassingFailureException;
    }

    private <R> R readSource(List<GroupKey> keys, SourceStep<R> step) throws PassingFailureException {
        try {
            return step.run();
        } catch (SQLException e) {
            queries.clear();
            throw failure("source", keys, e);
        }
    }

    /** Returns the exception for a passing failure and throws the other. */
    private PassingFailureException failure(String which, List<GroupKey> keys, SQLException e) {
        SqlFailure failure = SqlFailure.of(e);
        if (failure.isPassing()) {
            return new PassingFailureException("The " + which + " did not serve a refresh: " + failure);
        }
        String message = "The " + which + " refused a refresh of table " + config.table() + " for the records from "
                + keys.get(0).position() + ": " + failure;
        throw failure.kind() == SqlFailure.Kind.STALE_TABLE
                ? new StaleDefinitionException(message)
                : new ConnectException(message);
    }

    @Override
    public TableId tableOf(GroupKey item) {
        return config.table();
    }

    @Override
    public void close() {
        source.close();
        destination.close();
    }
}
