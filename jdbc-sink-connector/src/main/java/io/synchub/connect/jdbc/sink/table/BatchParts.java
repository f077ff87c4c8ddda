/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Deals a batch out to several connections: all changes of one key to one part, in their order; rows without a key in
 * runs of the log. No state.
 */
final class BatchParts {
    /** A part of fewer rows does not pay for its transaction. */
    private static final int MIN_ROWS = 500;

    private BatchParts() {}

    /**
     * Deals the rows out.
     *
     * @param most how many parts at most
     * @return one part where the batch is small, or where parts would be in each other's way
     */
    static List<List<RowChange>> of(List<RowChange> batch, BatchTables tables, int most) {
        int count = Math.min(most, batch.size() / MIN_ROWS);
        if (count < 2 || !isIndependent(batch, tables)) {
            return List.of(batch);
        }
        List<List<RowChange>> parts = IntStream.range(0, count)
                .<List<RowChange>>mapToObj(i -> new ArrayList<>())
                .toList();
        for (int i = 0; i < batch.size(); i++) {
            RowChange row = batch.get(i);
            RowKey key = row.key();
            int part = key == null
                    ? (int) ((long) i * count / batch.size())
                    : Math.floorMod(31 * row.table().hashCode() + key.stripe(1 << 20), count);
            parts.get(part).add(row);
        }
        return parts.stream().filter(part -> !part.isEmpty()).toList();
    }

    /**
     * Whether rows of different keys have nothing to do with each other, as far as the catalog tells: a table has one key,
     * which all rows name, and no other unique index over which two parts could wait for each other.
     */
    private static boolean isIndependent(List<RowChange> batch, BatchTables tables) {
        Map<TableId, List<String>> keys = new HashMap<>();
        TableDefinition checked = null;
        List<String> checkedKey = null;
        for (RowChange row : batch) {
            List<String> key = row.layout().keyNames();
            if (row.operation() == RowChange.Operation.TRUNCATE
                    || !keys.computeIfAbsent(row.table(), table -> key).equals(key)) {
                return false;
            }
            TableDefinition table = tables.tableOf(row).orElse(null);
            if (table != checked || !Objects.equals(key, checkedKey)) {
                Set<String> names = Set.copyOf(key);
                if (table != null
                        && (!table.uniqueKeys().stream().allMatch(names::equals)
                                || LooseKeys.areLooseAcrossStripes(table, row.layout()))) {
                    return false;
                }
                checked = table;
                checkedKey = key;
            }
        }
        return true;
    }
}
