/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.synchub.connect.jdbc.error.ConnectFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;

/**
 * A pool that makes one attempt to connect for each request and says at once why it failed. HikariCP by itself tries again
 * and again until its time-out. So it is asked in short slices, and between them whether the attempt has failed.
 */
final class ConnectionPool extends HikariDataSource {
    /** The shortest time-out that HikariCP takes. */
    static final Duration SLICE = Duration.ofMillis(250);
    /** Longer than a log-in may take, so that its own failure is what is told. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final LoginSource logins;

    /** @param logins where connections come from, as {@code config} has it too; closed with this */
    ConnectionPool(HikariConfig config, LoginSource logins) {
        super(config);
        this.logins = logins;
    }

    /**
     * A connection, from the pool or new.
     *
     * @throws ConnectFailedException when the attempt to connect failed
     */
    @Override
    public Connection getConnection() throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        logins.allowAttempt();
        while (true) {
            try {
                return super.getConnection();
            } catch (SQLTransientConnectionException endOfSlice) {
                Optional<ConnectFailedException> failure = logins.failure();
                if (failure.isPresent()) {
                    throw failure.get();
                }
                if (System.nanoTime() - deadline >= 0) {
                    throw logins.tookTooLong(PATIENCE);
                }
            }
        }
    }

    @Override
    public void close() {
        super.close();
        logins.close();
    }
}
