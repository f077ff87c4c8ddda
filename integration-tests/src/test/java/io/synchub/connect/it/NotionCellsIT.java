/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.FileValue;
import io.synchub.connect.localstack.notion.NotionFaults;
import io.synchub.connect.localstack.notion.Page;
import io.synchub.connect.localstack.notion.Property;
import io.synchub.connect.localstack.notion.RichText;
import io.synchub.connect.localstack.notion.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What takes more than the row's own answer, or must be left out of it: cut lists, file links, the text of pages, filters. */
class NotionCellsIT {
    private static NotionStack stack;

    @BeforeAll
    static void start() {
        stack = NotionStack.start("notion-cells");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void lists_of_more_than_25_are_completed_where_they_are_cut_and_nowhere_else() {
        DataSource others = table("Others");
        List<Page> related = IntStream.range(0, 130)
                .mapToObj(number -> others.createPage("other " + number))
                .toList();
        List<User> people = IntStream.range(0, 30)
                .mapToObj(number -> stack.notion.person("Person " + number, number + "@example.invalid"))
                .toList();
        List<RichText> runs = IntStream.range(0, 40)
                .mapToObj(number -> number % 2 == 0 ? RichText.bold(number + " ") : RichText.text(number + " "))
                .toList();
        DataSource table = table(
                "Lists", Property.relation("Related", others), Property.people("People"), Property.richText("Text"));
        Page cut =
                table.createPage(hourAgo(), Map.of("Name", "cut", "Related", related, "People", people, "Text", runs));
        Page whole = table.createPage(
                hourAgo(),
                Map.of(
                        "Name",
                        "whole",
                        "Related",
                        related.subList(0, 25),
                        "People",
                        people.subList(0, 25),
                        "Text",
                        runs.subList(0, 25)));
        try (FollowingSource connector = stack.follow("lists", table)) {
            connector.awaitTitles("Lists", "cut", "whole");
            JsonNode row = connector.rows("Lists").get(cut.id().toString());
            assertThat(row.path("Related"))
                    .extracting(JsonNode::asText)
                    .containsExactlyElementsOf(
                            related.stream().map(page -> page.id().toString()).toList());
            assertThat(row.path("People"))
                    .extracting(JsonNode::asText)
                    .containsExactlyElementsOf(people.stream()
                            .map(person -> person.id().toString())
                            .toList());
            assertThat(row.path("Text").asText())
                    .isEqualTo(IntStream.range(0, 40)
                            .mapToObj(number -> number + " ")
                            .collect(Collectors.joining()));
            SourceRequests.awaitMore(stack.notion, NotionRequests.changes(table), 3);
            // Two for 130 relations, one for each of the others; none for the row that came whole.
            assertThat(completions(cut)).isEqualTo(4);
            assertThat(completions(whole)).isZero();
        }
    }

    @Test
    void a_change_behind_the_cut_of_a_list_arrives() {
        DataSource others = table("Far");
        List<Page> related = IntStream.range(0, 31)
                .mapToObj(number -> others.createPage("far " + number))
                .toList();
        DataSource table = table("Behind", Property.relation("Related", others));
        Page page = table.createPage(hourAgo(), Map.of("Name", "one", "Related", related.subList(0, 30)));
        try (FollowingSource connector = stack.follow("behind", table)) {
            connector.awaitTitles("Behind", "one");
            page.update("Related", related);
            connector.awaitAsserted(
                    () -> assertThat(connector.row("Behind").path("Related")).hasSize(31));
            page.update("Related", related.subList(0, 29));
            connector.awaitAsserted(
                    () -> assertThat(connector.row("Behind").path("Related")).hasSize(29));
        }
    }

    @Test
    void links_of_files_that_differ_at_each_reading_do_not_repeat_rows() {
        DataSource table = table("Files", Property.files("Files"));
        Page page = table.createPage(Map.of("Name", "one", "Files", List.of(FileValue.hosted("a.txt"))));
        try (FollowingSource connector = stack.follow("files", table, "sweep", "every(500ms)")) {
            connector.awaitTitles("Files", "one");
            NotionRequests.awaitPasses(stack.notion, table, 3);
            assertThat(connector.history("Files")).containsExactly("r one");
            page.update("Files", List.of(FileValue.hosted("a.txt"), FileValue.hosted("b.txt")));
            connector.awaitMessages("Files", 2);
            assertThat(connector.row("Files").path("Files").asText()).contains("b.txt");
        }
    }

    @Test
    void the_text_of_pages_comes_with_one_request_for_each_row_that_is_sent() {
        DataSource table = table("Text");
        Page page = table.createPage(Map.of("Name", "one")).body("# First");
        for (int other = 0; other < 3; other++) {
            table.createPage(hourAgo(), Map.of("Name", "other " + other));
        }
        try (FollowingSource connector = stack.follow("text", table, "notion.content", "markdown")) {
            // The minute of the edit is not over: more edits may follow that its time would not show.
            connector.awaitTitles("Text", "other 0", "other 1", "other 2");
            stack.notion.clock().advance(Duration.ofMinutes(3));
            connector.awaitAsserted(() -> assertThat(text(connector, page)).isEqualTo("# First"));

            page.body("# Second");
            stack.notion.clock().advance(Duration.ofMinutes(3));
            connector.awaitAsserted(() -> assertThat(text(connector, page)).isEqualTo("# Second"));
            SourceRequests.awaitMore(stack.notion, NotionRequests.changes(table), 3);
            assertThat(connector.messages("Text")).hasSize(5);
            assertThat(SourceRequests.count(stack.notion, NotionFaults.path("/markdown")))
                    .isEqualTo(5);
        }
    }

    @Test
    void a_filter_keeps_pages_out_and_a_page_that_leaves_it_is_a_delete() {
        DataSource table = table("Filtered", Property.select("State", "open", "done"));
        Page leaving = table.createPage(Map.of("Name", "leaving", "State", "open"));
        Page coming = table.createPage(Map.of("Name", "coming", "State", "done"));
        table.createPage(Map.of("Name", "staying", "State", "open"));
        String filter = "{\"property\":\"State\",\"select\":{\"equals\":\"open\"}}";
        try (FollowingSource connector =
                stack.follow("filtered", table, "notion.filter", filter, "sweep", "every(1s)")) {
            connector.awaitTitles("Filtered", "leaving", "staying");
            leaving.update("State", "done");
            coming.update("State", "open");
            stack.notion.clock().advance(Duration.ofMinutes(15));
            connector.awaitTitles("Filtered", "coming", "staying");
            assertThat(connector.history("Filtered"))
                    .containsExactlyInAnyOrder("r leaving", "r staying", "c coming", "d");
        }
    }

    private static int completions(Page page) {
        return SourceRequests.count(stack.notion, NotionFaults.path(page.id() + "/properties/"));
    }

    private static String text(FollowingSource connector, Page page) {
        JsonNode row = connector.rows("Text").get(page.id().toString());
        return row == null ? "" : row.path("content").asText();
    }

    private static Instant hourAgo() {
        return stack.notion.clock().instant().minus(Duration.ofHours(1));
    }

    private static DataSource table(String name, Property... properties) {
        Property[] all = Arrays.copyOf(properties, properties.length + 1);
        all[properties.length] = Property.title("Name");
        return stack.notion.createDataSource(name, all);
    }
}
