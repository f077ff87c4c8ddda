/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Equality;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowKey;
import io.synchub.connect.jdbc.write.RowLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts a range of the log where two keys meet that differ here and may be one key to their table: by case, accents or blanks.
 * In one statement the order of the log would be lost between them. A text beyond ASCII may be equal to any other to a column
 * that compares loosely, since each collation has its own rules. For one thread and one range.
 */
final class LooseKeys {
    private static final char FIRST_PLAIN = ' ';
    private static final char LAST_PLAIN = '~';

    /** The keys of one table since the last cut. */
    private static final class Seen {
        private final Map<List<Object>, RowKey> folded = new HashMap<>();
        private RowKey last;
        private boolean hasAny;

        /** Whether the key may be equal to another that is here. */
        boolean meets(Optional<List<Object>> fold, RowKey key) {
            if (last == null) {
                return false;
            }
            if (hasAny || fold.isEmpty()) {
                return folded.size() > 1 || !last.equals(key);
            }
            RowKey other = folded.get(fold.get());
            return other != null && !other.equals(key);
        }

        void add(Optional<List<Object>> fold, RowKey key) {
            folded.put(fold.orElse(List.of()), key);
            hasAny |= fold.isEmpty();
            last = key;
        }
    }

    private final BatchTables tables;
    private final Map<TableId, Seen> seen = new HashMap<>();

    private LooseKeys(BatchTables tables) {
        this.tables = tables;
    }

    /** The range in one piece, where all keys are compared exactly. */
    static List<List<RowChange>> cut(List<RowChange> range, BatchTables tables) {
        return new LooseKeys(tables).cut(range);
    }

    /** Whether the keys of rows of this layout may be equal without being the same. */
    static boolean areLoose(TableDefinition table, RowLayout layout) {
        return layout.keyNames().stream().anyMatch(name -> equality(table, name) != Equality.EXACT);
    }

    /** Whether keys of this layout may be equal though they are of different stripes, which know of case only. */
    static boolean areLooseAcrossStripes(TableDefinition table, RowLayout layout) {
        return layout.keyNames().stream()
                .map(name -> equality(table, name))
                .anyMatch(equality -> equality != Equality.EXACT && equality != Equality.CASELESS);
    }

    private static Equality equality(TableDefinition table, String column) {
        return table.column(column).map(ColumnDefinition::equality).orElse(Equality.EXACT);
    }

    private List<List<RowChange>> cut(List<RowChange> range) {
        List<List<RowChange>> pieces = new ArrayList<>();
        int start = 0;
        RowLayout layout = null;
        TableId id = null;
        TableDefinition loose = null;
        for (int i = 0; i < range.size(); i++) {
            RowChange row = range.get(i);
            if (row.layout() != layout || !row.table().equals(id)) {
                layout = row.layout();
                id = row.table();
                RowLayout of = layout;
                loose = tables.tableOf(row).filter(table -> areLoose(table, of)).orElse(null);
            }
            if (loose != null && row.operation() != RowChange.Operation.TRUNCATE) {
                RowKey key = row.key();
                Optional<List<Object>> fold = fold(loose, row);
                if (seen.computeIfAbsent(id, first -> new Seen()).meets(fold, key)) {
                    pieces.add(range.subList(start, i));
                    start = i;
                    seen.clear();
                }
                seen.computeIfAbsent(id, first -> new Seen()).add(fold, key);
            }
        }
        pieces.add(range.subList(start, range.size()));
        return pieces;
    }

    /** The same for all keys that may be equal; empty for one that may be equal to any. */
    private static Optional<List<Object>> fold(TableDefinition table, RowChange row) {
        List<Object> folded = new ArrayList<>();
        List<RowLayout.Column> columns = row.layout().columns();
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).key()) {
                continue;
            }
            Object value = row.values()[i];
            Equality equality = equality(table, columns.get(i).name());
            if (equality == Equality.EXACT) {
                folded.add(exact(value));
                continue;
            }
            if (equality == Equality.CASELESS) {
                folded.add(value instanceof String text ? text.toLowerCase(Locale.ROOT) : exact(value));
                continue;
            }
            if (!(value instanceof String text) || (equality == Equality.LOOSE && !isPlain(text))) {
                return Optional.empty();
            }
            String padded = text.stripTrailing();
            folded.add(equality == Equality.LOOSE ? padded.toLowerCase(Locale.ROOT) : padded);
        }
        return Optional.of(folded);
    }

    /** The same for equal values, also when one topic has them as INT32 and another as INT64. */
    private static Object exact(Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value instanceof String ? value : "";
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= FIRST_PLAIN && c <= LAST_PLAIN);
    }
}
