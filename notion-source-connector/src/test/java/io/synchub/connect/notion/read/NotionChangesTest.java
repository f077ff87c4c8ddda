/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.poll.ChangePage;
import io.synchub.connect.common.poll.PassPage;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.notion.FakeNotion;
import io.synchub.connect.notion.api.NotionApi;
import io.synchub.connect.notion.query.Conditions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NotionChangesTest {
    private static final Predicate<Row> ALL_KNOWN = row -> true;
    private static final Predicate<Row> NONE_KNOWN = row -> false;

    private final FakeNotion notion = new FakeNotion();
    private final long now = notion.nowMinute;

    @Test
    void an_idle_poll_costs_two_requests_and_moves_the_position_to_notions_clock() {
        notion.addAll(500, now - 1000);
        TableReader reader = reader(100);

        List<ChangePage> pages = read(reader, now - 60, ALL_KNOWN);

        assertThat(pages).hasSize(1);
        assertThat(pages.get(0).rows()).isEmpty();
        assertThat(pages.get(0).position()).contains(Conditions.text(now));
        assertThat(notion.requests).hasSize(2);
    }

    @Test
    void an_edit_in_the_minute_of_the_position_and_one_that_shows_up_late_are_seen() {
        notion.add(now - 1000, now - 10);
        notion.add(now - 1000, now - 15);
        notion.add(now - 1000, now - 16);

        assertThat(ids(read(reader(100), now - 10, NONE_KNOWN)))
                .containsExactly(notion.pages.get(1).id, notion.pages.get(0).id);
        assertThat(notion.body(1).get("filter").toString())
                .contains("on_or_after")
                .contains(Conditions.text(now - 15));
    }

    @Test
    void more_changes_than_one_answer_holds_are_read_oldest_first_and_twice_before_the_position_moves() {
        for (int i = 0; i < 45; i++) {
            notion.add(now - 1000, now - 50 + i);
        }
        TableReader reader = reader(10);

        List<ChangePage> pages = read(reader, now - 60, NONE_KNOWN);

        assertThat(ids(pages)).hasSize(45);
        assertThat(pages.subList(0, pages.size() - 1))
                .allMatch(page -> page.position().isEmpty());
        assertThat(last(pages).position()).contains(Conditions.text(now - 60));
        notion.nowMinute += 2;
        assertThat(last(read(reader, now - 60, ALL_KNOWN)).position()).contains(Conditions.text(now));
    }

    @Test
    void a_known_burst_costs_one_request_a_poll_until_it_has_settled() {
        notion.addAll(50, now - 2);

        List<ChangePage> pages = read(reader(10), now - 1, ALL_KNOWN);

        assertThat(notion.queries()).isEqualTo(1);
        assertThat(pages.get(0).rows()).isEmpty();
        assertThat(pages.get(0).position()).isEmpty();

        notion.nowMinute += 5;
        assertThat(ids(read(reader(10), now - 1, ALL_KNOWN))).hasSize(50);
    }

    @Test
    void one_edit_after_a_known_burst_is_delivered_without_reading_the_burst() {
        notion.addAll(50, now - 2);
        FakeNotion.Page edited = notion.add(now - 1000, now - 1);

        List<ChangePage> pages = read(reader(10), now - 1, row -> !row.id().equals(edited.id));

        assertThat(ids(pages)).containsExactly(edited.id);
        assertThat(notion.queries()).isEqualTo(1);
        assertThat(pages.get(0).position()).isEmpty();
    }

    @Test
    void an_edit_among_known_rows_of_the_same_minute_does_not_hide_others() {
        notion.addAll(50, now - 2);

        assertThat(ids(read(reader(10), now - 1, row -> !row.id().equals(notion.pages.get(49).id))))
                .hasSize(50);
    }

    @Test
    void the_cap_is_not_the_end_of_the_changes() {
        for (int i = 0; i < 90; i++) {
            notion.add(now - 1000, now - 100 + i);
        }
        notion.cap = 20;

        List<ChangePage> pages = read(reader(10), now - 100, NONE_KNOWN);

        assertThat(ids(pages)).hasSize(90);
        assertThat(pages).noneMatch(ChangePage::incomplete);
    }

    @Test
    void more_edits_in_one_minute_than_a_query_gives_are_told_once() {
        notion.addAll(30, now - 10);
        FakeNotion.Page later = notion.add(now - 1000, now - 8);
        notion.cap = 20;

        List<ChangePage> pages = read(reader(10), now - 20, NONE_KNOWN);

        ChangePage last = pages.get(pages.size() - 1);
        assertThat(last.incomplete()).isTrue();
        assertThat(ids(pages)).contains(later.id);
        long next = Positions.minute(last.position().orElseThrow());
        notion.nowMinute += 1;
        assertThat(read(reader(10), next, NONE_KNOWN)).noneMatch(ChangePage::incomplete);
    }

    @Test
    void an_overflowing_minute_near_the_present_is_compared_again_once_it_has_settled() {
        notion.addAll(30, now - 1);
        notion.cap = 20;

        ChangePage told = last(read(reader(10), now - 20, NONE_KNOWN));
        long next = Positions.minute(told.position().orElseThrow());
        assertThat(told.incomplete()).isTrue();
        assertThat(next).isEqualTo(now - 1);

        // All rows have been compared.
        FakeNotion.Page later = notion.add(now, now);
        List<ChangePage> light = read(reader(10), next, row -> !row.id().equals(later.id));
        assertThat(ids(light)).containsExactly(later.id);
        assertThat(light).noneMatch(ChangePage::incomplete);

        notion.nowMinute += 5;
        ChangePage again = last(read(reader(10), next, ALL_KNOWN));
        assertThat(again.incomplete()).isTrue();
        assertThat(Positions.minute(again.position().orElseThrow()) - NotionChanges.SETTLE_MINUTES)
                .isEqualTo(now);
    }

    @Test
    void without_notions_clock_the_newest_edit_is_the_clock() {
        notion.tellsTime = false;
        notion.addAll(3, now - 30);
        TableReader reader = reader(10);

        assertThat(reader.position()).isEqualTo(Conditions.text(now - 30));
        assertThat(last(read(reader, now - 40, NONE_KNOWN)).position()).contains(Conditions.text(now - 30));
        assertThat(last(read(reader, now - 10, NONE_KNOWN)).position()).contains(Conditions.text(now - 10));
    }

    @Test
    void without_a_clock_and_without_rows_the_position_is_the_beginning_of_time() {
        notion.tellsTime = false;
        assertThat(reader(10).position()).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void pages_in_the_trash_are_no_rows() {
        notion.queryAnswer = Optional.of("{'object':'list','results':[{'object':'page','id':'x','in_trash':true}],"
                + "'next_cursor':null,'has_more':false}");

        ChangePage changes =
                reader(10).changes(Conditions.text(now), NONE_KNOWN).next();

        assertThat(changes.rows()).isEmpty();
        assertThat(changes.deleted()).containsExactly("x");
    }

    @Test
    void a_position_that_is_none_is_refused() {
        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> reader(10).changes("soon", NONE_KNOWN))
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM));
    }

    /** Each number is an edit of the page (number mod 12), or, from 24 on, some minutes that pass and a poll. */
    @Property(tries = 300)
    void whatever_happens_between_polls_every_edit_is_seen(
            @ForAll @Size(max = 80) List<@IntRange(max = 32) Integer> events,
            @ForAll @IntRange(min = 1, max = 7) int pageSize,
            @ForAll @IntRange(min = 5, max = 40) int cap) {
        FakeNotion world = new FakeNotion();
        world.cap = cap;
        for (int i = 0; i < 12; i++) {
            world.add(world.nowMinute - 100 + i, world.nowMinute - 100);
        }
        TableReader reader = reader(world, pageSize);
        Map<String, List<Object>> ledger = new HashMap<>();
        String position = reader.position();
        sweep(reader, ledger);
        int edits = 0;
        for (int event : events) {
            if (event < 24) {
                FakeNotion.Page page = world.pages.get(event % 12);
                page.edited = world.nowMinute;
                page.title = "edit " + edits++;
                continue;
            }
            world.nowMinute += event - 24;
            reader.describe();
            TableReader.Changes changes =
                    reader.changes(position, row -> Arrays.asList(row.cells()).equals(ledger.get(row.id())));
            boolean last = false;
            boolean incomplete = false;
            while (!last) {
                ChangePage page = changes.next();
                page.rows().forEach(row -> ledger.put(row.id(), Arrays.asList(row.cells())));
                position = page.position().orElse(position);
                last = page.last();
                incomplete |= page.incomplete();
            }
            if (incomplete) {
                sweep(reader, ledger);
            }
            // Nothing is lost for good: what a light poll left out is in a window that is still to be read.
            long from = Positions.minute(position) - NotionChanges.SETTLE_MINUTES;
            assertThat(world.pages).filteredOn(page -> page.edited < from).allMatch(page -> ledger.get(page.id)
                    .contains(page.title));
        }
    }

    private static void sweep(TableReader reader, Map<String, List<Object>> ledger) {
        TableReader.Pass pass = reader.pass(0);
        PassPage page;
        do {
            page = pass.next();
            page.rows().forEach(row -> ledger.put(row.id(), Arrays.asList(row.cells())));
        } while (!page.last());
    }

    private static Set<String> ids(List<ChangePage> pages) {
        Set<String> ids = new java.util.LinkedHashSet<>();
        pages.forEach(page -> page.rows().forEach(row -> ids.add(row.id())));
        return ids;
    }

    private static ChangePage last(List<ChangePage> pages) {
        return pages.get(pages.size() - 1);
    }

    private static List<ChangePage> read(TableReader reader, long position, Predicate<Row> unchanged) {
        TableReader.Changes changes = reader.changes(Conditions.text(position), unchanged);
        List<ChangePage> pages = new ArrayList<>();
        do {
            pages.add(changes.next());
        } while (!last(pages).last());
        return pages;
    }

    private TableReader reader(int pageSize) {
        notion.requests.clear();
        return reader(notion, pageSize);
    }

    private static TableReader reader(FakeNotion notion, int pageSize) {
        TableReader reader = new NotionTableReader(
                new NotionApi(notion),
                FakeNotion.DATA_SOURCE,
                new NotionTableReader.Options(Optional.empty(), pageSize, false, false, Runnable::run, () -> true));
        reader.describe();
        return reader;
    }
}
