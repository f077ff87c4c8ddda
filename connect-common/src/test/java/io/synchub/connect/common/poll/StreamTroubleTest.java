/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.common.config.DeleteMode;
import io.synchub.connect.common.http.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** A stream whose rows, answers, clock or schedule make trouble. */
class StreamTroubleTest {
    private static final Duration SLOT = Duration.ofSeconds(30);
    private static final Duration SWEEP = Duration.ofHours(1);

    private final FakePlatform platform = new FakePlatform();
    private final FakeWorker worker = new FakeWorker(platform);

    private void rows(int from, int to) {
        for (int i = from; i < to; i++) {
            platform.put(i, "row " + i);
        }
    }

    private void unreadable(int from, int to, boolean unreadable) {
        for (int i = from; i < to; i++) {
            platform.records.get(FakePlatform.id(i)).unreadable = unreadable;
        }
    }

    @Test
    void a_stop_is_no_failure() {
        platform.put(0, "row");
        worker.statusTopic = Optional.of("status");
        worker.start().pass(Duration.ofSeconds(1));
        int told = worker.topic.size();
        platform.failures.add(
                ApiFailure.unanswered(ApiFailure.Scope.PASSING, ApiFailure.CLOSED, "the task stops", null));

        worker.pass(Duration.ofMinutes(1));

        assertThat(worker.topic).hasSize(told);
        assertThat(worker.counters.failures()).isZero();
    }

    @Test
    void lost_changes_make_a_sweep_though_the_reading_fails_afterwards() {
        rows(0, 9);
        worker.start().pass(SLOT);
        platform.putHidden(1, "lost");
        for (int i = 2; i < 7; i++) {
            platform.put(i, "edited");
        }
        platform.incompleteChanges = true;
        int before = platform.requests;
        platform.onRequest = () -> {
            if (platform.requests == before + 3) {
                platform.fail(ApiFailure.Scope.PASSING);
            }
        };

        worker.pass(SLOT.multipliedBy(2));

        assertThat(worker.counters.failures()).isOne();
        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void lost_changes_make_one_sweep_whatever_pages_follow() {
        rows(0, 5);
        worker.start().pass(SLOT);
        platform.incompleteChanges = true;
        worker.pass(SLOT);
        worker.pass(SLOT);
        int before = platform.requests;

        worker.pass(SLOT);

        assertThat(platform.requests - before).isEqualTo(2);
    }

    @Test
    void a_row_that_cannot_be_read_is_tried_again_though_no_other_row_is_sent() {
        rows(0, 5);
        worker.start().pass(SLOT);
        platform.put(2, "edited");
        unreadable(2, 3, true);
        worker.pass(SLOT);
        unreadable(2, 3, false);

        worker.pass(SLOT);

        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void an_unreadable_row_that_went_away_is_not_asked_for_any_more() {
        for (DeleteMode mode : List.of(DeleteMode.TOMBSTONE, DeleteMode.NONE)) {
            FakePlatform table = new FakePlatform();
            FakeWorker follower = new FakeWorker(table);
            follower.deleteMode = mode;
            table.put(0, "a");
            table.put(1, "b");
            table.records.get(FakePlatform.id(1)).unreadable = true;
            follower.start().pass(SLOT);
            table.delete(1);
            follower.pass(SLOT);
            int before = table.confirmations;

            follower.pass(SLOT.multipliedBy(5));

            assertThat(table.confirmations).as("with delete.mode=%s", mode).isEqualTo(before);
        }
    }

    @Test
    void an_unreadable_row_is_no_delete_when_access_is_lost() {
        rows(0, 3);
        unreadable(1, 2, true);
        worker.start().pass(SLOT);
        platform.delete(1);
        int before = platform.confirmations;
        platform.onRequest = () -> {
            if (platform.confirmations > before) {
                platform.onRequest = () -> {};
                platform.fail(ApiFailure.Scope.STREAM);
            }
        };

        worker.pass(SLOT);

        assertThat(worker.counters.isPaused()).isTrue();
        assertThat(worker.operations()).doesNotContain("d");
    }

    @Test
    void each_of_many_unreadable_rows_gets_its_turn() {
        platform.pageSize = 100;
        rows(0, 150);
        unreadable(0, 149, true);
        worker.start().pass(SLOT);
        unreadable(0, 149, false);
        for (int i = 0; i < 120; i++) {
            // Whichever are asked for first, some of them stay unreadable.
            unreadable(i, i + 1, true);
        }

        worker.pass(SLOT.multipliedBy(4));

        assertThat(worker.content()).hasSize(30);
    }

    @Test
    void more_unreadable_rows_than_a_write_holds_are_no_trouble() {
        platform.pageSize = 100;
        rows(0, 2_500);
        unreadable(0, 2_400, true);
        worker.start().pass(SLOT);
        assertThat(worker.content()).hasSize(100);
        unreadable(0, 2_400, false);

        worker.kill().start().pass(SWEEP.plus(SLOT));

        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void more_deletes_than_a_write_holds_are_no_trouble_where_deletes_are_not_sent() {
        worker.deleteMode = DeleteMode.NONE;
        platform.pageSize = 100;
        rows(0, 1_500);
        worker.start().pass(SLOT);
        platform.deleteOpenly(0, 700);
        worker.pass(SLOT);
        platform.deleteOpenly(700, 1_400);
        worker.pass(SLOT);
        platform.put(1_450, "edited");
        platform.put(3, "back");

        worker.pass(SLOT);
        worker.kill().start().pass(SWEEP);

        assertThat(worker.operations().subList(1_500, worker.topic.size())).containsExactlyInAnyOrder("u", "c");
    }

    @Test
    void changes_that_never_rest_leave_a_sweep_its_turn() {
        worker.schedule = "every(1s)";
        rows(0, 9);
        worker.start().run();
        platform.onRequest = () -> worker.now = worker.now.plusSeconds(1);
        platform.putHidden(4, "computed anew");
        worker.now = worker.now.plus(SWEEP);

        for (int i = 0; i < 60; i++) {
            worker.step();
        }

        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void a_delete_that_changes_tell_of_in_a_sweep_hides_no_other() {
        platform.pageSize = 1;
        rows(0, 120);
        worker.start().pass(SLOT);
        worker.now = worker.now.plus(SWEEP);
        int before = platform.requests;
        platform.onRequest = () -> {
            if (platform.requests == before + 60) {
                platform.delete(116);
                platform.deleteOpenly(80, 92);
                worker.now = worker.now.plus(SLOT);
            }
        };
        platform.delete(2);
        platform.delete(70);

        worker.pass(SLOT.multipliedBy(2));

        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void a_step_that_comes_too_early_says_nothing_of_a_failure() {
        rows(0, 3);
        worker.start().pass(SLOT);
        platform.fail(ApiFailure.Scope.STREAM);
        worker.pass(SLOT);

        worker.stepEarly();

        assertThat(worker.counters.isPaused()).isTrue();
    }

    @Test
    void a_clock_that_was_ahead_does_not_hold_up_the_stream() {
        rows(0, 3);
        Instant now = worker.now;
        worker.now = now.plus(Duration.ofDays(400));
        worker.start().pass(SLOT).kill();
        worker.now = now;
        platform.put(1, "edited");

        worker.start().pass(SLOT);

        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void a_run_keeps_its_id_through_a_restart() {
        worker.now = Instant.parse("2026-11-20T12:00:00.123456789Z");
        rows(0, 30);
        worker.start();
        for (int i = 0; i < 4; i++) {
            worker.step();
        }

        worker.kill().start().run();

        assertThat(worker.rows().stream().map(StreamTroubleTest::run).distinct())
                .containsExactly("snapshot-2026-11-20T12:00:00.123Z");
    }

    private static String run(SourceRecord record) {
        return record.headers().lastWithName("synchub.run").value().toString();
    }

    @Test
    void an_empty_table_gets_rows_and_becomes_empty_again() {
        worker.start().pass(SWEEP);
        rows(0, 7);
        worker.pass(SLOT);
        assertThat(worker.content()).hasSize(7);
        for (int i = 0; i < 7; i++) {
            platform.delete(i);
        }

        worker.kill().start().pass(SWEEP);

        assertThat(worker.content()).isEmpty();
        assertThat(worker.operations()).hasSize(14);
    }
}
