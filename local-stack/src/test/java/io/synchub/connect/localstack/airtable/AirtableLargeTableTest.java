/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.http.JsonHttp;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A table of many light records. */
class AirtableLargeTableTest {
    private static final int ROWS = 200_000;

    @Test
    void pages_and_records_by_id_are_found_at_once() {
        try (AirtableSimulator airtable = AirtableSimulator.start()) {
            AirtableClient client = new AirtableClient(airtable);
            Table table = GeneratedTable.fill(airtable, ROWS);
            assertThat(table.size()).isEqualTo(ROWS);
            JsonNode page = client.list(table, "{}").json();
            for (int i = 0; i < 20; i++) {
                page = client.list(table, "{'offset':'" + page.get("offset").asText() + "'}")
                        .json();
            }
            assertThat(AirtableClient.values(page, "Amount")).first().isEqualTo("500");
            List<AirtableRecord> records = table.records().subList(ROWS - 100, ROWS);
            records.get(0).update("Amount", -1);
            records.get(1).delete();
            String formula = records.stream()
                    .map(record -> "RECORD_ID()='" + record.id() + "'")
                    .collect(Collectors.joining(",", "OR(", ")"));
            JsonNode body = JsonHttp.JSON.createObjectNode().put("filterByFormula", formula);
            List<String> found =
                    AirtableClient.values(client.listExactly(table, body).json(), "Amount");
            assertThat(found).hasSize(99).first().isEqualTo("-1");
        }
    }
}
