/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

/** Where a row's key columns come from: {@code pk.mode}. */
public enum PrimaryKeyMode {
    /** Rows have no key. */
    NONE,
    /** Topic, partition and offset of the record. */
    KAFKA,
    /** The record's key: a primitive, or fields of a struct. */
    RECORD_KEY,
    /** Fields of the record's value. */
    RECORD_VALUE;

    /** Whether an event that says no more than what is gone has such a key. */
    boolean findsDeletedRows() {
        return this == RECORD_KEY || this == RECORD_VALUE;
    }
}
