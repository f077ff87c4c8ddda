/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synchub.connect.localstack.http.ReceivedRequest;
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.NotionFaults;
import io.synchub.connect.localstack.notion.NotionSimulator;
import io.synchub.connect.localstack.notion.Property;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The token's rate is used, and never overstepped, by all tasks together. The simulator counts in windows of ten seconds, and
 * permits in each a sixth of what the source may send in a minute: what is too much for a minute's window anywhere shows here
 * sooner.
 */
@Tag("alone")
class NotionRateIT {
    private static final int PER_MINUTE = 1_800;
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private static NotionStack stack;

    @BeforeAll
    static void start() {
        stack = NotionStack.start(
                "notion-rate", NotionSimulator.builder().rateLimit(PER_MINUTE / 6, WINDOW), UnaryOperator.identity());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void two_tasks_use_the_rate_while_there_is_work_and_are_never_refused() {
        DataSource one = table("One", 2_600);
        DataSource two = table("Two", 2_600);
        try (FollowingSource connector = stack.follow(
                "rate",
                one.id() + "," + two.id(),
                "tasks.max",
                "2",
                "page.size",
                "10",
                "rate.limit.per.minute",
                Integer.toString(PER_MINUTE),
                "rate.limit.burst",
                "5")) {
            assertThat(connector.status().tasks()).hasSize(2);
            Duration patience = Duration.ofSeconds(45);
            await().atMost(patience).until(() -> SourceRequests.count(stack.notion, NotionFaults.queries()) >= 500);

            assertThat(stack.notion.rateLimited()).isZero();
            List<Instant> times = stack.notion.requests().requests(NotionFaults.queries()).stream()
                    .map(ReceivedRequest::receivedAt)
                    .toList();
            // From when both tasks were at work, and before the first of them had no more.
            Instant from = times.get(20);
            Instant until = times.get(480);
            double perMinute = 460 * 60_000.0 / Duration.between(from, until).toMillis();
            // That the bucket itself gives 95 % is held by RateBudgetTest on a clock of its own; a busy machine wakes
            // late.
            assertThat(perMinute).isBetween(PER_MINUTE * 0.75, (double) PER_MINUTE);
        }
    }

    @Test
    void all_tasks_keep_away_for_as_long_as_notion_asks() {
        DataSource one = table("Asked", 100);
        DataSource two = table("Too", 100);
        stack.notion.requests().clear();
        try (FollowingSource connector = stack.follow(
                "asked",
                one.id() + "," + two.id(),
                "tasks.max",
                "2",
                "rate.limit.per.minute",
                "600",
                "rate.limit.burst",
                "1")) {
            connector.awaitRows("Asked", 100);
            connector.awaitRows("Too", 100);
            int before = SourceRequests.count(stack.notion, NotionFaults.queries());
            stack.notion.faults().next(1, NotionFaults.queries(one), NotionFaults.rateLimited(Duration.ofSeconds(2)));
            await().atMost(SourceStack.PATIENCE)
                    .until(() -> stack.notion.faults().shown() > 0);
            SourceRequests.awaitMore(stack.notion, NotionFaults.queries(two), 3);
            List<Instant> times = stack.notion.requests().times();
            Duration longest = Duration.ZERO;
            for (int i = 1; i < times.size(); i++) {
                Duration gap = Duration.between(times.get(i - 1), times.get(i));
                longest = gap.compareTo(longest) > 0 ? gap : longest;
            }
            assertThat(before).isPositive();
            assertThat(longest).isGreaterThanOrEqualTo(Duration.ofMillis(1_900));
        }
    }

    private static DataSource table(String name, int rows) {
        DataSource table = stack.notion.createDataSource(name, Property.title("Name"));
        table.createPages(rows, 50, row -> Map.of("Name", "row " + row));
        return table;
    }
}
