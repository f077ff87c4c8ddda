/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.http.Answer;
import io.synchub.connect.localstack.http.AnswerHooks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** {@code POST /v1/data_sources/{id}/query}. */
final class QueryEndpoint {
    private static final List<String> BODY = List.of("filter", "sorts", "start_cursor", "page_size", "result_type");

    private final Workspace workspace;
    private final ValueJson values;
    private final PageJson pages;
    private final Cursors cursors;
    private final AnswerHooks<DataSource> hooks;
    private final int cap;

    /** @param cap how many results one query gives at most */
    QueryEndpoint(Workspace workspace, ValueJson values, Cursors cursors, AnswerHooks<DataSource> hooks, int cap) {
        this.workspace = workspace;
        this.values = values;
        this.pages = new PageJson(values);
        this.cursors = cursors;
        this.hooks = hooks;
        this.cap = cap;
    }

    /** The answer; what it holds was true at one moment. */
    Answer answer(Call call, DataSource dataSource) {
        call.allowQuery("filter_properties", "filter_properties[]");
        JsonNode body = call.body();
        Checks.onlyKnown(body, "", BODY);
        Cursors.Place place;
        Answer answer;
        synchronized (workspace) {
            workspace.index.settle(workspace.clock.instant());
            Set<SchemaEntry> only = only(call, dataSource);
            Filter filter = new FilterParser(dataSource, workspace.clock, values.computed()).parse(body.get("filter"));
            Sorts sorts = Sorts.parse(body.get("sorts"), dataSource, values.computed());
            boolean pagesWanted = resultType(body);
            int pageSize = Call.pageSizeOf(body);
            String list = dataSource.id() + " " + body.path("filter") + " " + body.path("sorts");
            place = cursors.find(Call.cursorOf(body), list);
            int most = Math.min(pageSize, cap - place.given());
            List<PageState> found =
                    pagesWanted ? find(dataSource, filter, sorts, (PageState) place.last(), most + 1) : List.of();
            answer = write(place, found, most, only);
        }
        hooks.run(dataSource, place.answers() + 1);
        return answer;
    }

    private Answer write(Cursors.Place place, List<PageState> found, int most, Set<SchemaEntry> only) {
        List<PageState> shown = found.subList(0, Math.min(most, found.size()));
        boolean more = found.size() > shown.size();
        boolean capped = more && place.given() + shown.size() >= cap;
        String next = more && !capped ? next(place, shown, found.get(most).id) : null;
        return JsonBody.answer(200, json -> {
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("results");
            for (PageState page : shown) {
                json.writeStartObject();
                pages.members(json, page, only);
                json.writeEndObject();
            }
            json.writeEndArray();
            JsonBody.endOfList(json, next, "page_or_data_source");
            JsonBody.empty(json, "page_or_data_source");
            if (capped) {
                incomplete(json);
            }
        });
    }

    private String next(Cursors.Place place, List<PageState> shown, UUID next) {
        PageState last = shown.get(shown.size() - 1);
        return cursors.make(
                new Cursors.Place(place.list(), last, place.given() + shown.size(), place.answers() + 1), next);
    }

    private static void incomplete(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("request_status");
        json.writeStringField("type", "incomplete");
        json.writeStringField("incomplete_reason", "query_result_limit_reached");
        json.writeEndObject();
    }

    /** The columns that the address asks for; null for all. */
    static Set<SchemaEntry> only(Call call, DataSource dataSource) {
        List<String> names = new ArrayList<>(call.queryValues("filter_properties[]"));
        names.addAll(call.queryValues("filter_properties"));
        if (names.isEmpty()) {
            return null;
        }
        Set<SchemaEntry> only = new HashSet<>();
        for (String name : names) {
            SchemaEntry entry = dataSource == null ? null : dataSource.find(name);
            if (entry == null) {
                throw NotionError.validation("Could not find property with name or id: " + name);
            }
            only.add(entry);
        }
        return only;
    }

    private static boolean resultType(JsonNode body) {
        JsonNode given = body.get("result_type");
        return given == null
                || Checks.oneOf(given, "", "result_type", List.of("page", "data_source"))
                        .equals("page");
    }

    private static List<PageState> find(DataSource dataSource, Filter filter, Sorts sorts, PageState last, int most) {
        return sorts.timestamp() == null
                ? sorted(dataSource, filter, sorts, last, most)
                : indexed(dataSource, filter, sorts, last, most);
    }

    private static List<PageState> sorted(DataSource dataSource, Filter filter, Sorts sorts, PageState last, int most) {
        Filter.Minutes minutes = filter.minutes("created_time");
        return between(dataSource.byCreation(), true, minutes).stream()
                .filter(filter)
                .filter(page -> last == null || sorts.order().compare(last, page) < 0)
                .sorted(sorts.order())
                .limit(most)
                .toList();
    }

    /** Looks at no more pages than the filter's times and the cursor leave. */
    private static List<PageState> indexed(
            DataSource dataSource, Filter filter, Sorts sorts, PageState last, int most) {
        boolean byCreation = sorts.timestamp().equals("created_time");
        NavigableSet<PageState> index = byCreation ? dataSource.byCreation() : dataSource.byEdit();
        index = between(index, byCreation, filter.minutes(sorts.timestamp()));
        if (sorts.descending()) {
            index = index.descendingSet();
        }
        List<PageState> found = new ArrayList<>();
        for (Iterator<PageState> pages = behind(index, last, sorts); found.size() < most && pages.hasNext(); ) {
            PageState page = pages.next();
            if (filter.test(page)) {
                found.add(page);
            }
        }
        return found;
    }

    private static Iterator<PageState> behind(NavigableSet<PageState> index, PageState last, Sorts sorts) {
        if (last == null || index.isEmpty() || sorts.order().compare(last, index.first()) < 0) {
            return index.iterator();
        }
        return sorts.order().compare(last, index.last()) < 0
                ? index.tailSet(last, false).iterator()
                : List.<PageState>of().iterator();
    }

    private static NavigableSet<PageState> between(
            NavigableSet<PageState> index, boolean byCreation, Filter.Minutes minutes) {
        if (minutes.equals(Filter.Minutes.EVER)) {
            return index;
        }
        if (minutes.first() > minutes.last()) {
            return new TreeSet<>(index.comparator());
        }
        return index.subSet(
                marker(byCreation, minutes.first(), Integer.MIN_VALUE),
                true,
                marker(byCreation, minutes.last(), Integer.MAX_VALUE),
                true);
    }

    /** A page that exists nowhere but at a place of the index. */
    private static PageState marker(boolean byCreation, long minute, int order) {
        PageState.Draft draft = new PageState.Draft();
        if (byCreation) {
            draft.createdMinute = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, minute));
            draft.createdOrder = order;
        } else {
            draft.editedMinute = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, minute));
            draft.editedOrder = order;
        }
        return new PageState(draft);
    }
}
