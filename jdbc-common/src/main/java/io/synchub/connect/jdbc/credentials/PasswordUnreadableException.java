/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.credentials;

/** The password could not be read. The message names the key to look at, and holds nothing that a provider said. */
public final class PasswordUnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;

    PasswordUnreadableException(String key, String message) {
        super(message);
        this.key = key;
    }

    /** The key that is to blame. */
    public String key() {
        return key;
    }
}
