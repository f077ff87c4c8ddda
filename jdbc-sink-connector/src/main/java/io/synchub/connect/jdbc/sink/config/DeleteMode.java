/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

/** What a delete does to its row: {@code delete.mode}. */
public enum DeleteMode {
    /** The row is removed. */
    HARD,
    /** The row stays, and a column says that it is deleted. */
    SOFT
}
