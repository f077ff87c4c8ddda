/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.sqlite;

import io.synchub.connect.jdbc.dialect.statement.OptionalDriver;
import io.synchub.connect.jdbc.dialect.statement.StandardDialect;
import io.synchub.connect.jdbc.dialect.statement.StatementBulkWriter;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;

/**
 * SQLite 3.39 and later, through Xerial's driver, which the user adds. A table can get columns and nothing else: NOT NULL
 * stays, so that tables which are made here have it on their key only.
 */
public final class SqliteDialect extends StandardDialect {
    private static final OptionalDriver DRIVER =
            new OptionalDriver("org.sqlite.JDBC", "sqlite-jdbc-3.50.3.0.jar (org.xerial:sqlite-jdbc) or a later one");

    /** What a URL gets unless it says otherwise: writers wait for each other 30 s, and readers for nobody. */
    private static final Map<String, String> PARAMETERS = new LinkedHashMap<>();

    static {
        PARAMETERS.put("busy_timeout", "30000");
        PARAMETERS.put("journal_mode", "WAL");
        PARAMETERS.put("foreign_keys", "true");
    }

    @Override
    public String name() {
        return "SQLite";
    }

    @Override
    public boolean accepts(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:sqlite:");
    }

    @Override
    public Driver driver() {
        return DRIVER.find();
    }

    /** The driver lets its properties win over the URL, so ours go into the URL. */
    @Override
    public String driverUrl(String jdbcUrl) {
        StringBuilder url = new StringBuilder(jdbcUrl);
        PARAMETERS.forEach((name, value) -> {
            if (!jdbcUrl.contains(name + "=")) {
                url.append(url.indexOf("?") < 0 ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(value);
            }
        });
        return url.toString();
    }

    @Override
    protected String createTable() {
        return "CREATE TABLE IF NOT EXISTS ";
    }

    @Override
    protected String addColumn() {
        return "ADD COLUMN ";
    }

    @Override
    protected ColumnDefinition ofNewTable(ColumnDefinition column, boolean key) {
        return new ColumnDefinition(
                column.name(), column.type(), column.baseType(), column.family(), !key, column.size());
    }

    @Override
    public boolean dropsNotNull() {
        return false;
    }

    @Override
    public String dropNotNull(TableDefinition table, List<String> columns) {
        throw new UnsupportedOperationException("SQLite can not take NOT NULL away");
    }

    @Override
    public ColumnDefinition columnFor(String name, Schema schema, boolean nullable) {
        return SqliteTypes.column(name, schema, nullable);
    }

    /** Quoted or not: case makes no difference. */
    @Override
    public String foldColumn(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<TableDefinition> readTable(Connection connection, TableId table) throws SQLException {
        return SqliteCatalog.read(connection, table).map(found -> found.foldedBy(this::foldColumn));
    }

    /**
     * Takes the one write lock. The driver's transactions take it with their first write, too late for one that has read
     * before: what it read may be out of date by then, and the write is refused.
     */
    @Override
    public void lockForDdl(Connection connection, TableId table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
            try {
                statement.execute("BEGIN IMMEDIATE");
            } catch (SQLException busy) {
                // The driver goes by its own books, in which a transaction is open.
                statement.execute("BEGIN");
                throw busy;
            }
        }
    }

    @Override
    public SqlFailure failure(SQLException exception) {
        return SqliteFailures.of(exception);
    }

    /** A connection whose transaction SQLite has ended by itself: the driver would write without one from then on. */
    @Override
    public boolean endsSession(SQLException exception) {
        return SqliteFailures.hasEndedTransaction(exception);
    }

    /**
     * A trigger's {@code RAISE(ROLLBACK)} and a constraint's {@code ON CONFLICT ROLLBACK} end it, and the driver does not notice.
     * Nothing tells but that a transaction can be begun. The pool is not to see the error that is usual there: it may take
     * the connection for broken.
     */
    @Override
    public boolean renewsEndedTransaction(Connection connection) throws SQLException {
        try (Statement statement = connection.unwrap(Connection.class).createStatement()) {
            statement.execute("BEGIN");
            return true;
        } catch (SQLException refusal) {
            if (SqliteFailures.saysTransactionIsOpen(refusal)) {
                return false;
            }
            throw refusal;
        }
    }

    @Override
    public int maxWriters() {
        return 1;
    }

    @Override
    public BulkWriter bulkWriter(ValueOptions options) {
        // The catalog knows of columns that take no nulls; a cast, by which others are found elsewhere, never fails
        // here.
        return new StatementBulkWriter(
                new SqliteRowSql(this), new SqliteValueBinders(options), StatementBulkWriter.FaultFinder.NONE);
    }
}
