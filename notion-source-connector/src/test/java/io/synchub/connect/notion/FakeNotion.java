/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiRequest;
import io.synchub.connect.common.http.ApiResponse;
import io.synchub.connect.common.http.BodyReader;
import io.synchub.connect.common.http.Caller;
import io.synchub.connect.notion.api.NotionFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Just enough of Notion for one data source: times rounded to the minute, sorted and filtered queries, a cap, cursors that can
 * die. Other requests are answered by what a test lays down.
 */
public final class FakeNotion implements Caller {
    public static final ObjectMapper JSON = new ObjectMapper();
    public static final String DATA_SOURCE = "11111111-2222-3333-4444-555555555555";

    public final List<Page> pages = new ArrayList<>();
    public final List<ApiRequest> requests = new ArrayList<>();
    public final Map<String, String> answers = new HashMap<>();
    /** Called before each request; may throw. */
    public Function<ApiRequest, Optional<ApiFailure>> fault = request -> Optional.empty();

    public int cap = Integer.MAX_VALUE;
    public boolean sorts = true;
    public boolean tiesFollowDirection = true;
    public long nowMinute = 30_000_000;
    public boolean tellsTime = true;
    public boolean tellsCap = true;
    /** Answers every query when it is set. */
    public Optional<String> queryAnswer = Optional.empty();

    /** A page with the minutes of its times. */
    public static final class Page {
        public final String id;
        public final long created;
        public final int number;
        public long edited;
        public String title;
        public boolean moreTitle;

        Page(int number, long created, long edited) {
            this.id = new UUID(0x3839ce7b60a48168L, number).toString();
            this.number = number;
            this.created = created;
            this.edited = edited;
            this.title = "page " + number;
        }
    }

    public FakeNotion() {
        schema(false);
    }

    public void schema(boolean uniqueId) {
        answers.put(
                "/v1/data_sources/" + DATA_SOURCE,
                "{'object':'data_source','id':'x','title':[{'plain_text':'Tasks'}],'in_trash':false,'properties':{"
                        + "'Name':{'id':'title','name':'Name','type':'title','title':{}}"
                        + (uniqueId
                                ? ",'No':{'id':'u%3F','name':'No','type':'unique_id','unique_id':{'prefix':'T-S'}}"
                                : "")
                        + "}}");
    }

    public Page add(long created, long edited) {
        Page page = new Page(pages.size() + 1, created, edited);
        pages.add(page);
        return page;
    }

    public void addAll(int count, long minute) {
        for (int i = 0; i < count; i++) {
            add(minute, minute);
        }
    }

    public long queries() {
        return requests.stream().filter(r -> r.path().endsWith("/query")).count();
    }

    public JsonNode body(int request) {
        return tree(new String(requests.get(request).body().orElseThrow(), java.nio.charset.StandardCharsets.UTF_8));
    }

    public static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An error answer as Notion gives it. */
    public static ApiFailure error(ApiRequest request, int status, String code, String message) {
        String body = "{\"object\":\"error\",\"status\":" + status + ",\"code\":\"" + code + "\",\"message\":\""
                + message + "\"}";
        return new NotionFailures()
                .sort(request, status, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), Optional.empty());
    }

    public static ApiFailure deadCursor(ApiRequest request) {
        return error(request, 400, "validation_error", "The start_cursor provided is invalid: x");
    }

    @Override
    public synchronized <T> ApiResponse<T> call(ApiRequest request, BodyReader<T> reader) {
        requests.add(request);
        fault.apply(request).ifPresent(failure -> {
            throw failure;
        });
        String json;
        if (request.path().equals("/v1/data_sources/" + DATA_SOURCE + "/query")) {
            json = queryAnswer.orElseGet(() -> query(body(requests.size() - 1)).toString());
        } else {
            String canned = answers.get(request.path());
            if (canned == null) {
                throw error(request, 404, "object_not_found", "Could not find it");
            }
            json = canned;
        }
        json = json.startsWith("{'") ? json.replace('\'', '"') : json;
        try (JsonParser parser = JSON.createParser(json.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            Optional<Instant> time =
                    tellsTime ? Optional.of(Instant.ofEpochSecond(nowMinute * 60 + 30)) : Optional.empty();
            return new ApiResponse<>(reader.read(parser), time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode query(JsonNode body) {
        List<Page> found = new ArrayList<>(pages.stream()
                .filter(page -> !body.has("filter") || passes(body.get("filter"), page))
                .toList());
        JsonNode sort = body.path("sorts").get(0);
        if (sorts) {
            Comparator<Page> order =
                    switch (sort.path("timestamp").asText("number")) {
                        case "created_time" -> Comparator.comparingLong((Page p) -> p.created);
                        case "last_edited_time" -> Comparator.comparingLong((Page p) -> p.edited);
                        default -> Comparator.comparingInt((Page p) -> p.number);
                    };
            boolean descending = sort.path("direction").asText().equals("descending");
            if (descending && tiesFollowDirection) {
                found.sort(order);
                Collections.reverse(found);
            } else {
                found.sort(descending ? order.reversed() : order);
            }
        }
        int size = body.path("page_size").asInt();
        int from = body.has("start_cursor")
                ? Integer.parseInt(body.get("start_cursor").asText())
                : 0;
        int end = Math.min(found.size(), cap);
        int to = Math.min(end, from + size);
        ObjectNode list = JSON.createObjectNode();
        ArrayNode results = list.put("object", "list").putArray("results");
        for (Page page : found.subList(Math.min(from, to), to)) {
            results.add(json(page));
        }
        list.put("next_cursor", to < end ? String.valueOf(to) : null).put("has_more", to < end);
        if (tellsCap && to == end && found.size() > end) {
            list.putObject("request_status")
                    .put("type", "incomplete")
                    .put("incomplete_reason", "query_result_limit_reached");
        }
        return list;
    }

    private static boolean passes(JsonNode filter, Page page) {
        if (filter.has("and")) {
            for (JsonNode condition : filter.get("and")) {
                if (!passes(condition, page)) {
                    return false;
                }
            }
            return true;
        }
        if (filter.has("unique_id")) {
            return page.number > filter.get("unique_id").get("greater_than").asLong();
        }
        if (filter.has("title")) {
            return page.title.contains(filter.get("title").get("contains").asText());
        }
        String key = filter.get("timestamp").asText();
        long minute = key.equals("created_time") ? page.created : page.edited;
        JsonNode condition = filter.get(key);
        if (condition.has("on_or_after")) {
            return minute >= minute(condition.get("on_or_after").asText());
        }
        return minute < minute(condition.get("before").asText());
    }

    private static long minute(String text) {
        return Instant.parse(text).getEpochSecond() / 60;
    }

    private static ObjectNode json(Page page) {
        ObjectNode json = JSON.createObjectNode();
        json.put("object", "page").put("id", page.id);
        json.put("created_time", text(page.created)).put("last_edited_time", text(page.edited));
        json.put("in_trash", false).put("url", "https://notion.example/" + page.id);
        json.putObject("parent").put("type", "data_source_id").put("data_source_id", DATA_SOURCE);
        ObjectNode properties = json.putObject("properties");
        ObjectNode title = properties.putObject("Name").put("id", "title").put("type", "title");
        title.putArray("title").addObject().put("plain_text", page.title);
        if (page.moreTitle) {
            title.put("has_more", true);
        }
        properties
                .putObject("No")
                .put("id", "u%3F")
                .put("type", "unique_id")
                .putObject("unique_id")
                .put("prefix", "T-S")
                .put("number", page.number);
        return json;
    }

    public static String text(long minute) {
        return Instant.ofEpochSecond(minute * 60).toString().replace("Z", ".000Z");
    }

    /** Lays down the page as an answer to its own address. */
    public void show(Page page, String trash, String parent) {
        ObjectNode json = json(page);
        json.put("in_trash", trash.equals("in_trash")).put("is_archived", trash.equals("is_archived"));
        json.set("parent", tree(parent.replace('\'', '"')));
        answers.put("/v1/pages/" + page.id, json.toString());
    }
}
