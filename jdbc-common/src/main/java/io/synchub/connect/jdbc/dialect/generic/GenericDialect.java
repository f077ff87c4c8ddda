/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.generic;

import io.synchub.connect.jdbc.dialect.MissingDriverException;
import io.synchub.connect.jdbc.dialect.statement.StandardDialect;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.data.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any database whose driver is on the plugin's path. It asks for nothing but standard SQL, and for no feature that only
 * some have: upserts look which rows are there, then update and insert. Names are in double quotes, case kept.
 */
public final class GenericDialect extends StandardDialect {
    /** There is no common word for a lock that outlives DDL: the tasks of one worker at least take turns. */
    private static final ReentrantLock DDL = new ReentrantLock();

    private static final Logger LOG = LoggerFactory.getLogger(GenericDialect.class);

    @Override
    public String name() {
        return "Generic";
    }

    @Override
    public boolean accepts(String jdbcUrl) {
        return find(jdbcUrl).isPresent();
    }

    @Override
    public Driver driver() {
        throw new UnsupportedOperationException("Which driver it is depends on the URL");
    }

    @Override
    public Driver driver(String jdbcUrl) {
        return find(jdbcUrl)
                .orElseThrow(() ->
                        new MissingDriverException("No JDBC driver on the plugin's path takes this URL. Put its jar"
                                + " into the directory of this plugin on each worker, and restart the workers"));
    }

    /** Not by the DriverManager, which knows the drivers of the worker and none of a plugin's. */
    private static Optional<Driver> find(String jdbcUrl) {
        Iterator<Driver> drivers = ServiceLoader.load(Driver.class, GenericDialect.class.getClassLoader())
                .iterator();
        while (drivers.hasNext()) {
            try {
                Driver driver = drivers.next();
                if (driver.acceptsURL(jdbcUrl)) {
                    return Optional.of(driver);
                }
            } catch (ServiceConfigurationError | SQLException unusable) {
                LOG.debug("A JDBC driver on the plugin's path can not be used", unusable);
            }
        }
        return Optional.empty();
    }

    /** As the standard says, and Oracle, DB2 and H2 do. A database that stores lower case needs quotes. */
    @Override
    public String fold(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    public ColumnDefinition columnFor(String name, Schema schema, boolean nullable) {
        return GenericTypes.column(name, schema, nullable);
    }

    @Override
    protected ColumnDefinition ofNewTable(ColumnDefinition column, boolean key) {
        return key ? GenericTypes.ofKey(column) : column;
    }

    @Override
    public Optional<TableDefinition> readTable(Connection connection, TableId table) throws SQLException {
        return JdbcCatalog.read(connection, table);
    }

    @Override
    public void lockForDdl(Connection connection, TableId table) {
        DDL.lock();
    }

    @Override
    public void unlockAfterDdl(Connection connection, TableId table) {
        DDL.unlock();
    }

    @Override
    public SqlFailure failure(SQLException exception) {
        return GenericFailures.of(exception);
    }

    /** Drivers say of a lost connection whatever states they like, which a pool does not know. */
    @Override
    public boolean endsSession(SQLException exception) {
        return GenericFailures.endsSession(exception);
    }

    /** Some databases roll back to one, some know the word and do nothing. */
    @Override
    public boolean hasSavepoints() {
        return false;
    }

    @Override
    public BulkWriter bulkWriter(ValueOptions options) {
        return new GenericBulkWriter(this, options);
    }
}
