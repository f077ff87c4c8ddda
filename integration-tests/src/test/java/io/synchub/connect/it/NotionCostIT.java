/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.http.ReceivedRequest;
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.NotionFaults;
import io.synchub.connect.localstack.notion.Page;
import io.synchub.connect.localstack.notion.Property;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What it costs: requests of a snapshot, of polls that find nothing, of sweeps; the state that an edit writes. */
class NotionCostIT {
    private static NotionStack stack;

    @BeforeAll
    static void start() {
        stack = NotionStack.start("notion-cost");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_snapshot_of_1000_rows_costs_10_row_requests_and_polls_after_it_2_requests_at_most() {
        DataSource table = table("Thousand");
        // All of them were created, hence edited, in this minute: the worst that can precede a poll.
        table.createPages(1_000, 1_000, NotionCostIT::titled);
        try (FollowingSource connector = stack.follow("thousand", table)) {
            connector.awaitRows("Thousand", 1_000);
            assertThat(SourceRequests.count(stack.notion, NotionRequests.passes(table)))
                    .isEqualTo(10);

            int polls = 10;
            Predicate<ReceivedRequest> descriptions = NotionRequests.about(table)
                    .and(NotionFaults.queries().negate())
                    .and(request -> request.method().equals("GET"));
            int descriptionsBefore = SourceRequests.count(stack.notion, descriptions);
            SourceRequests.awaitMore(stack.notion, descriptions, polls);
            int described = SourceRequests.count(stack.notion, descriptions) - descriptionsBefore;
            assertThat(described).isGreaterThanOrEqualTo(polls);
            List<ReceivedRequest> all = stack.notion.requests().requests(NotionRequests.about(table));
            assertThat(requestsPerPoll(all, descriptions)).allMatch(requests -> requests <= 2);
            assertThat(connector.messages("Thousand").size()).isEqualTo(1_000);
        }
    }

    @Test
    void a_sweep_of_unchanged_rows_sends_nothing() {
        DataSource table = table("Swept");
        table.createPages(1_000, 50, NotionCostIT::titled);
        try (FollowingSource connector = stack.follow("swept", table, "sweep", "every(500ms)")) {
            connector.awaitRows("Swept", 1_000);
            NotionRequests.awaitPasses(stack.notion, table, 3);
            assertThat(connector.messages("Swept").size()).isEqualTo(1_000);
        }
    }

    @Test
    void the_state_that_one_edit_writes_does_not_grow_with_the_table() {
        DataSource table = table("State");
        table.createPages(4_999, 50, NotionCostIT::titled);
        Page page = table.createPage("edited");
        try (FollowingSource connector = stack.follow("state", table)) {
            connector.awaitRows("State", 5_000);
            // What the snapshot wrote may come with the first of them; were it written again, it would come with each.
            long edit = LongStream.range(0, 5)
                    .map(number -> editAndAwaitState(connector, page, "edit " + number))
                    .min()
                    .orElseThrow();
            assertThat(edit).isLessThan(2_000);
        }
    }

    /** The bytes that were written until the edit had arrived and more state was there. */
    private static long editAndAwaitState(FollowingSource connector, Page page, String title) {
        long before = stateBytes();
        int messages = stack.topics.count(connector.topic("State"));
        page.update("Name", title);
        connector.awaitMessages("State", messages + 1);
        connector.awaitAsserted(() -> assertThat(stateBytes()).isGreaterThan(before));
        return stateBytes() - before;
    }

    /** How large keys and values of all records in the offsets topic are. */
    private static long stateBytes() {
        return stack.topics.bytes("local-stack-offsets");
    }

    /** How many requests begin with each description, up to the next one; without the first, which a snapshot follows. */
    private static List<Integer> requestsPerPoll(List<ReceivedRequest> all, Predicate<ReceivedRequest> descriptions) {
        List<Integer> starts = IntStream.range(0, all.size())
                .filter(index -> descriptions.test(all.get(index)))
                .boxed()
                .toList();
        int lastPass = 0;
        for (int index = 0; index < all.size(); index++) {
            if (all.get(index).bodyText().contains("created_time")) {
                lastPass = index;
            }
        }
        int afterSnapshot = lastPass;
        List<Integer> later =
                starts.stream().filter(start -> start > afterSnapshot).toList();
        return IntStream.range(1, later.size())
                .mapToObj(index -> later.get(index) - later.get(index - 1))
                .toList();
    }

    private static DataSource table(String name) {
        return stack.notion.createDataSource(name, Property.title("Name"));
    }

    private static Map<String, String> titled(int row) {
        return Map.of("Name", "row " + row);
    }
}
