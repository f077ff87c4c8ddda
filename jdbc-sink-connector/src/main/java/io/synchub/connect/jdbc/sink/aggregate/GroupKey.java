/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.Positioned;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;

/**
 * A group whose total is to be computed again, or the notice of a change that tells of no group.
 *
 * @param row the key's columns, all of them key columns, as a row of the summary table; null where there is no group
 * @param transaction the source's id of the transaction that touched the group, or null where none is known
 * @param changed the source table that changed, or null where it is not known
 * @param position the record
 */
record GroupKey(RowChange row, Long transaction, TableId changed, RecordPosition position) implements Positioned {}
