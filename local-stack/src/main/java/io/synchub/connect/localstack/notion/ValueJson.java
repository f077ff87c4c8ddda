/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Property values as JSON. Lists of text, people and relations are cut at 25. Under the workspace's monitor. */
final class ValueJson {
    static final int LONGEST_LIST = 25;
    private static final Duration FILE_LIFETIME = Duration.ofHours(1);

    private final Workspace workspace;
    private final Computed computed;
    private final AtomicLong signatures = new AtomicLong();

    ValueJson(Workspace workspace) {
        this.workspace = workspace;
        this.computed = new Computed(workspace);
    }

    Computed computed() {
        return computed;
    }

    /** The members {@code type} and the one that the type names, and {@code has_more} where a list is cut. */
    void members(JsonGenerator json, SchemaEntry entry, PageState page) throws IOException {
        json.writeStringField("type", entry.typeName());
        value(json, entry, page);
    }

    /** The member that the type names. */
    void value(JsonGenerator json, SchemaEntry entry, PageState page) throws IOException {
        Object kept = page.cell(entry.slot);
        String field = entry.typeName();
        switch (entry.type()) {
            case TITLE, RICH_TEXT, PEOPLE, RELATION -> list(json, entry, items(entry, page));
            case NUMBER -> number(json, field, CellValues.number(kept));
            case CHECKBOX -> json.writeBooleanField(field, Boolean.TRUE.equals(kept));
            case SELECT, STATUS -> option(json, field, CellValues.option(entry, kept));
            case MULTI_SELECT -> options(json, field, CellValues.options(entry, kept));
            case DATE -> date(json, field, CellValues.dateOrNull(kept));
            case FILES -> files(json, field, kept);
            case URL, EMAIL, PHONE_NUMBER -> json.writeStringField(field, CellValues.text(kept));
            case FORMULA -> formula(json, computed.value(entry, page));
            case ROLLUP -> rollup(json, entry, computed.value(entry, page), true);
            case CREATED_TIME -> json.writeStringField(field, Times.text(page.createdMinute));
            case LAST_EDITED_TIME -> json.writeStringField(field, Times.text(page.editedMinute));
            case CREATED_BY -> user(json, field, page.createdBy);
            case LAST_EDITED_BY -> user(json, field, page.editedBy);
            case UNIQUE_ID -> uniqueId(json, entry, page);
            case VERIFICATION -> verification(json, field, kept instanceof VerificationValue is ? is : null);
            case PLACE -> place(json, field, kept instanceof PlaceValue is ? is : null);
            case BUTTON -> JsonBody.empty(json, field);
            default -> json.writePOJOField(field, kept instanceof JsonNode ? kept : null);
        }
    }

    /** All that a list holds, uncut: runs of text, users and groups, ids of pages. */
    Object[] items(SchemaEntry entry, PageState page) {
        Object kept = page.cell(entry.slot);
        return switch (entry.type()) {
            case TITLE, RICH_TEXT -> CellValues.texts(kept);
            case RELATION -> kept instanceof UUID[] ids ? ids : new UUID[0];
            default -> kept instanceof Object[] members && !(kept instanceof UUID[]) ? members : new Object[0];
        };
    }

    /** One of them. */
    static void item(JsonGenerator json, Object item) throws IOException {
        if (item instanceof RichText run) {
            TextJson.run(json, run);
        } else if (item instanceof UUID page) {
            json.writeStartObject();
            json.writeStringField("id", page.toString());
            json.writeEndObject();
        } else {
            UserJson.member(json, item);
        }
    }

    private static void list(JsonGenerator json, SchemaEntry entry, Object[] items) throws IOException {
        json.writeArrayFieldStart(entry.typeName());
        for (int i = 0; i < Math.min(items.length, LONGEST_LIST); i++) {
            item(json, items[i]);
        }
        json.writeEndArray();
        boolean cut = items.length > LONGEST_LIST;
        if (cut || entry.type() == PropertyType.RELATION) {
            json.writeBooleanField("has_more", cut);
        }
    }

    static void number(JsonGenerator json, String field, Number number) throws IOException {
        json.writePOJOField(field, number);
    }

    static void date(JsonGenerator json, String field, DateValue date) throws IOException {
        if (date == null) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        json.writeStringField("start", date.start());
        json.writeStringField("end", date.end());
        json.writeStringField("time_zone", date.timeZone());
        json.writeEndObject();
    }

    private static void option(JsonGenerator json, String field, Option option) throws IOException {
        if (option == null) {
            json.writeNullField(field);
        } else {
            json.writeFieldName(field);
            option(json, option);
        }
    }

    private static void options(JsonGenerator json, String field, Option[] options) throws IOException {
        json.writeArrayFieldStart(field);
        for (Option option : options) {
            option(json, option);
        }
        json.writeEndArray();
    }

    private static void option(JsonGenerator json, Option option) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", option.id());
        json.writeStringField("name", option.name());
        json.writeStringField("color", option.color());
        json.writeEndObject();
    }

    private static void user(JsonGenerator json, String field, User user) throws IOException {
        json.writeFieldName(field);
        UserJson.member(json, user);
    }

    private void files(JsonGenerator json, String field, Object kept) throws IOException {
        json.writeArrayFieldStart(field);
        for (FileValue file : kept instanceof FileValue[] files ? files : new FileValue[0]) {
            json.writeStartObject();
            json.writeStringField("name", file.name());
            json.writeStringField("type", file.url() == null ? "file" : "external");
            if (file.url() == null) {
                json.writeObjectFieldStart("file");
                json.writeStringField("url", signedUrl(file.name()));
                json.writeStringField(
                        "expiry_time", Times.text(workspace.clock.instant().plus(FILE_LIFETIME)));
            } else {
                json.writeObjectFieldStart("external");
                json.writeStringField("url", file.url());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private String signedUrl(String name) {
        return "https://prod-files-secure.s3.us-west-2.amazonaws.com/" + workspace.id + "/" + Ids.encode(name)
                + "?X-Amz-Expires=3600&X-Amz-Signature=" + String.format("%064x", signatures.incrementAndGet());
    }

    private static void formula(JsonGenerator json, Object value) throws IOException {
        if (value instanceof JsonNode given) {
            json.writePOJOField("formula", given);
            return;
        }
        json.writeObjectFieldStart("formula");
        String type = Computed.resultType(value);
        json.writeStringField("type", type);
        result(json, type, value);
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, String type, Object value) throws IOException {
        switch (type) {
            case "number" -> number(json, type, (Number) value);
            case "boolean" -> json.writeBooleanField(type, (Boolean) value);
            case "date" -> date(json, type, (DateValue) value);
            default -> json.writeStringField(type, CellValues.text(value));
        }
    }

    /** Without its items an array is empty, as beside the paged items of the property endpoint. */
    void rollup(JsonGenerator json, SchemaEntry entry, Object value, boolean withItems) throws IOException {
        if (value instanceof JsonNode given) {
            json.writePOJOField("rollup", given);
            return;
        }
        json.writeObjectFieldStart("rollup");
        if (value instanceof List<?> items) {
            json.writeStringField("type", "array");
            json.writeArrayFieldStart("array");
            for (Object item : withItems ? items : List.of()) {
                json.writeStartObject();
                rollupItem(json, item);
                json.writeEndObject();
            }
            json.writeEndArray();
        } else if (value == null || value instanceof Number) {
            json.writeStringField("type", "number");
            number(json, "number", (Number) value);
        } else {
            json.writeStringField("type", "date");
            date(json, "date", CellValues.date(value));
        }
        json.writeStringField("function", entry.detail());
        json.writeEndObject();
    }

    /** Type and value of an item of an array: a cell of another page, or a text. */
    void rollupItem(JsonGenerator json, Object item) throws IOException {
        if (item instanceof Computed.Item cell) {
            members(json, cell.entry(), cell.page());
        } else {
            json.writeStringField("type", "rich_text");
            TextJson.plain(json, "rich_text", CellValues.text(item));
        }
    }

    private static void uniqueId(JsonGenerator json, SchemaEntry entry, PageState page) throws IOException {
        json.writeObjectFieldStart(entry.typeName());
        json.writeStringField("prefix", entry.detail());
        json.writeNumberField("number", page.number);
        json.writeEndObject();
    }

    private static void verification(JsonGenerator json, String field, VerificationValue is) throws IOException {
        if (is == null) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        json.writeStringField("state", is.state());
        date(json, "date", is.date());
        if (is.verifiedBy() == null) {
            json.writeNullField("verified_by");
        } else {
            user(json, "verified_by", is.verifiedBy());
        }
        json.writeEndObject();
    }

    private static void place(JsonGenerator json, String field, PlaceValue is) throws IOException {
        if (is == null) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        json.writeNumberField("lat", is.lat());
        json.writeNumberField("lon", is.lon());
        json.writeStringField("name", is.name());
        json.writeStringField("address", is.address());
        json.writeNullField("aws_place_id");
        json.writeStringField("google_place_id", is.googlePlaceId());
        json.writeEndObject();
    }
}
