/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

/** What is sent for a row that is gone from its table: {@code delete.mode}. */
public enum DeleteMode {
    /** A record without a value, so that sinks delete the row and compaction forgets it. */
    TOMBSTONE,
    /** The row as it was last, with {@link #DELETED_FIELD} true; all rows have that field then. */
    SOFT,
    /** Nothing; deletes are not looked for. */
    NONE;

    /** The boolean field that marks deleted rows. */
    public static final String DELETED_FIELD = "_deleted";
}
