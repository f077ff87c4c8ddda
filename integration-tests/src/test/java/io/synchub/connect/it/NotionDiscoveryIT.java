/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.Database;
import io.synchub.connect.localstack.notion.Page;
import io.synchub.connect.localstack.notion.Property;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which tables are followed, and what they are called. */
class NotionDiscoveryIT {
    private static NotionStack stack;

    @BeforeAll
    static void start() {
        stack = NotionStack.start("notion-discovery");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void every_data_source_of_a_database_is_followed_also_one_that_is_added_before_a_restart() {
        Database database = stack.notion.createDatabase("Work");
        database.createDataSource("Tasks", Property.title("Name")).createPage("task");
        database.createDataSource("Notes", Property.title("Name")).createPage("note");
        DataSource single = table("Single");
        single.createPage("single");
        try (FollowingSource connector = stack.follow(
                "databases", single, "notion.databases", database.id().toString(), "tasks.max", "2")) {
            connector.awaitTitles("Tasks", "task");
            connector.awaitTitles("Notes", "note");
            connector.awaitTitles("Single", "single");

            connector.stop();
            database.createDataSource("Plans", Property.title("Name")).createPage("plan");
            connector.resume();
            connector.awaitTitles("Plans", "plan");
            assertThat(connector.history("Tasks")).containsExactly("r task");
        }
    }

    @Test
    void a_table_that_is_not_shared_at_a_restart_does_not_keep_the_others_waiting() {
        DataSource open = table("Open");
        open.createPage("first");
        DataSource shut = table("Shut");
        shut.createPage("shut");
        try (FollowingSource connector = stack.follow("shut-table", open.id() + "," + shut.id())) {
            connector.awaitTitles("Open", "first");
            connector.awaitTitles("Shut", "shut");

            connector.stop();
            shut.unshare();
            open.createPage("second");
            connector.resume();

            connector.awaitTitles("Open", "first", "second");
            shut.share();
            connector.stop();
            shut.createPage("open again");
            connector.resume();
            connector.awaitTitles("Shut", "shut", "open again");
        }
    }

    @Test
    void a_name_that_is_used_again_while_the_connector_runs_does_not_mix_two_tables() {
        DataSource one = table("Reused");
        one.createPage("of one");
        try (FollowingSource connector = stack.follow("reused", one)) {
            connector.awaitTitles("Reused", "of one");
            one.rename("Put aside");
            DataSource two = table("Reused");
            two.createPage("of two");

            connector.put(stack.config("reused", one.id() + "," + two.id()));

            connector.awaitTitles("Reused_" + two.id(), "of two");
            connector.awaitTitles("Reused", "of one");
        }
    }

    @Test
    void a_star_means_what_search_finds_and_what_is_named_beside_it_though_search_does_not() {
        table("Found").createPage("found");
        DataSource hidden = table("Hidden");
        hidden.createPage("hidden");
        DataSource unlisted = table("Unlisted");
        unlisted.createPage("unlisted");
        DataSource unshared = table("Closed");
        unshared.createPage("closed");
        stack.notion.hideFromSearch(hidden.id());
        stack.notion.hideFromSearch(unlisted.id());
        unshared.unshare();
        try (FollowingSource connector = stack.follow(
                "star", "*", "notion.databases", hidden.database().id().toString())) {
            connector.awaitTitles("Found", "found");
            connector.awaitTitles("Hidden", "hidden");
            assertThat(connector.messages("Unlisted")).isEmpty();
            assertThat(connector.messages("Closed")).isEmpty();
        }
    }

    @Test
    void tables_of_one_name_have_topics_of_their_own_which_stay_when_they_are_renamed() {
        DataSource one = table("Twins");
        DataSource two = table("Twins");
        one.createPage("of one");
        two.createPage("of two");
        try (FollowingSource connector = stack.follow("twins", one.id() + "," + two.id())) {
            DataSource first = one.id().toString().compareTo(two.id().toString()) < 0 ? one : two;
            DataSource second = first == one ? two : one;
            connector.awaitTitles("Twins", first == one ? "of one" : "of two");
            String other = "Twins_" + second.id();
            connector.awaitTitles(other, second == one ? "of one" : "of two");

            first.rename("Renamed");
            connector.stop();
            connector.resume();
            first.createPage("new");
            connector.awaitRows("Twins", 2);
            assertThat(connector.messages("Renamed")).isEmpty();
        }
    }

    @Test
    void pages_below_pages_of_a_wiki_are_rows_and_stay_rows_in_sweeps() {
        DataSource wiki = table("Wiki");
        Page top = wiki.createPage("top");
        Page child = top.createChild(Map.of("Name", "child"));
        Page grandchild = child.createChild(Map.of("Name", "grandchild"));
        try (FollowingSource connector = stack.follow("wiki", wiki, "sweep", "every(500ms)")) {
            connector.awaitTitles("Wiki", "top", "child", "grandchild");
            grandchild.update("Name", "grandchild, edited");
            connector.awaitTitles("Wiki", "top", "child", "grandchild, edited");
            NotionRequests.awaitPasses(stack.notion, wiki, 2);
            grandchild.trash();
            connector.awaitTitles("Wiki", "top", "child");
            assertThat(connector.messages("Wiki")).hasSize(5);
        }
    }

    private static DataSource table(String name) {
        return stack.notion.createDataSource(name, Property.title("Name"));
    }
}
