/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** What a table holds after each record of a log by the meaning of the modes: a map, one record after the other. */
public final class TableModel {
    /** What a write does to a row that is there, or is not. */
    public enum Rule {
        INSERT,
        INSERT_IGNORE,
        UPSERT,
        UPSERT_NEWER,
        UPDATE,
        UPDATE_NEWER;

        /** Whether rows that are not there are left out. */
        public boolean isUpdate() {
            return this == UPDATE || this == UPDATE_NEWER;
        }

        private boolean comparesVersions() {
            return this == UPSERT_NEWER || this == UPDATE_NEWER;
        }
    }

    private static final class Row {
        private String name;
        private Integer qty;
        private Long version;
        private String hash;
    }

    private final Rule rule;
    private final Map<Long, Row> rows = new TreeMap<>();

    public TableModel(Rule rule) {
        this.rule = rule;
    }

    public boolean contains(long id) {
        return rows.containsKey(id);
    }

    /** A row that was there before the log. */
    public void put(long id, String name, Integer qty, Long version, String hash) {
        rows.put(id, new Row());
        set(rows.get(id), name, qty, version, hash);
    }

    public void delete(long id) {
        rows.remove(id);
    }

    /** A record that carries all columns. */
    public void write(long id, String name, Integer qty, Long version, String hash) {
        Row row = rowToWrite(id, version);
        if (row != null) {
            set(row, name, qty, version, hash);
        }
    }

    /** A record that carries the name and the version alone. */
    public void writeName(long id, String name, Long version) {
        Row row = rowToWrite(id, version);
        if (row != null) {
            set(row, name, row.qty, version, row.hash);
        }
    }

    /** A record that carries the quantity and the version alone. */
    public void writeQuantity(long id, Integer qty, Long version) {
        Row row = rowToWrite(id, version);
        if (row != null) {
            set(row, row.name, qty, version, row.hash);
        }
    }

    /** The rows in the order of their keys, as {@link TestDatabase#rows} gives key, name, quantity and version. */
    public List<String> rows(LongFunction<String> key) {
        return rows.entrySet().stream()
                .map(entry -> key.apply(entry.getKey()) + "|" + entry.getValue().name + "|" + entry.getValue().qty + "|"
                        + entry.getValue().version)
                .toList();
    }

    private static void set(Row row, String name, Integer qty, Long version, String hash) {
        row.name = name;
        row.qty = qty;
        row.version = version;
        row.hash = hash;
    }

    /** The row that a record changes or makes, or null where it does nothing. */
    private Row rowToWrite(long id, Long version) {
        Row there = rows.get(id);
        if (there == null) {
            return rule.isUpdate() ? null : rows.computeIfAbsent(id, added -> new Row());
        }
        return switch (rule) {
            case INSERT -> throw new IllegalStateException("The log inserts a row that is there");
            case INSERT_IGNORE -> null;
            default -> !rule.comparesVersions() || isAsNew(version, there.version) ? there : null;
        };
    }

    /** A null gives way to everything, and wins against nothing but a null. */
    private static boolean isAsNew(Long version, Long there) {
        return there == null || version != null && version >= there;
    }
}
