/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.common.config.DeleteMode;
import io.synchub.connect.common.http.ApiFailure;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class StreamPollerTest {
    private static final Duration SLOT = Duration.ofSeconds(30);
    private static final Duration SWEEP = Duration.ofHours(1);

    private final FakePlatform platform = new FakePlatform();
    private final FakeWorker worker = new FakeWorker(platform);

    private void rows(int count) {
        for (int i = 0; i < count; i++) {
            platform.put(i, "row " + i);
        }
    }

    @Test
    void a_snapshot_sends_every_row_once_in_its_order() {
        rows(10);

        worker.start().run();

        assertThat(worker.content()).isEqualTo(platform.content());
        assertThat(worker.operations()).hasSize(10).containsOnly("r");
        assertThat(worker.topic
                        .get(0)
                        .headers()
                        .lastWithName("synchub.run")
                        .value()
                        .toString())
                .startsWith("snapshot-2026-11-20T12:00:00Z");
    }

    @Test
    void changes_follow_and_what_is_unchanged_is_not_repeated() {
        rows(5);
        worker.start().run();
        platform.put(2, "edited");
        platform.put(7, "new");
        platform.put(3, "row 3");

        worker.pass(SLOT);

        assertThat(worker.content()).isEqualTo(platform.content());
        assertThat(worker.operations().subList(5, worker.topic.size())).containsExactly("u", "c");
    }

    @Test
    void an_idle_poll_costs_two_requests() {
        rows(10);
        worker.start().pass(SLOT);
        int before = platform.requests;

        worker.pass(SLOT);

        assertThat(platform.requests - before).isEqualTo(2);
    }

    @Test
    void a_sweep_finds_deletes_and_hidden_edits() {
        rows(10);
        worker.start().pass(SLOT);
        platform.delete(4);
        platform.delete(9);
        platform.putHidden(5, "computed anew");

        worker.pass(SWEEP);

        assertThat(worker.content()).isEqualTo(platform.content());
        assertThat(worker.operations().subList(10, worker.topic.size())).containsExactlyInAnyOrder("u", "d", "d");
        assertThat(platform.confirmations).isEqualTo(2);
    }

    @Test
    void a_row_that_comes_back_is_sent_again() {
        rows(4);
        worker.start().pass(SLOT);
        platform.delete(1);
        worker.pass(SWEEP);
        platform.restore(1);

        worker.pass(SWEEP);

        assertThat(worker.content()).isEqualTo(platform.content());
        assertThat(worker.operations()).endsWith("d", "c");
    }

    @Test
    void deletes_while_the_connector_was_down_are_found() {
        rows(6);
        worker.start().pass(SLOT).kill();
        platform.delete(0);
        worker.now = worker.now.plus(Duration.ofDays(2));

        worker.start().run();

        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void a_restart_reads_no_row_again_that_it_has() {
        rows(10);
        worker.start().pass(SLOT).kill();
        int rowsBefore = worker.topic.size();
        int before = platform.requests;

        worker.start().run();

        assertThat(worker.topic).hasSize(rowsBefore);
        assertThat(platform.requests - before).isLessThanOrEqualTo(2);
    }

    @Test
    void a_snapshot_goes_on_where_it_was_killed() {
        rows(30);
        worker.start();
        for (int i = 0; i < 6; i++) {
            worker.step();
        }
        int sent = worker.topic.size();
        assertThat(sent).isBetween(10, 25);

        worker.kill().start().run();

        assertThat(worker.content()).isEqualTo(platform.content());
        assertThat(worker.topic).hasSize(30);
        assertThat(platform.requests).isLessThan(16);
    }

    @Test
    void what_was_edited_during_the_snapshot_follows_at_once() {
        rows(9);
        worker.start();
        worker.step();
        platform.put(0, "edited meanwhile");

        worker.run();

        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void lost_changes_make_a_sweep() {
        rows(5);
        worker.start().pass(SLOT);
        platform.putHidden(1, "lost");
        platform.incompleteChanges = true;

        worker.pass(SLOT.multipliedBy(2));

        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void a_passing_failure_rests_and_goes_on_without_loss() {
        rows(20);
        worker.start();
        worker.step();
        platform.fail(ApiFailure.Scope.PASSING);
        platform.fail(ApiFailure.Scope.PASSING);

        worker.pass(Duration.ofSeconds(10));

        assertThat(worker.content()).isEqualTo(platform.content());
        assertThat(worker.topic).hasSize(20);
        assertThat(worker.counters.failures()).isEqualTo(2);
    }

    @Test
    void a_table_that_cannot_be_read_pauses_and_comes_back() {
        worker.statusTopic = Optional.of("status");
        rows(5);
        worker.start().pass(SLOT);
        platform.fail(ApiFailure.Scope.STREAM);
        worker.pass(SLOT);
        assertThat(worker.counters.isPaused()).isTrue();
        platform.put(1, "meanwhile");

        worker.pass(SWEEP);

        assertThat(worker.counters.isPaused()).isFalse();
        assertThat(worker.content()).isEqualTo(platform.content());
        assertThat(worker.topic.stream()
                        .filter(record -> record.topic().equals("status"))
                        .map(SourceRecord::value))
                .extracting(value -> ((Struct) value).getString("event"))
                .contains("started", "completed", "failed");
    }

    @Test
    void a_revoked_token_ends_the_task() {
        rows(5);
        worker.start().run();
        platform.fail(ApiFailure.Scope.CONNECTOR);

        assertThatThrownBy(() -> worker.pass(SLOT)).isInstanceOf(ApiFailure.class);
    }

    @Test
    void losing_access_in_the_middle_of_a_sweep_deletes_nothing() {
        rows(5);
        worker.start().pass(SLOT);
        platform.delete(1);
        platform.delete(2);
        platform.onRequest = () -> {
            if (platform.confirmations == 2) {
                platform.onRequest = () -> {};
                platform.fail(ApiFailure.Scope.STREAM);
            }
        };

        worker.pass(SWEEP);
        assertThat(worker.counters.isPaused()).isTrue();
        assertThat(worker.operations()).doesNotContain("d");

        worker.pass(SWEEP);
        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void a_table_without_order_keys_is_followed_too() {
        platform.orderKeys = false;
        rows(10);
        worker.start().pass(SLOT);
        platform.delete(3);

        worker.pass(SWEEP);

        assertThat(worker.content()).isEqualTo(platform.content());
        assertThat(worker.operations()).hasSize(11);
    }

    @Test
    void once_reads_the_table_and_what_changed_meanwhile_and_then_nothing() {
        worker.schedule = "once";
        worker.sweep = "once";
        rows(5);
        worker.start().pass(Duration.ofDays(1));
        int before = platform.requests;
        platform.put(1, "later");

        worker.pass(Duration.ofDays(30));
        assertThat(platform.requests).isEqualTo(before);

        worker.kill().start().pass(SLOT);
        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void missed_slots_are_caught_up_once() {
        worker.schedule = "cron(0 0 * * * ?)";
        rows(5);
        worker.start().pass(Duration.ofHours(1)).kill();
        platform.put(1, "edited");
        worker.now = worker.now.plus(Duration.ofMinutes(150));
        int before = platform.requests;

        worker.start().run();

        assertThat(worker.content()).isEqualTo(platform.content());
        assertThat(platform.requests - before).isLessThan(10);
    }

    @Test
    void a_replayed_delete_of_a_row_that_nobody_knows_is_sent() {
        rows(1);
        worker.start().pass(SLOT);
        platform.gone.add(FakePlatform.id(5));
        worker.pass(SLOT);
        assertThat(worker.topic).hasSize(1);

        platform.replayed = true;
        platform.gone.add(FakePlatform.id(5));
        worker.pass(SLOT);

        assertThat(worker.operations()).containsExactly("r", "d");
    }

    @Test
    void a_replayed_delete_of_a_row_that_nobody_knows_is_soft_where_deletes_are() {
        worker.deleteMode = DeleteMode.SOFT;
        rows(1);
        worker.start().pass(SLOT);
        platform.replayed = true;
        platform.gone.add(FakePlatform.id(5));

        worker.pass(SLOT);

        assertThat(worker.operations()).containsExactly("r", "d");
        Struct last = (Struct) worker.topic.get(1).value();
        assertThat(last.getString("id")).isEqualTo(FakePlatform.id(5));
        assertThat(last.getBoolean("_deleted")).isTrue();
    }

    @Test
    void a_replayed_delete_that_the_ledger_knows_is_not_sent_again() {
        rows(2);
        worker.start().pass(SLOT);
        platform.replayed = true;
        for (int time = 0; time < 2; time++) {
            platform.gone.add(FakePlatform.id(1));
            platform.gone.add(FakePlatform.id(5));
            worker.pass(SLOT);
        }

        assertThat(worker.operations()).containsExactly("r", "r", "d", "d");
    }
}
