/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.ledger.IdCodec;
import io.synchub.connect.common.schema.Field;
import io.synchub.connect.common.schema.Kind;
import io.synchub.connect.common.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A platform with one table in memory: rows with an order key, a log of versions as its change position, pages, deletes, hidden
 * edits, and failures on demand.
 */
final class FakePlatform implements Platform {
    static final String TABLE = "table-1";

    /** A row of the table. */
    static final class Record {
        final String id;
        final long orderKey;
        Object value;
        long version;
        boolean deleted;
        /** Changes tell of it, and cannot show it yet. */
        boolean hidden;

        boolean unreadable;

        Record(String id, long orderKey, Object value, long version) {
            this.id = id;
            this.orderKey = orderKey;
            this.value = value;
            this.version = version;
        }

        Record copy() {
            Record copy = new Record(id, orderKey, value, version);
            copy.deleted = deleted;
            return copy;
        }
    }

    final Map<String, Record> records = new TreeMap<>();
    /** Thrown by the next requests, one each; null lets a request pass. */
    final Deque<ApiFailure> failures = new ArrayDeque<>();

    /** Rows that the next page of changes says are gone. */
    final List<String> gone = new ArrayList<>();
    /** Happens with each request. */
    Runnable onRequest = () -> {};

    int pageSize = 3;
    boolean orderKeys = true;
    boolean incompleteChanges;
    boolean replayed;
    /** Whether it can tell what changed. */
    boolean tells = true;

    /** Whether a pass shows, from its first page to its last, what was there when it began. */
    boolean frozen;

    boolean settled = true;
    boolean enriches;
    String shape = "1";
    String valueName = "Value";
    Kind valueKind = Kind.TEXT;
    volatile int requests;
    volatile boolean closed;
    int confirmations;
    private long version;
    private long created;
    private Table table;

    static String id(int number) {
        return new UUID(number * 0x9E3779B97F4A7C15L, number).toString();
    }

    void put(int number, Object value) {
        Record known = records.get(id(number));
        version++;
        if (known == null) {
            records.put(id(number), new Record(id(number), orderKeys ? created++ / 2 : 0, value, version));
        } else {
            known.value = value;
            known.version = version;
            known.deleted = false;
        }
    }

    /** Changes a value in a way that changes do not show, as a formula's result does. */
    void putHidden(int number, Object value) {
        records.get(id(number)).value = value;
    }

    void delete(int number) {
        records.get(id(number)).deleted = true;
    }

    /** Restores a row as it was; changes do not show it. */
    void restore(int number) {
        records.get(id(number)).deleted = false;
    }

    /** Takes rows away in a way that changes tell of. */
    void deleteOpenly(int from, int to) {
        for (int i = from; i < to; i++) {
            delete(i);
            gone.add(id(i));
        }
    }

    /** What is in the table: id to value. */
    Map<String, Object> content() {
        Map<String, Object> content = new TreeMap<>();
        records.values().stream().filter(r -> !r.deleted).forEach(r -> content.put(r.id, r.value));
        return content;
    }

    void fail(ApiFailure.Scope scope) {
        failures.add(ApiFailure.answered(scope, 500, "test", "the test says so", Optional.empty()));
    }

    private void request() {
        requests++;
        onRequest.run();
        ApiFailure failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public IdCodec ids() {
        return IdCodec.UUID;
    }

    @Override
    public TableReader open(String tableId) {
        return new Reader();
    }

    @Override
    public void close() {
        closed = true;
    }

    private Table describe() {
        Table described = new Table(
                TABLE, "Table one", List.of(Field.of("f1", valueName, valueKind), Field.byValue("f2", "Any")), shape);
        if (!described.equals(table)) {
            table = described;
        }
        return table;
    }

    private Row row(Record record) {
        Object[] cells =
                record.value instanceof String ? new Object[] {record.value, null} : new Object[] {null, record.value};
        return new Row(record.id, record.orderKey, describe(), cells, false);
    }

    private final class Reader implements TableReader {
        @Override
        public Table describe() {
            request();
            return FakePlatform.this.describe();
        }

        @Override
        public String position() {
            return String.valueOf(version);
        }

        @Override
        public Pass pass(long fromKey) {
            return new Pass() {
                private long key = fromKey;
                private final List<String> shown = new ArrayList<>();
                private final Collection<Record> seen =
                        frozen ? records.values().stream().map(Record::copy).toList() : records.values();

                @Override
                public PassPage next() {
                    request();
                    List<Record> left = seen.stream()
                            .filter(r -> !r.deleted && r.orderKey >= key && !shown.contains(r.id))
                            .sorted(Comparator.comparingLong((Record r) -> r.orderKey)
                                    .thenComparing(r -> r.id))
                            .toList();
                    List<Record> page = left.subList(0, Math.min(pageSize, left.size()));
                    page.forEach(r -> shown.add(r.id));
                    if (!page.isEmpty()) {
                        key = page.get(page.size() - 1).orderKey;
                    }
                    boolean last = left.size() == page.size();
                    return new PassPage(page.stream().map(r -> row(r)).toList(), orderKeys ? key : 0, last);
                }
            };
        }

        @Override
        public Changes changes(String position, Predicate<Row> unchanged) {
            return new Changes() {
                private long from = Long.parseLong(position);
                private final long to = version;

                @Override
                public ChangePage next() {
                    request();
                    List<Record> left = records.values().stream()
                            .filter(r -> !r.deleted && r.version > from)
                            .sorted(Comparator.comparingLong(r -> r.version))
                            .toList();
                    List<Record> page = left.subList(0, Math.min(pageSize, left.size()));
                    List<String> hidden =
                            page.stream().filter(r -> r.hidden).map(r -> r.id).toList();
                    boolean last = left.size() == page.size();
                    from = page.isEmpty() ? Math.max(from, to) : page.get(page.size() - 1).version;
                    boolean incomplete = incompleteChanges;
                    incompleteChanges = false;
                    List<String> deleted = List.copyOf(gone);
                    gone.clear();
                    return new ChangePage(
                            page.stream()
                                    .filter(r -> !r.hidden)
                                    .map(r -> row(r))
                                    .toList(),
                            deleted,
                            hidden,
                            replayed,
                            Optional.of(String.valueOf(from)),
                            last,
                            incomplete);
                }
            };
        }

        @Override
        public Row complete(Row row) {
            return row;
        }

        @Override
        public boolean settled(Row row) {
            return settled;
        }

        @Override
        public boolean enriches() {
            return enriches;
        }

        @Override
        public Row enrich(Row row) {
            if (records.get(row.id()).unreadable) {
                throw ApiFailure.answered(ApiFailure.Scope.ROW, 400, "test", "unreadable", Optional.empty());
            }
            return row;
        }

        @Override
        public Detection detection() {
            return new Detection(tells, tells ? "versions" : "comparing all");
        }

        @Override
        public int confirmedAtOnce() {
            return 20;
        }

        @Override
        public Map<String, Fate> confirm(List<String> ids) {
            Map<String, Fate> fates = new HashMap<>();
            for (String id : ids) {
                confirmations++;
                try {
                    request();
                } catch (ApiFailure e) {
                    if (e.scope() != ApiFailure.Scope.ROW) {
                        throw e;
                    }
                    continue;
                }
                Record record = records.get(id);
                fates.put(
                        id, record.deleted ? Fate.lost(Fate.Outcome.DELETED, row(record)) : Fate.present(row(record)));
            }
            return fates;
        }
    }
}
