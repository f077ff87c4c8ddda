/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

/** How far the image of a row before a change is trusted to be the whole row. */
public enum BeforeImage {
    /** An image that holds the primary key and nothing else is refused: the database logged no more than that. */
    VERIFY,
    /** Every image is taken as it stands. */
    TRUST
}
