/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

/** Something that was read from a record and waits to be written. */
public interface Positioned {
    /** The record. */
    RecordPosition position();
}
