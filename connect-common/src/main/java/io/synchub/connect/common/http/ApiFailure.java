/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.time.Duration;
import java.util.Optional;

/** An API did not give what it was asked for. The message says what happened and what to do; it holds no token and no content. */
public final class ApiFailure extends RuntimeException {
    /** What a failure concerns. */
    public enum Scope {
        /** Will pass by itself. */
        PASSING,
        /** One row, each time it is read. */
        ROW,
        /** One table, until somebody mends it. */
        STREAM,
        /** Every request of this connector, until somebody mends it. */
        CONNECTOR
    }

    /** The code of what was given up because its client was closed. */
    public static final String CLOSED = "closed";

    private final Scope scope;
    private final int status;
    private final String code;
    private final transient Optional<Duration> retryAfter;

    private ApiFailure(
            Scope scope, int status, String code, String message, Optional<Duration> retryAfter, Throwable cause) {
        super(message, cause);
        this.scope = scope;
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /**
     * An answer that is a failure.
     *
     * @param status the HTTP status
     * @param code the API's own code, or an empty text
     * @param retryAfter how long the API wants to be left alone by every user of the token
     */
    public static ApiFailure answered(
            Scope scope, int status, String code, String message, Optional<Duration> retryAfter) {
        return new ApiFailure(scope, status, code, message, retryAfter, null);
    }

    /** No answer, or none that can be used. */
    public static ApiFailure unanswered(Scope scope, String code, String message, Throwable cause) {
        return new ApiFailure(scope, 0, code, message, Optional.empty(), cause);
    }

    public Scope scope() {
        return scope;
    }

    /** The HTTP status; 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** The API's own code, such as {@code object_not_found}; ours where there was no answer ({@code timeout}, {@code too_large}, {@code not_json}, {@code io}, {@code closed}). */
    public String code() {
        return code;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
