/* SPDX-License-Identifier: Apache-2.0 */
/** What was sent of each row, and its log in the source offsets. See "State: the segment log" in this module's DESIGN.md. */
package io.synchub.connect.common.ledger;
