/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import static io.synchub.connect.airtable.read.TableReading.changes;
import static io.synchub.connect.airtable.read.TableReading.deleted;
import static io.synchub.connect.airtable.read.TableReading.incomplete;
import static io.synchub.connect.airtable.read.TableReading.last;
import static io.synchub.connect.airtable.read.TableReading.position;
import static io.synchub.connect.airtable.read.TableReading.reader;
import static io.synchub.connect.airtable.read.TableReading.shared;
import static io.synchub.connect.airtable.read.TableReading.shown;
import static io.synchub.connect.airtable.read.TableReading.slot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.synchub.connect.airtable.SimulatedBase;
import io.synchub.connect.airtable.base.Look;
import io.synchub.connect.airtable.config.ChangeDetection;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.poll.ChangePage;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.localstack.airtable.AirtableFaults;
import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.airtable.Webhook;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChangesTest {
    private final SimulatedBase simulated = new SimulatedBase();
    private final Table items = simulated.base.createTable(
            "Items", Field.text("Name"), Field.number("Price", 0), Field.singleSelect("State", "Open"));
    private final SharedBase shared = shared(simulated, ChangeDetection.WEBHOOK);

    @AfterEach
    void stop() {
        simulated.close();
    }

    @Test
    void a_thousand_single_edits_cost_twenty_readings_of_payloads_and_ten_of_records() {
        List<AirtableRecord> records = items.createRecords(1_000, i -> Map.of("Name", "r" + i));
        AirtableTableReader reader = reader(shared, items);
        String position = position(slot(reader, reader.position()));
        records.forEach(record -> record.update("Price", 1));
        simulated.airtable.requests().clear();

        List<ChangePage> pages = slot(reader, position);

        assertThat(shown(pages))
                .containsExactlyInAnyOrderElementsOf(
                        records.stream().map(AirtableRecord::id).toList());
        assertThat(simulated.count(SimulatedBase.PAYLOADS)).isLessThanOrEqualTo(20);
        assertThat(simulated.count(SimulatedBase.RECORDS)).isLessThanOrEqualTo(10);
        assertThat(simulated.airtable.requests().total()).isLessThanOrEqualTo(30);
    }

    @Test
    void many_edits_of_one_record_read_it_once() {
        AirtableRecord record = items.createRecord("a");
        AirtableTableReader reader = reader(shared, items);
        for (int i = 0; i < 40; i++) {
            record.update("Price", i);
        }

        List<ChangePage> pages = slot(reader, reader.position());

        assertThat(shown(pages)).containsExactly(record.id());
        assertThat(last(pages).rows().get(0).cell(2)).isEqualTo(39.0);
    }

    @Test
    void an_idle_slot_of_all_streams_of_a_base_costs_one_request() {
        Table others = simulated.base.createTable("Others", Field.text("Name"));
        AirtableTableReader one = reader(shared, items);
        AirtableTableReader other = reader(shared, others);
        String position = position(slot(one, one.position()));
        position(slot(other, other.position()));
        simulated.airtable.requests().clear();

        List<ChangePage> ofOne = slot(one, position);
        List<ChangePage> ofOther = slot(other, position);

        assertThat(simulated.airtable.requests().total()).isEqualTo(1);
        for (List<ChangePage> pages : List.of(ofOne, ofOther)) {
            assertThat(pages).hasSize(1);
            assertThat(shown(pages)).isEmpty();
            assertThat(position(pages)).isEqualTo(position);
        }
    }

    @Test
    void rows_that_changed_first_come_first() {
        List<AirtableRecord> records = items.createRecords(3, i -> Map.of("Name", "r" + i));
        AirtableTableReader reader = reader(shared, items, Look.ALL, 1);
        records.get(2).update("Price", 1);
        records.get(0).update("Price", 1);
        records.get(2).update("Price", 2);
        records.get(1).update("Price", 1);

        assertThat(shown(slot(reader, reader.position())))
                .containsExactly(
                        records.get(2).id(), records.get(0).id(), records.get(1).id());
    }

    @Test
    void from_the_position_of_every_page_all_is_shown_that_was_not_shown_before() {
        AirtableTableReader reader = reader(shared, items, Look.ALL, 2);
        String begin = reader.position();
        List<AirtableRecord> records = items.createRecords(5, i -> Map.of("Name", "r" + i));
        records.get(4).update("Price", 1);
        items.createRecord("single");
        records.get(0).update("Price", 1);
        records.get(1).delete();
        items.createRecords(3, i -> Map.of("Name", "more" + i));
        List<ChangePage> pages = slot(reader, begin);
        assertThat(pages).hasSizeGreaterThan(3);

        Set<String> seen = new HashSet<>();
        for (ChangePage page : pages) {
            page.rows().stream().map(Row::id).forEach(seen::add);
            seen.addAll(page.deleted());
            Set<String> again = new HashSet<>(seen);
            List<ChangePage> rest = changes(reader, page.position().orElseThrow());
            again.addAll(shown(rest));
            again.addAll(deleted(rest));
            assertThat(again).hasSize(9);
        }
        assertThat(position(pages)).isEqualTo(reader.position());
        assertThat(shown(changes(reader, position(pages)))).isEmpty();
    }

    @Test
    void a_destroyed_row_is_deleted_without_being_asked_for() {
        AirtableRecord record = items.createRecord("a");
        AirtableTableReader reader = reader(shared, items);
        record.delete();

        List<ChangePage> pages = slot(reader, reader.position());

        assertThat(deleted(pages)).containsExactly(record.id());
        assertThat(simulated.count(SimulatedBase.RECORDS)).isZero();
    }

    @Test
    void a_row_that_was_destroyed_and_restored_is_shown() {
        AirtableRecord record = items.createRecord("a");
        AirtableTableReader reader = reader(shared, items);
        record.delete();
        record.restore();

        List<ChangePage> pages = slot(reader, reader.position());

        assertThat(shown(pages)).containsExactly(record.id());
        assertThat(deleted(pages)).isEmpty();
    }

    @Test
    void a_row_that_was_created_and_destroyed_is_only_deleted() {
        AirtableTableReader reader = reader(shared, items);
        AirtableRecord record = items.createRecord("a");
        record.delete();

        List<ChangePage> pages = slot(reader, reader.position());

        assertThat(shown(pages)).isEmpty();
        assertThat(deleted(pages)).containsExactly(record.id());
    }

    @Test
    void a_row_that_was_restored_and_is_destroyed_before_it_is_read_again_is_deleted() {
        AirtableRecord record = items.createRecord("a");
        AirtableTableReader reader = reader(shared, items);
        record.delete();
        record.restore();
        simulated.airtable.afterPayloadAnswer(simulated.base, 1, record::delete);

        List<ChangePage> first = slot(reader, reader.position());
        List<ChangePage> second = slot(reader, position(first));

        assertThat(deleted(first)).containsExactly(record.id());
        assertThat(deleted(second)).containsExactly(record.id());
    }

    @Test
    void a_row_that_is_not_there_any_more_is_deleted_when_its_delete_is_told() {
        AirtableRecord record = items.createRecord("a");
        AirtableTableReader reader = reader(shared, items);
        record.update("Price", 1);
        simulated.airtable.afterPayloadAnswer(simulated.base, 1, record::delete);

        List<ChangePage> first = slot(reader, reader.position());
        List<ChangePage> second = slot(reader, position(first));

        assertThat(shown(first)).isEmpty();
        assertThat(deleted(first)).isEmpty();
        assertThat(deleted(second)).containsExactly(record.id());
    }

    @Test
    void a_row_that_leaves_the_view_is_deleted_and_one_that_comes_into_it_is_shown() {
        items.addView("Cheap", row -> row.number("Price") < 10);
        AirtableRecord leaves = items.createRecord(Map.of("Name", "leaves", "Price", 1));
        AirtableRecord comes = items.createRecord(Map.of("Name", "comes", "Price", 100));
        AirtableTableReader reader = reader(shared, items, new Look(false, false, "Cheap", "", List.of()), 100);
        leaves.update("Price", 50);
        comes.update("Price", 5);

        List<ChangePage> pages = slot(reader, reader.position());

        assertThat(deleted(pages)).containsExactly(leaves.id());
        assertThat(shown(pages)).containsExactly(comes.id());
    }

    @Test
    void a_row_that_leaves_the_formula_is_deleted() {
        AirtableRecord leaves = items.createRecord(Map.of("Name", "a", "Price", 1));
        AirtableTableReader reader = reader(shared, items, new Look(false, false, "", "{Price}<10", List.of()), 100);
        leaves.update("Price", 50);

        List<ChangePage> pages = slot(reader, reader.position());

        assertThat(deleted(pages)).containsExactly(leaves.id());
        assertThat(shown(pages)).isEmpty();
    }

    @Test
    void rows_of_other_tables_are_not_asked_for_and_the_position_passes_them() {
        Table others = simulated.base.createTable("Others", Field.text("Name"));
        AirtableTableReader reader = reader(shared, items);
        others.createRecord("a");

        List<ChangePage> pages = slot(reader, reader.position());

        assertThat(pages).hasSize(1);
        assertThat(simulated.count(SimulatedBase.RECORDS)).isZero();
        assertThat(position(pages)).isEqualTo(reader.position());
    }

    @Test
    void a_long_log_of_other_tables_is_passed_in_pages_without_rows() {
        AirtableTableReader reader = reader(shared, items);
        Table others = simulated.base.createTable("Others", Field.text("Name"));
        for (int i = 0; i < 1_100; i++) {
            others.createRecord("r" + i);
        }
        AirtableRecord record = items.createRecord("mine");

        List<ChangePage> pages = slot(reader, reader.position());

        assertThat(pages).hasSize(2);
        assertThat(pages.get(0).last()).isFalse();
        assertThat(pages.get(0).rows()).isEmpty();
        assertThat(shown(pages)).containsExactly(record.id());
        assertThat(shown(changes(reader, pages.get(0).position().orElseThrow())))
                .containsExactly(record.id());
    }

    @Test
    void after_a_failure_the_position_of_the_page_before_shows_the_rest() {
        List<AirtableRecord> records = items.createRecords(4, i -> Map.of("Name", "r" + i));
        AirtableTableReader reader = reader(shared, items, Look.ALL, 2);
        records.forEach(record -> record.update("Price", 1));
        reader.glance();
        TableReader.Changes changes = reader.changes("hook/" + hook().id() + "/1", row -> false);
        String position = changes.next().position().orElseThrow();
        simulated.airtable.faults().next(2, AirtableFaults.listings(), AirtableFaults.serverError(503));

        assertThatExceptionOfType(ApiFailure.class).isThrownBy(changes::next);
        assertThat(shown(slot(reader, position)))
                .containsExactly(records.get(2).id(), records.get(3).id());
    }

    @Test
    void after_a_restart_what_was_told_before_is_a_replay_and_what_comes_then_is_not() {
        AirtableTableReader before = reader(shared, items);
        String position = before.position();
        AirtableRecord gone = items.createRecord("a");
        gone.delete();
        AirtableTableReader reader = reader(shared(simulated, ChangeDetection.WEBHOOK), items);

        List<ChangePage> replay = slot(reader, position);
        items.createRecord("b");
        List<ChangePage> later = slot(reader, position(replay));

        assertThat(replay).allMatch(ChangePage::replayed).noneMatch(ChangePage::incomplete);
        assertThat(deleted(replay)).containsExactly(gone.id());
        assertThat(later).noneMatch(ChangePage::replayed);
    }

    @Test
    void a_change_of_fields_of_which_nobody_knows_what_was_before_is_incomplete() {
        String position = reader(shared, items).position();
        items.renameChoice("State", "Open", "Todo");
        AirtableTableReader reader = reader(shared(simulated, ChangeDetection.WEBHOOK), items);

        List<ChangePage> pages = slot(reader, position);

        assertThat(incomplete(pages)).isTrue();
        assertThat(incomplete(slot(reader, position(pages)))).isFalse();
    }

    @Test
    void a_renamed_choice_is_incomplete_once() {
        AirtableTableReader reader = reader(shared, items);
        String position = reader.position();
        items.renameChoice("State", "Open", "Todo");

        List<ChangePage> pages = slot(reader, position);

        assertThat(incomplete(pages)).isTrue();
        assertThat(incomplete(slot(reader, position(pages)))).isFalse();
    }

    @Test
    void a_new_field_and_a_new_choice_are_not_incomplete() {
        AirtableTableReader reader = reader(shared, items);
        String position = reader.position();
        items.addField(Field.checkbox("Done"));
        items.createRecord(Map.of("Name", "a", "State", "New"));

        assertThat(incomplete(slot(reader, position))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"none", "time/1767312000000", "hook/achOther/1", "hook//1", "hook/ach/x", "hook/ach/-1", "", "?"
            })
    void any_other_position_is_incomplete_and_goes_on_from_now(String position) {
        AirtableTableReader reader = reader(shared, items);
        items.createRecord("a");

        List<ChangePage> pages = slot(reader, position);

        assertThat(pages).hasSize(1);
        assertThat(incomplete(pages)).isTrue();
        assertThat(position(pages)).isEqualTo(reader.position()).startsWith("hook/");
        List<ChangePage> next = slot(reader, position(pages));
        assertThat(incomplete(next)).isFalse();
    }

    @Test
    void a_table_that_comes_back_is_incomplete() {
        String position = reader(shared, items).position();
        Table restored = simulated.base.createTable("Restored", Field.text("Name"));
        AirtableTableReader reader = reader(shared, restored);

        List<ChangePage> pages = slot(reader, position);

        assertThat(incomplete(pages)).isTrue();
        assertThat(incomplete(slot(reader, position(pages)))).isFalse();
    }

    @Test
    void a_gap_is_incomplete_and_goes_on_from_now() {
        AirtableTableReader reader = reader(shared, items);
        String position = reader.position();
        items.createRecord("lost");
        hook().dropPayloads();
        AirtableRecord kept = items.createRecord("kept");

        List<ChangePage> pages = slot(reader, position);

        assertThat(incomplete(pages)).isTrue();
        assertThat(shown(pages)).containsExactly(kept.id());
        assertThat(incomplete(slot(reader, position(pages)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vanished", "failed", "expired"})
    void a_webhook_that_had_to_be_replaced_is_incomplete(String how) {
        AirtableTableReader reader = reader(shared, items);
        String position = reader.position();
        items.createRecord("a");
        switch (how) {
            case "vanished" -> hook().vanish();
            case "failed" -> hook().fail(Webhook.Failure.INVALID_HOOK);
            default -> simulated.pass(Duration.ofDays(8));
        }

        List<ChangePage> pages = slot(reader, position);

        assertThat(incomplete(pages)).isTrue();
        assertThat(position(pages)).startsWith("hook/" + hook().id());
        AirtableRecord later = items.createRecord("b");
        List<ChangePage> next = slot(reader, position(pages));
        assertThat(incomplete(next)).isFalse();
        assertThat(shown(next)).containsExactly(later.id());
    }

    @Test
    void a_webhook_that_goes_while_it_is_read_leaves_the_position_for_the_next_slot_to_judge() {
        String position = reader(shared, items).position();
        items.createRecord("a");
        AirtableTableReader reader = reader(shared(simulated, ChangeDetection.WEBHOOK), items);
        reader.glance();
        hook().vanish();

        List<ChangePage> pages = changes(reader, position);

        assertThat(pages).hasSize(1);
        assertThat(last(pages).position()).isEmpty();
        assertThat(incomplete(slot(reader, position))).isTrue();
    }

    @Test
    void what_happens_between_the_position_and_the_first_slot_is_shown() {
        AirtableTableReader reader = reader(shared, items);
        String position = reader.position();
        AirtableRecord during = items.createRecord("during the snapshot");
        reader.describe();

        assertThat(shown(slot(reader, position))).containsExactly(during.id());
    }

    private Webhook hook() {
        return simulated.base.webhooks().get(0);
    }
}
