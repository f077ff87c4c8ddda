/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.DriverRule;
import io.synchub.connect.jdbc.dialect.statement.StatementBulkWriter;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TypeSize;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.mariadb.jdbc.util.constants.ServerStatus;

/** What MariaDB and MySQL have in common. A table's schema is what they call its database. */
abstract class MysqlFamilyDialect implements Dialect {
    private static final int LOCK_WAIT_SECONDS = 30;
    /** A lock's name has at most 64 characters. */
    private static final int LOCK_NAME_LENGTH = 64;

    private static final int KEY_BYTES = 3_072;
    private static final int BYTES_PER_CHARACTER = 4;
    private static final int KEY_LENGTH = 255;
    private static final int HASHED = 31;

    /** A collation under which keys are equal only if they are the same: Kafka's keys know no others. */
    abstract String exactCollation();

    /** The session's variable for the seconds after which the server ends a session that idles in a transaction. */
    abstract String idleVariable();

    /** Whether the catalog shows a column's default as SQL, and not as the value itself. */
    abstract boolean showsDefaultsAsSql();

    /** A query for the checks that are part of a column's definition, by schema and table: names of columns and conditions. */
    abstract Optional<String> columnChecks();

    /** The name of the session's variable for the isolation level. */
    abstract String isolationVariable();

    @Override
    public String sessionSetup() {
        // A value that does not fit is an error, never cut; 0 in an AUTO_INCREMENT column is 0; and gap locks, which
        // REPEATABLE READ takes, make inserts of several tasks deadlock.
        return "SET time_zone = '+00:00', innodb_lock_wait_timeout = " + LOCK_WAIT_SECONDS + ", lock_wait_timeout = "
                + LOCK_WAIT_SECONDS + ", sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
                + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO', "
                + isolationVariable() + " = 'READ-COMMITTED'";
    }

    @Override
    public List<DriverRule> driverRules() {
        return DriverRules.ALL;
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
        return MysqlTypes.column(name, schema, nullable);
    }

    @Override
    public ColumnDefinition boundedText(String name, int length) {
        String type = "varchar(" + length + ") CHARACTER SET utf8mb4 COLLATE " + exactCollation();
        return new ColumnDefinition(name, type, "varchar", Family.TEXT, false);
    }

    @Override
    public String createTable(TableId table, List<ColumnDefinition> columns, List<String> primaryKey) {
        Set<String> key = Set.copyOf(primaryKey);
        long open = columns.stream()
                .filter(column -> key.contains(column.name()) && isOpen(column))
                .count();
        int length = open == 0 ? 0 : (int) Math.min(KEY_LENGTH, KEY_BYTES / BYTES_PER_CHARACTER / open);
        List<String> lines = new ArrayList<>();
        for (ColumnDefinition column : columns) {
            String type = key.contains(column.name()) ? keyType(column, length) : column.type();
            lines.add(definition(column, type));
        }
        if (!primaryKey.isEmpty()) {
            lines.add("PRIMARY KEY (" + primaryKey.stream().map(this::quote).collect(Collectors.joining(", ")) + ")");
        }
        return "CREATE TABLE IF NOT EXISTS " + quote(table) + " (\n  " + String.join(",\n  ", lines)
                + "\n) CHARACTER SET utf8mb4";
    }

    private static boolean isOpen(ColumnDefinition column) {
        return column.type().equals("longtext") || column.type().equals("longblob");
    }

    private String keyType(ColumnDefinition column, int length) {
        if (column.family() == Family.TEXT) {
            String type = isOpen(column) ? "varchar(" + length + ")" : column.type();
            return type.contains(" COLLATE ") ? type : type + " CHARACTER SET utf8mb4 COLLATE " + exactCollation();
        }
        return isOpen(column) ? "varbinary(" + length + ")" : column.type();
    }

    /** A column's definition, as CREATE and ALTER TABLE take it. */
    String definition(ColumnDefinition column, String type) {
        return quote(column.name()) + " " + type + (column.nullable() ? " NULL" : " NOT NULL");
    }

    @Override
    public String literal(ColumnDefinition column, Schema schema, Object value) {
        if (value instanceof Boolean bool) {
            return bool ? "1" : "0";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Number number && column.family() == Family.NUMBER) {
            return number.toString();
        }
        String text = SemanticType.of(schema) == SemanticType.STRING ? (String) value : value.toString();
        String quoted = "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
        // A long text takes an expression as its default only.
        return isOpen(column) ? "(" + quoted + ")" : quoted;
    }

    @Override
    public boolean hasLiteral(ColumnDefinition column, Object value) {
        return !(value instanceof Double || value instanceof Float) || Double.isFinite(((Number) value).doubleValue());
    }

    @Override
    public String addColumns(TableId table, List<ColumnDefinition> columns, Map<String, String> defaults) {
        return "ALTER TABLE " + quote(table)
                + columns.stream()
                        .map(column -> "\n  " + addColumn() + " " + definition(column, column.type())
                                + (defaults.containsKey(column.name())
                                        ? " DEFAULT " + defaults.get(column.name())
                                        : ""))
                        .collect(Collectors.joining(","));
    }

    /** {@code ADD COLUMN}, with {@code IF NOT EXISTS} where the database knows it. */
    abstract String addColumn();

    @Override
    public String dropNotNull(TableDefinition table, List<String> columns) {
        return "ALTER TABLE " + quote(table.id())
                + columns.stream()
                        .map(name -> table.column(name).orElseThrow())
                        .map(column -> "\n  MODIFY COLUMN " + quote(column.name()) + " " + column.type() + " NULL"
                                + column.attributes())
                        .collect(Collectors.joining(","));
    }

    @Override
    public boolean dropsNotNull(TableDefinition table, String column) {
        return !table.fixedColumns()
                .contains(table.column(column).map(ColumnDefinition::name).orElse(column));
    }

    @Override
    public Optional<String> changeType(TableId table, List<ColumnDefinition> columns) {
        return Optional.of("ALTER TABLE " + quote(table)
                + columns.stream()
                        .map(column -> "\n  MODIFY COLUMN " + definition(column, column.type()) + column.attributes())
                        .collect(Collectors.joining(",")));
    }

    @Override
    public Optional<ColumnDefinition> resized(ColumnDefinition column, TypeSize size) {
        return MysqlSizes.resized(column, size);
    }

    @Override
    public boolean rewrites(ColumnDefinition from, ColumnDefinition to) {
        return MysqlSizes.rewrites(from, to);
    }

    @Override
    public long estimatedRows(Connection connection, TableId table) throws SQLException {
        return MysqlCatalog.estimatedRows(connection, table);
    }

    @Override
    public boolean isInTransaction(Connection connection) throws SQLException {
        return connection.isWrapperFor(org.mariadb.jdbc.Connection.class)
                && (connection
                                        .unwrap(org.mariadb.jdbc.Connection.class)
                                        .getContext()
                                        .getServerStatus()
                                & ServerStatus.IN_TRANSACTION)
                        != 0;
    }

    /** Columns have one name in whatever case, tables do not. */
    @Override
    public String foldColumn(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<TableDefinition> readTable(Connection connection, TableId table) throws SQLException {
        return MysqlCatalog.read(connection, table, this).map(found -> found.foldedBy(this::foldColumn));
    }

    @Override
    public void boundTransaction(Connection connection, Duration lockWait, Duration idle) throws SQLException {
        bound(connection, seconds(lockWait), Long.toString(seconds(idle)));
    }

    /** The variables are the session's: they outlive the transaction. */
    @Override
    public void unboundTransaction(Connection connection) throws SQLException {
        bound(connection, LOCK_WAIT_SECONDS, "DEFAULT");
    }

    private void bound(Connection connection, long lockWait, String idle) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET innodb_lock_wait_timeout = " + lockWait + ", lock_wait_timeout = " + lockWait + ", "
                    + idleVariable() + " = " + idle);
        }
    }

    /** Whole seconds, which is all that the servers know. */
    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }

    @Override
    public void lockForDdl(Connection connection, TableId table) throws SQLException {
        // DDL commits by itself, so the lock is the session's. By the bare name, as the table may not exist yet.
        try (PreparedStatement statement = connection.prepareStatement("SELECT GET_LOCK(?, ?)")) {
            statement.setString(1, lockName(table));
            statement.setInt(2, LOCK_WAIT_SECONDS);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                if (result.getInt(1) != 1) {
                    throw new SQLTransientException(
                            "Another task changes table " + table + " for longer than " + LOCK_WAIT_SECONDS + " s",
                            "55P03");
                }
            }
        }
    }

    @Override
    public void unlockAfterDdl(Connection connection, TableId table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DO RELEASE_LOCK(?)")) {
            statement.setString(1, lockName(table));
            statement.execute();
        }
    }

    private static String lockName(TableId table) {
        String name = "synchub ddl " + table.table();
        return name.length() <= LOCK_NAME_LENGTH
                ? name
                : name.substring(0, HASHED) + Integer.toHexString(name.hashCode());
    }

    @Override
    public SqlFailure failure(SQLException exception) {
        return MysqlFailures.of(exception);
    }

    @Override
    public boolean refusesForDependents(SQLException refusal) {
        return MysqlFailures.isOfDependents(refusal);
    }

    @Override
    public BulkWriter bulkWriter(ValueOptions options) {
        return new MysqlBulkWriter(
                new StatementBulkWriter(new MysqlRowSql(this), new MysqlValueBinders(options), NamedColumn::of));
    }
}
