/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.starrocks;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.Dialects;
import io.synchub.connect.jdbc.dialect.Refusal;
import io.synchub.connect.jdbc.dialect.statement.StatementBulkWriter;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;

/**
 * StarRocks 3.1 and later, over MySQL's protocol and with its drivers. Rows go into Primary Key tables, where an insert
 * replaces the row of the same key. Each statement is a transaction of its own. A table's schema is what StarRocks calls
 * its database.
 */
public final class StarRocksDialect implements Dialect {
    private static final String OWN_SCHEME = "jdbc:starrocks:";
    private static final String MYSQL_SCHEME = "jdbc:mysql:";

    /** MySQL's dialect, which knows the drivers for the protocol. Not a field: dialects are found together. */
    private static Dialect protocol() {
        return Dialects.of(MYSQL_SCHEME);
    }

    @Override
    public String name() {
        return "StarRocks";
    }

    /** MySQL's URLs too: then {@code dialect.name} must say that it is not MySQL. */
    @Override
    public boolean accepts(String jdbcUrl) {
        return jdbcUrl.startsWith(OWN_SCHEME) || jdbcUrl.startsWith(MYSQL_SCHEME);
    }

    @Override
    public Driver driver() {
        return protocol().driver();
    }

    @Override
    public String driverUrl(String jdbcUrl) {
        return protocol()
                .driverUrl(
                        jdbcUrl.startsWith(OWN_SCHEME)
                                ? MYSQL_SCHEME + jdbcUrl.substring(OWN_SCHEME.length())
                                : jdbcUrl);
    }

    @Override
    public Map<String, String> connectionProperties() {
        return protocol().connectionProperties();
    }

    @Override
    public String sessionSetup() {
        // A value that does not fit is an error; it would be made null, or its row left out.
        return "SET time_zone = 'UTC', enable_insert_strict = true";
    }

    @Override
    public String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    public String quote(TableId table) {
        return (table.schema() == null ? "" : quote(table.schema()) + ".") + quote(table.table());
    }

    @Override
    public ColumnDefinition columnFor(String name, Schema schema, boolean nullable) {
        return StarRocksTypes.column(name, schema, nullable);
    }

    @Override
    public ColumnDefinition boundedText(String name, int length) {
        return StarRocksTypes.varchar(name, length * StarRocksTypes.BYTES_PER_CHARACTER, false);
    }

    /** The key's columns come first, in the key's order: the engine wants them so. */
    @Override
    public String createTable(TableId table, List<ColumnDefinition> columns, List<String> primaryKey) {
        Set<String> key = Set.copyOf(primaryKey);
        Stream<ColumnDefinition> keyColumns = primaryKey.stream().map(name -> columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow());
        Stream<ColumnDefinition> others = columns.stream().filter(column -> !key.contains(column.name()));
        List<String> lines = new ArrayList<>();
        keyColumns.map(column -> definition(StarRocksTypes.asKey(column))).forEach(lines::add);
        others.map(this::definition).forEach(lines::add);
        String names = primaryKey.stream().map(this::quote).collect(Collectors.joining(", "));
        return "CREATE TABLE IF NOT EXISTS " + quote(table) + " (\n  " + String.join(",\n  ", lines) + "\n)\n"
                + (primaryKey.isEmpty()
                        ? "DISTRIBUTED BY RANDOM"
                        : "PRIMARY KEY (" + names + ")\nDISTRIBUTED BY HASH (" + names + ")");
    }

    private String definition(ColumnDefinition column) {
        return quote(column.name()) + " " + column.type() + (column.nullable() ? " NULL" : " NOT NULL");
    }

    @Override
    public String literal(ColumnDefinition column, Schema schema, Object value) {
        // Defaults stand in quotes, numbers too.
        String text = value instanceof Boolean bool
                ? bool ? "1" : "0"
                : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Override
    public String addColumns(TableId table, List<ColumnDefinition> columns, Map<String, String> defaults) {
        return "ALTER TABLE " + quote(table)
                + columns.stream()
                        .map(column -> "\n  ADD COLUMN " + definition(column)
                                + (defaults.containsKey(column.name())
                                        ? " DEFAULT " + defaults.get(column.name())
                                        : ""))
                        .collect(Collectors.joining(","));
    }

    @Override
    public String dropNotNull(TableDefinition table, List<String> columns) {
        return modify(
                table.id(),
                columns.stream()
                        .map(name -> table.column(name).orElseThrow())
                        .map(column -> quote(column.name()) + " " + column.type() + " NULL")
                        .toList());
    }

    @Override
    public Optional<String> changeType(TableId table, List<ColumnDefinition> columns) {
        return Optional.of(modify(table, columns.stream().map(this::definition).toList()));
    }

    private String modify(TableId table, List<String> definitions) {
        return "ALTER TABLE " + quote(table)
                + definitions.stream()
                        .map(definition -> "\n  MODIFY COLUMN " + definition)
                        .collect(Collectors.joining(","));
    }

    @Override
    public String keyMend(TableDefinition table, List<String> columns) {
        return "Create it anew with PRIMARY KEY (" + String.join(", ", columns) + ")";
    }

    @Override
    public Optional<TableDefinition> readTable(Connection connection, TableId table) throws SQLException {
        return StarRocksCatalog.read(connection, table);
    }

    @Override
    public void boundTransaction(Connection connection, Duration lockWait, Duration idle) {
        // There are no locks to wait for, and nothing is held between statements.
    }

    @Override
    public void lockForDdl(Connection connection, TableId table) {
        // There are no locks. A table that another task changes at the same time refuses the second change, as passing.
    }

    @Override
    public SqlFailure failure(SQLException exception) {
        return StarRocksFailures.of(exception);
    }

    @Override
    public boolean hasTransactions() {
        return false;
    }

    @Override
    public boolean hasSavepoints() {
        return false;
    }

    @Override
    public Optional<Refusal> refusal(WriteRule rule, boolean deletes) {
        if (rule.mode() == WriteMode.INSERT_IGNORE) {
            return Optional.of(
                    new Refusal(
                            Refusal.Of.MODE,
                            "StarRocks replaces the row of the same key and can not leave it as it is: set insert.mode=upsert"));
        }
        if (rule.mode() == WriteMode.UPSERT && rule.when() != UpdateWhen.ALWAYS) {
            return Optional.of(new Refusal(
                    Refusal.Of.CONDITION,
                    "StarRocks replaces the row of the same key whatever it holds: leave update.when out, or set"
                            + " insert.mode=update, which can compare but inserts no row"));
        }
        return Optional.empty();
    }

    @Override
    public BulkWriter bulkWriter(ValueOptions options) {
        return new StatementBulkWriter(
                new StarRocksRowSql(this), new StarRocksValueBinders(options), StatementBulkWriter.FaultFinder.NONE);
    }
}
