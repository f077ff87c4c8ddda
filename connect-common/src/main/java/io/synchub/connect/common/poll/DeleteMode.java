/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

/** What becomes of a row that is gone from its table. */
public enum DeleteMode {
    /** A tombstone: sinks delete the row. */
    TOMBSTONE,
    /** The row as it was last, with {@code _deleted} true. */
    SOFT,
    /** Nothing; deletes are not looked for. */
    NONE
}
