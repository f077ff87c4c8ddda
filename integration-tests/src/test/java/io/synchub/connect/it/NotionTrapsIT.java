/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.NotionFaults;
import io.synchub.connect.localstack.notion.NotionSimulator;
import io.synchub.connect.localstack.notion.Page;
import io.synchub.connect.localstack.notion.Property;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the API's paging and its times hide: capped queries, dead cursors, edit times without seconds, late indexes. The
 * simulator's clock stands still unless a test moves it, so that "the same minute" is no matter of luck.
 */
class NotionTrapsIT {
    private static final int CAP = 300;

    private static NotionStack stack;

    @BeforeAll
    static void start() {
        stack = NotionStack.start(
                "notion-traps",
                NotionSimulator.builder().queryCap(CAP).at(Instant.parse("2026-11-20T12:00:30Z")),
                UnaryOperator.identity());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_table_of_several_times_the_cap_arrives_whole_and_once() {
        DataSource table = table("Large");
        table.createPages(1_000, 50, NotionTrapsIT::titled);
        try (FollowingSource connector = stack.follow("cap", table)) {
            connector.awaitRows("Large", 1_000);
            assertOnce(connector, "Large", 1_000);
        }
    }

    @Test
    void a_minute_with_more_pages_than_the_cap_is_read_by_their_numbers() {
        DataSource table = stack.notion.createDataSource("Numbered", Property.title("Name"), Property.uniqueId("No"));
        table.createPages(700, 700, NotionTrapsIT::titled);
        try (FollowingSource connector = stack.follow("minute-numbered", table)) {
            connector.awaitRows("Numbered", 700);
            assertOnce(connector, "Numbered", 700);
        }
    }

    @Test
    void a_minute_with_more_pages_than_can_be_listed_fails_loudly_until_it_is_mended_and_other_tables_go_on() {
        DataSource table = table("Flood");
        table.createPages(700, 700, NotionTrapsIT::titled);
        DataSource other = table("Calm");
        other.createPage("calm");
        try (FollowingSource connector = stack.follow(
                "minute-flood", table.id() + "," + other.id(), "sweep", "every(1s)", "status.topic", "flood-status")) {
            connector.awaitAsserted(() -> assertThat(stack.topics.all("flood-status"))
                    .extracting(event -> event.value().orElseThrow())
                    .anySatisfy(event -> {
                        assertThat(event.path("stream").asText())
                                .isEqualTo(table.id().toString());
                        assertThat(event.path("event").asText()).isEqualTo("failed");
                        assertThat(event.path("message").asText())
                                .contains("More pages were created in the minute 2026-11-20T12:")
                                .contains("Add a property of the type ID");
                    }));
            connector.awaitTitles("Calm", "calm");

            // Mended as the message says: the stopped snapshot sees it, and goes on.
            table.addProperty(Property.uniqueId("No"));
            connector.awaitRows("Flood", 700);
        }
    }

    @Test
    void cursors_that_die_in_a_snapshot_lose_and_repeat_nothing() {
        DataSource table = table("Cursors");
        table.createPages(600, 50, NotionTrapsIT::titled);
        for (int answer = 1; answer <= 3; answer++) {
            stack.notion.afterQueryAnswer(table, answer, stack.notion::killCursors);
        }
        stack.notion
                .faults()
                .next(2, NotionFaults.queries(table).and(NotionFaults.withCursor()), NotionFaults.deadCursor());
        try (FollowingSource connector = stack.follow("cursors", table)) {
            connector.awaitRows("Cursors", 600);
            assertOnce(connector, "Cursors", 600);
        }
    }

    @Test
    void of_two_edits_in_one_minute_the_second_arrives_too() {
        DataSource table = table("Minute");
        Page page = table.createPage("one");
        try (FollowingSource connector = stack.follow("minute", table)) {
            connector.awaitTitles("Minute", "one");
            page.update("Name", "two");
            connector.awaitTitles("Minute", "two");
            page.update("Name", "three");
            connector.awaitTitles("Minute", "three");
            assertThat(connector.history("Minute")).containsExactly("r one", "u two", "u three");
        }
    }

    @Test
    void what_is_edited_while_a_snapshot_reads_arrives() {
        DataSource table = table("Moving");
        List<Page> pages = pages(table, 250, 10);
        stack.notion.afterQueryAnswer(table, 1, () -> {
            pages.get(3).update("Name", "shown already");
            pages.get(220).update("Name", "not shown yet");
            pages.get(4).trash();
            pages.get(221).trash();
            table.createPage("new");
        });
        stack.notion.afterQueryAnswer(table, 2, () -> pages.get(3).update("Name", "shown already, again"));
        List<String> expected = new ArrayList<>(
                IntStream.range(0, 250).mapToObj(row -> "row " + row).toList());
        expected.removeAll(List.of("row 3", "row 220", "row 4", "row 221"));
        expected.addAll(List.of("shown already, again", "not shown yet", "new"));
        try (FollowingSource connector = stack.follow("moving", table, "sweep", "every(1s)")) {
            connector.awaitTitles("Moving", expected.toArray(String[]::new));
        }
    }

    @Test
    void what_is_edited_while_a_window_of_changes_is_read_arrives() {
        DataSource table = table("Window");
        List<Page> pages = pages(table, 250, 250);
        try (FollowingSource connector = stack.follow("window", table)) {
            connector.awaitRows("Window", 250);
            connector.stop();
            pages.forEach(page -> page.update("Name", "first edit"));
            for (int answer = 1; answer <= 3; answer++) {
                int page = answer * 10;
                stack.notion.afterQueryAnswer(table, answer, () -> {
                    pages.get(page).update("Name", "last edit");
                    pages.get(page + 150).update("Name", "last edit");
                });
            }
            connector.resume();
            connector.awaitAsserted(() -> assertThat(connector.rows("Window").values())
                    .extracting(row -> row.path("Name").asText())
                    .hasSize(250)
                    .allMatch(title -> title.endsWith(" edit"))
                    .filteredOn("last edit"::equals)
                    .hasSize(6));
        }
    }

    @Test
    void an_edit_that_the_index_shows_minutes_later_arrives_though_others_went_before() {
        DataSource table = table("Late");
        Page late = table.createPage("late");
        Page early = table.createPage("early");
        try (FollowingSource connector = stack.follow("late", table)) {
            connector.awaitTitles("Late", "late", "early");
            stack.notion.indexLag(Duration.ofMinutes(4));
            late.update("Name", "late, edited");
            stack.notion.indexLag(Duration.ZERO);
            stack.notion.clock().advance(Duration.ofMinutes(3));
            early.update("Name", "early, edited");
            connector.awaitTitles("Late", "late", "early, edited");
            stack.notion.clock().advance(Duration.ofMinutes(1));
            connector.awaitTitles("Late", "late, edited", "early, edited");
        }
    }

    @Test
    void a_page_that_came_and_went_between_two_polls_leaves_no_trace() {
        DataSource table = table("Between");
        table.createPage("one");
        try (FollowingSource connector = stack.follow("between", table, "sweep", "every(1s)")) {
            connector.awaitTitles("Between", "one");
            connector.stop();
            table.createPage("gone").trash();
            table.createPage("gone for ever").deleteForEver();
            table.createPage("two");
            connector.resume();
            connector.awaitTitles("Between", "one", "two");
            NotionRequests.awaitPasses(stack.notion, table, 2);
            assertThat(connector.history("Between")).containsExactly("r one", "c two");
        }
    }

    private static DataSource table(String name) {
        return stack.notion.createDataSource(name, Property.title("Name"));
    }

    private static List<Page> pages(DataSource table, int count, int perMinute) {
        Instant now = stack.notion.clock().instant();
        int minutes = (count - 1) / perMinute;
        return IntStream.range(0, count)
                .mapToObj(
                        row -> table.createPage(now.minus(Duration.ofMinutes(minutes - row / perMinute)), titled(row)))
                .toList();
    }

    private static Map<String, String> titled(int row) {
        return Map.of("Name", "row " + row);
    }

    private static void assertOnce(FollowingSource connector, String table, int rows) {
        List<TopicReader.Message> messages = connector.messages(table);
        assertThat(messages.size()).isEqualTo(rows);
        assertThat(messages.stream().map(TopicReader.Message::id).distinct().count())
                .isEqualTo(rows);
    }
}
