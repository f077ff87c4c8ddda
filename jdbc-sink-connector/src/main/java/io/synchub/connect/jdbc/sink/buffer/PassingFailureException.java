/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

/** A write failed for a reason that goes away by itself. The message holds no row values. */
public final class PassingFailureException extends Exception {
    private static final long serialVersionUID = 1L;

    public PassingFailureException(String message) {
        super(message);
    }
}
