/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.credentials;

import org.apache.kafka.common.config.types.Password;

/** Where the password of a connection comes from. Used by one thread at a time. */
public interface PasswordSource extends AutoCloseable {

    /**
     * Reads the password as it is now.
     *
     * @return null for a connection without one
     * @throws PasswordUnreadableException when it can not be read
     */
    Password read() throws PasswordUnreadableException;

    /** The key of the configuration that says which password it is. */
    String key();

    /** What is to be done when a password that the database took before is rejected for good. */
    String mend();

    @Override
    void close();
}
