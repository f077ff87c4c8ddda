/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.synchub.connect.jdbc.config.ConnectionConfig;
import io.synchub.connect.jdbc.dialect.Dialect;
import java.sql.SQLException;

/** Opens connection pools. */
public final class DataSources {
    private static final long CONNECTION_TIMEOUT_MS = 10_000;

    private DataSources() {}

    /**
     * A pool whose connections have auto-commit off. It opens no connection before the first is asked for, so that a
     * database that is down when a task starts is met by the task's retries.
     *
     * @param name names the pool in logs
     * @param size how many connections at most
     */
    public static HikariDataSource open(ConnectionConfig connection, String name, int size) {
        Dialect dialect = connection.dialect();
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDriverClassName(dialect.driver(connection.url()).getClass().getName());
        config.setJdbcUrl(dialect.driverUrl(connection.url()));
        config.setUsername(connection.user());
        if (connection.password() != null) {
            config.setPassword(connection.password().value());
        }
        dialect.connectionProperties().forEach(config::addDataSourceProperty);
        if (!dialect.sessionSetup().isEmpty()) {
            config.setConnectionInitSql(dialect.sessionSetup());
        }
        config.setAutoCommit(false);
        // Else the session's set-up is part of the first transaction, and its rollback undoes it.
        config.setIsolateInternalQueries(true);
        config.setExceptionOverride(new EvictByFailure(dialect));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        return new HikariDataSource(config);
    }

    /**
     * What the pool can not tell by itself of a connection that met an error. "Feature not supported" it takes for a broken
     * one, but PostgreSQL says so of a plan that is out of date and of a name that leads to another database: the
     * connection is well, and its user has yet to roll back. "Read-only" on the other hand stays with a session that
     * began when the server took no writes: a new one may be luckier.
     */
    private static final class EvictByFailure implements SQLExceptionOverride {
        private static final String FEATURE_NOT_SUPPORTED = "0A";
        private static final String READ_ONLY = "25006";

        private final Dialect dialect;

        EvictByFailure(Dialect dialect) {
            this.dialect = dialect;
        }

        @java.lang.Override
        public Override adjudicate(SQLException exception) {
            String state = exception.getSQLState();
            if (READ_ONLY.equals(state) || dialect.endsSession(exception)) {
                return Override.MUST_EVICT;
            }
            return state != null && state.startsWith(FEATURE_NOT_SUPPORTED)
                    ? Override.DO_NOT_EVICT
                    : Override.CONTINUE_EVICT;
        }
    }
}
