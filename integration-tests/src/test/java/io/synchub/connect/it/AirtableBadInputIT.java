/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synchub.connect.localstack.airtable.AirtableFaults;
import io.synchub.connect.localstack.airtable.AirtableSimulator;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Role;
import io.synchub.connect.localstack.airtable.Scope;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.http.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad input gets over Connect's REST API: an error on its key with the mend, a failed task that says so, or a recovery. */
class AirtableBadInputIT {
    private static final String TOKEN = "pat4711.not_for_anybody";
    private static final String REVOCABLE = "pat4712.not_for_anybody";
    private static final String NO_SCHEMA = "pat4713.not_for_anybody";
    private static final String NO_HOOKS = "pat4714.not_for_anybody";
    private static final String NO_ROWS = "pat4715.not_for_anybody";
    private static final String SWITCHED = "pat4716.not_for_anybody";

    private static AirtableStack stack;
    private static Base base;
    private static Table table;

    @BeforeAll
    static void start() {
        stack = AirtableStack.start(
                "airtable-bad-input",
                AirtableSimulator.builder()
                        .token(TOKEN)
                        .token(REVOCABLE)
                        .token(NO_SCHEMA, Role.CREATE, Scope.RECORDS_READ)
                        .token(NO_HOOKS, Role.READ, Scope.RECORDS_READ, Scope.SCHEMA_READ)
                        .token(NO_ROWS, Role.CREATE, Scope.SCHEMA_READ, Scope.WEBHOOK_MANAGE)
                        .token(SWITCHED),
                UnaryOperator.identity());
        base = stack.airtable.createBase("Sales");
        table = base.createTable("Tasks", Field.text("Name"), Field.number("Cost", 0));
        table.createRecord("one");
        base.createTable("Plans", Field.text("Name"));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void clearFaults() {
        stack.airtable.faults().clear();
    }

    @Test
    void a_config_that_can_work_has_no_errors_and_makes_nothing() {
        assertThat(validate()).isEmpty();
        assertThat(validate("airtable.tables", "Tasks")).isEmpty();
        assertThat(validate(
                        "airtable.tables", "Tasks (" + table.id() + ")", "airtable.base", "Sales (" + base.id() + ")"))
                .isEmpty();
        assertThat(validate(
                        "airtable.tables",
                        table.id(),
                        "airtable.filter.formula",
                        "{Cost}>1",
                        "airtable.fields",
                        "Cost"))
                .isEmpty();
        assertThat(validate("airtable.change.detection", "webhook")).isEmpty();
        assertThat(base.webhooksCreated()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "airtable.token | pat.wrong | refuses the token",
                "airtable.token | pat4713.not_for_anybody | schema.bases:read",
                "airtable.token | pat4715.not_for_anybody | data.records:read",
                "airtable.base | appAAAAAAAAAAAAAA | no access to it",
                "airtable.base | Sales | an id of app",
                "airtable.tables | Nothing | has no table Nothing",
                "airtable.tables | *,Tasks | ",
                "airtable.view | Nowhere | no view Nowhere",
                "airtable.view | {\"Elsewhere\":\"Grid view\"} | has no table Elsewhere",
                "airtable.filter.formula | {Cost}>( | formula",
                "airtable.filter.formula | {Nothing}>1 | formula",
                "airtable.fields | Nothing | has the field Nothing",
                "airtable.change.detection | modified-time | last modified time",
                "airtable.change.detection | sometimes | auto",
                "airtable.cell.format | xml | string",
                "airtable.url | http://127.0.0.1:1 | cannot be reached",
                "rate.limit.per.second | 0 | ",
                "schedule | cron(61 * * * * ?) | cron expression",
                "sweep | every(5 parsecs) | unit parsecs"
            })
    void what_cannot_work_is_an_error_of_its_key(String key, String value, String says) {
        assertRefused(key, validate(key, value), says == null ? "" : says);
    }

    @Test
    void a_webhook_that_is_wanted_and_not_permitted_is_an_error_that_names_the_scope() {
        assertRefused(
                "airtable.change.detection",
                validate("airtable.token", NO_HOOKS, "airtable.change.detection", "webhook"),
                "webhook:manage",
                "the role of a creator");
    }

    @Test
    void an_address_where_something_else_answers_is_an_error_of_the_url() {
        stack.airtable.faults().always(request -> true, Fault.html(200));
        assertRefused("airtable.url", validate(), "");
    }

    @Test
    void a_token_that_is_revoked_fails_the_task_and_a_valid_one_mends_it() {
        try (FollowingSource connector = stack.follow("revoked", base, "airtable.token", REVOCABLE)) {
            connector.awaitTitles("Tasks", "one");
            stack.airtable.revokeToken(REVOCABLE);
            assertThat(connector.awaitFailure())
                    .contains("Airtable refuses the token", "revoked", "airtable.token")
                    .doesNotContain(REVOCABLE);
            connector.put(stack.config("revoked", base));
            await().atMost(SourceStack.PATIENCE).until(() -> connector.status().isRunning());
            table.createRecord("after the mend");
            connector.awaitTitles("Tasks", "one", "after the mend");
            table.records().get(1).delete();
        }
    }

    @Test
    void a_token_that_loses_the_base_deletes_nothing_and_goes_on_when_it_has_it_again() {
        Base own = base("Taken", "one");
        try (FollowingSource connector = stack.follow(
                "taken", own, "airtable.token", SWITCHED, "sweep", "every(1s)", "status.topic", "taken-status")) {
            connector.awaitTitles("Tasks", "one");
            own.role(SWITCHED, Role.NONE);
            connector.awaitAsserted(
                    () -> assertThat(connector.gauge(own.table("Tasks").id(), "paused"))
                            .isEqualTo(1));
            own.table("Tasks").createRecord("two");
            own.role(SWITCHED, Role.CREATE);
            connector.awaitTitles("Tasks", "one", "two");
            assertThat(connector.history("Tasks")).containsExactly("r one", "c two");
            // The webhook is used again: that it could not be read was no refusal.
            AirtableRequests.awaitPolls(stack.airtable, own, 3);
            assertThat(own.webhooksCreated()).isEqualTo(1);
        }
    }

    @Test
    void the_month_s_quota_fails_the_task_which_sends_no_more() {
        Base own = base("Quota", "one");
        try (FollowingSource connector = stack.follow("quota", own)) {
            connector.awaitTitles("Tasks", "one");
            stack.airtable.faults().always(AirtableRequests.about(own), AirtableFaults.quotaExceeded());
            assertThat(connector.awaitFailure()).contains("quota of API requests", "plan");
            int sent = SourceRequests.count(stack.airtable, AirtableRequests.about(own));
            // As long as several slots would take; another connector shows that time goes by.
            Base other = base("Meanwhile", "one");
            try (FollowingSource running = stack.follow("meanwhile", other)) {
                running.awaitTitles("Tasks", "one");
                AirtableRequests.awaitPolls(stack.airtable, other, 5);
            }
            assertThat(SourceRequests.count(stack.airtable, AirtableRequests.about(own)))
                    .isEqualTo(sent);
        }
    }

    @Test
    void iterators_that_expire_lose_and_repeat_nothing() {
        Base own = base("Iterators");
        Table large = own.table("Tasks");
        large.fill(600, row -> Map.of("Name", "row " + row));
        for (int answer = 1; answer <= 3; answer++) {
            stack.airtable.afterListAnswer(large, answer, stack.airtable::killIterators);
        }
        stack.airtable
                .faults()
                .next(
                        1,
                        AirtableFaults.listings(large).and(AirtableFaults.withOffset()),
                        AirtableFaults.deadIterator());
        try (FollowingSource connector = stack.follow("iterators", own)) {
            connector.awaitRows("Tasks", 600);
            AirtableRequests.awaitPolls(stack.airtable, own, 2);
            assertThat(connector.messages("Tasks")).hasSize(600);
        }
    }

    @Test
    void answers_that_are_none_and_a_server_that_hangs_are_got_over() {
        Map<String, Fault> faults = new TreeMap<>(Map.of(
                "html", Fault.html(502),
                "truncated", Fault.truncated(),
                "closed", Fault.closedInTheMiddle(),
                "reset", Fault.reset(),
                "bad-gateway", AirtableFaults.serverError(502),
                "unavailable", AirtableFaults.unavailable(Duration.ZERO),
                "silent", Fault.silent(),
                "stalled", Fault.stalledInTheMiddle(),
                "too-large", AirtableFaults.tooLarge(),
                "enormous", Fault.enormous(100L << 20)));
        Base own = stack.airtable.createBase("Answers");
        faults.forEach((name, fault) -> {
            Table each = own.createTable(name, Field.text("Name"));
            each.fill(250, row -> Map.of("Name", "row " + row));
            stack.airtable.faults().next(1, AirtableFaults.listings(each).and(AirtableFaults.withOffset()), fault);
        });
        try (FollowingSource connector = stack.follow("answers", own, "request.timeout.ms", "600")) {
            faults.keySet().forEach(name -> connector.awaitRows(name, 250));
            faults.forEach((name, fault) -> {
                stack.airtable.faults().next(1, AirtableRequests.byIds(own.table(name)), fault);
                own.table(name).createRecord("new");
            });
            faults.keySet().forEach(name -> connector.awaitRows(name, 251));
            assertThat(faults.keySet()).allMatch(name -> stack.topics.count(connector.topic(name)) == 251);

            faults.values().forEach(fault -> stack.airtable.faults().next(1, AirtableRequests.payloads(own), fault));
            faults.keySet().forEach(name -> own.table(name).createRecord("newer"));
            faults.keySet().forEach(name -> connector.awaitRows(name, 252));
            assertThat(own.webhooksCreated()).isEqualTo(1);
            assertThat(stack.airtable.faults().shown()).isGreaterThanOrEqualTo(3L * faults.size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, 5})
    void a_clock_that_is_hours_off_hides_nothing(int hours) {
        try (AirtableSimulator other = AirtableSimulator.builder()
                .at(Instant.now().plus(Duration.ofHours(hours)))
                .token("secret")
                .token(NO_HOOKS, Role.READ, Scope.RECORDS_READ, Scope.SCHEMA_READ)
                .start()) {
            Base off = other.createBase("Off");
            Table tasks = off.createTable("Tasks", Field.text("Name"), Field.lastModifiedTime("Changed"));
            tasks.createRecord("one");
            String name = "clock" + (hours < 0 ? "-behind" : "-ahead");
            try (FollowingSource connector =
                    stack.follow(name, off, "airtable.url", other.url(), "airtable.token", NO_HOOKS)) {
                connector.awaitTitles("Tasks", "one");
                other.clock().advance(Duration.ofMinutes(5));
                tasks.createRecord("two").update("Name", "two, edited");
                connector.awaitTitles("Tasks", "one", "two, edited");
            }
        }
    }

    private static Base base(String name, String... rows) {
        Base made = stack.airtable.createBase(name);
        Table tasks = made.createTable("Tasks", Field.text("Name"));
        List.of(rows).forEach(tasks::createRecord);
        return made;
    }

    private static Map<String, List<String>> validate(String... more) {
        return stack.stack.rest().validate(AirtableStack.SOURCE, stack.config("check", base, more));
    }

    private static void assertRefused(String key, Map<String, List<String>> errors, String... says) {
        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key))
                .anySatisfy(message -> assertThat(message).contains(says))
                .allSatisfy(message -> assertThat(message).doesNotContain(TOKEN, "not_for_anybody"));
    }
}
