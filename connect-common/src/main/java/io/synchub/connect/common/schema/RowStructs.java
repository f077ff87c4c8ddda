/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import io.synchub.connect.common.poll.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Writes rows of one {@link Table} as structs of one {@link TableSpec}'s schema. Not for many threads.
 *
 * <p>Every column is in every struct; what the table does not have any more is null.
 */
public final class RowStructs {
    private final Schema schema;
    private final Table table;
    private final boolean softDeletes;
    /** For each field of the table: where its cells of each kind go. */
    private final List<Map<Kind, Target>> targets;

    private record Target(
            org.apache.kafka.connect.data.Field first,
            org.apache.kafka.connect.data.Field end,
            org.apache.kafka.connect.data.Field zone) {}

    /** @param spec with columns for all cells that will come: see {@link #grown} */
    public RowStructs(TableSpec spec, Table table, Schema schema, boolean softDeletes) {
        this.schema = schema;
        this.table = table;
        this.softDeletes = softDeletes;
        this.targets = new ArrayList<>(table.fields().size());
        for (Field field : table.fields()) {
            Map<Kind, Target> kinds = new EnumMap<>(Kind.class);
            for (Column column : spec.columns()) {
                if (column.fieldId().equals(field.id())) {
                    kinds.put(column.kind(), target(column));
                }
            }
            targets.add(kinds);
        }
    }

    private Target target(Column column) {
        List<String> names = column.fieldNames();
        return column.kind() == Kind.PERIOD
                ? new Target(schema.field(names.get(0)), schema.field(names.get(1)), schema.field(names.get(2)))
                : new Target(schema.field(names.get(0)), null, null);
    }

    /** The spec with columns for all cells of these rows; the same object when it has them. */
    public static TableSpec grown(TableSpec spec, Table table, List<Row> rows) {
        TableSpec grown = spec;
        for (int i = 0; i < table.fields().size(); i++) {
            Set<Kind> seen = EnumSet.noneOf(Kind.class);
            for (Row row : rows) {
                Object cell = row.cell(i);
                if (cell != null && seen.add(Kind.of(cell))) {
                    grown = grown.with(table.fields().get(i), Kind.of(cell));
                }
            }
        }
        return grown;
    }

    /**
     * @param deleted for soft deletes: whether the row is gone
     * @param flagged gets the names of the columns whose text had unpaired surrogates, replaced by U+FFFD
     */
    public Struct struct(Row row, boolean deleted, List<String> flagged) {
        if (row.table() != table) {
            throw new IllegalArgumentException("The row follows another description of the table");
        }
        Struct struct = new Struct(schema).put(TableSpec.ID, row.id());
        if (softDeletes) {
            struct.put(TableSpec.DELETED, deleted);
        }
        for (int i = 0; i < targets.size(); i++) {
            Object cell = row.cell(i);
            if (cell != null) {
                put(struct, targets.get(i).get(Kind.of(cell)), cell, flagged);
            }
        }
        return struct;
    }

    /** A row of which only the id is known: all columns null. For soft deletes. */
    public static Struct identified(Schema schema, String id, boolean deleted) {
        return new Struct(schema).put(TableSpec.ID, id).put(TableSpec.DELETED, deleted);
    }

    private static void put(Struct struct, Target target, Object cell, List<String> flagged) {
        String name = target.first().name();
        if (cell instanceof String text) {
            struct.put(target.first(), clean(text, name, flagged));
        } else if (cell instanceof Instant instant) {
            struct.put(target.first(), java.util.Date.from(instant));
        } else if (cell instanceof LocalDate day) {
            struct.put(
                    target.first(),
                    java.util.Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
        } else if (cell instanceof Period period) {
            struct.put(target.first(), java.util.Date.from(period.start()));
            struct.put(target.end(), period.end() == null ? null : java.util.Date.from(period.end()));
            struct.put(target.zone(), period.zone());
        } else if (cell instanceof Json json) {
            struct.put(target.first(), clean(json.text(), name, flagged));
        } else if (cell instanceof List<?> list) {
            List<String> texts = new ArrayList<>(list.size());
            list.forEach(text -> texts.add(clean((String) text, name, flagged)));
            struct.put(target.first(), texts);
        } else {
            struct.put(target.first(), cell);
        }
    }

    private static String clean(String text, String column, List<String> flagged) {
        String clean = UnpairedSurrogates.replaced(text);
        if (clean != text && !flagged.contains(column)) {
            flagged.add(column);
        }
        return clean;
    }
}
