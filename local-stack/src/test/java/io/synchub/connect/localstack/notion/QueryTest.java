/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code POST /v1/data_sources/{id}/query} gives. */
class QueryTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:30Z");
    private static final String BY_CREATION = "'sorts':[{'timestamp':'created_time','direction':'ascending'}]";

    private final NotionSimulator notion =
            NotionSimulator.builder().at(NOON).queryCap(5).start();
    private final NotionClient client = new NotionClient(notion);
    private final DataSource tasks = notion.createDataSource(
            "Tasks",
            Property.title("Name"),
            Property.number("Effort"),
            Property.select("Status", "Open", "Done"),
            Property.multiSelect("Tags"),
            Property.checkbox("Urgent"),
            Property.date("Due"),
            Property.uniqueId("ID", "T"),
            Property.people("Who"),
            Property.relation("Needs"));

    @AfterEach
    void stop() {
        notion.close();
    }

    @Test
    void the_newest_rows_come_first_when_no_order_is_asked_for() {
        create("a", "b", "c");
        assertThat(client.titles(tasks, "{}")).containsExactly("c", "b", "a");
    }

    @Test
    void a_query_goes_on_at_its_cursor() {
        create("a", "b", "c");
        JsonNode first =
                client.query(tasks, "{" + BY_CREATION + ",'page_size':2}").json();
        assertThat(NotionClient.titles(first)).containsExactly("a", "b");
        assertThat(first.get("has_more").booleanValue()).isTrue();
        String cursor = first.get("next_cursor").textValue();
        JsonNode second = client.query(tasks, "{" + BY_CREATION + ",'page_size':2,'start_cursor':'" + cursor + "'}")
                .json();
        assertThat(NotionClient.titles(second)).containsExactly("c");
        assertThat(second.get("next_cursor").isNull()).isTrue();
        assertThat(second.has("request_status")).isFalse();
    }

    @Test
    void a_query_ends_at_the_cap_and_says_so() {
        create("a", "b", "c", "d", "e", "f");
        JsonNode first =
                client.query(tasks, "{" + BY_CREATION + ",'page_size':3}").json();
        String cursor = first.get("next_cursor").textValue();
        JsonNode second = client.query(tasks, "{" + BY_CREATION + ",'page_size':3,'start_cursor':'" + cursor + "'}")
                .json();
        assertThat(NotionClient.titles(second)).containsExactly("d", "e");
        assertThat(second.get("has_more").booleanValue()).isFalse();
        assertThat(second.at("/request_status/type").textValue()).isEqualTo("incomplete");
        assertThat(second.at("/request_status/incomplete_reason").textValue()).isEqualTo("query_result_limit_reached");
    }

    @Test
    void as_many_rows_as_the_cap_are_complete() {
        create("a", "b", "c", "d", "e");
        assertThat(client.query(tasks, "{}").json().has("request_status")).isFalse();
    }

    @Test
    void times_are_cut_to_the_minute_and_compared_by_it() {
        create("before");
        notion.clock().advance(Duration.ofMinutes(1));
        create("at");
        assertThat(client.query(tasks, "{}")
                        .json()
                        .at("/results/0/created_time")
                        .textValue())
                .isEqualTo("2026-11-20T12:01:00.000Z");
        assertThat(client.titles(tasks, filter(createdTime("on_or_after", "2026-11-20T12:01:59Z"))))
                .containsExactly("at");
        assertThat(client.titles(tasks, filter(createdTime("after", "2026-11-20T12:01:00Z"))))
                .isEmpty();
        assertThat(client.titles(tasks, filter(createdTime("before", "2026-11-20T12:01:00Z"))))
                .containsExactly("before");
        assertThat(client.titles(tasks, filter(createdTime("equals", "2026-11-20"))))
                .containsExactly("at", "before");
    }

    @Test
    void an_edit_moves_a_row_to_the_end_of_the_edited() {
        create("a", "b");
        Page page = tasks.createPage("c");
        notion.clock().advance(Duration.ofMinutes(2));
        page.update("Effort", 3);
        String edited =
                "{'filter':{'timestamp':'last_edited_time','last_edited_time':{'on_or_after':'2026-11-20T12:02:00Z'}},"
                        + "'sorts':[{'timestamp':'last_edited_time','direction':'descending'}]}";
        assertThat(client.titles(tasks, edited)).containsExactly("c");
    }

    @Test
    void trashed_archived_and_unshared_rows_are_left_out_and_come_back() {
        Page page = tasks.createPage("a");
        for (Runnable[] change : List.<Runnable[]>of(
                new Runnable[] {page::trash, page::restore},
                new Runnable[] {page::archive, page::unarchive},
                new Runnable[] {page::unshare, page::share})) {
            change[0].run();
            assertThat(client.titles(tasks, "{}")).isEmpty();
            change[1].run();
            assertThat(client.titles(tasks, "{}")).containsExactly("a");
        }
    }

    @Test
    void conditions_on_cells_choose_rows() {
        Page a = tasks.createPage(Map.of(
                "Name",
                "Alpha",
                "Effort",
                1,
                "Status",
                "Open",
                "Tags",
                List.of("x", "y"),
                "Urgent",
                true,
                "Due",
                "2026-11-20"));
        tasks.createPage(Map.of("Name", "Beta", "Effort", 2.5, "Needs", a));
        User ada = notion.person("Ada", "ada@example.invalid");
        tasks.createPage(Map.of("Name", "Gamma", "Status", "Done", "Who", ada));
        assertMatches("{'property':'Name','title':{'starts_with':'al'}}", "Alpha");
        assertMatches("{'property':'Effort','number':{'greater_than':1}}", "Beta");
        assertMatches("{'property':'Effort','number':{'is_empty':true}}", "Gamma");
        assertMatches("{'property':'Status','select':{'equals':'Done'}}", "Gamma");
        assertMatches("{'property':'Status','select':{'does_not_equal':'Done'}}", "Beta", "Alpha");
        assertMatches("{'property':'Tags','multi_select':{'contains':'y'}}", "Alpha");
        assertMatches("{'property':'Urgent','checkbox':{'equals':false}}", "Gamma", "Beta");
        assertMatches("{'property':'Due','date':{'on_or_before':'2026-11-20'}}", "Alpha");
        assertMatches("{'property':'Due','date':{'is_empty':true}}", "Gamma", "Beta");
        assertMatches("{'property':'Due','date':{'this_week':{}}}", "Alpha");
        assertMatches("{'property':'ID','unique_id':{'greater_than':1}}", "Gamma", "Beta");
        assertMatches("{'property':'Needs','relation':{'contains':'" + a.id() + "'}}", "Beta");
        assertMatches("{'property':'Who','people':{'contains':'" + ada.id() + "'}}", "Gamma");
        assertMatches("{'property':'Who','people':{'is_not_empty':true}}", "Gamma");
        assertMatches(
                "{'or':[{'property':'Effort','number':{'equals':1}},{'and':[{'property':'Status','select':{'equals':'Done'}},"
                        + "{'property':'Urgent','checkbox':{'equals':false}}]}]}",
                "Gamma",
                "Alpha");
        assertMatches("{'property':'" + tasks.propertyId("Effort") + "','number':{'equals':1}}", "Alpha");
    }

    @Test
    void rows_come_in_the_order_of_their_cells() {
        tasks.createPage(Map.of("Name", "b", "Effort", 10));
        tasks.createPage(Map.of("Name", "a", "Effort", 9));
        tasks.createPage(Map.of("Name", "c", "Effort", 9));
        String sorts =
                "'sorts':[{'property':'Effort','direction':'descending'},{'property':'Name','direction':'ascending'}]";
        JsonNode first = client.query(tasks, "{" + sorts + ",'page_size':1}").json();
        String cursor = first.get("next_cursor").textValue();
        assertThat(NotionClient.titles(first)).containsExactly("b");
        assertThat(client.titles(tasks, "{" + sorts + ",'start_cursor':'" + cursor + "'}"))
                .containsExactly("a", "c");
        assertThat(client.titles(tasks, "{'sorts':[{'property':'ID','direction':'ascending'}]}"))
                .containsExactly("b", "a", "c");
    }

    @Test
    void only_the_properties_asked_for_are_shown() {
        create("a");
        String path = "/v1/data_sources/" + tasks.id() + "/query?filter_properties[]=title&filter_properties[]="
                + tasks.propertyId("Effort");
        JsonNode page = client.post(path.replace("[", "%5B").replace("]", "%5D"), "{}")
                .json()
                .at("/results/0");
        assertThat(page.get("properties").fieldNames()).toIterable().containsExactlyInAnyOrder("Name", "Effort");
    }

    @Test
    void an_edit_between_two_answers_moves_a_row_behind_the_cursor() {
        Page a = tasks.createPage("a");
        create("b", "c");
        notion.afterQueryAnswer(tasks, 1, () -> {
            notion.clock().advance(Duration.ofMinutes(1));
            a.update("Effort", 1);
        });
        String sorts = "'sorts':[{'timestamp':'last_edited_time','direction':'ascending'}]";
        JsonNode first = client.query(tasks, "{" + sorts + ",'page_size':1}").json();
        String cursor = first.get("next_cursor").textValue();
        assertThat(NotionClient.titles(first)).containsExactly("a");
        assertThat(client.titles(tasks, "{" + sorts + ",'start_cursor':'" + cursor + "'}"))
                .containsExactly("b", "c", "a");
    }

    @Test
    void with_index_lag_queries_see_changes_later_than_the_page_itself() {
        Page page = tasks.createPage(Map.of("Name", "a", "Effort", 1));
        notion.indexLag(Duration.ofMinutes(3));
        page.update("Effort", 2);
        tasks.createPage("b");
        assertThat(client.titles(tasks, "{}")).containsExactly("a");
        assertThat(client.query(tasks, "{}")
                        .json()
                        .at("/results/0/properties/Effort/number")
                        .intValue())
                .isEqualTo(1);
        assertThat(client.get("/v1/pages/" + page.id())
                        .json()
                        .at("/properties/Effort/number")
                        .intValue())
                .isEqualTo(2);
        notion.clock().advance(Duration.ofMinutes(3));
        assertThat(client.titles(tasks, "{}")).containsExactly("b", "a");
        assertThat(client.query(tasks, "{}")
                        .json()
                        .at("/results/1/properties/Effort/number")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void killed_cursors_are_refused() {
        create("a", "b");
        String cursor =
                client.query(tasks, "{'page_size':1}").json().get("next_cursor").textValue();
        notion.killCursors();
        NotionClient.Reply reply = client.query(tasks, "{'page_size':1,'start_cursor':'" + cursor + "'}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("validation_error");
        assertThat(reply.message()).startsWith("The start_cursor provided is invalid: ");
    }

    private void create(String... titles) {
        for (String title : titles) {
            tasks.createPage(title);
        }
    }

    private void assertMatches(String filter, String... titles) {
        assertThat(client.titles(tasks, filter(filter))).as(filter).containsExactly(titles);
    }

    private static String filter(String filter) {
        return "{'filter':" + filter + "}";
    }

    private static String createdTime(String operator, String bound) {
        return "{'timestamp':'created_time','created_time':{'" + operator + "':'" + bound + "'}}";
    }
}
