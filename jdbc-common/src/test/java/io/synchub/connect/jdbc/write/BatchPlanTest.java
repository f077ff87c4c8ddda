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
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

/** A plan's segments, carried out one after the other, leave the table that the log leaves. */
class BatchPlanTest {
    private static final TableId TABLE = TableId.of("t");
    private static final TableId OTHER = TableId.of("u");
    private static final RowLayout FULL = layout(WriteRule.UPSERT, Schema.INT64_SCHEMA, "a", "b");
    private static final RowLayout ONLY_A = layout(WriteRule.UPSERT, Schema.INT64_SCHEMA, "a");
    private static final RowLayout ONLY_B = layout(WriteRule.UPSERT, Schema.INT64_SCHEMA, "b");
    private static final RowLayout TOMBSTONE = layout(WriteRule.UPSERT, Schema.INT64_SCHEMA);
    private static final RowLayout STRICT = layout(WriteRule.INSERT, Schema.INT64_SCHEMA, "a", "b");
    private static final RowLayout KEYLESS =
            new RowLayout(List.of(column("a", Schema.INT32_SCHEMA, false)), WriteRule.INSERT);
    private static final RowLayout MARK = RowLayout.deleteMark(
            List.of(column("k", Schema.INT64_SCHEMA, true), column("gone", Schema.INT32_SCHEMA, false)));
    private static final WriteRule NEWER = new WriteRule(WriteMode.UPSERT, UpdateWhen.NEWER, "a");

    /** Marks rows as deleted. */
    private static final String GONE = "gone";

    /** All kinds of layouts, each by each rule whose columns it has: a table may be written by several rules. */
    private static final List<RowLayout> LAYOUTS = Stream.of(
                    WriteRule.UPSERT,
                    WriteRule.UPDATE,
                    WriteRule.always(WriteMode.INSERT_IGNORE),
                    new WriteRule(WriteMode.UPSERT, UpdateWhen.CHANGED, null),
                    NEWER,
                    NEWER.updateOnly())
            .flatMap(rule -> Stream.concat(layouts(rule), layouts(rule.withDeletedColumn(GONE))))
            .toList();

    private static Stream<RowLayout> layouts(WriteRule rule) {
        Stream<RowLayout> withVersion = Stream.of(
                layout(rule, Schema.INT64_SCHEMA, "a", "b"),
                layout(rule, Schema.INT64_SCHEMA, "a"),
                layout(rule, Schema.INT32_SCHEMA, "b", "a"));
        return rule.when() == UpdateWhen.NEWER
                ? withVersion
                : Stream.concat(
                        withVersion,
                        Stream.of(layout(rule, Schema.INT64_SCHEMA, "b"), layout(rule, Schema.INT64_SCHEMA)));
    }

    private static RowLayout layout(WriteRule rule, Schema key, String... columns) {
        List<RowLayout.Column> all = new ArrayList<>();
        for (String column : columns) {
            all.add(column(column, Schema.OPTIONAL_INT32_SCHEMA, false));
        }
        if (rule.deletedColumn() != null) {
            all.add(column(rule.deletedColumn(), Schema.OPTIONAL_BOOLEAN_SCHEMA, false));
        }
        // Not always in front: layouts tell where their key is.
        all.add(Math.min(1, all.size()), column("k", key, true));
        return new RowLayout(all, rule);
    }

    private static RowLayout.Column column(String name, Schema schema, boolean key) {
        return new RowLayout.Column(name, schema, key);
    }

    private static RowChange change(TableId table, RowLayout layout, Operation operation, int key, Integer... values) {
        Object[] row = new Object[layout.columns().size()];
        int next = 0;
        for (int i = 0; i < row.length; i++) {
            RowLayout.Column column = layout.columns().get(i);
            boolean narrow = column.schema().type() == Schema.Type.INT32;
            row[i] = !column.key() ? value(column, values[next++]) : narrow ? (Object) key : (Object) (long) key;
        }
        return new RowChange(table, layout, operation, row, new RecordPosition("t", 0, 0));
    }

    private static Object value(RowLayout.Column column, Integer value) {
        boolean isMark = column.schema().type() == Schema.Type.BOOLEAN;
        return isMark && value != null ? (Object) (value > 5) : value;
    }

    private static RowChange write(RowLayout layout, int key, Integer... values) {
        return change(TABLE, layout, Operation.WRITE, key, values);
    }

    private static RowChange truncation() {
        return RowChange.truncate(
                TABLE, new RowLayout(List.of(), WriteRule.UPSERT), new Object[0], new RecordPosition("t", 0, 0));
    }

    private static RowChange markOfAll() {
        RowLayout mark = RowLayout.deleteMark(List.of(column(GONE, Schema.BOOLEAN_SCHEMA, false)));
        return RowChange.truncate(TABLE, mark, new Object[] {true}, new RecordPosition("t", 0, 0));
    }

    private static RowChange delete(int key) {
        return change(TABLE, TOMBSTONE, Operation.DELETE, key);
    }

    /** A table as a database would hold it: the number 1 is one key, whatever its type. */
    private static final class Model {
        private final Map<String, Map<String, Object>> rows = new TreeMap<>();

        Model(boolean filled) {
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
            WriteRule rule = change.layout().rule();
            Map<String, Object> row = rows.get(keyOf(change));
            boolean absent = rule.deletedColumn() != null && row != null && Boolean.TRUE.equals(row.get(GONE));
            if (absent && rule.mode() == WriteMode.INSERT_IGNORE) {
                rows.put(keyOf(change), named);
            } else if (absent) {
                row.putAll(named);
            } else if (row == null && rule.mode() != WriteMode.UPDATE) {
                rows.put(keyOf(change), named);
            } else if (row != null && rule.mode() != WriteMode.INSERT_IGNORE && mayReplace(row, named, rule)) {
                row.putAll(named);
            }
        }

        private static boolean mayReplace(Map<String, Object> row, Map<String, Object> by, WriteRule rule) {
            return rule.when() != UpdateWhen.NEWER
                    || row.get(rule.column()) == null
                    || (by.get(rule.column()) != null && (int) row.get(rule.column()) <= (int) by.get(rule.column()));
        }

        void replay(RowChange change) {
            switch (change.operation()) {
                case WRITE -> write(change);
                case DELETE -> delete(change);
                case TRUNCATE -> truncate(change);
            }
        }

        private void truncate(RowChange change) {
            if (change.layout().columns().isEmpty()) {
                rows.clear();
            } else {
                rows.values().forEach(row -> row.put(GONE, true));
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
            if (segment.truncation() != null) {
                assertThat(segment.deletes()).isEmpty();
                assertThat(segment.writes()).isEmpty();
                truncate(segment.truncation());
            }
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
                        keys(),
                        Arbitraries.of(LAYOUTS),
                        Arbitraries.integers().between(0, 9).injectNull(0.1))
                .as((key, layout, value) -> write(layout, key, value, value, value));
        return Arbitraries.frequencyOf(
                        Tuple.of(12, writes),
                        Tuple.of(4, deletes),
                        Tuple.of(1, Arbitraries.create(BatchPlanTest::truncation)),
                        Tuple.of(1, Arbitraries.create(BatchPlanTest::markOfAll)))
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<Integer> keys() {
        return Arbitraries.integers().between(0, 4);
    }

    @Property(tries = 3000)
    void segments_do_what_the_log_does(@ForAll("logs") List<RowChange> log, @ForAll boolean filled) {
        Model replayed = new Model(filled);
        log.forEach(replayed::replay);
        Model planned = new Model(filled);
        BatchPlan plan = BatchPlan.of(log);
        plan.tables().forEach(table -> plan.segments(table).forEach(planned::carryOut));
        assertThat(planned.rows).isEqualTo(replayed.rows);
    }

    @Test
    void rows_of_one_layout_are_one_segment_in_key_order_and_the_last_write_of_a_key_wins() {
        BatchPlan plan = BatchPlan.of(List.of(write(FULL, 2, 0, 0), write(FULL, 1, 1, 1), write(FULL, 2, 2, 2)));
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
        assertThat(BatchPlan.of(log).segments(TABLE)).hasSize(2);
    }

    @Test
    void a_delete_and_a_later_write_share_a_segment() {
        BatchPlan plan = BatchPlan.of(List.of(write(FULL, 1, 0, 0), delete(1), write(FULL, 1, 2, 2)));
        assertThat(plan.segments(TABLE)).singleElement().satisfies(segment -> {
            assertThat(segment.deletes()).hasSize(1);
            assertThat(segment.writes()).hasSize(1);
        });
    }

    @Test
    void a_repeated_key_of_an_insert_reaches_the_database() {
        BatchPlan plan = BatchPlan.of(List.of(write(STRICT, 1, 0, 0), write(STRICT, 1, 2, 2)));
        assertThat(plan.segments(TABLE)).hasSize(2);
    }

    @Test
    void a_truncation_drops_what_the_batch_had_before_it() {
        BatchPlan plan = BatchPlan.of(List.of(write(FULL, 1, 0, 0), truncation(), write(FULL, 2, 0, 0)));
        assertThat(plan.segments(TABLE)).hasSize(2);
        assertThat(plan.segments(TABLE).get(0).truncation()).isNotNull();
        assertThat(plan.segments(TABLE).get(1).writes()).hasSize(1);
    }

    @Test
    void a_truncation_that_marks_rows_leaves_what_the_batch_had_before_it() {
        BatchPlan plan = BatchPlan.of(List.of(write(FULL, 1, 0, 0), markOfAll(), write(FULL, 1, 1, 1), delete(2)));
        assertThat(plan.segments(TABLE)).hasSize(3);
        assertThat(plan.segments(TABLE).get(0).writes()).hasSize(1);
        assertThat(plan.segments(TABLE).get(1).truncation()).isNotNull();
        assertThat(plan.segments(TABLE).get(2).writes()).hasSize(1);
    }

    @Test
    void writes_that_stay_in_order_stand_where_they_were_written_last() {
        BatchPlan plan = BatchPlan.inOrderOf(
                List.of(write(FULL, 2, 0, 0), write(FULL, 1, 1, 1), write(FULL, 0, 2, 2), write(FULL, 2, 3, 3)));
        assertThat(plan.segments(TABLE)).singleElement().satisfies(segment -> assertThat(
                        segment.writes().stream().map(row -> row.values()[0]))
                .containsExactly(1, 2, 3));
    }

    @Test
    void versions_that_can_not_be_compared_here_reach_the_database() {
        RowLayout text = new RowLayout(
                List.of(column("k", Schema.INT64_SCHEMA, true), column("a", Schema.STRING_SCHEMA, false)), NEWER);
        List<RowChange> log = Stream.of("x", "y")
                .map(version -> new RowChange(
                        TABLE, text, Operation.WRITE, new Object[] {1L, version}, new RecordPosition("t", 0, 0)))
                .toList();
        assertThat(BatchPlan.of(log).segments(TABLE)).hasSize(2);
    }

    @Test
    void a_soft_delete_is_a_segment_of_its_own() {
        BatchPlan plan = BatchPlan.of(List.of(write(FULL, 1, 0, 0), write(MARK, 1, 1), write(FULL, 1, 2, 2)));
        assertThat(plan.segments(TABLE)).hasSize(3);
    }

    @Test
    void rows_without_a_key_are_all_kept_in_the_order_of_the_log() {
        List<RowChange> log = new ArrayList<>();
        for (int i : new int[] {3, 1, 3}) {
            log.add(new RowChange(TABLE, KEYLESS, Operation.WRITE, new Object[] {i}, new RecordPosition("t", 0, i)));
        }
        BatchPlan plan = BatchPlan.of(log);
        assertThat(plan.segments(TABLE)).singleElement().satisfies(segment -> assertThat(segment.writes())
                .isEqualTo(log));
    }

    @Test
    void tables_come_in_the_order_in_which_the_log_names_them() {
        Map<TableId, Integer> sizes = new LinkedHashMap<>();
        BatchPlan plan = BatchPlan.of(List.of(
                change(OTHER, FULL, Operation.WRITE, 1, 1, 1),
                write(FULL, 1, 1, 1),
                change(OTHER, FULL, Operation.WRITE, 2, 1, 1)));
        plan.tables()
                .forEach(table ->
                        sizes.put(table, plan.segments(table).get(0).writes().size()));
        assertThat(sizes).containsExactly(Map.entry(OTHER, 2), Map.entry(TABLE, 1));
    }
}
