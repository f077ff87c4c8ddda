/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RowChange.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

/** A plan's segments, carried out one after the other, leave the table that the log leaves. */
class BatchPlanTest {
    private static final TableId TABLE = TableId.of("t");
    private static final TableId OTHER = TableId.of("u");
    private static final RowLayout FULL = layout(Schema.INT64_SCHEMA, "a", "b");
    private static final RowLayout ONLY_A = layout(Schema.INT64_SCHEMA, "a");
    private static final RowLayout ONLY_B = layout(Schema.INT64_SCHEMA, "b");
    private static final RowLayout NARROW_KEY = layout(Schema.INT32_SCHEMA, "b", "a");
    private static final RowLayout TOMBSTONE = layout(Schema.INT64_SCHEMA);
    private static final RowLayout KEYLESS = new RowLayout(List.of(column("a", Schema.INT32_SCHEMA, false)));
    private static final List<RowLayout> LAYOUTS = List.of(FULL, ONLY_A, ONLY_B, NARROW_KEY, TOMBSTONE);

    private static RowLayout layout(Schema key, String... columns) {
        List<RowLayout.Column> all = new ArrayList<>();
        for (String column : columns) {
            all.add(column(column, Schema.OPTIONAL_INT32_SCHEMA, false));
        }
        // Not always in front: layouts tell where their key is.
        all.add(Math.min(1, all.size()), column("k", key, true));
        return new RowLayout(all);
    }

    private static RowLayout.Column column(String name, Schema schema, boolean key) {
        return new RowLayout.Column(name, schema, key);
    }

    private static RowChange change(TableId table, RowLayout layout, Operation operation, int key, int... values) {
        Object[] row = new Object[layout.columns().size()];
        int next = 0;
        for (int i = 0; i < row.length; i++) {
            RowLayout.Column column = layout.columns().get(i);
            boolean narrow = column.schema().type() == Schema.Type.INT32;
            row[i] = !column.key() ? (Object) values[next++] : narrow ? (Object) key : (Object) (long) key;
        }
        return new RowChange(table, layout, operation, row, new RecordPosition("t", 0, 0));
    }

    private static RowChange write(RowLayout layout, int key, int... values) {
        return change(TABLE, layout, Operation.WRITE, key, values);
    }

    private static RowChange delete(int key) {
        return change(TABLE, TOMBSTONE, Operation.DELETE, key);
    }

    /** A table as a database would hold it: the number 1 is one key, whatever its type. */
    private static final class Model {
        private final Map<String, Map<String, Object>> rows = new TreeMap<>();
        private final WriteMode mode;

        Model(WriteMode mode, boolean filled) {
            this.mode = mode;
            if (filled) {
                IntStream.range(0, 3).forEach(key -> rows.put("" + key, new TreeMap<>(Map.of("a", -1, "b", -1))));
            }
        }

        void delete(RowChange change) {
            rows.remove(keyOf(change));
        }

        void write(RowChange change) {
            Map<String, Object> named = new TreeMap<>();
            for (int i = 0; i < change.values().length; i++) {
                RowLayout.Column column = change.layout().columns().get(i);
                if (!column.key()) {
                    named.put(column.name(), change.values()[i]);
                }
            }
            Map<String, Object> row = rows.get(keyOf(change));
            if (row != null) {
                row.putAll(named);
            } else if (mode == WriteMode.UPSERT) {
                rows.put(keyOf(change), named);
            }
        }

        private static String keyOf(RowChange change) {
            for (int i = 0; i < change.values().length; i++) {
                if (change.layout().columns().get(i).key()) {
                    return String.valueOf(change.values()[i]);
                }
            }
            throw new AssertionError("no key");
        }

        /** One statement must not meet a key twice: a database refuses that. */
        void carryOut(Segment segment) {
            assertThat(segment.deletes().stream().map(Model::keyOf)).doesNotHaveDuplicates();
            assertThat(segment.writes().stream().map(Model::keyOf)).doesNotHaveDuplicates();
            assertThat(segment.writes())
                    .allSatisfy(row -> assertThat(row.layout()).isSameAs(segment.writeLayout()));
            segment.deletes().forEach(this::delete);
            segment.writes().forEach(this::write);
        }
    }

    @Provide
    Arbitrary<List<RowChange>> logs() {
        Arbitrary<RowChange> deletes = Combinators.combine(keys(), Arbitraries.of(LAYOUTS))
                .as((key, layout) -> change(TABLE, layout.keyLayout(), Operation.DELETE, key));
        Arbitrary<RowChange> writes = Combinators.combine(
                        keys(), Arbitraries.of(LAYOUTS), Arbitraries.integers().between(0, 99))
                .as((key, layout, value) -> write(layout, key, value, value + 100));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(3, writes), net.jqwik.api.Tuple.of(1, deletes))
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<Integer> keys() {
        return Arbitraries.integers().between(0, 4);
    }

    @Property(tries = 3000)
    void segments_do_what_the_log_does(
            @ForAll("logs") List<RowChange> log, @ForAll boolean upsert, @ForAll boolean filled) {
        WriteMode mode = upsert ? WriteMode.UPSERT : WriteMode.UPDATE;
        Model replayed = new Model(mode, filled);
        for (RowChange change : log) {
            if (change.operation() == Operation.DELETE) {
                replayed.delete(change);
            } else {
                replayed.write(change);
            }
        }
        Model planned = new Model(mode, filled);
        BatchPlan plan = BatchPlan.of(mode, log);
        plan.tables().forEach(table -> plan.segments(table).forEach(planned::carryOut));
        assertThat(planned.rows).isEqualTo(replayed.rows);
    }

    @Test
    void rows_of_one_layout_are_one_segment_in_key_order_and_the_last_write_of_a_key_wins() {
        BatchPlan plan = BatchPlan.of(
                WriteMode.UPSERT, List.of(write(FULL, 2, 0, 0), write(FULL, 1, 1, 1), write(FULL, 2, 2, 2)));
        assertThat(plan.segments(TABLE)).hasSize(1);
        assertThat(plan.segments(TABLE).get(0).writes().stream().map(row -> row.values()[0]))
                .containsExactly(1, 2);
    }

    @Test
    void layouts_that_alternate_over_other_keys_need_two_segments_only() {
        List<RowChange> log = new ArrayList<>();
        for (int key = 0; key < 100; key++) {
            log.add(write(key % 2 == 0 ? ONLY_A : ONLY_B, key, 1));
        }
        assertThat(BatchPlan.of(WriteMode.UPSERT, log).segments(TABLE)).hasSize(2);
    }

    @Test
    void a_delete_and_a_later_write_share_a_segment() {
        BatchPlan plan = BatchPlan.of(WriteMode.UPSERT, List.of(write(FULL, 1, 0, 0), delete(1), write(FULL, 1, 2, 2)));
        assertThat(plan.segments(TABLE)).singleElement().satisfies(segment -> {
            assertThat(segment.deletes()).hasSize(1);
            assertThat(segment.writes()).hasSize(1);
        });
    }

    @Test
    void a_repeated_key_of_an_insert_reaches_the_database() {
        BatchPlan plan = BatchPlan.of(WriteMode.INSERT, List.of(write(FULL, 1, 0, 0), write(FULL, 1, 2, 2)));
        assertThat(plan.segments(TABLE)).hasSize(2);
    }

    @Test
    void rows_without_a_key_are_all_kept_in_the_order_of_the_log() {
        List<RowChange> log = new ArrayList<>();
        for (int i : new int[] {3, 1, 3}) {
            log.add(new RowChange(TABLE, KEYLESS, Operation.WRITE, new Object[] {i}, new RecordPosition("t", 0, i)));
        }
        BatchPlan plan = BatchPlan.of(WriteMode.INSERT, log);
        assertThat(plan.segments(TABLE)).singleElement().satisfies(segment -> assertThat(segment.writes())
                .isEqualTo(log));
    }

    @Test
    void tables_come_in_the_order_in_which_the_log_names_them() {
        Map<TableId, Integer> sizes = new LinkedHashMap<>();
        BatchPlan plan = BatchPlan.of(
                WriteMode.UPSERT,
                List.of(
                        change(OTHER, FULL, Operation.WRITE, 1, 1, 1),
                        write(FULL, 1, 1, 1),
                        change(OTHER, FULL, Operation.WRITE, 2, 1, 1)));
        plan.tables()
                .forEach(table ->
                        sizes.put(table, plan.segments(table).get(0).writes().size()));
        assertThat(sizes).containsExactly(Map.entry(OTHER, 2), Map.entry(TABLE, 1));
    }
}
