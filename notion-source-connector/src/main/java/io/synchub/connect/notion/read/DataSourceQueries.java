/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.http.ApiResponse;
import io.synchub.connect.common.http.PageSize;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.notion.api.NotionApi;
import io.synchub.connect.notion.property.NotionPage;
import io.synchub.connect.notion.property.PageReader;
import io.synchub.connect.notion.query.Query;
import io.synchub.connect.notion.query.QueryPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends queries to one data source, in pages as large as the API bears: after an answer that was too large, or an overloaded
 * server, half as large, and larger again after some that went well. A cursor does not mind.
 */
final class DataSourceQueries {
    /** An overloaded server is asked twice for less; then it is out of order, and that takes time, not smaller pages. */
    private static final int HALVINGS_WHEN_OVERLOADED = 2;

    private final NotionApi api;
    private final String dataSourceId;
    private final Optional<JsonNode> filter;
    private final PageSize size;
    private final Supplier<PageReader> readers;
    private final CutProperties cutProperties;

    DataSourceQueries(
            NotionApi api,
            String dataSourceId,
            Optional<JsonNode> filter,
            PageSize size,
            Supplier<PageReader> readers,
            CutProperties cutProperties) {
        this.api = api;
        this.dataSourceId = dataSourceId;
        this.filter = filter;
        this.size = size;
        this.readers = readers;
        this.cutProperties = cutProperties;
    }

    /**
     * Asks for a page.
     *
     * @throws ApiFailure with the code {@link io.synchub.connect.notion.api.NotionFailures#DEAD_CURSOR} when the cursor is dead
     */
    Answer ask(Query query, Optional<String> cursor) {
        int halvings = 0;
        while (true) {
            int asked = size.get();
            try {
                Answer answer = askOnce(query, cursor, asked);
                size.calm();
                return answer;
            } catch (ApiFailure e) {
                boolean tooLarge = e.code().equals("too_large");
                boolean overloaded = e.status() == 503 && halvings++ < HALVINGS_WHEN_OVERLOADED;
                if (!tooLarge && !overloaded || !size.halve(asked)) {
                    throw e;
                }
            }
        }
    }

    private Answer askOnce(Query query, Optional<String> cursor, int size) {
        ApiResponse<QueryPage> response = api.query(
                dataSourceId, query.body(filter, cursor, size), parser -> QueryPage.read(parser, readers.get()));
        List<Row> rows = new ArrayList<>(response.body().pages().size());
        List<String> gone = new ArrayList<>(0);
        for (NotionPage page : response.body().pages()) {
            if (page.gone()) {
                gone.add(page.id());
            } else {
                Row row = page.row().orElseThrow(() -> withheld(dataSourceId));
                cutProperties.remember(row, page.cut());
                rows.add(row);
            }
        }
        QueryPage page = response.body();
        return new Answer(rows, gone, page.cursor(), page.capped(), response.serverTime());
    }

    /** A page without properties would become a row of nulls. */
    static ApiFailure withheld(String dataSourceId) {
        return ApiFailure.answered(
                Scope.STREAM,
                200,
                "withheld",
                "Notion shows pages of data source " + dataSourceId
                        + " without their properties: give the integration the capability 'Read content'",
                Optional.empty());
    }
}
