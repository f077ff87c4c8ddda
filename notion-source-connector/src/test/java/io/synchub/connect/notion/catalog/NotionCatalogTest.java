/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.notion.FakeNotion;
import io.synchub.connect.notion.api.NotionApi;
import org.junit.jupiter.api.Test;

class NotionCatalogTest {
    private final FakeNotion notion = new FakeNotion();
    private final NotionCatalog catalog = new NotionCatalog(new NotionApi(notion));

    @Test
    void a_data_source_has_a_name() {
        assertThat(catalog.dataSource(FakeNotion.DATA_SOURCE))
                .isEqualTo(new NotionCatalog.Entry(FakeNotion.DATA_SOURCE, "Tasks"));
    }

    @Test
    void the_id_of_a_database_is_told_apart() {
        notion.answers.put("/v1/databases/db", "{'data_sources':[{'id':'s1','name':'One'},{'id':'s2','name':'Two'}]}");

        assertThat(catalog.ofDatabase("db")).extracting(NotionCatalog.Entry::id).containsExactly("s1", "s2");
        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> catalog.dataSource("db"))
                .withMessageContaining("db is the id of a database")
                .withMessageContaining("s1 (One), s2 (Two)");
    }

    @Test
    void the_id_of_a_data_source_is_told_apart_from_a_databases() {
        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> catalog.ofDatabase(FakeNotion.DATA_SOURCE))
                .withMessageContaining("notion.data.sources");
    }

    @Test
    void an_id_that_is_neither_is_not_shared() {
        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> catalog.dataSource("none"))
                .withMessageContaining("share it");
    }

    @Test
    void a_dead_cursor_begins_the_search_again() {
        notion.answers.put(
                "/v1/search",
                "{'results':[{'object':'data_source','id':'a','title':[]}],'has_more':true,'next_cursor':'c'}");
        notion.fault = request -> {
            if (notion.requests.size() == 3) {
                notion.answers.put(
                        "/v1/search", "{'results':[{'object':'data_source','id':'b','title':[]}],'has_more':false}");
            }
            return notion.requests.size() == 2
                    ? java.util.Optional.of(FakeNotion.deadCursor(request))
                    : java.util.Optional.empty();
        };

        assertThat(catalog.shared()).extracting(NotionCatalog.Entry::id).containsExactly("b");
    }
}
