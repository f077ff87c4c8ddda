/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import io.synchub.connect.jdbc.error.ConnectFailedException;
import io.synchub.connect.jdbc.error.ConnectRetries;
import java.util.Optional;

/** A write failed for a reason that goes away by itself. The message holds no row values. */
public final class PassingFailureException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ConnectRetries connectRetries;

    public PassingFailureException(String message) {
        this(message, (Throwable) null);
    }

    /** @param why what was thrown: looked at, and not kept, since a driver's message may hold values */
    public PassingFailureException(String message, Throwable why) {
        super(message);
        this.connectRetries = ConnectFailedException.retriesOf(why).orElse(null);
    }

    /** The rules by which attempts to connect are repeated, when no connection could be had; empty for a failed write. */
    public Optional<ConnectRetries> connectRetries() {
        return Optional.ofNullable(connectRetries);
    }
}
