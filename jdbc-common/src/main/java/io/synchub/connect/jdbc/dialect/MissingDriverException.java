/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect;

import org.apache.kafka.connect.errors.ConnectException;

/** The driver that a URL needs is not on the plugin's path. The message says what to put where. */
public final class MissingDriverException extends ConnectException {
    private static final long serialVersionUID = 1L;

    public MissingDriverException(String message) {
        super(message);
    }
}
