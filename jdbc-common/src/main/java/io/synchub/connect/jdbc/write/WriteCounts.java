/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

/**
 * What became of the rows of a write, as far as the database tells.
 *
 * @param inserted rows that were not there
 * @param updated rows that were there and have been changed
 * @param unchanged rows that were left as they are: equal, newer, in the way of an insert that ignores, or not there for
 *     an update
 * @param written rows of which the database does not tell whether they were inserted or updated
 */
public record WriteCounts(long inserted, long updated, long unchanged, long written) {
    public static final WriteCounts NONE = new WriteCounts(0, 0, 0, 0);

    public static WriteCounts ofInserted(long rows) {
        return new WriteCounts(rows, 0, 0, 0);
    }

    /** Of an update of {@code given} rows, of which {@code updated} were there. */
    public static WriteCounts ofUpdated(long updated, long given) {
        return new WriteCounts(0, updated, given - updated, 0);
    }

    /** Of an upsert that the database does not tell apart. */
    public static WriteCounts ofWritten(long rows) {
        return new WriteCounts(0, 0, 0, rows);
    }

    /** How many rows hold now what the records said. */
    public long stored() {
        return inserted + updated + written;
    }

    public WriteCounts plus(WriteCounts other) {
        return new WriteCounts(
                inserted + other.inserted,
                updated + other.updated,
                unchanged + other.unchanged,
                written + other.written);
    }
}
