/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.synchub.connect.jdbc.config.ConnectionConfig;
import io.synchub.connect.jdbc.dialect.Dialect;

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
        config.setDriverClassName(dialect.driver().getClass().getName());
        config.setJdbcUrl(connection.url());
        config.setUsername(connection.user());
        if (connection.password() != null) {
            config.setPassword(connection.password().value());
        }
        dialect.connectionProperties().forEach(config::addDataSourceProperty);
        config.setConnectionInitSql(dialect.sessionSetup());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        return new HikariDataSource(config);
    }
}
