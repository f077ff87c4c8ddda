/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Set;

/** Pages as JSON. Under the workspace's monitor. */
final class PageJson {
    private final ValueJson values;

    PageJson(ValueJson values) {
        this.values = values;
    }

    /**
     * The members of a page.
     *
     * @param only the columns to show; null for all
     */
    void members(JsonGenerator json, PageState page, Set<SchemaEntry> only) throws IOException {
        json.writeStringField("object", "page");
        json.writeStringField("id", page.id.toString());
        json.writeStringField("created_time", Times.text(page.createdMinute));
        json.writeStringField("last_edited_time", Times.text(page.editedMinute));
        UserJson.partial(json, "created_by", page.createdBy);
        UserJson.partial(json, "last_edited_by", page.editedBy);
        json.writeNullField("cover");
        json.writeNullField("icon");
        parent(json, page);
        json.writeBooleanField("in_trash", isInTrash(page));
        json.writeBooleanField("is_archived", page.is(PageState.ARCHIVED));
        json.writeBooleanField("is_locked", page.is(PageState.LOCKED));
        properties(json, page, only);
        json.writeStringField("url", url(page));
        json.writeNullField("public_url");
    }

    static String title(PageState page) {
        String text =
                CellValues.text(page.dataSource == null ? page.cells[0] : page.cell(page.dataSource.title().slot));
        return text == null ? "" : text;
    }

    private static boolean isInTrash(PageState page) {
        return page.is(PageState.IN_TRASH) || (page.dataSource != null && page.dataSource.isInTrash());
    }

    private static void parent(JsonGenerator json, PageState page) throws IOException {
        json.writeObjectFieldStart("parent");
        if (page.parent != null) {
            json.writeStringField("type", "page_id");
            json.writeStringField("page_id", page.parent.toString());
        } else if (page.dataSource != null) {
            json.writeStringField("type", "data_source_id");
            json.writeStringField("data_source_id", page.dataSource.id().toString());
            json.writeStringField("database_id", page.dataSource.database().id().toString());
        } else {
            json.writeStringField("type", "workspace");
            json.writeBooleanField("workspace", true);
        }
        json.writeEndObject();
    }

    private void properties(JsonGenerator json, PageState page, Set<SchemaEntry> only) throws IOException {
        json.writeObjectFieldStart("properties");
        if (page.dataSource == null) {
            json.writeObjectFieldStart("title");
            json.writeStringField("id", "title");
            json.writeStringField("type", "title");
            TextJson.plain(json, "title", title(page));
            json.writeEndObject();
        } else {
            for (SchemaEntry entry : page.dataSource.entries()) {
                if (only == null || only.contains(entry)) {
                    json.writeObjectFieldStart(entry.name());
                    json.writeStringField("id", entry.id);
                    values.members(json, entry, page);
                    json.writeEndObject();
                }
            }
        }
        json.writeEndObject();
    }

    private static String url(PageState page) {
        String words = words(title(page));
        String id = Ids.withoutHyphens(page.id);
        return "https://www.notion.so/" + (words.isEmpty() ? id : words + "-" + id);
    }

    /** The title with a hyphen for whatever is neither a letter nor a digit. */
    private static String words(String title) {
        StringBuilder words = new StringBuilder(title.length());
        for (int i = 0; i < title.length(); i++) {
            char c = title.charAt(i);
            if (c == '_' || (c < 128 && Character.isLetterOrDigit(c))) {
                words.append(c);
            } else if (words.length() > 0 && words.charAt(words.length() - 1) != '-') {
                words.append('-');
            }
        }
        int end = words.length();
        return end > 0 && words.charAt(end - 1) == '-' ? words.substring(0, end - 1) : words.toString();
    }
}
