/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

/** Takes what is wrong with settings that may have been made for all topics or for one. */
@FunctionalInterface
interface Problems {
    /**
     * Reports a problem.
     *
     * @param message what is wrong, and the mend
     * @param keys the keys that have a part in it, by their names for all topics; it hangs on the first that was set for
     *     the topic in question, else on the first
     */
    void report(String message, String... keys);
}
