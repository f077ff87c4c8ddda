/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowKey;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts a range of the log where two keys meet that differ here and may be one key to their table (see
 * {@link KeyComparison}). In one statement the order of the log would be lost between them. For one thread and one range.
 *
 * <p>Keys of which nothing can be told are not cut apart as long as all rows are deletes, or inserts or upserts of one
 * layout and without a condition: these stay in the order of the log, or are refused by the database when they meet, and
 * the batch is written in smaller ranges then.
 */
final class LooseKeys {

    /**
     * A part of the range.
     *
     * @param keepsOrder whether writes must stay in the order of the log, since two keys may be one
     */
    record Piece(List<RowChange> rows, boolean keepsOrder) {}

    /** The keys of one table since the last cut. */
    private static final class Seen {
        private final Map<List<Object>, RowKey> folded = new HashMap<>();
        /** What all rows are, if that is one and the same kind; else null. */
        private Object kind;

        private RowKey last;
        private boolean several;
        private boolean hasAny;

        /** Whether the key may be equal to another that is here, and the order between the two counts. */
        boolean meets(Optional<List<Object>> fold, RowKey key, Object kindOfRow) {
            if (last == null) {
                return false;
            }
            RowKey other = fold.map(folded::get).orElse(null);
            if (other != null && !other.equals(key)) {
                return true;
            }
            boolean alike = kind != null && kind == kindOfRow;
            return (hasAny || fold.isEmpty()) && !alike && (several || !last.equals(key));
        }

        void add(Optional<List<Object>> fold, RowKey key, Object kindOfRow) {
            fold.ifPresent(form -> folded.put(form, key));
            kind = last == null || kind == kindOfRow ? kindOfRow : null;
            several |= last != null && !last.equals(key);
            hasAny |= fold.isEmpty();
            last = key;
        }
    }

    private final BatchTables tables;
    private final ValueOptions values;
    private final boolean writerHeedsOrder;
    private final Map<TableId, Seen> seen = new HashMap<>();
    private final Map<TableId, Map<RowLayout, Optional<KeyComparison>>> comparisons = new HashMap<>();
    /** Of the row that was asked for last: rows of one layout mostly come one after the other. */
    private RowLayout layout;

    private TableId id;
    private Optional<KeyComparison> comparison = Optional.empty();

    private LooseKeys(BatchTables tables, ValueOptions values, boolean writerHeedsOrder) {
        this.writerHeedsOrder = writerHeedsOrder;
        this.tables = tables;
        this.values = values;
    }

    /**
     * The range in one piece, where all keys are compared exactly.
     *
     * @param writerHeedsOrder as {@link io.synchub.connect.jdbc.write.BulkWriter#heedsOrderOfRows}
     */
    static List<Piece> cut(List<RowChange> range, BatchTables tables, ValueOptions values, boolean writerHeedsOrder) {
        return new LooseKeys(tables, values, writerHeedsOrder).cut(range);
    }

    private List<Piece> cut(List<RowChange> range) {
        Set<TableId> loose = looseTables(range);
        if (loose.isEmpty()) {
            return List.of(new Piece(range, false));
        }
        List<Piece> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < range.size(); i++) {
            RowChange row = range.get(i);
            if (row.operation() == RowChange.Operation.TRUNCATE || !loose.contains(row.table())) {
                continue;
            }
            Optional<List<Object>> fold = comparison(row).flatMap(comparison -> comparison.fold(row));
            RowKey key = row.key();
            Object kind = kind(row);
            if (seen.computeIfAbsent(row.table(), first -> new Seen()).meets(fold, key, kind)) {
                pieces.add(piece(range.subList(start, i)));
                start = i;
                seen.clear();
            }
            seen.computeIfAbsent(row.table(), first -> new Seen()).add(fold, key, kind);
        }
        pieces.add(piece(range.subList(start, range.size())));
        return pieces;
    }

    private Piece piece(List<RowChange> rows) {
        return new Piece(rows, seen.values().stream().anyMatch(keys -> keys.hasAny));
    }

    /** The tables of which two keys in the range may be one. */
    private Set<TableId> looseTables(List<RowChange> range) {
        Set<TableId> loose = new HashSet<>();
        for (RowChange row : range) {
            if (row.operation() == RowChange.Operation.TRUNCATE) {
                continue;
            }
            Optional<KeyComparison> comparison = comparison(row);
            if (comparison.isPresent()
                    && (comparison.get().isLoose() || comparison.get().isOdd(row))) {
                loose.add(row.table());
            }
        }
        return loose;
    }

    /** How the row's table compares its key; empty where the table is yet to be made and has no such key. */
    private Optional<KeyComparison> comparison(RowChange row) {
        if (row.layout() != layout || !row.table().equals(id)) {
            layout = row.layout();
            id = row.table();
            comparison = comparisons
                    .computeIfAbsent(id, of -> new IdentityHashMap<>())
                    .computeIfAbsent(
                            layout,
                            of -> layout.keyNames().isEmpty()
                                    ? Optional.empty()
                                    : tables.tableOf(row).map(table -> KeyComparison.of(table, layout, values)));
        }
        return comparison;
    }

    /** The same for rows whose order among each other is kept, or does not count; null for a row that has no such kind. */
    private Object kind(RowChange row) {
        if (row.operation() == RowChange.Operation.DELETE) {
            return row.operation();
        }
        WriteRule rule = row.layout().rule();
        boolean plain = writerHeedsOrder
                && rule.when() == UpdateWhen.ALWAYS
                && (rule.mode() == WriteMode.UPSERT || rule.mode() == WriteMode.INSERT);
        return plain ? row.layout() : null;
    }
}
