/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowKey;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     * @param values the form of values, on which depends what makes one of two keys
     * @param most how many parts at most
     * @return one part where the batch is small, or where parts would be in each other's way
     */
    static List<List<RowChange>> of(List<RowChange> batch, BatchTables tables, ValueOptions values, int most) {
        int count = Math.min(most, batch.size() / MIN_ROWS);
        if (count < 2 || !isIndependent(batch, tables, values)) {
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
    private static boolean isIndependent(List<RowChange> batch, BatchTables tables, ValueOptions values) {
        Map<TableId, List<String>> keys = new HashMap<>();
        TableDefinition checked = null;
        RowLayout checkedLayout = null;
        KeyComparison comparison = null;
        for (RowChange row : batch) {
            List<String> key = row.layout().keyNames();
            if (row.operation() == RowChange.Operation.TRUNCATE
                    || !keys.computeIfAbsent(row.table(), table -> key).equals(key)) {
                return false;
            }
            TableDefinition table = tables.tableOf(row).orElse(null);
            if (table != checked || row.layout() != checkedLayout) {
                Set<String> names = Set.copyOf(key);
                comparison = table == null ? null : KeyComparison.of(table, row.layout(), values);
                if (comparison != null
                        && (!table.uniqueKeys().stream().allMatch(names::equals)
                                || comparison.isLooseAcrossStripes())) {
                    return false;
                }
                checked = table;
                checkedLayout = row.layout();
            }
            if (comparison != null && comparison.isOdd(row)) {
                return false;
            }
        }
        return true;
    }
}
