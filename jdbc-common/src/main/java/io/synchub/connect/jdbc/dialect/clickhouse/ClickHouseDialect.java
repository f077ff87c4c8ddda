/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.clickhouse;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.Refusal;
import io.synchub.connect.jdbc.dialect.statement.OptionalDriver;
import io.synchub.connect.jdbc.dialect.statement.StatementBulkWriter;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
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
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;

/**
 * ClickHouse 23.2 and later. It has no transactions and no unique keys: a table of {@code ReplacingMergeTree} keeps, of
 * the rows of one sorting key, the one of the greatest version, and hides it where it is marked as deleted, once parts
 * are merged or when a query says {@code FINAL}. So upserts and deletes are inserts; {@link ClickHouseBulkWriter} says of
 * what. A table's schema is what ClickHouse calls its database.
 */
public final class ClickHouseDialect implements Dialect {
    /** Holds the offset of the record that a row came from. */
    static final String VERSION = "_version";

    /** 1 for a row that is deleted. */
    static final String DELETED = "_is_deleted";

    private static final OptionalDriver DRIVER = new OptionalDriver(
            "com.clickhouse.jdbc.Driver",
            "clickhouse-jdbc-<version>-all.jar (Maven Central: com.clickhouse:clickhouse-jdbc, classifier all)");

    @Override
    public String name() {
        return "ClickHouse";
    }

    @Override
    public boolean accepts(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:clickhouse:") || jdbcUrl.startsWith("jdbc:ch:");
    }

    @Override
    public Driver driver() {
        return DRIVER.find();
    }

    /** Without the first the driver refuses commits and rollbacks rather than do nothing. */
    @Override
    public Map<String, String> connectionProperties() {
        return Map.of("jdbc_ignore_unsupported_values", "true");
    }

    /** Sessions have no state: what a statement needs it says itself. This one shows that the server is there. */
    @Override
    public String sessionSetup() {
        return "SELECT 1";
    }

    @Override
    public String quote(String name) {
        return '`' + name.replace("\\", "\\\\").replace("`", "\\`") + '`';
    }

    @Override
    public String quote(TableId table) {
        return (table.schema() == null ? "" : quote(table.schema()) + ".") + quote(table.table());
    }

    @Override
    public ColumnDefinition columnFor(String name, Schema schema, boolean nullable) {
        return ClickHouseTypes.column(name, schema, nullable);
    }

    @Override
    public String createTable(TableId table, List<ColumnDefinition> columns, List<String> primaryKey) {
        return createTable(table, columns, primaryKey, WriteRule.UPSERT);
    }

    /** With a version column of the user's the engine compares that, and nothing needs to be added. */
    @Override
    public String createTable(TableId table, List<ColumnDefinition> columns, List<String> primaryKey, WriteRule rule) {
        String ownVersion = rule.when() == UpdateWhen.NEWER ? rule.column() : null;
        List<String> lines = new ArrayList<>();
        for (ColumnDefinition column : columns) {
            // The engine compares no nulls.
            boolean nullable = column.nullable() && !column.name().equals(ownVersion);
            lines.add(quote(column.name()) + " " + ClickHouseTypes.declared(column, nullable));
        }
        String engine = "MergeTree";
        if (!primaryKey.isEmpty() && ownVersion != null) {
            engine = "ReplacingMergeTree(" + quote(ownVersion) + ")";
        } else if (!primaryKey.isEmpty()) {
            engine = "ReplacingMergeTree(" + quote(VERSION) + ", " + quote(DELETED) + ")";
            lines.add(quote(VERSION) + " UInt64");
            lines.add(quote(DELETED) + " UInt8");
        }
        String order = primaryKey.isEmpty()
                ? "tuple()"
                : "(" + primaryKey.stream().map(this::quote).collect(Collectors.joining(", ")) + ")";
        return "CREATE TABLE IF NOT EXISTS " + quote(table) + " (\n  " + String.join(",\n  ", lines) + "\n)\nENGINE = "
                + engine + "\nORDER BY " + order;
    }

    @Override
    public String literal(ColumnDefinition column, Schema schema, Object value) {
        if (value instanceof Boolean bool) {
            return bool.toString();
        }
        if (value instanceof BigDecimal number && column.family() == Family.NUMBER) {
            return "'" + number.toPlainString() + "'";
        }
        if (value instanceof Number number && column.family() == Family.NUMBER) {
            return SemanticType.of(schema) == SemanticType.FLOAT64 || SemanticType.of(schema) == SemanticType.FLOAT32
                    ? "'" + number + "'"
                    : number.toString();
        }
        return text(value.toString());
    }

    static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    public String addColumns(TableId table, List<ColumnDefinition> columns, Map<String, String> defaults) {
        return alter(
                table,
                columns.stream()
                        .map(column -> "ADD COLUMN IF NOT EXISTS " + quote(column.name()) + " "
                                + ClickHouseTypes.declared(column, column.nullable())
                                + (defaults.containsKey(column.name())
                                        ? " DEFAULT " + defaults.get(column.name())
                                        : ""))
                        .toList());
    }

    @Override
    public String dropNotNull(TableDefinition table, List<String> columns) {
        return alter(
                table.id(),
                columns.stream()
                        .map(name -> table.column(name).orElseThrow())
                        .map(column ->
                                "MODIFY COLUMN " + quote(column.name()) + " " + ClickHouseTypes.declared(column, true))
                        .toList());
    }

    @Override
    public Optional<String> changeType(TableId table, List<ColumnDefinition> columns) {
        return Optional.of(alter(
                table,
                columns.stream()
                        .map(column -> "MODIFY COLUMN " + quote(column.name()) + " "
                                + ClickHouseTypes.declared(column, column.nullable()))
                        .toList()));
    }

    private String alter(TableId table, List<String> actions) {
        return "ALTER TABLE " + quote(table) + "\n  " + String.join(",\n  ", actions);
    }

    @Override
    public String keyMend(TableDefinition table, List<String> columns) {
        return "Create it anew with ENGINE = ReplacingMergeTree(" + VERSION + ", " + DELETED + ") ORDER BY ("
                + String.join(", ", columns) + ")";
    }

    @Override
    public long estimatedRows(Connection connection, TableId table) throws SQLException {
        return ClickHouseCatalog.rows(connection, table);
    }

    @Override
    public Optional<TableDefinition> readTable(Connection connection, TableId table) throws SQLException {
        return ClickHouseCatalog.read(connection, table);
    }

    @Override
    public void boundTransaction(Connection connection, Duration lockWait, Duration idle) {
        // There are no locks to wait for, and nothing is held between statements.
    }

    @Override
    public void lockForDdl(Connection connection, TableId table) {
        // There are no locks. Each change can be made twice: IF NOT EXISTS, or to the type that a column has by then.
    }

    @Override
    public SqlFailure failure(SQLException exception) {
        return ClickHouseFailures.of(exception);
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
            return refusal(
                    Refusal.Of.MODE,
                    "ClickHouse has no unique keys, so no row is in the way of an insert: set"
                            + " insert.mode=upsert, where the last write of a key wins");
        }
        if (rule.mode() == WriteMode.UPDATE) {
            return refusal(
                    Refusal.Of.MODE,
                    "ClickHouse takes whole new rows, and does not say whether there was one: set"
                            + " insert.mode=upsert");
        }
        if (rule.when() == UpdateWhen.CHANGED) {
            return refusal(
                    Refusal.Of.CONDITION,
                    "ClickHouse inserts each row anew and compares none: leave update.when"
                            + " out, and equal rows are merged in the background");
        }
        if (rule.deletedColumn() != null) {
            return refusal(
                    Refusal.Of.MARKS,
                    "ClickHouse can not mark rows that are there: set delete.mode=hard, which"
                            + " inserts a row of the same key that is deleted (" + DELETED + "=1, hidden by FINAL)");
        }
        if (deletes && rule.when() == UpdateWhen.NEWER) {
            return refusal(
                    Refusal.Of.DELETES,
                    "a delete has no version, and in ClickHouse the greatest version wins: set"
                            + " delete.enabled=false, or leave update.when out, so that the record's offset is the version");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refusal(Refusal.Of of, String why) {
        return Optional.of(new Refusal(of, why));
    }

    @Override
    public BulkWriter bulkWriter(ValueOptions options) {
        return new ClickHouseBulkWriter(new StatementBulkWriter(
                new ClickHouseRowSql(this), new ClickHouseValueBinders(options), StatementBulkWriter.FaultFinder.NONE));
    }
}
