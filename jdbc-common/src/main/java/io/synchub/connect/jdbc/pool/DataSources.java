/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.synchub.connect.jdbc.config.ConnectionCheck;
import io.synchub.connect.jdbc.config.ConnectionConfig;
import io.synchub.connect.jdbc.dialect.Dialect;
import java.sql.SQLException;
import org.apache.kafka.common.config.ConfigException;

/** Opens connection pools. */
public final class DataSources {
    /** HikariCP wants an idle time-out to be so much shorter than the life of a connection. */
    private static final long MARGIN_MS = 1_000;

    private DataSources() {}

    /**
     * A pool whose connections have auto-commit off. It opens no connection before the first is asked for, so that a
     * database that is down when a task starts is met by the task's retries.
     *
     * @param name names the pool in logs
     * @param size how many connections the task uses at once; the pool is never smaller, whatever the configuration says
     * @throws ConfigException when the password's provider can not be made, or a property of the driver would have rows
     *     written wrongly
     */
    public static HikariDataSource open(ConnectionConfig connection, String name, int size) {
        try {
            ConnectionCheck.checkProperties(connection);
        } catch (ConnectionCheck.Refused refused) {
            throw new ConfigException(refused.key() + ": " + refused.getMessage());
        }
        LoginSource logins = new LoginSource(connection, connection.password().open());
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        // No URL, user or property: the pool's own log would show them.
        config.setDataSource(logins);
        config.setAutoCommit(false);
        config.setExceptionOverride(new EvictByFailure(connection.dialect()));
        config.setMaximumPoolSize(connection.pool().size(size));
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setIdleTimeout(idleTimeout(connection, config));
        config.setConnectionTimeout(ConnectionPool.SLICE.toMillis());
        return new ConnectionPool(config, logins);
    }

    private static long idleTimeout(ConnectionConfig connection, HikariConfig config) {
        long millis = connection.pool().idleTimeout().toMillis();
        // Where the end of its life comes first, the connection is never too long idle.
        return millis + MARGIN_MS > config.getMaxLifetime() ? 0 : millis;
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
