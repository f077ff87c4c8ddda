/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

/** A server did not start, stop or answer as it should. The message says which one, where to look, and what to do. */
public class StackFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** For a wait that was cut short; sets the thread's interrupt flag again, so that callers further up see it too. */
    static StackFailure interrupted(String doing, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new StackFailure("Interrupted while " + doing, cause);
    }
}
