/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.notion.api.NotionApi;
import io.synchub.connect.notion.api.NotionFailures;
import io.synchub.connect.notion.schema.DataSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a token can see. As thread-safe as its {@link NotionApi}; every call throws {@link ApiFailure}.
 *
 * <p>Notion's search lags behind: a data source that was shared a moment ago may be missing.
 */
public final class NotionCatalog {
    private static final int DEAD_ENDS = 3;

    private final NotionApi api;

    public NotionCatalog(NotionApi api) {
        this.api = api;
    }

    /**
     * A data source.
     *
     * @param name as people wrote it, perhaps empty
     */
    public record Entry(String id, String name) {}

    /** Fails when the token is not valid. */
    public void checkToken() {
        api.me();
    }

    /** All data sources that are shared with the token and not in the trash. */
    public List<Entry> shared() {
        for (int deadEnds = 0; ; deadEnds++) {
            try {
                return searchOnce();
            } catch (ApiFailure e) {
                if (!e.code().equals(NotionFailures.DEAD_CURSOR) || deadEnds == DEAD_ENDS) {
                    throw e;
                }
            }
        }
    }

    private List<Entry> searchOnce() {
        Map<String, Entry> found = new LinkedHashMap<>();
        Optional<String> cursor = Optional.empty();
        do {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.putObject("filter").put("property", "object").put("value", "data_source");
            body.put("page_size", NotionApi.MAX_PAGE_SIZE);
            cursor.ifPresent(c -> body.put("start_cursor", c));
            JsonNode answer = api.search(body);
            for (JsonNode result : answer.path("results")) {
                if (result.path("object").asText().equals("data_source")
                        && !result.path("in_trash").asBoolean(false)) {
                    String id = result.path("id").asText();
                    found.put(id, new Entry(id, DataSource.title(result)));
                }
            }
            String next = answer.path("next_cursor").asText("");
            boolean more = answer.path("has_more").asBoolean(false) && !next.isEmpty();
            cursor = more ? Optional.of(next) : Optional.empty();
        } while (cursor.isPresent());
        return List.copyOf(found.values());
    }

    /** The data sources of a database. */
    public List<Entry> ofDatabase(String databaseId) {
        try {
            return entries(api.database(databaseId));
        } catch (ApiFailure e) {
            if (isMissing(e) && existsAsDataSource(databaseId)) {
                throw misplaced(
                        e, "data source", databaseId, "name it in notion.data.sources instead of notion.databases");
            }
            throw e;
        }
    }

    /** A data source by its id. A database's id is told apart, with the ids that are meant. */
    public Entry dataSource(String id) {
        try {
            return new Entry(id, DataSource.title(api.dataSource(id).body()));
        } catch (ApiFailure e) {
            if (!isMissing(e)) {
                throw e;
            }
            Optional<List<Entry>> inside = ifDatabase(id);
            throw inside.isEmpty()
                    ? e
                    : misplaced(
                            e,
                            "database",
                            id,
                            "name it in notion.databases instead of notion.data.sources, or name its data sources there: "
                                    + inside.get().stream()
                                            .map(entry -> entry.id() + " (" + entry.name() + ")")
                                            .collect(Collectors.joining(", ")));
        }
    }

    private Optional<List<Entry>> ifDatabase(String id) {
        try {
            return Optional.of(entries(api.database(id)));
        } catch (ApiFailure e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean existsAsDataSource(String id) {
        try {
            api.dataSource(id);
            return true;
        } catch (ApiFailure e) {
            if (isMissing(e)) {
                return false;
            }
            throw e;
        }
    }

    private static List<Entry> entries(JsonNode database) {
        List<Entry> entries = new ArrayList<>();
        database.path("data_sources")
                .forEach(source -> entries.add(new Entry(
                        source.path("id").asText(), source.path("name").asText(""))));
        return entries;
    }

    /** Notion answers an id of another kind by 404, or by 400. */
    private static boolean isMissing(ApiFailure e) {
        return e.status() == 404 || e.status() == 400;
    }

    private static ApiFailure misplaced(ApiFailure e, String kind, String id, String mend) {
        return ApiFailure.answered(
                Scope.STREAM, e.status(), e.code(), id + " is the id of a " + kind + ": " + mend, Optional.empty());
    }
}
