/* SPDX-License-Identifier: Apache-2.0 */
/** Exactly-once delivery: offsets that are written in the transaction of the rows they belong to. */
package io.synchub.connect.jdbc.sink.delivery;
