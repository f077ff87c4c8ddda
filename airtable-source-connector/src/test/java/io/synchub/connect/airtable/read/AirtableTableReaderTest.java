/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import static io.synchub.connect.airtable.read.TableReading.incomplete;
import static io.synchub.connect.airtable.read.TableReading.pass;
import static io.synchub.connect.airtable.read.TableReading.position;
import static io.synchub.connect.airtable.read.TableReading.reader;
import static io.synchub.connect.airtable.read.TableReading.shared;
import static io.synchub.connect.airtable.read.TableReading.slot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.synchub.connect.airtable.SimulatedBase;
import io.synchub.connect.airtable.base.BaseTable;
import io.synchub.connect.airtable.base.Look;
import io.synchub.connect.airtable.config.ChangeDetection;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.poll.ChangePage;
import io.synchub.connect.common.poll.Fate;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.common.schema.Table;
import io.synchub.connect.localstack.airtable.AirtableFaults;
import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a table's changes are found, its description, and what became of rows. */
class AirtableTableReaderTest {
    private static final io.synchub.connect.localstack.airtable.Scope[] ALL_SCOPES =
            io.synchub.connect.localstack.airtable.Scope.values();

    private final SimulatedBase simulated = new SimulatedBase();
    private final io.synchub.connect.localstack.airtable.Table items =
            simulated.base.createTable("Items", Field.text("Name"), Field.number("Price", 0));
    private final io.synchub.connect.localstack.airtable.Table timed =
            simulated.base.createTable("Timed", Field.text("Name"), Field.lastModifiedTime("Edited"));

    @AfterEach
    void stop() {
        simulated.close();
    }

    @Test
    void by_itself_the_webhook_is_used() {
        AirtableTableReader reader = reader(shared(simulated, ChangeDetection.AUTO), timed);

        assertThat(reader.detection().tells()).isTrue();
        assertThat(reader.detection().how())
                .contains(simulated.base.webhooks().get(0).id());
        assertThat(reader.position())
                .isEqualTo("hook/" + simulated.base.webhooks().get(0).id() + "/1");
    }

    @Test
    void without_the_role_times_of_modification_are_used_or_all_rows_compared_and_the_reason_is_told() {
        simulated.airtable.allowToken(simulated.airtable.token(), Role.READ, ALL_SCOPES);
        SharedBase shared = shared(simulated, ChangeDetection.AUTO);
        AirtableTableReader byTime = reader(shared, timed);
        AirtableTableReader byAll = reader(shared, items);

        assertThat(byTime.detection().tells()).isTrue();
        assertThat(byTime.detection().how())
                .contains(timed.fieldId("Edited"))
                .contains("webhook cannot be used")
                .contains("role of a creator");
        assertThat(byAll.detection().tells()).isFalse();
        assertThat(byAll.detection().how())
                .contains("comparing all records")
                .contains("role of a creator")
                .contains("nor has it a field");
        assertThat(byAll.position()).isEqualTo("none");
    }

    @Test
    void too_many_webhooks_are_a_reason_too() {
        for (int i = 0; i < 10; i++) {
            simulated
                    .api()
                    .createWebhook(SimulatedBase.object(
                            "{'notificationUrl':'https://example.invalid','specification':{'options':{'filters':"
                                    + "{'dataTypes':['tableData']}}}}"));
        }

        AirtableTableReader reader = reader(shared(simulated, ChangeDetection.AUTO), items);

        assertThat(reader.detection().how()).contains("TOO_MANY_WEBHOOKS_IN_BASE");
        assertThat(simulated.base.webhooks()).hasSize(10);
    }

    @Test
    void a_refusal_holds_and_costs_no_more_requests() {
        simulated.airtable.allowToken(simulated.airtable.token(), Role.READ, ALL_SCOPES);
        SharedBase shared = shared(simulated, ChangeDetection.AUTO);
        AirtableTableReader reader = reader(shared, timed);
        simulated.airtable.allowToken(simulated.airtable.token(), Role.CREATE, ALL_SCOPES);
        simulated.airtable.requests().clear();

        slot(reader, reader.position());

        assertThat(simulated.count(SimulatedBase.HOOKS)).isZero();
        assertThat(simulated.base.webhooksCreated()).isZero();
    }

    @Test
    void after_an_hour_it_is_tried_again() {
        simulated.airtable.allowToken(simulated.airtable.token(), Role.READ, ALL_SCOPES);
        AirtableTableReader reader = reader(shared(simulated, ChangeDetection.AUTO), timed);
        String position = reader.position();
        simulated.airtable.allowToken(simulated.airtable.token(), Role.CREATE, ALL_SCOPES);
        simulated.pass(Duration.ofMinutes(61));

        List<ChangePage> pages = slot(reader, position);

        assertThat(incomplete(pages)).isTrue();
        assertThat(position(pages)).startsWith("hook/");
    }

    @Test
    void a_refusal_while_the_task_runs_leads_to_the_other_way_and_to_a_comparison() {
        AirtableTableReader reader = reader(shared(simulated, ChangeDetection.AUTO), timed);
        String position = reader.position();
        simulated.airtable.allowToken(
                simulated.airtable.token(),
                Role.READ,
                io.synchub.connect.localstack.airtable.Scope.RECORDS_READ,
                io.synchub.connect.localstack.airtable.Scope.SCHEMA_READ);

        List<ChangePage> pages = slot(reader, position);

        assertThat(reader.detection().how()).contains(timed.fieldId("Edited")).contains("webhook:manage");
        assertThat(incomplete(pages)).isTrue();
        assertThat(position(pages)).startsWith("time/");
        assertThat(incomplete(slot(reader, position(pages)))).isFalse();
    }

    @Test
    void what_will_pass_is_no_reason_for_another_way() {
        simulated.airtable.faults().next(2, AirtableFaults.path("webhooks"), AirtableFaults.serverError(503));
        SharedBase shared = shared(simulated, ChangeDetection.AUTO);

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> reader(shared, items))
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.PASSING));
        assertThat(reader(shared, items).detection().how()).contains("webhook");
    }

    @Test
    void by_webhook_alone_a_refusal_is_a_failure_of_the_stream() {
        simulated.airtable.allowToken(simulated.airtable.token(), Role.READ, ALL_SCOPES);
        SharedBase shared = shared(simulated, ChangeDetection.WEBHOOK);

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> reader(shared, timed))
                .withMessageContaining("role of a creator")
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM));
        simulated.airtable.allowToken(simulated.airtable.token(), Role.CREATE, ALL_SCOPES);
        assertThat(reader(shared, timed).detection().tells()).isTrue();
    }

    @Test
    void by_time_alone_a_table_without_such_a_field_is_a_failure_of_the_stream() {
        SharedBase shared = shared(simulated, ChangeDetection.MODIFIED_TIME);

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> reader(shared, items))
                .withMessageContaining("airtable.change.detection")
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM));
        assertThat(reader(shared, timed).detection().tells()).isTrue();
        assertThat(simulated.count(SimulatedBase.HOOKS)).isZero();
    }

    @Test
    void when_the_field_goes_the_table_is_compared_or_paused() {
        simulated.airtable.allowToken(simulated.airtable.token(), Role.READ, ALL_SCOPES);
        AirtableTableReader free = reader(shared(simulated, ChangeDetection.AUTO), timed);
        AirtableTableReader bound = reader(shared(simulated, ChangeDetection.MODIFIED_TIME), timed);
        timed.deleteField("Edited");

        free.glance();

        assertThat(free.detection().tells()).isFalse();
        assertThatExceptionOfType(ApiFailure.class).isThrownBy(bound::glance).satisfies(e -> assertThat(e.scope())
                .isEqualTo(Scope.STREAM));
    }

    @Test
    void a_field_of_the_times_of_some_fields_alone_is_not_used() {
        io.synchub.connect.localstack.airtable.Table some = simulated.base.createTable(
                "Some", Field.text("Name"), Field.number("Price", 0), Field.lastModifiedTime("Edited", "Price"));

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> reader(shared(simulated, ChangeDetection.MODIFIED_TIME), some));
    }

    @Test
    void in_full_nothing_tells() {
        AirtableTableReader reader = reader(shared(simulated, ChangeDetection.FULL), timed);

        assertThat(reader.detection().tells()).isFalse();
        assertThat(reader.detection().how()).doesNotContain("webhook");
        assertThat(reader.position()).isEqualTo("none");
        assertThat(simulated.count(SimulatedBase.HOOKS)).isZero();
    }

    @Test
    void before_a_description_there_is_no_detection() {
        AirtableTableReader reader =
                new AirtableTableReader(shared(simulated, ChangeDetection.FULL), items.id(), table -> Look.ALL, 100);

        assertThatIllegalStateException().isThrownBy(reader::detection);
    }

    @ParameterizedTest
    @EnumSource(ChangeDetection.class)
    void the_description_stays_the_same_object_while_nothing_differs(ChangeDetection wanted) {
        AirtableTableReader reader = reader(shared(simulated, wanted), timed);
        Table before = reader.describe();
        timed.createRecord("a");
        timed.describe("said of it");
        simulated.pass(Duration.ofHours(2));

        assertThat(reader.glance()).isSameAs(before);
        assertThat(reader.describe()).isSameAs(before);
        timed.addField(Field.checkbox("Done"));
        assertThat(reader.glance()).isNotSameAs(before);
    }

    @Test
    void the_description_is_read_again_when_the_webhook_tells_and_once_an_hour() {
        SharedBase shared = shared(simulated, ChangeDetection.WEBHOOK);
        AirtableTableReader one = reader(shared, items);
        AirtableTableReader other = reader(shared, timed);
        glance(one, other);
        simulated.airtable.requests().clear();

        items.createRecord("a");
        simulated.pass(Duration.ofMinutes(59));
        glance(one, other);
        assertThat(simulated.count(SimulatedBase.SCHEMA)).isZero();

        items.addField(Field.checkbox("Done"));
        glance(one, other);
        glance(one, other);
        assertThat(simulated.count(SimulatedBase.SCHEMA)).isEqualTo(1);

        simulated.pass(Duration.ofHours(1));
        glance(one, other);
        assertThat(simulated.count(SimulatedBase.SCHEMA)).isEqualTo(2);
    }

    @Test
    void without_a_webhook_one_description_serves_the_streams_of_a_slot() {
        SharedBase shared = shared(simulated, ChangeDetection.FULL);
        AirtableTableReader one = reader(shared, items);
        AirtableTableReader other = reader(shared, timed);
        simulated.airtable.requests().clear();

        glance(one, other);
        assertThat(simulated.count(SimulatedBase.SCHEMA)).isEqualTo(1);
        simulated.pass(Duration.ofMinutes(1));
        glance(one, other);
        assertThat(simulated.count(SimulatedBase.SCHEMA)).isEqualTo(2);
    }

    @Test
    void looking_for_new_tables_costs_no_request_beside_a_slot() {
        SharedBase shared = shared(simulated, ChangeDetection.WEBHOOK);
        AirtableTableReader reader = reader(shared, items);
        assertThat(shared.tables().tables()).hasSize(2);
        reader.glance();
        shared.tables();
        simulated.airtable.requests().clear();

        reader.glance();
        shared.tables();
        assertThat(simulated.airtable.requests().total()).isEqualTo(1);

        simulated.base.createTable("New", Field.text("Name"));
        simulated.pass(Duration.ofSeconds(6));
        reader.glance();
        assertThat(shared.tables().tables()).extracting(BaseTable::name).contains("New");
        simulated.base.createTable("Newest", Field.text("Name"));
        simulated.pass(Duration.ofSeconds(61));
        assertThat(shared.tables().tables()).extracting(BaseTable::name).contains("Newest");
    }

    @ParameterizedTest
    @EnumSource(
            value = ChangeDetection.class,
            names = {"WEBHOOK", "FULL"})
    void a_table_that_is_gone_is_a_failure_of_the_stream_until_it_is_back(ChangeDetection wanted) {
        AirtableTableReader reader = reader(shared(simulated, wanted), items);
        items.delete();
        simulated.pass(Duration.ofMinutes(1));

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(ApiFailure.class)
                    .isThrownBy(reader::glance)
                    .withMessageContaining("airtable.tables")
                    .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM));
        }
    }

    @Test
    void what_the_user_wants_to_see_is_found_out_once() {
        List<String> names = new ArrayList<>();
        AirtableTableReader reader = new AirtableTableReader(
                shared(simulated, ChangeDetection.FULL),
                items.id(),
                table -> {
                    names.add(table.name());
                    return Look.ALL;
                },
                100);
        reader.describe();
        items.rename("Things");
        reader.describe();

        assertThat(names).containsExactly("Items");
    }

    @Test
    void rows_are_confirmed_a_page_at_a_time() {
        AirtableRecord here = items.createRecord("a");
        AirtableRecord gone = items.createRecord("b");
        AirtableTableReader reader = reader(shared(simulated, ChangeDetection.FULL), items);
        gone.delete();

        Map<String, Fate> fates = reader.confirm(List.of(here.id(), gone.id()));

        assertThat(fates.get(here.id()).outcome()).isEqualTo(Fate.Outcome.PRESENT);
        assertThat(fates.get(here.id()).row().map(Row::id)).contains(here.id());
        assertThat(fates.get(gone.id())).isEqualTo(Fate.gone());
        assertThat(simulated.count(SimulatedBase.RECORDS)).isEqualTo(1);
        assertThat(reader.confirmedAtOnce()).isEqualTo(100);
    }

    @Test
    void a_row_that_the_user_does_not_want_to_see_is_gone() {
        AirtableRecord cheap = items.createRecord(Map.of("Name", "a", "Price", 1));
        AirtableRecord dear = items.createRecord(Map.of("Name", "b", "Price", 100));
        AirtableTableReader reader = reader(
                shared(simulated, ChangeDetection.FULL),
                items,
                new Look(false, false, "", "{Price}<10", List.of()),
                100);

        Map<String, Fate> fates = reader.confirm(List.of(cheap.id(), dear.id()));

        assertThat(fates.get(cheap.id()).outcome()).isEqualTo(Fate.Outcome.PRESENT);
        assertThat(fates.get(dear.id()).outcome()).isEqualTo(Fate.Outcome.GONE);
    }

    @Test
    void a_pass_shows_rows_by_the_newest_description() {
        items.createRecord(Map.of("Name", "a", "Price", 7));
        AirtableTableReader reader = reader(shared(simulated, ChangeDetection.FULL), items);
        items.addField(Field.checkbox("Done"));
        Table table = reader.describe();

        TableReader.Pass pass = reader.pass(0);

        assertThat(pass.next().rows().get(0).table()).isSameAs(table);
        assertThat(pass(reader)).hasSize(1);
    }

    private void glance(AirtableTableReader... readers) {
        for (AirtableTableReader reader : readers) {
            reader.glance();
        }
    }
}
