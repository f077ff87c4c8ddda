/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.core.JsonGenerator;
import io.synchub.connect.localstack.http.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The endpoints below {@code /v1/pages} and {@code /v1/blocks}. Under the workspace's monitor. */
final class PageEndpoints {
    private static final String PAGES = "https://api.notion.com/v1/pages/";

    private final Workspace workspace;
    private final ValueJson values;
    private final PageJson pages;
    private final Cursors cursors;

    PageEndpoints(Workspace workspace, ValueJson values, Cursors cursors) {
        this.workspace = workspace;
        this.values = values;
        this.pages = new PageJson(values);
        this.cursors = cursors;
    }

    /** {@code GET /v1/pages/{id}}. */
    Answer page(Call call) {
        call.allowQuery("filter_properties", "filter_properties[]");
        PageState page = find(call, "page", "page_id");
        Set<SchemaEntry> only = QueryEndpoint.only(call, page.dataSource);
        return JsonBody.answer(200, json -> pages.members(json, page, only));
    }

    /** {@code GET /v1/pages/{id}/markdown}. */
    Answer markdown(Call call) {
        call.allowQuery("include_transcript");
        PageState page = find(call, "page", "page_id");
        return JsonBody.answer(200, json -> {
            json.writeStringField("object", "page_markdown");
            json.writeStringField("id", page.id.toString());
            json.writeStringField("markdown", page.body.markdown());
            json.writeBooleanField("truncated", page.body.truncated());
            json.writeArrayFieldStart("unknown_block_ids");
            for (UUID block : page.body.unknownBlocks()) {
                json.writeString(block.toString());
            }
            json.writeEndArray();
        });
    }

    /** {@code GET /v1/blocks/{id}/children}: a block for each paragraph and heading of the page's Markdown. */
    Answer children(Call call) {
        call.allowQuery("start_cursor", "page_size");
        PageState page = find(call, "block", "block_id");
        List<String> blocks = Arrays.stream(page.body.markdown().split("\n+"))
                .filter(line -> !line.isBlank())
                .toList();
        Slice<String> slice = slice(call, "blocks " + page.id, blocks);
        return JsonBody.answer(200, json -> {
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("results");
            for (int i = 0; i < slice.items().size(); i++) {
                BlockJson.block(json, page, slice.first() + i, slice.items().get(i));
            }
            json.writeEndArray();
            JsonBody.endOfList(json, slice.next(), "block");
            JsonBody.empty(json, "block");
        });
    }

    /** {@code GET /v1/pages/{id}/properties/{id}}. */
    Answer property(Call call) {
        call.allowQuery("start_cursor", "page_size");
        PageState page = find(call, "page", "page_id");
        String name = call.path().get(4);
        SchemaEntry entry = page.dataSource == null ? null : page.dataSource.find(name);
        if (entry == null) {
            throw NotionError.notFound("property", name, workspace.bot);
        }
        if (entry.type().isPaged()) {
            return pagedProperty(call, page, entry);
        }
        call.pageSizeOfQuery();
        return JsonBody.answer(200, json -> {
            json.writeStringField("object", "property_item");
            json.writeStringField("type", entry.typeName());
            json.writeStringField("id", entry.id);
            values.value(json, entry, page);
        });
    }

    private Answer pagedProperty(Call call, PageState page, SchemaEntry entry) {
        boolean rollup = entry.type() == PropertyType.ROLLUP;
        Object computed = rollup ? values.computed().value(entry, page) : null;
        List<?> all = rollup
                ? (computed instanceof List<?> items ? items : List.of())
                : Arrays.asList(values.items(entry, page));
        Slice<?> slice = slice(call, "property " + page.id + " " + entry.id, new ArrayList<>(all));
        return JsonBody.answer(200, json -> {
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("results");
            for (Object item : slice.items()) {
                item(json, entry, item);
            }
            json.writeEndArray();
            JsonBody.endOfList(json, slice.next(), "property_item");
            json.writeObjectFieldStart("property_item");
            json.writeStringField("id", entry.id);
            json.writeStringField("next_url", nextUrl(page, entry, slice.next()));
            json.writeStringField("type", entry.typeName());
            if (rollup) {
                values.rollup(json, entry, computed, false);
            } else {
                JsonBody.empty(json, entry.typeName());
            }
            json.writeEndObject();
        });
    }

    private void item(JsonGenerator json, SchemaEntry entry, Object item) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "property_item");
        if (entry.type() == PropertyType.ROLLUP) {
            json.writeStringField("id", entry.id);
            values.rollupItem(json, item);
        } else {
            json.writeStringField("type", entry.typeName());
            json.writeStringField("id", entry.id);
            json.writeFieldName(entry.typeName());
            ValueJson.item(json, item);
        }
        json.writeEndObject();
    }

    private static String nextUrl(PageState page, SchemaEntry entry, String next) {
        return next == null ? null : PAGES + page.id + "/properties/" + entry.id + "?start_cursor=" + Ids.encode(next);
    }

    /** A part of a list, and the cursor behind it if there is more. */
    private record Slice<T>(List<T> items, int first, String next) {}

    private <T> Slice<T> slice(Call call, String list, List<T> all) {
        Cursors.Place place = cursors.find(call.cursorOfQuery(), list);
        int first = Math.min(place.given(), all.size());
        int end = Math.min(all.size(), first + call.pageSizeOfQuery());
        String next = end < all.size()
                ? cursors.make(new Cursors.Place(list, null, end, place.answers() + 1), workspace.ids.next())
                : null;
        return new Slice<>(all.subList(first, end), first, next);
    }

    private PageState find(Call call, String kind, String idName) {
        UUID id = call.id(idName);
        PageState page = workspace.pages.get(id);
        boolean hidden =
                page == null || page.is(PageState.UNSHARED) || (page.dataSource != null && !page.dataSource.isShared());
        if (hidden) {
            throw NotionError.notFound(kind, id, workspace.bot);
        }
        return page;
    }
}
