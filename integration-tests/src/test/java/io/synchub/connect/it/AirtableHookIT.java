/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.airtable.Webhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A webhook that ends, breaks, or has lost some of its log: whatever happened is sent all the same, deletes included, and nothing
 * else; and the base has one webhook afterwards.
 */
class AirtableHookIT {
    private static AirtableStack stack;

    @BeforeAll
    static void start() {
        stack = AirtableStack.start("airtable-hook");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    /** What breaks while the connector asks for payloads, so that it has no chance to see the changes before. */
    private enum Trouble {
        VANISHED(Webhook::vanish),
        FAILED(hook -> hook.fail(Webhook.Failure.INVALID_HOOK)),
        LOST_SOMETHING(hook -> hook.fail(Webhook.Failure.INTERNAL_ERROR)),
        HAS_INVALID_FILTERS(hook -> hook.fail(Webhook.Failure.INVALID_FILTERS));

        private final Consumer<Webhook> effect;

        Trouble(Consumer<Webhook> effect) {
            this.effect = effect;
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void a_webhook_that_breaks_while_the_connector_runs_is_replaced(Trouble trouble) {
        Scene scene = new Scene(trouble.name());
        try (FollowingSource connector =
                stack.follow("running-" + trouble.name().toLowerCase(Locale.ROOT), scene.base)) {
            scene.awaitSnapshot(connector);
            String before = scene.hook().id();
            stack.airtable.afterPayloadAnswer(scene.base, 1, () -> {
                trouble.effect.accept(scene.hook());
                scene.change();
            });
            scene.assertOnlyDifferences(connector);
            assertThat(scene.hook().id()).isNotEqualTo(before);
        }
    }

    /** After 8 days the webhook is there and disabled, after 15 Airtable has forgotten it. */
    @ParameterizedTest
    @ValueSource(ints = {8, 15})
    void after_days_without_the_connector_only_differences_are_sent(int days) {
        Scene scene = new Scene("Days" + days);
        try (FollowingSource connector = stack.follow("days-" + days, scene.base)) {
            scene.awaitSnapshot(connector);
            connector.stop();
            scene.change();
            stack.airtable.clock().advance(Duration.ofDays(days));
            connector.resume();
            scene.assertOnlyDifferences(connector);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void payloads_that_are_lost_are_noticed(boolean moreAfterwards) {
        Scene scene = new Scene("Lost" + moreAfterwards);
        try (FollowingSource connector = stack.follow("lost-" + moreAfterwards, scene.base)) {
            scene.awaitSnapshot(connector);
            connector.stop();
            scene.change();
            scene.hook().dropPayloads();
            if (moreAfterwards) {
                scene.other.update("Name", "edited as well");
            }
            connector.resume();
            scene.assertOnlyDifferences(connector, moreAfterwards ? List.of("u edited as well") : List.of());
            assertThat(scene.base.webhooksCreated()).isEqualTo(1);
        }
    }

    @Test
    void payloads_that_are_lost_while_the_connector_runs_are_noticed_with_the_next_change() {
        Scene scene = new Scene("LostMeanwhile");
        try (FollowingSource connector = stack.follow("lost-meanwhile", scene.base)) {
            scene.awaitSnapshot(connector);
            stack.airtable.afterPayloadAnswer(scene.base, 1, () -> {
                scene.change();
                scene.hook().dropPayloads();
                scene.other.update("Name", "edited as well");
            });
            scene.assertOnlyDifferences(connector, List.of("u edited as well"));
            assertThat(scene.base.webhooksCreated()).isEqualTo(1);
        }
    }

    @Test
    void a_webhook_of_somebody_else_is_left_alone() {
        Scene scene = new Scene("Foreign");
        Foreign.createHook(stack.airtable, scene.base, "[\"tableData\"]");
        Foreign.createHook(stack.airtable, scene.base, "[\"tableFields\",\"tableMetadata\"]");
        try (FollowingSource connector = stack.follow("foreign", scene.base)) {
            scene.awaitSnapshot(connector);
            scene.change();
            connector.awaitTitles("Tasks", "other", "edited", "new");
            assertThat(scene.base.webhooks()).hasSize(3);
        }
    }

    /** A table with a few rows, and what then happens to them. */
    private static final class Scene {
        private final Base base;
        private final AirtableRecord edited;
        private final AirtableRecord deleted;
        private final AirtableRecord other;
        private final Table table;

        Scene(String name) {
            base = stack.airtable.createBase(name);
            table = base.createTable("Tasks", Field.text("Name"));
            edited = table.createRecord("one");
            deleted = table.createRecord("two");
            other = table.createRecord("other");
        }

        void awaitSnapshot(FollowingSource connector) {
            connector.awaitTitles("Tasks", "one", "two", "other");
            AirtableRequests.awaitPolls(stack.airtable, base, 2);
        }

        void change() {
            edited.update("Name", "edited");
            deleted.delete();
            table.createRecord("new");
        }

        Webhook hook() {
            assertThat(base.webhooks()).hasSize(1);
            return base.webhooks().get(0);
        }

        void assertOnlyDifferences(FollowingSource connector) {
            assertOnlyDifferences(connector, List.of());
        }

        void assertOnlyDifferences(FollowingSource connector, List<String> more) {
            List<String> differences = new ArrayList<>(List.of("u edited", "d", "c new"));
            differences.addAll(more);
            connector.awaitAsserted(() -> assertThat(connector.history("Tasks")).hasSize(3 + differences.size()));
            // What comes afterwards comes by the webhook again.
            table.createRecord("later");
            differences.add("c later");
            connector.awaitAsserted(() -> assertThat(connector.history("Tasks")).endsWith("c later"));
            List<String> history = connector.history("Tasks");
            assertThat(history.subList(3, history.size())).containsExactlyInAnyOrderElementsOf(differences);
            assertThat(base.webhooks()).hasSize(1);
        }
    }
}
