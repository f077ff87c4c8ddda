/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.synchub.connect.airtable.SimulatedBase;
import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.localstack.airtable.AirtableFaults;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Role;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.airtable.Webhook;
import io.synchub.connect.localstack.http.Answer;
import io.synchub.connect.localstack.http.Fault;
import io.synchub.connect.localstack.http.ReceivedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HooksTest {
    private static final String ALL = "['tableData','tableFields','tableMetadata']";
    private static final String OURS = "{'specification':{'options':{'filters':{'dataTypes':" + ALL + "}}}}";

    private final SimulatedBase simulated = new SimulatedBase();
    private final Table items = simulated.base.createTable("Items", Field.text("Name"));
    private final AirtableApi api = simulated.api();
    private final Hooks hooks = new Hooks(api, simulated.clock());

    @AfterEach
    void stop() {
        simulated.close();
    }

    @Test
    void a_base_without_a_webhook_gets_one() {
        Hook hook = hooks.findOrCreate();

        assertThat(ids()).containsExactly(hook.id());
        assertThat(hook).isEqualTo(new Hook(hook.id(), true, 1));
    }

    @Test
    void it_is_found_again_by_its_form() {
        Hook made = hooks.findOrCreate();
        items.createRecord("a");

        assertThat(new Hooks(api, simulated.clock()).findOrCreate()).isEqualTo(new Hook(made.id(), true, 2));
        assertThat(simulated.base.webhooksCreated()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void when_the_answer_to_its_creation_is_lost_no_second_one_is_made(Fault loss) {
        simulated.airtable.faults().next(1, AirtableFaults.hookCreations(), loss);

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(hooks::findOrCreate)
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.PASSING));
        assertThat(hooks.findOrCreate().id()).isEqualTo(ids().get(0));
        assertThat(simulated.base.webhooksCreated()).isEqualTo(1);
    }

    static Stream<Fault> losses() {
        return Stream.of(
                Fault.reset(),
                Fault.closedInTheMiddle(),
                Fault.truncated(),
                Fault.afterwards(AirtableFaults.serverError(502)));
    }

    @Test
    void of_several_the_one_with_the_lowest_id_is_taken_and_none_is_deleted() {
        api.createWebhook(SimulatedBase.object(OURS));
        api.createWebhook(SimulatedBase.object(OURS));
        api.createWebhook(SimulatedBase.object(OURS));

        assertThat(hooks.findOrCreate().id())
                .isEqualTo(ids().stream().sorted().findFirst().orElseThrow());
        assertThat(ids()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_two_that_two_connectors_made_at_the_same_moment_both_take_the_same(boolean first) {
        simulated.airtable.faults().next(1, AirtableFaults.hookCreations(), (request, right) -> {
            Answer one = right.get();
            Answer other = right.get();
            return first ? one : other;
        });

        Hook chosen = hooks.findOrCreate();

        assertThat(simulated.base.webhooksCreated()).isEqualTo(2);
        assertThat(chosen.id()).isEqualTo(ids().stream().sorted().findFirst().orElseThrow());
        assertThat(hooks.findOrCreate().id()).isEqualTo(chosen.id());
    }

    @Test
    void webhooks_of_another_form_are_left_alone() {
        List<String> others = others();

        Hook ours = hooks.findOrCreate();
        hooks.deleteAll();

        assertThat(others).hasSize(5).doesNotContain(ours.id());
        assertThat(ids()).isEqualTo(others);
    }

    @Test
    void a_webhook_that_is_listed_with_empty_filters_is_of_our_form() {
        String id = api.createWebhook(SimulatedBase.object("{'specification':{'options':{'filters':{'dataTypes':" + ALL
                        + ",'watchDataInFieldIds':[],'sourceOptions':{},'recordChangeScope':null},"
                        + "'includes':{'includePreviousCellValues':true}}}}"))
                .get("id")
                .asText();

        assertThat(hooks.findOrCreate().id()).isEqualTo(id);
    }

    /** What the API may list of what was not asked for. */
    @Test
    void a_webhook_that_is_listed_with_all_changes_of_all_sources_is_of_our_form() {
        String id = api.createWebhook(SimulatedBase.object("{'specification':{'options':{'filters':{'dataTypes':" + ALL
                        + ",'changeTypes':['add','remove','update'],'fromSources':['client','publicApi','automation',"
                        + "'system','sync','formSubmission','anonymousUser','unknown']}}}}"))
                .path("id")
                .asText();

        assertThat(hooks.findOrCreate().id()).isEqualTo(id);
    }

    @Test
    void an_expired_one_is_deleted_before_a_new_one_is_made() {
        Hook old = hooks.findOrCreate();
        simulated.pass(Duration.ofDays(8));
        simulated.airtable.requests().clear();

        Hook made = hooks.findOrCreate();

        assertThat(made.id()).isNotEqualTo(old.id());
        assertThat(ids()).containsExactly(made.id());
        assertThat(simulated.airtable.requests().requests())
                .extracting(ReceivedRequest::method)
                .containsExactly("GET", "DELETE", "POST", "GET");
    }

    @Test
    void an_expired_one_makes_room_where_a_base_has_as_many_as_it_may() {
        hooks.findOrCreate();
        simulated.pass(Duration.ofDays(8));
        for (int i = 1; i < 10; i++) {
            other("'notificationUrl':'https://example.invalid/" + i + "',", "");
        }

        assertThat(hooks.findOrCreate().enabled()).isTrue();
        assertThat(ids()).hasSize(10);
    }

    @Test
    void a_deletion_that_is_answered_without_a_body_is_one() {
        hooks.findOrCreate();
        simulated
                .airtable
                .faults()
                .next(1, request -> request.method().equals("DELETE"), (request, right) -> right.get()
                        .withBody(new byte[0]));

        hooks.deleteAll();

        assertThat(ids()).isEmpty();
    }

    @Test
    void one_that_is_gone_already_can_be_deleted() {
        hooks.delete(new Hook("ach00000000000001", true, 1));

        assertThat(simulated.count("DELETE /v0/bases/{base}/webhooks/{webhook}"))
                .isEqualTo(1);
    }

    @Test
    void a_failure_that_will_pass_ends_a_deletion() {
        Hook hook = hooks.findOrCreate();
        simulated.airtable.faults().next(2, AirtableFaults.serverError(503));

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> hooks.delete(hook))
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.PASSING));
    }

    @Test
    void a_base_that_has_too_many_refuses() {
        for (int i = 0; i < 10; i++) {
            other("'notificationUrl':'https://example.invalid/" + i + "',", "");
        }

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(hooks::findOrCreate)
                .withMessageContaining("TOO_MANY_WEBHOOKS_IN_BASE")
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM));
    }

    @Test
    void who_is_no_creator_is_refused_but_finds_what_is_there() {
        simulated.airtable.allowToken("reader", Role.READ, io.synchub.connect.localstack.airtable.Scope.values());
        Hooks readers = new Hooks(simulated.api("reader"), simulated.clock());

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(readers::findOrCreate)
                .withMessageContaining("role of a creator")
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM));
        Hook made = hooks.findOrCreate();
        assertThat(readers.findOrCreate()).isEqualTo(made);
    }

    @Test
    void a_token_without_the_scope_is_refused() {
        simulated.airtable.allowToken("narrow", Role.CREATE, io.synchub.connect.localstack.airtable.Scope.RECORDS_READ);

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> new Hooks(simulated.api("narrow"), simulated.clock()).findOrCreate())
                .withMessageContaining("webhook:manage")
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM));
    }

    private List<String> others() {
        List<String> others = new ArrayList<>();
        others.add(other("'notificationUrl':'https://example.invalid',", ""));
        others.add(other("", ",'recordChangeScope':'" + items.id() + "'"));
        others.add(other("", ",'changeTypes':['add']"));
        others.add(other("", ",'watchDataInFieldIds':['" + items.fieldId("Name") + "']"));
        others.add(api.createWebhook(
                        SimulatedBase.object("{'specification':{'options':{'filters':{'dataTypes':['tableData']}}}}"))
                .get("id")
                .asText());
        return others;
    }

    private String other(String before, String filter) {
        return api.createWebhook(SimulatedBase.object(
                        "{" + before + "'specification':{'options':{'filters':{'dataTypes':" + ALL + filter + "}}}}"))
                .get("id")
                .asText();
    }

    private List<String> ids() {
        return simulated.base.webhooks().stream().map(Webhook::id).toList();
    }
}
