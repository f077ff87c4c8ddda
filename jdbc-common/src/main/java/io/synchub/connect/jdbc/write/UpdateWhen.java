/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

/** Which of the rows that are there an upsert or update changes. */
public enum UpdateWhen {
    /** Every row of the batch. */
    ALWAYS,
    /** Those whose values differ: equal rows are neither written nor locked. */
    CHANGED,
    /** Those whose version is not greater than that of the record: a late record does not overwrite a newer row. */
    NEWER
}
