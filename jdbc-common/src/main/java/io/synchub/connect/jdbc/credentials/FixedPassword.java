/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.credentials;

import org.apache.kafka.common.config.types.Password;

/** The password as the worker handed it over, with its own config providers resolved: a task can not read it again. */
record FixedPassword(String key, Password password) implements PasswordSource {
    @Override
    public Password read() {
        return password;
    }

    @Override
    public String mend() {
        return "restart the task, since the worker resolves " + key + " when a task starts; with " + key
                + ".provider the task reads a rotated password by itself";
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
