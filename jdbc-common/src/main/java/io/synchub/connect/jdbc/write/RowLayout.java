/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.common.data.ValueDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;

/**
 * The columns of a {@link RowChange} and where its key stands among them. One layout is shared by all rows that were
 * read with one pair of schemas and are written by one rule; layouts are compared by identity where rows are grouped.
 */
public final class RowLayout {

    /**
     * A column of a row.
     *
     * @param name the column's name in the table
     * @param schema the Connect schema of its values
     * @param decoder gives values of the schema in their Java form
     * @param key whether it belongs to the row's key
     */
    public record Column(String name, Schema schema, ValueDecoder decoder, boolean key) {
        public Column {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(schema, "schema");
            Objects.requireNonNull(decoder, "decoder");
        }

        public Column(String name, Schema schema, boolean key) {
            this(name, schema, ValueDecoder.of(schema), key);
        }

        /** What the schema means. */
        public SemanticType type() {
            return decoder.semanticType();
        }
    }

    private final List<Column> columns;
    private final int[] keyIndexes;
    private final List<String> keyNames;
    private final RowLayout keyLayout;
    private final WriteRule rule;
    private final Extent extent;

    private enum Extent {
        WHOLE,
        /** The row must be there. */
        PARTIAL,
        /** The row may be there or not. */
        PARTIAL_UPDATE,
        DELETE_MARK
    }

    /** A layout of whole rows. */
    public RowLayout(List<Column> columns, WriteRule rule) {
        this(columns, rule, Extent.WHOLE);
    }

    private RowLayout(List<Column> columns, WriteRule rule, Extent extent) {
        this.columns = List.copyOf(columns);
        this.rule = Objects.requireNonNull(rule, "rule");
        this.extent = extent;
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < this.columns.size(); i++) {
            if (this.columns.get(i).key()) {
                indexes.add(i);
            }
        }
        this.keyIndexes = indexes.stream().mapToInt(Integer::intValue).toArray();
        this.keyNames =
                this.columns.stream().filter(Column::key).map(Column::name).toList();
        this.keyLayout = keyIndexes.length == this.columns.size()
                ? this
                : new RowLayout(this.columns.stream().filter(Column::key).toList(), rule);
    }

    /**
     * A layout of rows that lack some of their columns: they can only update a row that is there. Where the rule does
     * insert rows, one that is not there could not be written and {@link #needsItsRow needs} to be there.
     */
    public static RowLayout partial(List<Column> columns, WriteRule rule) {
        Extent extent = rule.mode() == WriteMode.UPDATE ? Extent.PARTIAL_UPDATE : Extent.PARTIAL;
        return new RowLayout(columns, rule.updateOnly(), extent);
    }

    /** A layout of soft deletes: the key, and columns that mark its row as deleted. */
    public static RowLayout deleteMark(List<Column> columns) {
        return new RowLayout(columns, WriteRule.UPDATE, Extent.DELETE_MARK);
    }

    public List<Column> columns() {
        return columns;
    }

    /** Whether rows lack columns, so that they must not be inserted. */
    public boolean isPartial() {
        return extent != Extent.WHOLE;
    }

    /** Whether rows lack columns and would be lost where their row is not in the table. */
    public boolean needsItsRow() {
        return extent == Extent.PARTIAL;
    }

    /** Whether rows only mark a row as deleted: one that is not there is as good as marked. */
    public boolean isDeleteMark() {
        return extent == Extent.DELETE_MARK;
    }

    /** How rows get into their table. */
    public WriteRule rule() {
        return rule;
    }

    /** The names of the key columns; empty for rows without a key. */
    public List<String> keyNames() {
        return keyNames;
    }

    /**
     * Where a column stands among {@link #columns()}.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    public int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("The row has no column " + name);
    }

    /** Where the key columns stand among {@link #columns()}. */
    int[] keyIndexes() {
        return keyIndexes;
    }

    /** Only the key columns, in the same order: the layout of deletes. */
    public RowLayout keyLayout() {
        return keyLayout;
    }

    /** Whether rows of both layouts name their key by the same columns of the same types. */
    boolean hasSameKey(RowLayout other) {
        if (keyLayout == other.keyLayout) {
            return true;
        }
        List<Column> mine = keyLayout.columns;
        List<Column> others = other.keyLayout.columns;
        if (!keyNames.equals(other.keyNames)) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            if (mine.get(i).type() != others.get(i).type()) {
                return false;
            }
        }
        return true;
    }
}
