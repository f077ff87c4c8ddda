/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

/** How often a record's row is written when a task ends in the middle of its work. */
public enum DeliveryGuarantee {
    /** Kafka's offsets follow the rows: what was written last may be written again. */
    AT_LEAST_ONCE,
    /** The offsets are written with the rows, in one transaction of the destination. */
    EXACTLY_ONCE
}
