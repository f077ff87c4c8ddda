/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.common.config.DeleteMode;
import io.synchub.connect.common.schema.FieldNaming;
import io.synchub.connect.common.schema.Kind;
import java.time.Duration;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** What a stream's records say: columns, deletes, rows that wait. */
class StreamContentTest {
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
    void a_changed_description_makes_a_sweep() {
        rows(5);
        worker.start().pass(SLOT);
        platform.putHidden(3, "renamed option");
        platform.shape = "2";

        worker.pass(SLOT.multipliedBy(2));

        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void a_value_of_another_kind_gets_a_column_of_its_own() {
        rows(2);
        worker.start().pass(SLOT);
        platform.put(1, 12.5);
        worker.pass(SLOT);
        platform.put(0, true);
        worker.pass(SLOT);

        Struct last = (Struct) worker.topic.get(worker.topic.size() - 1).value();
        assertThat(last.schema().fields())
                .extracting(f -> f.name())
                .containsExactly("id", "Value", "Any", "Any_boolean");
        assertThat(last.getBoolean("Any_boolean")).isTrue();
        assertThat(last.schema().field("Any").schema().parameters()).containsEntry("synchub.field.id", "f2");
    }

    @Test
    void pinned_columns_survive_a_restart() {
        rows(2);
        worker.start().pass(SLOT);
        platform.put(1, 12.5);
        worker.pass(SLOT).kill().start();
        platform.put(0, "again");

        worker.pass(SLOT);

        Struct last = (Struct) worker.topic.get(worker.topic.size() - 1).value();
        assertThat(last.schema().fields()).extracting(f -> f.name()).containsExactly("id", "Value", "Any");
    }

    @Test
    void a_type_change_keeps_the_old_column_and_adds_one() {
        rows(2);
        worker.start().pass(SLOT);
        platform.valueKind = Kind.NUMBER;
        platform.shape = "2";
        platform.put(1, "still text");

        worker.pass(SLOT.multipliedBy(2));

        Struct last = (Struct) worker.topic.get(worker.topic.size() - 1).value();
        assertThat(last.schema().fields()).extracting(f -> f.name()).containsExactly("id", "Value", "Value_number");
    }

    @Test
    void soft_deletes_send_the_row_as_it_was() {
        worker.deleteMode = DeleteMode.SOFT;
        rows(3);
        worker.start().pass(SLOT);
        platform.delete(2);

        worker.pass(SWEEP);

        Struct last = (Struct) worker.topic.get(worker.topic.size() - 1).value();
        assertThat(last.getBoolean("_deleted")).isTrue();
        assertThat(last.getString("Value")).isEqualTo("row 2");
        assertThat(((Struct) worker.topic.get(0).value()).getBoolean("_deleted"))
                .isFalse();
    }

    @Test
    void without_deletes_nothing_is_confirmed() {
        worker.deleteMode = DeleteMode.NONE;
        rows(3);
        worker.start().pass(SLOT);
        platform.delete(2);

        worker.pass(SWEEP.multipliedBy(2));

        assertThat(worker.topic).hasSize(3);
        assertThat(platform.confirmations).isZero();
    }

    @Test
    void a_row_that_cannot_be_read_is_tried_again_and_holds_up_nobody() {
        rows(5);
        platform.records.get(FakePlatform.id(2)).unreadable = true;
        worker.start().pass(SLOT);
        assertThat(worker.content()).hasSize(4);
        worker.kill().start().pass(SLOT);
        platform.records.get(FakePlatform.id(2)).unreadable = false;

        worker.pass(SLOT);

        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void rows_wait_until_they_are_settled_where_more_is_read_for_them() {
        platform.enriches = true;
        platform.settled = false;
        rows(3);
        worker.start().pass(SLOT);
        assertThat(worker.topic).isEmpty();
        platform.settled = true;

        worker.pass(SWEEP);

        assertThat(worker.content()).isEqualTo(platform.content());
    }

    @Test
    void current_names_follow_renames() {
        worker.naming = FieldNaming.CURRENT;
        rows(2);
        worker.start().pass(SLOT);
        platform.valueName = "Title";
        platform.shape = "2";

        worker.pass(SLOT.multipliedBy(2));

        assertThat(worker.operations()).containsExactly("r", "r", "u", "u");
        assertThat(((Struct) worker.topic.get(3).value()).getString("Title")).startsWith("row");
    }

    @Test
    void text_that_has_no_utf8_form_is_flagged() {
        platform.put(0, "half \uD83D of a pair, whole \uD83D\uDE00, nul \u0000");

        worker.start().run();

        SourceRecord record = worker.topic.get(0);
        assertThat(((Struct) record.value()).getString("Value"))
                .isEqualTo("half \uFFFD of a pair, whole \uD83D\uDE00, nul \u0000");
        assertThat(record.headers().lastWithName("synchub.unpaired.surrogates").value())
                .isEqualTo("Value");
    }
}
