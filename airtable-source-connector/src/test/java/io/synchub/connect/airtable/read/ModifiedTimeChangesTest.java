/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import static io.synchub.connect.airtable.read.TableReading.changes;
import static io.synchub.connect.airtable.read.TableReading.incomplete;
import static io.synchub.connect.airtable.read.TableReading.position;
import static io.synchub.connect.airtable.read.TableReading.reader;
import static io.synchub.connect.airtable.read.TableReading.shared;
import static io.synchub.connect.airtable.read.TableReading.shown;
import static io.synchub.connect.airtable.read.TableReading.slot;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.airtable.SimulatedBase;
import io.synchub.connect.airtable.base.Look;
import io.synchub.connect.airtable.config.ChangeDetection;
import io.synchub.connect.common.poll.ChangePage;
import io.synchub.connect.localstack.airtable.AirtableFaults;
import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModifiedTimeChangesTest {
    private final SimulatedBase simulated = new SimulatedBase();
    private final Table items = simulated.base.createTable(
            "Items", Field.text("Name"), Field.number("Price", 0), Field.lastModifiedTime("Edited"));
    private final SharedBase shared = shared(simulated, ChangeDetection.MODIFIED_TIME);

    @AfterEach
    void stop() {
        simulated.close();
    }

    @Test
    void the_position_lies_ten_seconds_before_now() {
        assertThat(reader(shared, items).position()).isEqualTo(at(SimulatedBase.START.minusSeconds(10)));
    }

    @Test
    void edited_records_are_shown_and_others_are_not() {
        AirtableRecord edited = items.createRecord("a");
        items.createRecord("b");
        simulated.pass(Duration.ofHours(1));
        AirtableTableReader reader = reader(shared, items);
        String position = reader.position();
        simulated.pass(Duration.ofHours(1));
        edited.update("Price", 1);

        List<ChangePage> pages = slot(reader, position);

        assertThat(shown(pages)).containsExactly(edited.id());
        assertThat(incomplete(pages)).isFalse();
        assertThat(position(pages))
                .isEqualTo(at(SimulatedBase.START.plus(Duration.ofHours(2)).minusSeconds(10)));
    }

    @Test
    void records_that_were_never_edited_are_shown_by_the_time_of_their_creation() {
        AirtableTableReader reader = reader(shared, items);
        String position = reader.position();
        simulated.pass(Duration.ofHours(1));
        AirtableRecord created = items.createRecord("a");

        assertThat(shown(slot(reader, position))).containsExactly(created.id());
    }

    @Test
    void what_happened_two_minutes_before_the_position_is_looked_at_once_more() {
        AirtableRecord outside = items.createRecord("outside");
        simulated.pass(Duration.ofSeconds(1));
        AirtableRecord inside = items.createRecord("inside");
        AirtableTableReader reader = reader(shared, items);

        List<ChangePage> pages = slot(reader, at(SimulatedBase.START.plus(Duration.ofMinutes(2))));

        assertThat(shown(pages)).containsExactly(inside.id()).doesNotContain(outside.id());
    }

    @Test
    void an_edit_that_shows_up_seconds_late_is_not_missed() {
        AirtableRecord record = items.createRecord("a");
        simulated.pass(Duration.ofHours(1));
        AirtableTableReader reader = reader(shared, items);
        String position = position(slot(reader, reader.position()));
        record.update("Price", 1);
        simulated.pass(Duration.ofMinutes(1));

        assertThat(shown(slot(reader, position))).containsExactly(record.id());
    }

    @Test
    void the_position_moves_with_the_last_page_to_where_the_reading_began() {
        AirtableTableReader reader = reader(shared, items, Look.ALL, 2);
        String position = reader.position();
        items.createRecords(5, i -> Map.of("Name", "r" + i));
        simulated.airtable.afterListAnswer(items, 1, () -> simulated.pass(Duration.ofMinutes(10)));
        reader.glance();
        simulated.pass(Duration.ofHours(1));

        List<ChangePage> pages = changes(reader, position);

        assertThat(pages).hasSize(3);
        assertThat(pages.subList(0, 2)).allMatch(page -> page.position().isEmpty());
        Instant answered = Position.inTime(position(pages)).orElseThrow().plusSeconds(10);
        assertThat(answered)
                .isBetween(
                        SimulatedBase.START.plus(Duration.ofHours(1)),
                        SimulatedBase.START.plus(Duration.ofMinutes(70)));
    }

    @Test
    void a_reading_that_begins_again_keeps_the_position_of_its_beginning() {
        AirtableTableReader reader = reader(shared, items, Look.ALL, 2);
        String position = reader.position();
        items.createRecords(5, i -> Map.of("Name", "r" + i));
        simulated.airtable.afterListAnswer(items, 2, () -> simulated.pass(Duration.ofHours(1)));
        simulated.airtable.faults().next(1, AirtableFaults.withOffset(), AirtableFaults.deadIterator());

        List<ChangePage> pages = slot(reader, position);

        assertThat(shown(pages)).hasSizeGreaterThan(5);
        assertThat(position(pages)).isEqualTo(at(SimulatedBase.START.minusSeconds(10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"It's edited", "\"Edited\"", "{Edited}", "Edited}", "a\\b", "a\\", "\\}{'\""})
    void the_field_may_have_any_name(String name) {
        items.renameField("Edited", name);
        items.createRecord("old");
        simulated.pass(Duration.ofHours(1));
        AirtableTableReader reader = reader(shared, items);
        String position = reader.position();
        AirtableRecord created = items.createRecord("new");

        assertThat(shown(slot(reader, position))).containsExactly(created.id());
    }

    @Test
    void a_renamed_field_is_asked_for_by_its_new_name() {
        AirtableTableReader reader = reader(shared, items);
        String position = reader.position();
        items.renameField("Edited", "Touched");
        AirtableRecord created = items.createRecord("new");
        simulated.pass(Duration.ofMinutes(1));

        assertThat(shown(slot(reader, position))).containsExactly(created.id());
    }

    @Test
    void the_users_formula_is_combined_with_the_times() {
        AirtableTableReader reader = reader(shared, items, new Look(false, false, "", "{Price}<10", List.of()), 100);
        String position = reader.position();
        AirtableRecord cheap = items.createRecord(Map.of("Name", "a", "Price", 1));
        items.createRecord(Map.of("Name", "b", "Price", 100));

        assertThat(shown(slot(reader, position))).containsExactly(cheap.id());
        assertThat(simulated.listings().get(0).get("filterByFormula").asText())
                .isEqualTo("IF(OR(IS_AFTER({Edited},DATETIME_PARSE('2026-01-01T23:57:50Z')),"
                        + "IS_AFTER(CREATED_TIME(),DATETIME_PARSE('2026-01-01T23:57:50Z'))),{Price}<10)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "hook/ach1/1", "time/", "time/-1", "time/x", ""})
    void any_other_position_is_incomplete_and_goes_on_from_now(String position) {
        AirtableTableReader reader = reader(shared, items);

        List<ChangePage> pages = slot(reader, position);

        assertThat(pages).hasSize(1);
        assertThat(incomplete(pages)).isTrue();
        assertThat(position(pages)).isEqualTo(at(SimulatedBase.START.minusSeconds(10)));
    }

    private static String at(Instant time) {
        return "time/" + time.toEpochMilli();
    }
}
