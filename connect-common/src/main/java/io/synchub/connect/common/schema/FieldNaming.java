/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

/** Which names columns have. */
public enum FieldNaming {
    /** That which the field had when it was first seen: a rename makes no new column. */
    PINNED,
    /** That which the field has now. */
    CURRENT
}
