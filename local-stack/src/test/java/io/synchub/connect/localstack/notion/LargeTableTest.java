/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A table with more rows than one query gives. */
class LargeTableTest {
    private static final int ROWS = 12_345;

    @Test
    void queries_that_begin_where_the_cap_ended_the_last_one_give_all_rows() {
        try (NotionSimulator notion = NotionSimulator.start()) {
            NotionClient client = new NotionClient(notion);
            DataSource table = GeneratedTable.fill(notion, ROWS);
            assertThat(table.size()).isEqualTo(ROWS);
            Set<String> ids = new HashSet<>();
            String since = "2026-01-01T00:00:00Z";
            boolean capped = true;
            int queries = 0;
            while (capped) {
                JsonNode last = readAll(client, table, since, ids);
                capped = last.has("request_status");
                since = last.at("/results/" + (last.get("results").size() - 1) + "/created_time")
                        .asText();
                queries++;
            }
            assertThat(ids).hasSize(ROWS);
            assertThat(queries).isEqualTo(2);
        }
    }

    /** Gathers the ids of a query's rows; returns its last answer. */
    private static JsonNode readAll(NotionClient client, DataSource table, String since, Set<String> ids) {
        String body = "'sorts':[{'timestamp':'created_time','direction':'ascending'}],'filter':{'timestamp':"
                + "'created_time','created_time':{'on_or_after':'" + since + "'}}";
        JsonNode answer = client.query(table, "{" + body + "}").json();
        gather(answer, ids);
        while (answer.get("has_more").booleanValue()) {
            String cursor = answer.get("next_cursor").textValue();
            answer = client.query(table, "{" + body + ",'start_cursor':'" + cursor + "'}")
                    .json();
            gather(answer, ids);
        }
        return answer;
    }

    private static void gather(JsonNode answer, Set<String> ids) {
        answer.get("results").forEach(page -> ids.add(page.get("id").textValue()));
    }
}
