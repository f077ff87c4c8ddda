/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

/** A row's id in 16 bytes. */
public record RowId(long high, long low) {}
