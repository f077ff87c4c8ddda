/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** Platforms that tell no changes, and passes that show what was. */
class StreamDetectionTest {
    private static final Duration SLOT = Duration.ofSeconds(30);

    private final FakePlatform platform = new FakePlatform();
    private final FakeWorker worker = new FakeWorker(platform);

    private void rows(int count) {
        for (int i = 0; i < count; i++) {
            platform.put(i, "row " + i);
        }
    }

    @Test
    void where_no_changes_are_told_every_slot_is_a_sweep() {
        platform.tells = false;
        rows(5);
        worker.start().pass(SLOT.dividedBy(2));
        platform.delete(1);
        platform.putHidden(2, "edited");
        platform.put(7, "new");

        worker.pass(SLOT);

        assertThat(worker.content()).isEqualTo(platform.content());
        assertThat(worker.operations().subList(5, worker.topic.size())).containsExactlyInAnyOrder("u", "c", "d");
        assertThat(worker.counters.lagMillis(worker.now)).isBetween(0L, SLOT.toMillis());
    }

    @Test
    void how_changes_are_found_is_told_with_each_start() {
        worker.statusTopic = Optional.of("status");
        platform.tells = false;
        rows(2);

        worker.start().run();

        Struct started = (Struct) worker.topic.get(2).value();
        assertThat(started.getString("event")).isEqualTo("started");
        assertThat(started.getString("message")).isEqualTo("changes are found by comparing all");
    }

    /** A sweep whose table is edited after it began, and a slot of changes before its second page. */
    private void sweepWith(Runnable edits) {
        platform.orderKeys = false;
        platform.frozen = true;
        platform.pageSize = 2;
        rows(10);
        worker.start().pass(SLOT);
        platform.shape = "2";
        int firstPage = platform.requests + 4;
        platform.onRequest = () -> {
            if (platform.requests == firstPage) {
                edits.run();
                worker.now = worker.now.plus(SLOT);
            }
        };
        worker.pass(SLOT.multipliedBy(2));
    }

    @Test
    void what_a_frozen_pass_shows_does_not_undo_later_edits() {
        sweepWith(() -> {
            for (int i = 0; i < 10; i++) {
                platform.put(i, "edited " + i);
            }
        });

        assertThat(worker.content()).isEqualTo(platform.content());
        assertThat(worker.operations()).filteredOn("u"::equals).hasSize(10);
    }

    @Test
    void what_a_frozen_pass_shows_does_not_bring_back_deleted_rows() {
        sweepWith(() -> platform.deleteOpenly(0, 10));

        assertThat(worker.content()).isEmpty();
        assertThat(worker.operations()).filteredOn("d"::equals).hasSize(10);
        assertThat(worker.operations()).doesNotContain("c");
    }

    @Test
    void a_row_that_changed_and_cannot_be_seen_is_looked_for_once_more() {
        rows(3);
        worker.start().pass(SLOT);
        platform.put(1, "edited");
        platform.put(2, "to be deleted");
        platform.put(7, "new");
        for (int late : new int[] {1, 2, 7}) {
            platform.records.get(FakePlatform.id(late)).hidden = true;
        }
        worker.pass(SLOT);
        assertThat(worker.topic).hasSize(3);

        platform.delete(2);
        worker.pass(SLOT);

        assertThat(worker.content()).isEqualTo(platform.content());
        int before = platform.requests;
        worker.pass(SLOT);
        assertThat(platform.requests - before).isEqualTo(2);
    }
}
