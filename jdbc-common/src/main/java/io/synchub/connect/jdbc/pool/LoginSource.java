/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.pool;

import io.synchub.connect.jdbc.config.ConnectionConfig;
import io.synchub.connect.jdbc.config.Login;
import io.synchub.connect.jdbc.credentials.PasswordSource;
import io.synchub.connect.jdbc.credentials.PasswordUnreadableException;
import io.synchub.connect.jdbc.error.ConnectFailedException;
import io.synchub.connect.jdbc.error.SqlFailure;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.apache.kafka.common.config.types.Password;
import org.slf4j.LoggerFactory;

/**
 * Where a pool gets its connections from: logs in with the password as it was last read, and reads it again when the
 * database rejects it. For any thread; one logs in at a time.
 *
 * <p>After a failure it refuses further calls until {@link #allowAttempt}: the pool would go on trying by itself, which
 * neither a retry policy nor a database that locks accounts after some wrong passwords can bear.
 */
final class LoginSource implements DataSource, AutoCloseable {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LoginSource.class);

    /** A log-in ends by itself within this time: see {@link Login}. */
    private static final int CLOSING_SECONDS = 10;

    private final ConnectionConfig config;
    private final PasswordSource passwords;
    private Password password;
    private boolean passwordRead;
    /** Whether the database has taken a password from here: then a rejection is a rotation, else a wrong configuration. */
    private boolean accepted;

    private volatile SqlFailure failure;

    /** @param passwords is closed with this */
    LoginSource(ConnectionConfig config, PasswordSource passwords) {
        this.config = config;
        this.passwords = passwords;
    }

    /** Lets the next call try to connect. */
    void allowAttempt() {
        failure = null;
    }

    /** Why the last attempt failed; empty when it did not. */
    Optional<ConnectFailedException> failure() {
        return Optional.ofNullable(failure).map(this::exception);
    }

    ConnectFailedException tookTooLong(Duration waited) {
        return exception(
                new SqlFailure(SqlFailure.Kind.PASSING, "08001", "no connection within " + waited.toSeconds() + " s"));
    }

    private ConnectFailedException exception(SqlFailure why) {
        return new ConnectFailedException(why, config.pool().retries());
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        SqlFailure before = failure;
        if (before != null) {
            throw exception(before);
        }
        try {
            Connection connection = logIn();
            accepted = true;
            return connection;
        } catch (ConnectFailedException e) {
            failure = e.failure();
            throw e;
        } catch (SQLException e) {
            failure = config.dialect().failure(e);
            throw exception(failure);
        }
    }

    private Connection logIn() throws SQLException {
        Password tried = passwordToTry();
        try {
            return open(tried);
        } catch (SQLException e) {
            if (!isRejection(e)) {
                throw e;
            }
            return logInAnew(tried, e);
        }
    }

    private Password passwordToTry() throws SQLException {
        if (!passwordRead) {
            password = read();
            passwordRead = true;
        }
        return password;
    }

    private Connection logInAnew(Password rejected, SQLException rejection) throws SQLException {
        Password fresh = read();
        if (Objects.equals(fresh, rejected)) {
            throw rejected(rejection);
        }
        LOG.info(
                "The database rejects the password that it took before: trying the one that {} gives now",
                passwords.key());
        password = fresh;
        try {
            return open(fresh);
        } catch (SQLException e) {
            throw isRejection(e) ? rejected(e) : e;
        }
    }

    /** Some drivers give no SQLState that says so: then the dialect knows. */
    private boolean isRejection(SQLException exception) {
        return Login.isRejection(exception)
                || config.dialect().failure(exception).sqlState().startsWith("28");
    }

    private Password read() throws SQLException {
        try {
            return passwords.read();
        } catch (PasswordUnreadableException e) {
            // A file that is just being replaced, perhaps.
            throw exception(new SqlFailure(
                    accepted ? SqlFailure.Kind.PASSING : SqlFailure.Kind.SETUP, "unknown", e.getMessage()));
        }
    }

    /**
     * A rotation is rarely one step: where the password was good before, the new one, or the old one's end, may be
     * underway. One that never was good is a wrong configuration.
     */
    private ConnectFailedException rejected(SQLException rejection) {
        String state = config.dialect().failure(rejection).sqlState();
        return exception(
                accepted
                        ? new SqlFailure(
                                SqlFailure.Kind.PASSING,
                                state,
                                "the database rejects the password that it took before; if it has been rotated, "
                                        + passwords.mend())
                        : new SqlFailure(
                                SqlFailure.Kind.SETUP,
                                state,
                                "the database lets this user with this password not in: check " + config.userKey()
                                        + " and " + passwords.key()));
    }

    private Connection open(Password with) throws SQLException {
        Connection connection = Login.open(config, with);
        if (connection == null) {
            throw exception(new SqlFailure(
                    SqlFailure.Kind.SETUP, "unknown", "the driver does not take the URL of " + config.urlKey()));
        }
        return connection;
    }

    @Override
    public Connection getConnection(String username, String secret) throws SQLException {
        throw new SQLFeatureNotSupportedException("The configuration says who logs in");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Drivers' logs may hold values.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // Login's own.
    }

    @Override
    public int getLoginTimeout() {
        // So long the pool waits, when it is closed, for a log-in that is under way.
        return CLOSING_SECONDS;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("Logs go to SLF4J");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException("Nothing is wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    @Override
    public synchronized void close() {
        passwords.close();
    }
}
