/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.error;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/**
 * No connection could be had. Carries what that means, which {@link SqlFailure#of} gives back, and nothing that the driver
 * said.
 */
public final class ConnectFailedException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final transient SqlFailure failure;
    private final transient ConnectRetries retries;

    /** @param retries how often and how far apart the configuration wants attempts to be */
    public ConnectFailedException(SqlFailure failure, ConnectRetries retries) {
        super(failure.toString(), failure.sqlState());
        this.failure = failure;
        this.retries = Objects.requireNonNull(retries, "retries");
    }

    public SqlFailure failure() {
        return failure;
    }

    /** The rules for attempts to connect, when an exception is such a failure or was caused by one. */
    public static Optional<ConnectRetries> retriesOf(Throwable exception) {
        for (Throwable at = exception; at != null && at != at.getCause(); at = at.getCause()) {
            if (at instanceof ConnectFailedException failed) {
                return Optional.of(failed.retries);
            }
        }
        return Optional.empty();
    }
}
