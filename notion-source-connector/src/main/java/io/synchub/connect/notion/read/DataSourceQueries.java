/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.http.ApiResponse;
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
    private static final int CALM_ANSWERS = 10;
    /** An overloaded server is asked twice for less; then it is out of order, and that takes time, not smaller pages. */
    private static final int HALVINGS_WHEN_OVERLOADED = 2;

    private final NotionApi api;
    private final String dataSourceId;
    private final Optional<JsonNode> filter;
    private final int fullSize;
    private final Supplier<PageReader> readers;
    private final CutProperties cutProperties;
    private int size;
    private int calm;

    DataSourceQueries(
            NotionApi api,
            String dataSourceId,
            Optional<JsonNode> filter,
            int pageSize,
            Supplier<PageReader> readers,
            CutProperties cutProperties) {
        this.api = api;
        this.dataSourceId = dataSourceId;
        this.filter = filter;
        this.fullSize = Math.max(1, Math.min(pageSize, NotionApi.MAX_PAGE_SIZE));
        this.size = fullSize;
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
            try {
                Answer answer = askOnce(query, cursor);
                grow();
                return answer;
            } catch (ApiFailure e) {
                boolean tooLarge = e.code().equals("too_large");
                boolean overloaded = e.status() == 503 && halvings++ < HALVINGS_WHEN_OVERLOADED;
                if (size == 1 || (!tooLarge && !overloaded)) {
                    throw e;
                }
                size = size / 2;
                calm = 0;
            }
        }
    }

    private Answer askOnce(Query query, Optional<String> cursor) {
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

    private void grow() {
        if (size < fullSize && ++calm >= CALM_ANSWERS) {
            size = Math.min(fullSize, size * 2);
            calm = 0;
        }
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
