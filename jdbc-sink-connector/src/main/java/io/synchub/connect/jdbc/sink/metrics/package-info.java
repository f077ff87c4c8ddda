/* SPDX-License-Identifier: Apache-2.0 */
/** What operators watch of a sink: rows by table, lag, batches, retries. */
package io.synchub.connect.jdbc.sink.metrics;
