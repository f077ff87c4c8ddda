/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.config;

import io.synchub.connect.jdbc.credentials.PasswordSource;
import io.synchub.connect.jdbc.credentials.PasswordUnreadableException;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.MissingDriverException;
import io.synchub.connect.jdbc.error.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** Opens a connection as {@code validate} needs it: one, at once, with an error that belongs to a key. */
public final class ConnectionCheck {
    /** What the driver gives when the server asks for a password and there is none. */
    private static final String REJECTED = "08004";

    private ConnectionCheck() {}

    /** A connection that could not be opened: which key is to blame, and the mend. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String key;

        Refused(String key, String message) {
            super(message);
            this.key = key;
        }

        /** The configuration key that the message belongs to. */
        public String key() {
            return key;
        }
    }

    /**
     * Connects.
     *
     * @return an open connection in auto-commit mode, for the caller to close
     * @throws Refused when it can not be opened; the message holds no password and nothing the driver said
     */
    public static Connection open(ConnectionConfig config) throws Refused {
        Dialect dialect = config.dialect();
        try (PasswordSource password = config.password().open()) {
            checkProperties(config);
            Connection connection = Login.open(config, password.read());
            if (connection == null) {
                throw new Refused(config.urlKey(), "The " + dialect.name() + " driver does not take this URL");
            }
            return connection;
        } catch (MissingDriverException noDriver) {
            throw new Refused(config.urlKey(), noDriver.getMessage());
        } catch (PasswordUnreadableException unreadable) {
            throw new Refused(unreadable.key(), unreadable.getMessage());
        } catch (ConfigException badProvider) {
            throw new Refused(config.password().providerKey(), badProvider.getMessage());
        } catch (SQLException failure) {
            throw refusal(config, dialect, failure);
        }
    }

    /**
     * Looks at the driver's properties, without connecting.
     *
     * @throws Refused when one of them has a value with which rows would be written wrongly
     */
    public static void checkProperties(ConnectionConfig config) throws Refused {
        Optional<Refused> harmful = new DriverProperties(config).harmful();
        if (harmful.isPresent()) {
            throw harmful.get();
        }
    }

    /**
     * A property of ours that the driver names in its refusal, such as a number that is none. Its text is looked at only: it
     * may hold the value.
     */
    private static Optional<Refused> namedProperty(
            ConnectionConfig config, SqlFailure failure, SQLException exception) {
        String state = failure.sqlState();
        if (state.startsWith("08") || state.startsWith("28") || state.startsWith("3D")) {
            // The server's own words, or those of a network that failed.
            return Optional.empty();
        }
        for (Throwable at = exception; at != null && at != at.getCause(); at = at.getCause()) {
            String text = String.valueOf(at.getMessage());
            for (String name : config.driverProperties().keySet()) {
                if (Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                        .matcher(text)
                        .find()) {
                    return Optional.of(new Refused(
                            config.driverPropertyKey(name),
                            "The driver does not take this value of its property " + name + ": " + failure));
                }
            }
        }
        return Optional.empty();
    }

    private static Refused refusal(ConnectionConfig config, Dialect dialect, SQLException exception) {
        SqlFailure failure = dialect.failure(exception);
        Optional<Refused> property =
                new DriverProperties(config).unknownValue().or(() -> namedProperty(config, failure, exception));
        if (property.isPresent()) {
            return property.get();
        }
        String state = failure.sqlState();
        if (state.equals(REJECTED) && !config.password().isGiven()) {
            return new Refused(
                    config.passwordKey(),
                    "The database wants a password (SQLState 08004): set " + config.passwordKey());
        }
        if (state.equals("28P01")) {
            return new Refused(
                    config.passwordKey(),
                    "The database refused the password (SQLState 28P01): check " + config.userKey() + " and "
                            + config.passwordKey());
        }
        if (state.startsWith("28")) {
            return new Refused(
                    config.userKey(),
                    "The database does not let this user in (SQLState " + state
                            + "): check that the role exists, may log in, and is allowed from the worker's address");
        }
        if (state.equals("3D000")) {
            return new Refused(
                    config.urlKey(),
                    "The server has no database of this name (SQLState 3D000): create it, or mend the URL");
        }
        if (state.startsWith("08") || failure.isPassing()) {
            return new Refused(
                    config.urlKey(),
                    "Can not reach the " + dialect.name() + " server (" + failure
                            + "): check host and port, that the server runs, and that a firewall lets the worker through");
        }
        return new Refused(config.urlKey(), "Can not connect: " + failure);
    }
}
