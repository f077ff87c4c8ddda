/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

/** How a row that is not a delete gets into its table. */
public enum WriteMode {
    /** {@code INSERT}: a row whose key exists is an error. */
    INSERT(false),
    /** Insert, or leave the row that stands in the way as it is: the first write of a key wins. */
    INSERT_IGNORE(false),
    /** Insert, or update the row of the same key: replays change nothing. */
    UPSERT(true),
    /** Update the row of the same key; without one, nothing happens. */
    UPDATE(true);

    private final boolean needsKey;

    WriteMode(boolean needsKey) {
        this.needsKey = needsKey;
    }

    /** Whether rows must have key columns. */
    public boolean needsKey() {
        return needsKey;
    }

    /** Whether rows that are there may be changed. */
    public boolean updates() {
        return this == UPSERT || this == UPDATE;
    }
}
