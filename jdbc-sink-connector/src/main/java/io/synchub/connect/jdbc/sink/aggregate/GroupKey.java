/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import io.synchub.connect.jdbc.write.Positioned;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;

/**
 * A group whose total is to be computed again.
 *
 * @param row the key's columns, all of them key columns, as a row of the summary table
 * @param transaction the source's id of the transaction that touched the group, or null where none is known
 */
record GroupKey(RowChange row, Long transaction) implements Positioned {
    @Override
    public RecordPosition position() {
        return row.position();
    }
}
