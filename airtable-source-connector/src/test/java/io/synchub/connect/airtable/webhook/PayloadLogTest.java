/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.synchub.connect.airtable.SimulatedBase;
import io.synchub.connect.airtable.api.AirtableFailures;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.localstack.airtable.AirtableFaults;
import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Role;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.airtable.Webhook;
import io.synchub.connect.localstack.http.ReceivedRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadLogTest {
    private static final int ENOUGH = 1_000;

    private final SimulatedBase simulated = new SimulatedBase();
    private final Table items = simulated.base.createTable("Items", Field.text("Name"));
    private final PayloadLog log = log();

    @AfterEach
    void stop() {
        simulated.close();
    }

    @Test
    void what_one_stream_drains_serves_the_others() {
        LogHead opened = log.open();
        AirtableRecord item = items.createRecord("a");

        LogHead first = log.drain(opened.drain());
        LogHead second = log.drain(opened.drain());

        assertThat(second).isEqualTo(first);
        assertThat(signals(second, 1).take(10).touched()).containsExactly(item.id());
        assertThat(signals(second, 1).take(10).touched()).containsExactly(item.id());
        assertThat(simulated.count(SimulatedBase.PAYLOADS)).isEqualTo(1);
    }

    @Test
    void streams_that_drain_at_the_same_moment_share_one_reading() {
        long seen = log.open().drain();
        items.createRecord("a");

        List<LogHead> heads = IntStream.range(0, 8)
                .parallel()
                .mapToObj(stream -> log.drain(seen))
                .distinct()
                .toList();

        assertThat(heads).hasSize(1);
        assertThat(simulated.count(SimulatedBase.PAYLOADS)).isEqualTo(1);
    }

    @Test
    void a_stream_that_has_seen_the_newest_drain_makes_another() {
        LogHead first = log.drain(log.open().drain());
        items.createRecord("a");

        LogHead second = log.drain(first.drain());

        assertThat(second.cursor()).isEqualTo(first.cursor() + 1);
        assertThat(second.drain()).isGreaterThan(first.drain());
        assertThat(simulated.count(SimulatedBase.PAYLOADS)).isEqualTo(2);
    }

    @Test
    void what_was_drained_more_than_five_seconds_ago_is_drained_again() {
        long seen = log.open().drain();
        log.drain(seen);
        simulated.pass(Duration.ofSeconds(5));
        log.drain(seen);
        assertThat(simulated.count(SimulatedBase.PAYLOADS)).isEqualTo(1);

        simulated.pass(Duration.ofMillis(1));
        log.drain(seen);

        assertThat(simulated.count(SimulatedBase.PAYLOADS)).isEqualTo(2);
    }

    @Test
    void a_drain_reads_to_the_head() {
        LogHead opened = log.open();
        for (int i = 0; i < 120; i++) {
            items.createRecord("r" + i);
        }

        assertThat(log.drain(opened.drain()).cursor()).isEqualTo(121);
        assertThat(simulated.count(SimulatedBase.PAYLOADS)).isEqualTo(3);
    }

    @Test
    void a_reading_ends_at_the_head_that_is_given() {
        LogHead opened = log.open();
        items.createRecord("a");
        LogHead early = log.drain(opened.drain());
        items.createRecord("b");
        log.drain(early.drain());

        assertThat(signals(early, 1).take(10).touched()).hasSize(1);
    }

    @Test
    void payloads_of_before_the_task_are_read_again_and_said_to_be_a_replay() {
        log.open();
        AirtableRecord item = items.createRecord("a");
        PayloadLog another = log();
        LogHead head = another.drain(another.open().drain());

        Signals signals = another.signals(head, new Signals.Place(1, 0), items.id(), ENOUGH)
                .orElseThrow();

        assertThat(signals.isReplay()).isTrue();
        assertThat(signals.take(10).touched()).containsExactly(item.id());
        assertThat(another.signals(head, new Signals.Place(head.cursor(), 0), items.id(), ENOUGH))
                .hasValueSatisfying(later -> assertThat(later.isReplay()).isFalse());
    }

    @Test
    void a_gap_makes_a_reading_incomplete_which_still_shows_the_rest() {
        LogHead opened = log.open();
        items.createRecord("lost");
        hook().dropPayloads();
        AirtableRecord kept = items.createRecord("kept");

        Signals signals = signals(log.drain(opened.drain()), 1);

        assertThat(signals.isIncomplete()).isTrue();
        assertThat(signals.take(10))
                .isEqualTo(new Signals.Part(List.of(kept.id()), List.of(), List.of(), new Signals.Place(3, 0)));
    }

    @Test
    void payloads_before_a_gap_are_not_incomplete() {
        LogHead opened = log.open();
        AirtableRecord item = items.createRecord("a");
        LogHead before = log.drain(opened.drain());
        items.createRecord("lost");
        hook().dropPayloads();
        items.createRecord("b");
        LogHead after = log.drain(before.drain());

        assertThat(signals(before, 1).isIncomplete()).isFalse();
        assertThat(signals(before, 1).take(10).touched()).containsExactly(item.id());
        assertThat(signals(after, 2).isIncomplete()).isTrue();
    }

    @Test
    void an_empty_answer_behind_the_head_makes_a_reading_incomplete() {
        log.open();
        items.createRecord("lost");
        items.createRecord("lost as well");
        hook().dropPayloads();
        PayloadLog another = log();
        LogHead head = another.drain(another.open().drain());

        Signals signals = another.signals(head, new Signals.Place(1, 0), items.id(), ENOUGH)
                .orElseThrow();

        assertThat(head.cursor()).isEqualTo(3);
        assertThat(signals.isIncomplete()).isTrue();
        assertThat(signals.take(10))
                .isEqualTo(new Signals.Part(List.of(), List.of(), List.of(), new Signals.Place(3, 0)));
    }

    @Test
    void payloads_that_went_unread_at_the_head_are_noticed_by_the_daily_check() {
        LogHead before = log.drain(log.open().drain());
        items.createRecord("lost");
        hook().dropPayloads();
        simulated.pass(Duration.ofDays(1));

        LogHead head = log.drain(before.drain());

        assertThat(head.webhook()).isEqualTo(before.webhook());
        assertThat(head.cursor()).isEqualTo(2);
        assertThat(signals(head, 1).isIncomplete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Webhook.Failure.class)
    void a_webhook_that_fails_is_replaced_once(Webhook.Failure failure) {
        LogHead before = log.open();
        items.createRecord("a");
        hook().fail(failure);

        LogHead after = log.drain(before.drain());

        assertThat(after.webhook()).isNotEqualTo(before.webhook()).isEqualTo(hook().id());
        assertThat(simulated.base.webhooks()).hasSize(1);
        assertThat(log.signals(before, new Signals.Place(before.cursor(), 0), items.id(), ENOUGH))
                .as("a position in it is of no use")
                .matches(signals -> signals.isEmpty() || signals.get().isEmpty());
        assertThat(simulated.base.webhooksCreated()).isEqualTo(2);
    }

    @Test
    void three_are_replaced_within_ten_minutes_and_the_next_when_they_are_over() {
        LogHead head = log.open();
        for (int i = 0; i < 3; i++) {
            hook().fail(Webhook.Failure.INVALID_HOOK);
            head = log.drain(head.drain());
            simulated.pass(Duration.ofMinutes(1));
        }
        LogHead last = head;
        hook().fail(Webhook.Failure.INVALID_HOOK);

        for (int i = 0; i < 2; i++) {
            simulated.pass(Duration.ofMinutes(3));
            assertThatExceptionOfType(ApiFailure.class)
                    .isThrownBy(() -> log.drain(last.drain()))
                    .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.PASSING));
        }
        assertThat(simulated.base.webhooksCreated()).isEqualTo(4);
        simulated.pass(Duration.ofMinutes(1));
        assertThat(log.drain(last.drain()).webhook()).isNotEqualTo(last.webhook());
        assertThat(simulated.base.webhooksCreated()).isEqualTo(5);
    }

    @Test
    void while_none_may_be_made_one_that_another_connector_made_is_taken() {
        LogHead head = log.open();
        for (int i = 0; i < 3; i++) {
            hook().fail(Webhook.Failure.INVALID_HOOK);
            head = log.drain(head.drain());
        }
        LogHead last = head;
        hook().vanish();
        assertThatExceptionOfType(ApiFailure.class).isThrownBy(() -> log.drain(last.drain()));

        LogHead others = log().open();

        assertThat(log.drain(last.drain()).webhook()).isEqualTo(others.webhook());
    }

    @Test
    void an_answer_that_does_not_fit_to_the_list_is_a_refusal_only_when_it_stays() {
        LogHead head = log.open();
        simulated.airtable.faults().next(6, AirtableFaults.payloads(), AirtableFaults.notFound());

        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(ApiFailure.class)
                    .isThrownBy(() -> log.drain(head.drain()))
                    .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.PASSING));
        }
        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> log.drain(head.drain()))
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM));
        assertThat(log.drain(head.drain()).webhook()).isEqualTo(head.webhook());
    }

    @Test
    void a_failure_in_the_log_of_before_the_task_is_only_a_gap() {
        log.open();
        hook().fail(Webhook.Failure.INTERNAL_ERROR);
        AirtableRecord item = items.createRecord("a");
        PayloadLog another = log();
        LogHead head = another.drain(another.open().drain());

        Signals signals = another.signals(head, new Signals.Place(1, 0), items.id(), ENOUGH)
                .orElseThrow();

        assertThat(signals.isIncomplete()).isTrue();
        assertThat(signals.take(10).touched()).containsExactly(item.id());
        assertThat(simulated.base.webhooksCreated()).isEqualTo(1);
    }

    @Test
    void who_may_not_replace_a_webhook_that_failed_and_goes_on_reads_past_the_failure() {
        log.open();
        simulated.airtable.allowToken("reader", Role.READ, io.synchub.connect.localstack.airtable.Scope.values());
        PayloadLog readers = new PayloadLog(simulated.api("reader"), simulated.clock());
        LogHead opened = readers.open();
        items.createRecord("a");
        hook().fail(Webhook.Failure.INTERNAL_ERROR);
        items.createRecord("b");
        LogHead head = readers.drain(opened.drain());

        assertThat(head.webhook()).isEqualTo(opened.webhook());
        Signals signals = readers.signals(head, new Signals.Place(1, 0), items.id(), ENOUGH)
                .orElseThrow();
        assertThat(signals.isIncomplete()).isTrue();
        assertThat(signals.take(10).place().cursor()).isEqualTo(4);
    }

    @Test
    void a_webhook_that_is_gone_is_replaced() {
        LogHead before = log.open();
        hook().vanish();

        LogHead after = log.drain(before.drain());

        assertThat(after.webhook()).isNotEqualTo(before.webhook()).isEqualTo(hook().id());
    }

    @Test
    void a_reading_in_a_webhook_that_goes_meanwhile_is_given_up() {
        log.open();
        items.createRecord("a");
        PayloadLog another = log();
        LogHead head = another.drain(another.open().drain());
        hook().vanish();

        assertThat(another.signals(head, new Signals.Place(1, 0), items.id(), ENOUGH))
                .isEmpty();
        assertThat(another.open().webhook()).isEqualTo(hook().id());
    }

    @Test
    void a_token_that_may_not_use_webhooks_any_more_does_not_lose_the_webhook() {
        LogHead before = log.open();
        simulated.airtable.allowToken(
                simulated.airtable.token(), Role.READ, io.synchub.connect.localstack.airtable.Scope.RECORDS_READ);

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> log.drain(before.drain()))
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM));
        assertThat(simulated.base.webhooksCreated()).isEqualTo(1);
    }

    @Test
    void a_drain_that_fails_half_way_goes_on_where_it_was() {
        LogHead opened = log.open();
        for (int i = 0; i < 60; i++) {
            items.createRecord("r" + i);
        }
        simulated.airtable.afterPayloadAnswer(
                simulated.base,
                1,
                () -> simulated.airtable.faults().next(2, AirtableFaults.payloads(), AirtableFaults.serverError(502)));

        assertThatExceptionOfType(ApiFailure.class).isThrownBy(() -> log.drain(opened.drain()));
        LogHead head = log.drain(opened.drain());

        assertThat(head.cursor()).isEqualTo(61);
        assertThat(signals(head, 1).take(ENOUGH).touched()).hasSize(60);
    }

    @Test
    void once_a_day_it_is_asked_whether_the_webhook_is_there() {
        LogHead head = log.open();
        simulated.airtable.requests().clear();
        for (int hour = 1; hour < 24; hour++) {
            simulated.pass(Duration.ofHours(1));
            head = log.drain(head.drain());
        }
        assertThat(simulated.count(SimulatedBase.HOOKS)).isZero();

        simulated.pass(Duration.ofHours(1));
        head = log.drain(head.drain());
        log.drain(head.drain());

        assertThat(simulated.count(SimulatedBase.HOOKS)).isEqualTo(1);
    }

    @Test
    void one_that_expired_while_nobody_read_it_is_replaced() {
        LogHead before = log.open();
        simulated.pass(Duration.ofDays(8));

        LogHead after = log.drain(before.drain());

        assertThat(after.webhook()).isNotEqualTo(before.webhook());
        assertThat(simulated.base.webhooks()).hasSize(1);
    }

    @Test
    void only_a_change_of_descriptions_counts_as_one() {
        LogHead head = log.drain(log.open().drain());
        AirtableRecord item = items.createRecord("a");
        item.update("Name", "b").delete();
        LogHead edited = log.drain(head.drain());
        assertThat(edited.schema()).isEqualTo(head.schema());

        items.addField(Field.checkbox("Done"));
        LogHead fielded = log.drain(edited.drain());
        assertThat(fielded.schema()).isGreaterThan(edited.schema());

        items.rename("Things");
        LogHead renamed = log.drain(fielded.drain());
        assertThat(renamed.schema()).isGreaterThan(fielded.schema());

        simulated.base.createTable("Others", Field.text("Name")).delete();
        assertThat(log.drain(renamed.drain()).schema()).isGreaterThan(renamed.schema());
    }

    @Test
    void a_gap_counts_as_a_change_of_descriptions() {
        LogHead head = log.drain(log.open().drain());
        items.addField(Field.checkbox("Done"));
        hook().dropPayloads();
        items.createRecord("a");

        assertThat(log.drain(head.drain()).schema()).isGreaterThan(head.schema());
    }

    @Test
    void an_answer_that_is_too_large_is_asked_for_in_halves() {
        LogHead opened = log.open();
        for (int i = 0; i < 60; i++) {
            items.createRecord("r" + i);
        }
        simulated.airtable.faults().next(2, AirtableFaults.payloads(), AirtableFaults.tooLarge());

        assertThat(log.drain(opened.drain()).cursor()).isEqualTo(61);
        assertThat(simulated.airtable.requests().requests(AirtableFaults.payloads()))
                .extracting(ReceivedRequest::query)
                .startsWith("cursor=1&limit=50", "cursor=1&limit=25", "cursor=1&limit=12", "cursor=13&limit=12");
    }

    @Test
    void a_payload_that_is_too_large_alone_is_a_failure_of_the_stream() {
        LogHead opened = log.open();
        simulated.airtable.faults().always(AirtableFaults.payloads(), AirtableFaults.tooLarge());

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> log.drain(opened.drain()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(AirtableFailures.TOO_LARGE));
        assertThat(simulated.base.webhooksCreated()).isEqualTo(1);
        assertThat(hook().id()).isEqualTo(opened.webhook());
    }

    @ParameterizedTest
    @CsvSource({"400, 1000", "120, 5000"})
    void a_stream_that_lies_far_behind_reads_what_is_not_kept_any_more_again(int payloads, int ids) {
        NumberedPayloads api = new NumberedPayloads(payloads, ids);
        PayloadLog long_log = new PayloadLog(api.api(), Clock.systemUTC());
        LogHead head = long_log.drain(long_log.open().drain());
        int drained = api.requests();

        long cursor = 1;
        int seen = 0;
        while (cursor < head.cursor()) {
            Signals signals = long_log.signals(head, new Signals.Place(cursor, 0), NumberedPayloads.TABLE, ENOUGH)
                    .orElseThrow();
            assertThat(signals.isIncomplete()).isFalse();
            long before = cursor;
            while (!signals.isEmpty()) {
                Signals.Part part = signals.take(100);
                seen += part.destroyed().size();
                cursor = part.place().cursor();
            }
            assertThat(cursor).isGreaterThan(before);
        }

        assertThat(head.cursor()).isEqualTo(payloads + 1);
        assertThat(seen).isEqualTo(payloads * ids);
        assertThat(api.requests() - drained).isLessThanOrEqualTo(drained + 1);
    }

    @Test
    void a_long_log_without_rows_of_the_table_is_gone_through_in_parts() {
        NumberedPayloads api = new NumberedPayloads(3_000, 1);
        PayloadLog long_log = new PayloadLog(api.api(), Clock.systemUTC());
        LogHead head = long_log.drain(long_log.open().drain());

        Signals.Part part = long_log.signals(head, new Signals.Place(1, 0), "tblOther", ENOUGH)
                .orElseThrow()
                .take(100);

        assertThat(part.touched()).isEmpty();
        assertThat(part.place().cursor()).isBetween(2L, head.cursor() - 1);
    }

    @Test
    void who_is_interrupted_does_not_wait_for_the_others() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(ApiFailure.class).isThrownBy(log::open).satisfies(e -> assertThat(e.scope())
                .isEqualTo(Scope.PASSING));
        assertThat(Thread.interrupted()).isTrue();
    }

    private PayloadLog log() {
        return new PayloadLog(simulated.api(), simulated.clock());
    }

    private Signals signals(LogHead head, long from) {
        Optional<Signals> signals = log.signals(head, new Signals.Place(from, 0), items.id(), ENOUGH);
        return signals.orElseThrow();
    }

    private Webhook hook() {
        return simulated.base.webhooks().get(0);
    }
}
