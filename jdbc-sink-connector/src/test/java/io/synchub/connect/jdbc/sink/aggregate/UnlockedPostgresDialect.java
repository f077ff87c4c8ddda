/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import io.synchub.connect.jdbc.dialect.AggregateSource;
import io.synchub.connect.jdbc.dialect.AggregateTarget;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.postgres.PostgresDialect;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import org.apache.kafka.connect.data.Schema;

/** PostgreSQL without the lock on the rows of a summary table: shows that the tests of the lock can fail. */
public final class UnlockedPostgresDialect implements Dialect {
    static final String URL_PREFIX = "jdbc:unlocked:";

    private final Dialect postgres = new PostgresDialect();

    @Override
    public Optional<AggregateTarget> aggregateTarget() {
        return Optional.of((connection, table, stripes) -> {
            // This is the point.
        });
    }

    @Override
    public String name() {
        return "PostgreSQL without locks";
    }

    @Override
    public boolean accepts(String jdbcUrl) {
        return jdbcUrl.startsWith(URL_PREFIX);
    }

    @Override
    public Driver driver() {
        return new UnlockedDriver();
    }

    @Override
    public Map<String, String> connectionProperties() {
        return postgres.connectionProperties();
    }

    @Override
    public String sessionSetup() {
        return postgres.sessionSetup();
    }

    @Override
    public String quote(String name) {
        return postgres.quote(name);
    }

    @Override
    public String quote(TableId table) {
        return postgres.quote(table);
    }

    @Override
    public ColumnDefinition columnFor(String name, Schema schema, boolean nullable) {
        return postgres.columnFor(name, schema, nullable);
    }

    @Override
    public String createTable(TableId table, List<ColumnDefinition> columns, List<String> primaryKey) {
        return postgres.createTable(table, columns, primaryKey);
    }

    @Override
    public String literal(ColumnDefinition column, Schema schema, Object value) {
        return postgres.literal(column, schema, value);
    }

    @Override
    public String addColumns(TableId table, List<ColumnDefinition> columns, Map<String, String> defaults) {
        return postgres.addColumns(table, columns, defaults);
    }

    @Override
    public String dropNotNull(TableDefinition table, List<String> columns) {
        return postgres.dropNotNull(table, columns);
    }

    @Override
    public Optional<TableDefinition> readTable(Connection connection, TableId table) throws SQLException {
        return postgres.readTable(connection, table);
    }

    @Override
    public void boundTransaction(Connection connection, Duration lockWait, Duration idle) throws SQLException {
        postgres.boundTransaction(connection, lockWait, idle);
    }

    @Override
    public void lockForDdl(Connection connection, TableId table) throws SQLException {
        postgres.lockForDdl(connection, table);
    }

    @Override
    public BulkWriter bulkWriter(ValueOptions options) {
        return postgres.bulkWriter(options);
    }

    @Override
    public Optional<AggregateSource> aggregateSource() {
        return postgres.aggregateSource();
    }

    /** PostgreSQL's driver under the other prefix. */
    public static final class UnlockedDriver implements Driver {
        private final Driver postgres = new org.postgresql.Driver();

        @Override
        public Connection connect(String url, Properties properties) throws SQLException {
            return acceptsURL(url) ? postgres.connect("jdbc:" + url.substring(URL_PREFIX.length()), properties) : null;
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith(URL_PREFIX);
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return postgres.getMajorVersion();
        }

        @Override
        public int getMinorVersion() {
            return postgres.getMinorVersion();
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}
