/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.config;

import io.synchub.connect.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.apache.kafka.common.config.types.Password;

/** Opens one connection as it is configured. Its session is set up, its auto-commit mode is the driver's. */
public final class Login {
    private static final int TIMEOUT_SECONDS = 10;

    private Login() {}

    /**
     * Connects once.
     *
     * @param password null for none
     * @return an open connection, for the caller to close; null when the driver does not take the URL
     */
    public static Connection open(ConnectionConfig config, Password password) throws SQLException {
        if (DriverManager.getLoginTimeout() == 0) {
            // Drivers read it from there. Without it a server that takes the connection and says nothing holds us
            // forever.
            DriverManager.setLoginTimeout(TIMEOUT_SECONDS);
        }
        Dialect dialect = config.dialect();
        Properties properties = new Properties();
        dialect.connectionProperties().forEach(properties::setProperty);
        config.driverProperties().forEach(properties::setProperty);
        if (config.user() != null) {
            properties.setProperty("user", config.user());
        }
        if (password != null) {
            properties.setProperty("password", password.value());
        }
        Connection connection = dialect.driver(config.url()).connect(dialect.driverUrl(config.url()), properties);
        if (connection != null) {
            setUp(connection, dialect);
        }
        return connection;
    }

    private static void setUp(Connection connection, Dialect dialect) throws SQLException {
        if (dialect.sessionSetup().isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(dialect.sessionSetup());
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** Whether the database said that user and password are not good together, or may not log in. */
    public static boolean isRejection(SQLException exception) {
        for (Throwable at = exception; at != null && at != at.getCause(); at = at.getCause()) {
            if (at instanceof SQLException sql && sql.getSQLState() != null) {
                // PostgreSQL 28P01 and 28000; MariaDB and MySQL 28000 with 1045 and 1698.
                return sql.getSQLState().startsWith("28");
            }
        }
        return false;
    }
}
