/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.write.RowChange;
import org.apache.kafka.connect.errors.DataException;

/**
 * A row that can not be written.
 *
 * @param row the row
 * @param why names its record, the table, the column where that is known, and the reason
 */
record BadRow(RowChange row, DataException why) {}
