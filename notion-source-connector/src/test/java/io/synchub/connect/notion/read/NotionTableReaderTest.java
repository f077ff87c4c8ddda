/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.poll.Fate;
import io.synchub.connect.common.poll.Fate.Outcome;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.notion.FakeNotion;
import io.synchub.connect.notion.api.NotionApi;
import io.synchub.connect.notion.query.NotionFilter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotionTableReaderTest {
    private static final String OURS = "{'type':'data_source_id','data_source_id':'" + FakeNotion.DATA_SOURCE + "'}";
    private static final String OTHERS = "{'type':'data_source_id','data_source_id':'other'}";

    private final FakeNotion notion = new FakeNotion();
    private final FakeNotion.Page page = notion.add(29_000_000, 29_000_001);

    @Test
    void a_data_source_in_the_trash_is_a_failure_of_the_stream() {
        notion.answers.put("/v1/data_sources/" + FakeNotion.DATA_SOURCE, "{'in_trash':true,'properties':{}}");

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> reader(false).describe())
                .withMessageContaining("restore it")
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.STREAM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"in_trash", "is_archived"})
    void a_page_in_the_trash_or_archived_is_deleted(String how) {
        notion.show(page, how, OURS);
        assertFate(Outcome.DELETED);
    }

    @Test
    void a_page_that_can_not_be_read_is_gone() {
        assertThat(reader(false).confirm(List.of(page.id)).get(page.id)).isEqualTo(Fate.gone());
    }

    @Test
    void a_page_of_another_data_source_has_moved() {
        notion.show(page, "", OTHERS);
        assertFate(Outcome.MOVED);
    }

    @Test
    void a_page_that_is_alive_and_ours_is_present_or_has_left_the_filter() {
        notion.show(page, "", OURS);
        assertFate(Outcome.PRESENT);
        assertThat(filtered().confirm(List.of(page.id)).get(page.id).outcome()).isEqualTo(Outcome.FILTERED_OUT);
    }

    @Test
    void a_page_of_a_wiki_is_found_through_pages_and_blocks() {
        notion.show(page, "", "{'type':'page_id','page_id':'a'}");
        notion.answers.put("/v1/pages/a", "{'parent':{'block_id':'b','type':'block_id'}}");
        notion.answers.put("/v1/blocks/b", "{'parent':{'type':'page_id','page_id':'c'}}");
        notion.answers.put("/v1/pages/c", "{'parent':" + OURS + "}");
        assertFate(Outcome.PRESENT);
    }

    @Test
    void parents_are_asked_for_once() {
        notion.show(page, "", "{'type':'page_id','page_id':'a'}");
        notion.answers.put("/v1/pages/a", "{'parent':" + OURS + "}");
        NotionTableReader reader = reader(false);
        reader.confirm(List.of(page.id));
        reader.confirm(List.of(page.id));

        assertThat(notion.requests)
                .filteredOn(r -> r.path().equals("/v1/pages/a"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'parent':{'type':'workspace','workspace':true}}",
                "{'parent':{'type':'data_source_id','data_source_id':'other'}}"
            })
    void a_page_below_a_page_of_elsewhere_has_moved(String parent) {
        notion.show(page, "", "{'type':'page_id','page_id':'a'}");
        notion.answers.put("/v1/pages/a", parent);
        assertFate(Outcome.MOVED);
    }

    @Test
    void a_page_below_one_that_is_not_shared_has_moved() {
        notion.show(page, "", "{'type':'page_id','page_id':'a'}");
        assertFate(Outcome.MOVED);
    }

    @Test
    void where_the_parents_do_not_end_nothing_is_deleted() {
        notion.show(page, "", "{'type':'page_id','page_id':'p0'}");
        for (int i = 0; i < 20; i++) {
            notion.answers.put("/v1/pages/p" + i, "{'parent':{'type':'page_id','page_id':'p" + (i + 1) + "'}}");
        }
        assertFate(Outcome.PRESENT);
        assertThat(filtered().confirm(List.of(page.id)).get(page.id).outcome()).isEqualTo(Outcome.PRESENT);
    }

    private void assertFate(Outcome outcome) {
        Fate fate = reader(false).confirm(List.of(page.id)).get(page.id);
        assertThat(fate.outcome()).isEqualTo(outcome);
        assertThat(fate.row().orElseThrow().id()).isEqualTo(page.id);
    }

    @Test
    void only_what_is_cut_is_completed_over_all_pages_of_it() {
        page.moreTitle = true;
        properties("", "['a','b']", "'c1'");
        properties("&start_cursor=c1", "['c']", "null");
        NotionTableReader reader = reader(false);
        Row cut = reader.pass(0).next().rows().get(0);
        notion.requests.clear();

        Row whole = reader.complete(cut);

        assertThat(cut.cut()).isTrue();
        assertThat(whole.cut()).isFalse();
        assertThat(whole.cell(4)).isEqualTo("abc");
        assertThat(notion.requests).hasSize(2);
    }

    @Test
    void a_dead_cursor_begins_the_property_again() {
        page.moreTitle = true;
        properties("", "['a']", "'c1'");
        properties("&start_cursor=c1", "['b']", "null");
        NotionTableReader reader = reader(false);
        Row cut = reader.pass(0).next().rows().get(0);
        int before = notion.requests.size();
        notion.fault = request -> request.path().endsWith("c1") && notion.requests.size() == before + 2
                ? Optional.of(FakeNotion.deadCursor(request))
                : Optional.empty();

        assertThat(reader.complete(cut).cell(4)).isEqualTo("ab");
        assertThat(notion.requests).hasSize(before + 4);
    }

    @Test
    void a_cut_row_that_somebody_copied_is_completed_too() {
        page.moreTitle = true;
        notion.show(page, "", OURS);
        properties("", "['whole']", "null");
        NotionTableReader reader = reader(false);
        Row row = reader.pass(0).next().rows().get(0);

        Row whole = reader.complete(new Row(row.id(), row.orderKey(), row.table(), row.cells(), true));

        assertThat(whole.cell(4)).isEqualTo("whole");
    }

    private void properties(String cursor, String texts, String next) {
        StringBuilder results = new StringBuilder();
        for (String text : texts.replaceAll("[\\[\\]]", "").split(",", -1)) {
            results.append(results.length() == 0 ? "" : ",")
                    .append("{'object':'property_item','type':'title','id':'title','title':{'plain_text':")
                    .append(text)
                    .append("}}");
        }
        notion.answers.put(
                "/v1/pages/" + page.id + "/properties/title?page_size=100" + cursor,
                "{'object':'list','results':[" + results + "],'next_cursor':" + next + ",'has_more':"
                        + !next.equals("null")
                        + ",'type':'property_item','property_item':{'id':'title','type':'title','title':{}}}");
    }

    @Test
    void the_text_of_a_page_is_read_for_rows_that_are_sent() {
        notion.answers.put(
                "/v1/pages/" + page.id + "/markdown",
                "{'markdown':'# Hi','truncated':false,'unknown_block_ids':['x']}");
        NotionTableReader reader = reader(true);
        Row row = reader.enrich(reader.pass(0).next().rows().get(0));

        assertThat(row.table().fields().get(4).name()).isEqualTo("content");
        assertThat(row.cell(4)).isEqualTo("# Hi");
        assertThat(row.cell(5)).isEqualTo(true);
        Row plain = reader(false).pass(0).next().rows().get(0);
        assertThat(reader(false).enrich(plain)).isSameAs(plain);
    }

    @Test
    void the_users_filter_joins_every_bound() {
        NotionTableReader reader = filtered();
        assertThat(reader.pass(0).next().rows()).isEmpty();
        page.title = "an x";
        assertThat(reader.pass(29_000_000).next().rows()).hasSize(1);
        assertThat(notion.body(2).get("filter").toString())
                .startsWith("{\"and\":[{\"timestamp\":\"created_time\"")
                .contains("contains");
    }

    private NotionTableReader filtered() {
        return new NotionTableReader(
                new NotionApi(notion),
                FakeNotion.DATA_SOURCE,
                new NotionTableReader.Options(
                        NotionFilter.parse("{\"property\":\"Name\",\"title\":{\"contains\":\"x\"}}")
                                .of(FakeNotion.DATA_SOURCE),
                        100,
                        false,
                        false,
                        Runnable::run,
                        () -> true));
    }

    private NotionTableReader reader(boolean content) {
        return new NotionTableReader(
                new NotionApi(notion),
                FakeNotion.DATA_SOURCE,
                new NotionTableReader.Options(Optional.empty(), 100, content, false, Runnable::run, () -> true));
    }
}
