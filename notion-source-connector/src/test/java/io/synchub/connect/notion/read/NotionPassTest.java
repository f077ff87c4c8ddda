/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.poll.PassPage;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.notion.FakeNotion;
import io.synchub.connect.notion.api.NotionApi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NotionPassTest {
    private static final long M = 29_000_000;

    private final FakeNotion notion = new FakeNotion();

    @Test
    void a_table_of_1000_rows_costs_10_requests() {
        for (int i = 0; i < 1000; i++) {
            notion.add(M + i / 7, M + i);
        }

        assertThat(idsOfPass(0)).hasSize(1000);
        assertThat(notion.queries()).isEqualTo(10);
        assertThat(notion.body(1).toString())
                .isEqualTo(
                        "{\"sorts\":[{\"timestamp\":\"created_time\",\"direction\":\"ascending\"}],\"page_size\":100}");
    }

    @Test
    void a_pass_goes_on_from_a_key_with_the_whole_minute() {
        notion.addAll(3, M);
        notion.addAll(3, M + 1);

        assertThat(idsOfPass(M + 1)).hasSize(3);
        assertThat(notion.body(1).get("filter").toString())
                .isEqualTo("{\"timestamp\":\"created_time\",\"created_time\":{\"on_or_after\":\""
                        + FakeNotion.text(M + 1).replace(".000", "") + "\"}}");
    }

    @Test
    void the_cap_on_a_query_is_not_the_end_of_the_data() {
        for (int i = 0; i < 137; i++) {
            notion.add(M + i / 3, M);
        }
        notion.cap = 20;

        assertThat(idsOfPass(0)).hasSize(137);
    }

    @Test
    void ten_thousand_rows_without_a_word_of_a_cap_are_not_believed_to_be_all() {
        for (int i = 0; i < 10_050; i++) {
            notion.add(M + i / 10, M);
        }
        notion.cap = 10_000;
        notion.tellsCap = false;

        assertThat(idsOfPass(0)).hasSize(10_050);
    }

    @Test
    void a_dead_cursor_is_not_the_end_of_the_data() {
        for (int i = 0; i < 95; i++) {
            notion.add(M + i / 3, M);
        }
        AtomicInteger requests = new AtomicInteger();
        notion.fault = request -> request.path().endsWith("/query")
                        && new String(request.body().orElseThrow()).contains("start_cursor")
                        && requests.incrementAndGet() % 3 == 0
                ? Optional.of(FakeNotion.deadCursor(request))
                : Optional.empty();

        assertThat(idsOfPass(0, 10)).hasSize(95);
    }

    @Test
    void cursors_that_always_die_end_as_a_passing_failure() {
        notion.addAll(50, M);
        notion.fault = request -> new String(request.body().orElse(new byte[0])).contains("start_cursor")
                ? Optional.of(FakeNotion.deadCursor(request))
                : Optional.empty();

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> idsOfPass(0, 10))
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.PASSING));
    }

    @Test
    void more_rows_of_one_minute_than_a_query_gives_are_read_by_their_unique_ids() {
        notion.schema(true);
        notion.addAll(5, M - 1);
        notion.addAll(64, M);
        notion.addAll(5, M + 1);
        notion.cap = 20;

        assertThat(idsOfPass(0)).hasSize(74);
    }

    @Test
    void without_unique_ids_they_are_read_from_both_ends() {
        notion.addAll(5, M - 1);
        notion.addAll(37, M);
        notion.addAll(5, M + 1);
        notion.cap = 20;

        assertThat(idsOfPass(0, 7)).hasSize(47);
    }

    @Test
    void both_ends_that_do_not_meet_fail_loudly() {
        notion.addAll(41, M);
        notion.cap = 20;

        assertOverflow();
    }

    @Test
    void an_order_that_is_not_the_same_from_both_ends_fails_loudly() {
        notion.addAll(37, M);
        notion.cap = 20;
        notion.tiesFollowDirection = false;

        assertOverflow();
    }

    private void assertOverflow() {
        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> idsOfPass(0))
                .withMessageContaining("type ID")
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM));
    }

    @Test
    void what_was_shown_is_told_only_as_far_as_the_order_holds() {
        for (int i = 0; i < 30; i++) {
            notion.add(M + (i < 15 ? i : 40 - i), M);
        }
        notion.sorts = false;

        List<PassPage> pages = pages(reader(10).pass(0));

        assertThat(pages.get(0).shownBelow()).isEqualTo(M + 9);
        assertThat(pages.get(1).shownBelow()).isEqualTo(M + 9);
        assertThat(pages).last().matches(PassPage::last);
    }

    @Test
    void an_unsorted_answer_with_a_cap_fails_loudly() {
        for (int i = 0; i < 30; i++) {
            notion.add(M + 30 - i, M);
        }
        notion.sorts = false;
        notion.cap = 20;

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> idsOfPass(0))
                .satisfies(e -> assertThat(e.code()).isEqualTo("unsorted"));
    }

    @Test
    void answers_that_are_too_large_are_asked_for_in_smaller_pages() {
        notion.addAll(100, M);
        notion.fault = request -> request.body().isPresent()
                        && FakeNotion.tree(new String(request.body().get()))
                                        .path("page_size")
                                        .asInt()
                                > 20
                ? Optional.of(ApiFailure.unanswered(Scope.PASSING, "too_large", "too large", null))
                : Optional.empty();

        assertThat(idsOfPass(0)).hasSize(100);
    }

    @Test
    void an_overloaded_server_is_asked_for_less_twice_and_then_left_alone() {
        notion.addAll(100, M);
        TableReader reader = reader();
        reader.describe();
        notion.fault = request -> Optional.of(FakeNotion.error(request, 503, "service_unavailable", ""));

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> reader.pass(0).next());
        assertThat(notion.queries()).isEqualTo(3);

        notion.fault = request -> Optional.empty();
        assertThat(reader.pass(0).next().rows()).hasSize(25);
    }

    @Test
    void pages_without_properties_are_never_rows() {
        notion.queryAnswer = Optional.of(
                "{'object':'list','results':[{'object':'page','id':'x'}],'next_cursor':null,'has_more':false}");

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> idsOfPass(0))
                .withMessageContaining("Read content");
    }

    @Property(tries = 300)
    void whatever_the_minutes_and_the_page_size_a_pass_shows_every_row_and_tells_the_truth(
            @ForAll @Size(max = 120) List<@IntRange(max = 40) Integer> minutes,
            @ForAll @IntRange(min = 1, max = 30) int pageSize,
            @ForAll @IntRange(min = 5, max = 60) int cap,
            @ForAll @IntRange(min = 2, max = 20) int deadEvery) {
        FakeNotion notion = new FakeNotion();
        notion.schema(true);
        minutes.forEach(minute -> notion.add(M + minute, M));
        notion.cap = cap;
        AtomicInteger requests = new AtomicInteger();
        notion.fault = request -> requests.incrementAndGet() % deadEvery == 0
                        && new String(request.body().orElse(new byte[0])).contains("start_cursor")
                ? Optional.of(FakeNotion.deadCursor(request))
                : Optional.empty();
        TableReader.Pass pass =
                new NotionTableReader(new NotionApi(notion), FakeNotion.DATA_SOURCE, options(pageSize)).pass(0);
        Set<String> shown = new HashSet<>();
        try {
            for (boolean last = false; !last; ) {
                PassPage page = pass.next();
                page.rows().forEach(row -> shown.add(row.id()));
                last = page.last();
                assertThat(notion.pages)
                        .filteredOn(p -> p.created < page.shownBelow())
                        .allMatch(p -> shown.contains(p.id));
            }
        } catch (ApiFailure e) {
            assertThat(e.scope()).isEqualTo(Scope.PASSING);
            return;
        }
        assertThat(shown).hasSize(minutes.size());
    }

    private Set<String> idsOfPass(long fromKey) {
        return idsOfPass(fromKey, 100);
    }

    private Set<String> idsOfPass(long fromKey, int pageSize) {
        return ids(reader(pageSize).pass(fromKey));
    }

    private static Set<String> ids(TableReader.Pass pass) {
        Set<String> ids = new HashSet<>();
        for (PassPage page : pages(pass)) {
            page.rows().stream().map(Row::id).forEach(ids::add);
        }
        return ids;
    }

    private static List<PassPage> pages(TableReader.Pass pass) {
        List<PassPage> pages = new ArrayList<>();
        do {
            pages.add(pass.next());
        } while (!pages.get(pages.size() - 1).last());
        return pages;
    }

    private TableReader reader() {
        return reader(100);
    }

    private TableReader reader(int pageSize) {
        TableReader reader = new NotionTableReader(new NotionApi(notion), FakeNotion.DATA_SOURCE, options(pageSize));
        reader.describe();
        return reader;
    }

    private static NotionTableReader.Options options(int pageSize) {
        return new NotionTableReader.Options(Optional.empty(), pageSize, false, false, Runnable::run, () -> true);
    }
}
