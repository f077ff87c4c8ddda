/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import static io.synchub.connect.airtable.read.TableReading.pass;
import static io.synchub.connect.airtable.read.TableReading.reader;
import static io.synchub.connect.airtable.read.TableReading.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.airtable.SimulatedBase;
import io.synchub.connect.airtable.api.AirtableFailures;
import io.synchub.connect.airtable.base.Look;
import io.synchub.connect.airtable.config.ChangeDetection;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.poll.PassPage;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.localstack.airtable.AirtableFaults;
import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.http.ReceivedRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordListingTest {
    private final SimulatedBase simulated = new SimulatedBase();
    private final Table items =
            simulated.base.createTable("Items", Field.text("Name"), Field.number("Price", 0), Field.checkbox("Done"));
    private final SharedBase shared = shared(simulated, ChangeDetection.FULL);

    @AfterEach
    void stop() {
        simulated.close();
    }

    @Test
    void a_pass_shows_all_records_page_by_page_without_an_order() {
        List<AirtableRecord> records = fill(25);
        AirtableTableReader reader = reader(shared, items, Look.ALL, 10);
        TableReader.Pass pass = reader.pass(0);

        PassPage first = pass.next();
        PassPage second = pass.next();
        PassPage third = pass.next();

        assertThat(List.of(first, second, third)).extracting(PassPage::last).containsExactly(false, false, true);
        assertThat(List.of(first, second, third))
                .extracting(PassPage::shownBelow)
                .containsOnly(0L);
        assertThat(third.rows()).hasSize(5).extracting(Row::orderKey).containsOnly(0L);
        assertThat(pass(reader)).containsExactlyElementsOf(ids(records));
        assertThat(simulated.listings()).allMatch(body -> body.get("pageSize").asInt() == 10);
    }

    @Test
    void an_empty_table_is_one_page() {
        assertThat(pass(reader(shared, items))).isEmpty();
        assertThat(simulated.count(SimulatedBase.RECORDS)).isEqualTo(1);
    }

    @Test
    void when_the_iterator_dies_the_listing_begins_again_and_drops_nothing() {
        List<AirtableRecord> records = fill(35);
        AirtableTableReader reader = reader(shared, items, Look.ALL, 10);
        simulated.airtable.afterListAnswer(items, 2, () -> {
            simulated.airtable.killIterators();
            items.createRecord("later");
        });

        List<String> shown = pass(reader);

        assertThat(shown).containsAll(ids(records)).hasSize(20 + 36);
        assertThat(simulated.listings().get(3).has("offset")).isFalse();
    }

    @Test
    void five_deaths_are_borne() {
        List<AirtableRecord> records = fill(25);
        AirtableTableReader reader = reader(shared, items, Look.ALL, 10);
        simulated.airtable.faults().next(5, AirtableFaults.withOffset(), AirtableFaults.deadIterator());

        assertThat(pass(reader)).containsAll(ids(records));
    }

    @Test
    void a_sixth_death_is_a_failure_that_will_pass() {
        fill(25);
        AirtableTableReader reader = reader(shared, items, Look.ALL, 10);
        simulated.airtable.faults().next(6, AirtableFaults.withOffset(), AirtableFaults.deadIterator());

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> pass(reader))
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.PASSING));
        assertThat(pass(reader)).as("the next pass counts anew").hasSize(25);
    }

    @Test
    void an_answer_that_is_too_large_is_asked_for_in_halves_from_the_beginning() {
        List<AirtableRecord> records = fill(25);
        AirtableTableReader reader = reader(shared, items, Look.ALL, 10);
        simulated.airtable.faults().next(1, AirtableFaults.withOffset(), AirtableFaults.tooLarge());

        assertThat(pass(reader)).containsAll(ids(records));
        assertThat(simulated.listings().get(2).get("pageSize").asInt()).isEqualTo(5);
        assertThat(simulated.listings().get(2).has("offset")).isFalse();
        assertThat(reader.confirmedAtOnce()).isEqualTo(5);
    }

    @Test
    void a_record_that_is_too_large_alone_is_a_failure_of_the_stream() {
        fill(3);
        AirtableTableReader reader = reader(shared, items, Look.ALL, 4);
        simulated.airtable.faults().always(AirtableFaults.listings(), AirtableFaults.tooLarge());

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> pass(reader))
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM))
                .satisfies(e -> assertThat(e.code()).isEqualTo(AirtableFailures.TOO_LARGE));
        assertThat(simulated.listings())
                .extracting(body -> body.get("pageSize").asInt())
                .containsExactly(4, 2, 1);
    }

    @Test
    void ids_that_are_too_many_for_one_answer_are_all_found() {
        List<AirtableRecord> records = fill(8);
        AirtableTableReader reader = reader(shared, items, Look.ALL, 8);
        simulated.airtable.faults().next(2, AirtableFaults.listings(), AirtableFaults.tooLarge());

        assertThat(reader.confirm(ids(records)).values())
                .allMatch(fate -> fate.row().isPresent());
    }

    @Test
    void a_field_that_was_deleted_a_moment_ago_is_not_asked_for_again() {
        List<AirtableRecord> records = fill(3);
        AirtableTableReader reader = reader(shared, items, wanting("Name", "Price"), 100);
        items.deleteField("Price");
        simulated.airtable.requests().clear();

        assertThat(pass(reader)).containsExactlyElementsOf(ids(records));
        assertThat(simulated.count(SimulatedBase.SCHEMA)).isEqualTo(1);
        assertThat(simulated.listings().get(1).get("fields"))
                .hasSize(1)
                .first()
                .extracting(JsonNode::asText)
                .isEqualTo(items.fieldId("Name"));
        assertThat(reader.describe().fields()).hasSize(2);
    }

    @Test
    void a_field_that_is_deleted_within_a_pass_loses_no_record() {
        List<AirtableRecord> records = fill(25);
        AirtableTableReader reader = reader(shared, items, wanting("Name", "Price"), 10);
        simulated.airtable.afterListAnswer(items, 1, () -> items.deleteField("Price"));

        assertThat(pass(reader)).containsAll(ids(records));
    }

    @Test
    void a_field_that_stays_unknown_is_a_failure_after_one_new_description() {
        AirtableTableReader reader = reader(shared, items, wanting("Name"), 100);
        simulated
                .airtable
                .faults()
                .always(
                        AirtableFaults.listings(),
                        AirtableFaults.unprocessable("UNKNOWN_FIELD_NAME", "Unknown field name: \"x\""));
        simulated.airtable.requests().clear();

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> pass(reader))
                .withMessageContaining("airtable.fields");
        assertThat(simulated.count(SimulatedBase.RECORDS)).isEqualTo(2);
        assertThat(simulated.count(SimulatedBase.SCHEMA)).isEqualTo(1);
    }

    @Test
    void by_default_all_fields_of_all_records_are_asked_for_by_their_ids() {
        pass(reader(shared, items));

        assertThat(simulated.listings())
                .containsExactly(SimulatedBase.json("{'pageSize':100,'returnFieldsByFieldId':true}"));
        assertThat(lastListing().query()).isEmpty();
    }

    @Test
    void view_formula_fields_and_shown_texts_are_passed_on() {
        String view = items.addView("Cheap", row -> row.number("Price") < 10);
        items.createRecord(Map.of("Name", "in", "Price", 3, "Done", true));
        items.createRecord(Map.of("Name", "dear", "Price", 30, "Done", true));
        items.createRecord(Map.of("Name", "open", "Price", 3));
        Look look = new Look(true, false, view, "{Done}", List.of("Price", items.fieldId("Name")));
        AirtableTableReader reader = reader(shared, items, look, 100);

        Row row = reader.pass(0).next().rows().get(0);

        assertThat(pass(reader)).hasSize(1);
        assertThat(row.cell(2)).as("as shown to people").isEqualTo("3");
        JsonNode body = simulated.listings().get(0);
        assertThat(body.get("view").asText()).isEqualTo(view);
        assertThat(body.get("filterByFormula").asText()).isEqualTo("{Done}");
        assertThat(body.get("cellFormat").asText()).isEqualTo("string");
        assertThat(body.get("fields")).hasSize(2);
        assertThat(lastListing().query()).isEqualTo("timeZone=UTC&userLocale=en-us");
    }

    @Test
    void the_users_formula_is_combined_with_the_ids() {
        List<AirtableRecord> records = fill(12);
        AirtableTableReader reader = reader(shared, items, new Look(false, false, "", "{Price}<5", List.of()), 10);

        Map<String, io.synchub.connect.common.poll.Fate> fates = reader.confirm(ids(records));

        assertThat(fates.values().stream().filter(fate -> fate.row().isPresent()))
                .hasSize(5);
        assertThat(simulated.listings()).hasSize(2);
        assertThat(simulated.listings().get(1).get("filterByFormula").asText())
                .isEqualTo("IF(OR(RECORD_ID()='" + records.get(10).id() + "',RECORD_ID()='"
                        + records.get(11).id() + "'),{Price}<5)");
    }

    @Test
    void a_formula_that_is_not_accepted_is_a_failure_that_names_its_setting() {
        AirtableTableReader reader = reader(shared, items, new Look(false, false, "", "{Nothing}=1", List.of()), 10);

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> pass(reader))
                .withMessageContaining("airtable.filter.formula")
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM));
    }

    @Test
    void a_view_that_is_gone_is_a_failure_that_names_its_setting() {
        String view = items.addView("Mine", row -> true);
        AirtableTableReader reader = reader(shared, items, new Look(false, false, view, "", List.of()), 10);
        items.deleteView("Mine");

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> pass(reader))
                .withMessageContaining("airtable.view")
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM));
    }

    private List<AirtableRecord> fill(int count) {
        return items.createRecords(count, i -> Map.of("Name", "r" + i, "Price", i));
    }

    private static Look wanting(String... fields) {
        return new Look(false, false, "", "", List.of(fields));
    }

    private static List<String> ids(List<AirtableRecord> records) {
        return records.stream().map(AirtableRecord::id).toList();
    }

    private ReceivedRequest lastListing() {
        List<ReceivedRequest> all = simulated.airtable.requests().requests(AirtableFaults.listings());
        return all.get(all.size() - 1);
    }
}
