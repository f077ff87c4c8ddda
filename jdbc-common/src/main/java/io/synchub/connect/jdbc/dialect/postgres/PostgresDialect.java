/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.AggregateSource;
import io.synchub.connect.jdbc.dialect.AggregateTarget;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TypeSize;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** PostgreSQL 13 and later. */
public final class PostgresDialect implements Dialect {
    /** "sync": the first key of our advisory locks, so that they never meet another application's. */
    private static final int LOCK_SPACE = 0x73796e63;

    /** What a server that was built as usual keeps of a name; it cuts the rest with a notice that nobody reads. */
    private static final int MAX_NAME_BYTES = 63;

    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    private final AggregateSource aggregateSource = new PostgresAggregateSource(this);

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public boolean accepts(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:postgresql:");
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of(
                "ApplicationName", "synchub",
                "tcpKeepAlive", "true",
                "connectTimeout", "10",
                "logServerErrorDetail", "false",
                "prepareThreshold", "1");
    }

    @Override
    public String sessionSetup() {
        // The driver gives a session the time zone of its JVM: two workers would disagree on the day of a timestamp.
        // And what another session has locked must not hold a task longer than its place in the consumer group lasts.
        // Nor what a worker that is suspended has locked keep the others. The last two are what a role or database may
        // have set otherwise, and what literals and arrays here are written for. Nobody reads notices, and a server
        // that waits
        // for that, while rows are sent to it, would wait for ever.
        return "SET client_min_messages = error; SET TIME ZONE 'UTC'; SET lock_timeout = '30s'; SET idle_in_transaction_session_timeout = '5min';"
                + " SET standard_conforming_strings = on; SET array_nulls = on";
    }

    @Override
    public Driver driver() {
        return new org.postgresql.Driver();
    }

    @Override
    public String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String quote(TableId table) {
        return (table.catalog() == null ? "" : quote(table.catalog()) + ".")
                + (table.schema() == null ? "" : quote(table.schema()) + ".")
                + quote(table.table());
    }

    @Override
    public ColumnDefinition columnFor(String name, Schema schema, boolean nullable) {
        return PostgresTypes.column(name, schema, nullable);
    }

    @Override
    public String createTable(TableId table, List<ColumnDefinition> columns, List<String> primaryKey) {
        List<String> lines = new ArrayList<>();
        columns.forEach(column -> lines.add(definition(column)));
        if (!primaryKey.isEmpty()) {
            lines.add("PRIMARY KEY (" + primaryKey.stream().map(this::quote).collect(Collectors.joining(", ")) + ")");
        }
        return "CREATE TABLE IF NOT EXISTS " + quote(table) + " (\n  " + String.join(",\n  ", lines) + "\n)";
    }

    @Override
    public String literal(ColumnDefinition column, Schema schema, Object value) {
        String text = PostgresText.UTC.of(schema, SemanticType.of(schema), value, true);
        // A user may run it in a session of another standard_conforming_strings than ours.
        String quoted = text.indexOf('\\') < 0
                ? "'" + text.replace("'", "''") + "'"
                : "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
        return quoted + "::" + column.type();
    }

    @Override
    public String addColumns(TableId table, List<ColumnDefinition> columns, Map<String, String> defaults) {
        return "ALTER TABLE " + quote(table)
                + columns.stream()
                        .map(column -> "\n  ADD COLUMN IF NOT EXISTS " + definition(column)
                                + (defaults.containsKey(column.name())
                                        ? " DEFAULT " + defaults.get(column.name())
                                        : ""))
                        .collect(Collectors.joining(","));
    }

    @Override
    public String dropNotNull(TableDefinition table, List<String> columns) {
        return "ALTER TABLE " + quote(table.id())
                + columns.stream()
                        .map(column -> "\n  ALTER COLUMN " + quote(column) + " DROP NOT NULL")
                        .collect(Collectors.joining(","));
    }

    @Override
    public Optional<String> changeType(TableId table, List<ColumnDefinition> columns) {
        return Optional.of("ALTER TABLE " + quote(table)
                + columns.stream()
                        .map(column -> "\n  ALTER COLUMN " + quote(column.name()) + " TYPE " + column.type())
                        .collect(Collectors.joining(",")));
    }

    @Override
    public boolean refusesForDependents(SQLException refusal) {
        return PostgresFailures.isOfDependents(refusal);
    }

    @Override
    public SqlFailure failure(SQLException exception) {
        return PostgresFailures.of(exception);
    }

    @Override
    public String keyMend(TableDefinition table, List<String> columns) {
        String mend = Dialect.super.keyMend(table, columns);
        return table.uniqueKeys().isEmpty() ? mend + " (a deferrable key does not serve: drop it before)" : mend;
    }

    @Override
    public boolean upsertsViews() {
        return true;
    }

    @Override
    public boolean upsertsBy(Connection connection, TableDefinition view, List<String> columns) throws SQLException {
        String names = columns.stream()
                .map(name -> quote(view.column(name).map(ColumnDefinition::name).orElse(name)))
                .collect(Collectors.joining(", "));
        return PostgresCatalog.takesConflict(connection, quote(view.id()), names);
    }

    @Override
    public boolean takesMarks(ColumnDefinition column) {
        return column.family() == ColumnDefinition.Family.BOOLEAN;
    }

    @Override
    public boolean reservesColumn(String name) {
        return SYSTEM_COLUMNS.contains(name);
    }

    @Override
    public Optional<ColumnDefinition> resized(ColumnDefinition column, TypeSize size) {
        return Optional.of(PostgresSizes.resized(column, size));
    }

    @Override
    public boolean rewrites(ColumnDefinition from, ColumnDefinition to) {
        return PostgresSizes.rewrites(from, to);
    }

    @Override
    public long estimatedRows(Connection connection, TableId table) throws SQLException {
        return PostgresCatalog.estimatedRows(connection, quote(table));
    }

    @Override
    public boolean isInTransaction(Connection connection) throws SQLException {
        return connection.isWrapperFor(BaseConnection.class)
                && connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
    }

    private String definition(ColumnDefinition column) {
        return quote(column.name()) + " " + column.type() + (column.nullable() ? "" : " NOT NULL");
    }

    @Override
    public Optional<TableDefinition> readTable(Connection connection, TableId table) throws SQLException {
        return PostgresCatalog.read(connection, table, quote(table));
    }

    @Override
    public void boundTransaction(Connection connection, Duration lockWait, Duration idle) throws SQLException {
        String sql = "SELECT set_config('lock_timeout', ?, true),"
                + " set_config('idle_in_transaction_session_timeout', ?, true)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, Long.toString(lockWait.toMillis()));
            statement.setString(2, Long.toString(idle.toMillis()));
            statement.execute();
        }
    }

    @Override
    public void checkDeferredConstraints(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            statement.execute("SET CONSTRAINTS ALL DEFERRED");
        }
    }

    @Override
    public void lockForDdl(Connection connection, TableId table) throws SQLException {
        // By the bare name, as the table may not exist yet: one that is named with its schema elsewhere is the same.
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(?, hashtext(?))")) {
            statement.setInt(1, LOCK_SPACE);
            statement.setString(2, "ddl:" + table.table());
            statement.execute();
        }
    }

    @Override
    public Optional<AggregateTarget> aggregateTarget() {
        return Optional.of(this::lockStripes);
    }

    private void lockStripes(Connection connection, TableId table, Collection<Integer> stripes) throws SQLException {
        // By the table's oid, so that it is one table under whatever name. The subquery is sorted before the outer
        // SELECT calls the function, so locks are taken in ascending order.
        String sql = "SELECT pg_advisory_xact_lock(?, s.lock) FROM (SELECT DISTINCT"
                + " hashtext(to_regclass(?)::oid::text || ':' || u.stripe) AS lock"
                + " FROM unnest(?::int4[]) AS u(stripe) ORDER BY lock) AS s";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, LOCK_SPACE);
            statement.setString(2, quote(table));
            Array array = connection.createArrayOf("int4", stripes.toArray(Integer[]::new));
            statement.setArray(3, array);
            statement.execute();
        }
    }

    @Override
    public int maxNameBytes() {
        return MAX_NAME_BYTES;
    }

    @Override
    public String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public BulkWriter bulkWriter(ValueOptions options) {
        return new PostgresBulkWriter(this, options);
    }

    @Override
    public Optional<AggregateSource> aggregateSource() {
        return Optional.of(aggregateSource);
    }
}
