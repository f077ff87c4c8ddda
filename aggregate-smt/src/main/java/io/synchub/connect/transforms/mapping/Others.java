/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.mapping;

/** What becomes of the columns that a mapping does not list. */
public enum Others {
    /** They are left out. */
    DROP,
    /** They follow the listed ones, as they are. */
    KEEP
}
