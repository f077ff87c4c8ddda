/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synchub.connect.localstack.http.Fault;
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.NotionFaults;
import io.synchub.connect.localstack.notion.NotionSimulator;
import io.synchub.connect.localstack.notion.Page;
import io.synchub.connect.localstack.notion.Property;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad input gets over Connect's REST API: an error on its key with the mend, a failed task that says so, or a recovery. */
class NotionBadInputIT {
    private static final String TOKEN = "ntn_4711_not_for_anybody";
    private static final String REVOCABLE = "ntn_4712_not_for_anybody";

    private static NotionStack stack;
    private static DataSource table;

    @BeforeAll
    static void start() {
        stack = NotionStack.start(
                "notion-bad-input", NotionSimulator.builder().token(TOKEN).token(REVOCABLE), UnaryOperator.identity());
        table = stack.notion.createDataSource("Tasks", Property.title("Name"), Property.number("Cost"));
        table.createPage("one");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void clearFaults() {
        stack.notion.faults().clear();
    }

    @Test
    void a_config_that_can_work_has_no_errors() {
        assertThat(validate()).isEmpty();
        assertThat(validate("notion.filter", "{\"property\":\"Cost\",\"number\":{\"greater_than\":1}}"))
                .isEmpty();
        assertThat(validate("notion.data.sources", "*")).isEmpty();
    }

    @Test
    void a_token_that_notion_does_not_know_is_an_error_of_the_token() {
        assertRefused("notion.token", validate("notion.token", "ntn_wrong"), "refuses the token");
        assertRefused("notion.token", validate("notion.token", "two words\n"), "");
    }

    @Test
    void an_unknown_or_unshared_data_source_is_an_error_that_says_how_to_share() {
        DataSource closed = stack.notion.createDataSource("Closed", Property.title("Name"));
        closed.unshare();
        for (UUID id : List.of(UUID.randomUUID(), closed.id())) {
            assertRefused(
                    "notion.data.sources",
                    validate("notion.data.sources", id.toString()),
                    "not there or not shared",
                    id.toString());
        }
        assertRefused("notion.data.sources", validate("notion.data.sources", "no id"), "");
        assertRefused("notion.data.sources", validate("notion.data.sources", ""), "nothing is to be followed");
    }

    @Test
    void a_database_where_a_data_source_belongs_is_an_error_that_names_its_data_sources() {
        String database = table.database().id().toString();
        assertRefused(
                "notion.data.sources",
                validate("notion.data.sources", database),
                database + " is the id of a database",
                "notion.databases",
                table.id().toString());
        assertRefused(
                "notion.databases",
                validate("notion.databases", table.id().toString()),
                table.id() + " is the id of a data source",
                "notion.data.sources");
    }

    @Test
    void a_filter_that_cannot_be_is_an_error_of_the_filter() {
        assertRefused("notion.filter", validate("notion.filter", "{\"property\":"), "");
        assertRefused(
                "notion.filter",
                validate("notion.filter", "{\"property\":\"Nothing\",\"number\":{\"equals\":1}}"),
                "Check notion.filter");
        assertRefused(
                "notion.filter",
                validate("notion.filter", "{\"property\":\"Cost\",\"checkbox\":{\"equals\":true}}"),
                "Check notion.filter");
    }

    @Test
    void a_schedule_that_cannot_be_is_an_error_of_its_key() {
        assertRefused("schedule", validate("schedule", "cron(61 * * * * ?)"), "cron expression");
        assertRefused("sweep", validate("sweep", "every(5 parsecs)"), "unit parsecs");
    }

    @Test
    void an_address_without_notion_is_an_error_of_the_url() {
        assertRefused("notion.url", validate("notion.url", "http://127.0.0.1:1"), "cannot be reached");
        stack.notion.faults().always(request -> true, Fault.html(200));
        assertRefused("notion.url", validate(), "not the whole JSON");
    }

    @Test
    void a_token_that_is_revoked_fails_the_task_and_a_valid_one_mends_it() {
        try (FollowingSource connector = stack.follow("revoked", table, "notion.token", REVOCABLE)) {
            connector.awaitTitles("Tasks", "one");
            stack.notion.revokeToken(REVOCABLE);
            assertThat(connector.awaitFailure())
                    .contains("Notion refuses the token", "revoked", "notion.token")
                    .doesNotContain(REVOCABLE);
            connector.put(stack.config("revoked", table.id().toString()));
            await().atMost(SourceStack.PATIENCE).until(() -> connector.status().isRunning());
            Page mended = table.createPage("after the mend");
            connector.awaitTitles("Tasks", "one", "after the mend");
            mended.deleteForEver();
        }
    }

    @Test
    void requests_that_notion_blocks_for_good_fail_the_task() {
        DataSource own = stack.notion.createDataSource("Blocked", Property.title("Name"));
        try (FollowingSource connector = stack.follow("blocked", own)) {
            stack.notion.faults().always(NotionRequests.about(own), NotionFaults.blocked());
            assertThat(connector.awaitFailure()).contains("Notion has blocked this integration");
        }
    }

    @Test
    void answers_that_are_none_and_a_server_that_hangs_are_got_over() {
        Map<String, Fault> faults = Map.of(
                "html", Fault.html(502),
                "truncated", Fault.truncated(),
                "closed", Fault.closedInTheMiddle(),
                "reset", Fault.reset(),
                "unavailable", NotionFaults.serverError(503),
                "overloaded", NotionFaults.overloaded(Duration.ZERO),
                "conflict", NotionFaults.conflict(),
                "silent", Fault.silent(),
                "stalled", Fault.stalledInTheMiddle(),
                "enormous", Fault.enormous(100L << 20));
        Map<String, DataSource> tables = new TreeMap<>();
        faults.forEach((name, fault) -> {
            DataSource own = stack.notion.createDataSource(name, Property.title("Name"));
            own.createPages(250, 50, row -> Map.of("Name", "row " + row));
            stack.notion.faults().next(2, NotionFaults.queries(own).and(NotionFaults.withCursor()), fault);
            tables.put(name, own);
        });
        String ids = String.join(
                ",", tables.values().stream().map(own -> own.id().toString()).toList());
        try (FollowingSource connector = stack.follow("answers", ids, "request.timeout.ms", "1000")) {
            tables.keySet().forEach(name -> connector.awaitRows(name, 250));
            tables.forEach((name, own) -> {
                stack.notion.faults().next(2, NotionRequests.changes(own), faults.get(name));
                own.createPage("new");
            });
            tables.keySet().forEach(name -> connector.awaitRows(name, 251));
            assertThat(stack.notion.faults().shown()).isGreaterThanOrEqualTo(3L * faults.size());
            assertThat(tables.keySet()).allMatch(name -> stack.topics.count(connector.topic(name)) == 251);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, 5})
    void a_clock_that_is_hours_off_hides_nothing(int hours) {
        try (NotionSimulator other = NotionSimulator.builder()
                .at(Instant.now().plus(Duration.ofHours(hours)))
                .start()) {
            DataSource off = other.createDataSource("Off", Property.title("Name"));
            off.createPage("one");
            String name = "clock" + (hours < 0 ? "-behind" : "-ahead");
            try (FollowingSource connector =
                    stack.follow(name, off, "notion.url", other.url(), "notion.token", other.token())) {
                connector.awaitTitles("Off", "one");
                other.clock().advance(Duration.ofMinutes(2));
                off.createPage("two").update("Name", "two, edited");
                connector.awaitTitles("Off", "one", "two, edited");
                other.clock().advance(Duration.ofMinutes(20));
                off.createPage("three");
                connector.awaitTitles("Off", "one", "two, edited", "three");
            }
        }
    }

    private static Map<String, List<String>> validate(String... more) {
        return stack.stack
                .rest()
                .validate(NotionStack.SOURCE, stack.config("check", table.id().toString(), more));
    }

    private static void assertRefused(String key, Map<String, List<String>> errors, String... says) {
        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).singleElement().asString().contains(says).doesNotContain(TOKEN);
    }
}
