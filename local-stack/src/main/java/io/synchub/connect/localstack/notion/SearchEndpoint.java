/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.http.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** {@code POST /v1/search}: by words of the title, last edited first, and without what a test hides from it. */
final class SearchEndpoint {
    private static final List<String> BODY = List.of("query", "sort", "filter", "start_cursor", "page_size");

    private final Workspace workspace;
    private final PageJson pages;
    private final Cursors cursors;
    private final Set<UUID> hidden = new HashSet<>();

    SearchEndpoint(Workspace workspace, ValueJson values, Cursors cursors) {
        this.workspace = workspace;
        this.pages = new PageJson(values);
        this.cursors = cursors;
    }

    void hide(UUID id) {
        synchronized (workspace) {
            hidden.add(id);
        }
    }

    /** A page or a data source. */
    private record Hit(UUID id, String title, int edited, Object object) {}

    Answer answer(Call call) {
        call.allowQuery();
        JsonNode body = call.body();
        Checks.onlyKnown(body, "", BODY);
        synchronized (workspace) {
            workspace.index.settle(workspace.clock.instant());
            int pageSize = Call.pageSizeOf(body);
            String list = "search " + body.path("query") + body.path("filter") + body.path("sort");
            Cursors.Place place = cursors.find(Call.cursorOf(body), list);
            List<Hit> hits = hits(body);
            int end = Math.min(hits.size(), place.given() + pageSize);
            String next = end < hits.size()
                    ? cursors.make(
                            new Cursors.Place(list, null, end, place.answers() + 1),
                            hits.get(end).id())
                    : null;
            return write(hits.subList(Math.min(place.given(), end), end), next);
        }
    }

    private Answer write(List<Hit> hits, String next) {
        return JsonBody.answer(200, json -> {
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("results");
            for (Hit hit : hits) {
                json.writeStartObject();
                object(json, hit.object());
                json.writeEndObject();
            }
            json.writeEndArray();
            JsonBody.endOfList(json, next, "page_or_data_source");
            JsonBody.empty(json, "page_or_data_source");
        });
    }

    private void object(JsonGenerator json, Object object) throws IOException {
        if (object instanceof DataSource dataSource) {
            SchemaJson.dataSource(json, dataSource);
        } else {
            pages.members(json, (PageState) object, null);
        }
    }

    private List<Hit> hits(JsonNode body) {
        String kind = kind(body.get("filter"));
        List<Hit> hits = new ArrayList<>();
        if (!kind.equals("page")) {
            workspace.dataSources.values().stream()
                    .filter(DataSource::isShared)
                    .forEach(found -> hits.add(new Hit(found.id(), found.name(), found.edited(), found)));
        }
        if (!kind.equals("data_source")) {
            workspace.pages.values().stream()
                    .filter(page -> !page.is(PageState.IN_TRASH) && !page.is(PageState.UNSHARED))
                    .filter(page -> page.dataSource == null || page.dataSource.isShared())
                    .forEach(page -> hits.add(new Hit(page.id, PageJson.title(page), page.editedMinute, page)));
        }
        String words = body.has("query") ? Checks.text(body.get("query"), "", "query") : "";
        hits.removeIf(hit -> hidden.contains(hit.id()) || !matches(hit.title(), words));
        Comparator<Hit> order = Comparator.comparingInt(Hit::edited).thenComparing(Hit::id);
        hits.sort(isAscending(body.get("sort")) ? order : order.reversed());
        return hits;
    }

    private static String kind(JsonNode filter) {
        if (filter == null) {
            return "any";
        }
        Checks.onlyKnown(filter, "filter", List.of("property", "value"));
        Checks.oneOf(filter.get("property"), "filter", "property", List.of("object"));
        return Checks.oneOf(filter.get("value"), "filter", "value", List.of("page", "data_source"));
    }

    private static boolean isAscending(JsonNode sort) {
        if (sort == null) {
            return false;
        }
        Checks.onlyKnown(sort, "sort", List.of("timestamp", "direction"));
        Checks.oneOf(sort.get("timestamp"), "sort", "timestamp", List.of("last_edited_time"));
        return Checks.oneOf(sort.get("direction"), "sort", "direction", List.of("ascending", "descending"))
                .equals("ascending");
    }

    private static boolean matches(String title, String words) {
        String lower = title.toLowerCase(Locale.ROOT);
        return words.isBlank()
                || Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\s+")).anyMatch(lower::contains);
    }
}
