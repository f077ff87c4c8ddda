/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.Page;
import io.synchub.connect.localstack.notion.Property;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows that go, and tables that cannot be read for a while, which must not look like rows that went. */
class NotionDeletesIT {
    private static NotionStack stack;

    @BeforeAll
    static void start() {
        stack = NotionStack.start("notion-deletes");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void every_way_to_go_is_a_delete_and_what_comes_back_is_sent_again() {
        DataSource table = table("Going");
        DataSource other = table("Elsewhere");
        Page trashed = table.createPage("trashed");
        Page archived = table.createPage("archived");
        Page moved = table.createPage("moved");
        Page unshared = table.createPage("unshared");
        Page gone = table.createPage("gone");
        Page locked = table.createPage("locked");
        try (FollowingSource connector = follow("going", table, other)) {
            connector.awaitRows("Going", 6);

            locked.lock();
            trashed.trash();
            archived.archive();
            moved.moveTo(other);
            unshared.unshare();
            gone.deleteForEver();
            connector.awaitTitles("Going", "locked");
            connector.awaitTitles("Elsewhere", "moved");
            assertDeletes(connector, "Going", 5);

            trashed.restore();
            archived.unarchive();
            moved.moveTo(table);
            unshared.share();
            connector.awaitTitles("Going", "locked", "trashed", "archived", "moved", "unshared");
            connector.awaitRows("Elsewhere", 0);
            assertThat(connector.history("Going").stream().filter(record -> record.startsWith("c ")))
                    .containsExactlyInAnyOrder("c trashed", "c archived", "c moved", "c unshared");
        }
    }

    @Test
    void deletes_that_happened_while_the_connector_was_down_are_found() {
        DataSource table = table("Down");
        Page first = table.createPage("first");
        Page second = table.createPage("second");
        table.createPage("third");
        try (FollowingSource connector = follow("down", table)) {
            connector.awaitRows("Down", 3);
            connector.stop();
            first.trash();
            second.deleteForEver();
            connector.resume();
            connector.awaitTitles("Down", "third");
            assertDeletes(connector, "Down", 2);
        }
    }

    @Test
    void a_table_that_is_unshared_pauses_alone_deletes_nothing_and_goes_on_when_it_is_shared_again() {
        DataSource table = table("Unshared");
        Page page = table.createPage("kept");
        DataSource other = table("Shared");
        other.createPage("one");
        try (FollowingSource connector = stack.follow(
                "unshared", table.id() + "," + other.id(), "sweep", "every(1s)", "status.topic", "unshared-status")) {
            connector.awaitTitles("Unshared", "kept");
            connector.awaitTitles("Shared", "one");

            table.unshare();
            connector.awaitAsserted(() -> {
                assertThat(connector.gauge(table.id().toString(), "paused")).isEqualTo(1);
                assertThat(failures("unshared-status", table))
                        .isNotEmpty()
                        .allMatch(message -> message.contains("is not there or not shared"));
            });
            other.createPage("two");
            connector.awaitTitles("Shared", "one", "two");
            assertThat(connector.gauge(other.id().toString(), "paused")).isZero();
            assertThat(failures("unshared-status", other)).isEmpty();
            assertThat(connector.history("Unshared")).containsExactly("r kept");

            page.update("Name", "kept, edited");
            table.share();
            connector.awaitTitles("Unshared", "kept, edited");
            assertThat(connector.history("Unshared")).containsExactly("r kept", "u kept, edited");
            assertThat(connector.gauge(table.id().toString(), "paused")).isZero();
        }
    }

    @Test
    void a_table_in_the_trash_pauses_and_deletes_nothing() {
        DataSource table = table("Bin");
        table.createPage("kept");
        try (FollowingSource connector =
                stack.follow("bin", table, "sweep", "every(1s)", "status.topic", "bin-status")) {
            connector.awaitTitles("Bin", "kept");
            table.trash();
            connector.awaitAsserted(() -> assertThat(failures("bin-status", table))
                    .anyMatch(message -> message.contains("in Notion's trash")));
            table.restore();
            table.createPage("new");
            connector.awaitTitles("Bin", "kept", "new");
            assertThat(connector.history("Bin")).containsExactly("r kept", "c new");
        }
    }

    @Test
    void soft_deletes_are_rows_that_say_so() {
        DataSource table = table("Soft");
        Page trashed = table.createPage("trashed");
        Page gone = table.createPage("gone");
        try (FollowingSource connector = stack.follow("soft", table, "sweep", "every(1s)", "delete.mode", "soft")) {
            connector.awaitRows("Soft", 2);
            assertThat(connector.rows("Soft").values())
                    .allMatch(row -> !row.path("_deleted").asBoolean(true));
            trashed.trash();
            gone.deleteForEver();
            connector.awaitMessages("Soft", 4);
            Map<String, JsonNode> rows = connector.rows("Soft");
            assertThat(rows.values()).allMatch(row -> row.path("_deleted").asBoolean());
            assertThat(rows.get(trashed.id().toString()).path("Name").asText()).isEqualTo("trashed");
            assertThat(rows.get(trashed.id().toString()).path("in_trash").asBoolean())
                    .isTrue();
            trashed.restore();
            connector.awaitAsserted(() -> assertThat(connector
                            .rows("Soft")
                            .get(trashed.id().toString())
                            .path("_deleted")
                            .asBoolean(true))
                    .isFalse());
        }
    }

    @Test
    void without_deletes_nothing_is_sent_for_what_went() {
        DataSource table = table("Kept");
        Page trashed = table.createPage("trashed");
        table.createPage("stays");
        try (FollowingSource connector = stack.follow("kept", table, "sweep", "every(1s)", "delete.mode", "none")) {
            connector.awaitRows("Kept", 2);
            trashed.trash();
            NotionRequests.awaitPasses(stack.notion, table, 2);
            table.createPage("new");
            connector.awaitTitles("Kept", "trashed", "stays", "new");
            assertThat(connector.history("Kept")).hasSize(3).last().isEqualTo("c new");
        }
    }

    private static FollowingSource follow(String name, DataSource... tables) {
        String ids = String.join(
                ",",
                List.of(tables).stream().map(table -> table.id().toString()).toList());
        return stack.follow(name, ids, "sweep", "every(1s)");
    }

    private static DataSource table(String name) {
        return stack.notion.createDataSource(name, Property.title("Name"));
    }

    private static void assertDeletes(FollowingSource connector, String table, int deletes) {
        assertThat(connector.messages(table).stream()
                        .filter(message -> message.operation().equals("d")))
                .hasSize(deletes)
                .allMatch(message -> message.value().isEmpty());
    }

    /** What the status topic says of a table's failed runs. */
    private static List<String> failures(String topic, DataSource table) {
        return stack.topics.all(topic).stream()
                .map(event -> event.value().orElseThrow())
                .filter(event -> event.path("stream").asText().equals(table.id().toString()))
                .filter(event -> event.path("event").asText().equals("failed"))
                .map(event -> event.path("message").asText())
                .toList();
    }
}
