/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.dialect.postgres.PostgresDialect;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteRule;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/** Against a transaction that keeps what was written, knows savepoints, and refuses ranges that hold a bad row. */
class BatchBisectorTest {
    private static final RowLayout LAYOUT =
            new RowLayout(List.of(new RowLayout.Column("id", Schema.INT64_SCHEMA, true)), WriteRule.UPSERT);

    private final List<Long> transaction = new ArrayList<>();
    private final Map<Savepoint, Integer> savepoints = new IdentityHashMap<>();
    private final Set<Long> bad = new HashSet<>();
    private final List<Integer> ranges = new ArrayList<>();
    private boolean aborted;
    private String passingAt;

    private final Connection connection = (Connection) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "setSavepoint" -> {
                        Savepoint savepoint = (Savepoint) Proxy.newProxyInstance(
                                getClass().getClassLoader(), new Class<?>[] {Savepoint.class}, (of, on, with) -> null);
                        savepoints.put(savepoint, transaction.size());
                        return savepoint;
                    }
                    case "releaseSavepoint" -> savepoints.remove(arguments[0]);
                    case "rollback" -> {
                        int size = arguments == null ? 0 : savepoints.get(arguments[0]);
                        transaction.subList(size, transaction.size()).clear();
                        aborted = false;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                }
                return null;
            });

    /** Like a database: what went before the bad row is there until it is rolled back, and nothing goes until then. */
    private void write(List<RowChange> range) throws SQLException {
        if (aborted) {
            throw new SQLException("aborted", "25P02");
        }
        ranges.add(range.size());
        for (RowChange row : range) {
            if (bad.contains(row.position().offset())) {
                aborted = true;
                throw new SQLException("refused", passingAt != null ? passingAt : "22001");
            }
            transaction.add(row.position().offset());
        }
    }

    private static List<RowChange> log(long count) {
        return LongStream.range(0, count)
                .mapToObj(offset -> new RowChange(
                        TableId.of("t"),
                        LAYOUT,
                        RowChange.Operation.WRITE,
                        new Object[] {offset},
                        new RecordPosition("t", 0, offset)))
                .toList();
    }

    private List<Long> bisect(Trials trials, long count, Predicate<RowChange> suspects) throws SQLException {
        PostgresDialect dialect = new PostgresDialect();
        BatchBisector bisector = new BatchBisector(
                trials,
                suspects,
                refusal -> dialect.failure(refusal).isPassing(),
                (row, refusal) -> Optional.of(new BadRow(row, new DataException("bad"))));
        return bisector.write(log(count)).stream()
                .map(row -> row.row().position().offset())
                .toList();
    }

    private Trials savepointTrials() {
        return new SavepointTrials(new PostgresDialect(), connection, ignored -> {}, this::write);
    }

    private Trials replayTrials() {
        return new ReplayTrials(new PostgresDialect(), connection, to -> {}, this::write);
    }

    private List<Long> others(long count) {
        return LongStream.range(0, count)
                .filter(offset -> !bad.contains(offset))
                .boxed()
                .toList();
    }

    @Test
    void all_but_the_bad_rows_are_written_once_and_in_the_order_of_the_log() throws SQLException {
        bad.addAll(List.of(0L, 17L, 18L, 255L, 256L, 999L));
        assertThat(bisect(savepointTrials(), 1000, row -> false)).containsExactly(0L, 17L, 18L, 255L, 256L, 999L);
        assertThat(transaction).isEqualTo(others(1000));
        assertThat(savepoints).isEmpty();
    }

    @Test
    void without_savepoints_the_outcome_is_the_same() throws SQLException {
        bad.addAll(List.of(0L, 17L, 18L, 255L, 256L, 999L));
        assertThat(bisect(replayTrials(), 1000, row -> false)).containsExactly(0L, 17L, 18L, 255L, 256L, 999L);
        assertThat(transaction).isEqualTo(others(1000));
    }

    @Test
    void without_savepoints_a_bad_last_row_leaves_the_others_in_the_transaction() throws SQLException {
        bad.add(9L);
        bisect(replayTrials(), 10, row -> false);
        assertThat(transaction).isEqualTo(others(10));
    }

    /** Without a transaction a refused range leaves what stood before its bad row: the pieces write it again. */
    @Test
    void without_transactions_no_good_row_is_missing_and_nothing_is_rolled_back() throws SQLException {
        bad.addAll(List.of(0L, 17L, 18L, 255L, 256L, 999L));
        Trials trials = new DirectTrials(range -> {
            aborted = false;
            write(range);
        });
        assertThat(bisect(trials, 1000, row -> false)).containsExactly(0L, 17L, 18L, 255L, 256L, 999L);
        assertThat(new TreeSet<>(transaction)).containsExactlyElementsOf(others(1000));
    }

    @Test
    void few_bad_rows_cost_few_statements() throws SQLException {
        bad.addAll(LongStream.range(0, 10).mapToObj(i -> i * 1000 + 613).toList());
        bisect(savepointTrials(), 10_000, row -> false);
        // 40 pieces, and for each bad row four levels of four: 256, 64, 16, 4, 1.
        assertThat(ranges).hasSizeLessThanOrEqualTo(40 + 10 * 16);
        assertThat(transaction).isEqualTo(others(10_000));
    }

    @Test
    void suspects_save_the_cutting_and_are_no_verdict() throws SQLException {
        bad.addAll(List.of(100L, 200L));
        assertThat(bisect(savepointTrials(), 500, row -> row.position().offset() % 100 == 0))
                .containsExactly(100L, 200L);
        assertThat(ranges).containsExactly(1, 99, 1, 99, 1, 99, 1, 99, 1, 99);
        assertThat(transaction).isEqualTo(others(500));
    }

    @Test
    void a_batch_of_bad_rows_comes_to_an_end() throws SQLException {
        bad.addAll(LongStream.range(0, 1000).boxed().toList());
        assertThat(bisect(savepointTrials(), 1000, row -> false)).hasSize(1000);
        assertThat(ranges).hasSizeLessThan(1400);
        assertThat(transaction).isEmpty();
    }

    @Test
    void a_passing_failure_ends_it_and_uses_no_savepoint_that_may_be_gone() {
        bad.add(3L);
        passingAt = "40001";
        assertThatThrownBy(() -> bisect(savepointTrials(), 10, row -> false)).isInstanceOf(SQLException.class);
        assertThat(ranges).containsExactly(10);
        assertThat(aborted).isTrue();
    }

    @Test
    void what_a_question_does_to_the_transaction_is_undone() throws SQLException {
        for (Trials trials : List.of(savepointTrials(), replayTrials())) {
            transaction.clear();
            trials.attempt(log(3));
            String answer = trials.ask(() -> {
                transaction.add(99L);
                aborted = true;
                return "column";
            });
            trials.complete();
            assertThat(answer).isEqualTo("column");
            assertThat(transaction).containsExactly(0L, 1L, 2L);
        }
    }
}
