/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

/** What happens to a table that rows do not fit ({@code schema.evolution}). */
public enum SchemaEvolution {
    /** Nothing: rows that can not be written at all fail the task, which names what does not fit. */
    NONE,
    /** Nothing: the task fails with the SQL to run, complete, also for what would do no harm until later. */
    PLAN,
    /** It is changed, as far as {@link ChangePolicy} allows. */
    APPLY
}
