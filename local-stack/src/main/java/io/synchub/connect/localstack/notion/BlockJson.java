/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.UUID;

/** Blocks as JSON, one for each line of Markdown. */
final class BlockJson {
    private static final String[] HEADINGS = {"# ", "## ", "### "};

    private BlockJson() {}

    /** @param number of the block on its page, from 0: its id stays the same while the page's body does */
    static void block(JsonGenerator json, PageState page, int number, String line) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "block");
        json.writeStringField("id", id(page, number).toString());
        json.writeObjectFieldStart("parent");
        json.writeStringField("type", "page_id");
        json.writeStringField("page_id", page.id.toString());
        json.writeEndObject();
        json.writeStringField("created_time", Times.text(page.createdMinute));
        json.writeStringField("last_edited_time", Times.text(page.editedMinute));
        UserJson.partial(json, "created_by", page.createdBy);
        UserJson.partial(json, "last_edited_by", page.editedBy);
        json.writeBooleanField("has_children", false);
        json.writeBooleanField("in_trash", page.is(PageState.IN_TRASH));
        content(json, line);
        json.writeEndObject();
    }

    private static UUID id(PageState page, int number) {
        return new UUID(page.id.getMostSignificantBits(), page.id.getLeastSignificantBits() ^ (number + 1));
    }

    private static void content(JsonGenerator json, String line) throws IOException {
        for (int level = 0; level < HEADINGS.length; level++) {
            if (line.startsWith(HEADINGS[level])) {
                content(json, "heading_" + (level + 1), line.substring(HEADINGS[level].length()), true);
                return;
            }
        }
        boolean bullet = line.startsWith("- ");
        content(json, bullet ? "bulleted_list_item" : "paragraph", bullet ? line.substring(2) : line, false);
    }

    private static void content(JsonGenerator json, String type, String text, boolean heading) throws IOException {
        json.writeStringField("type", type);
        json.writeObjectFieldStart(type);
        TextJson.plain(json, "rich_text", text);
        if (heading) {
            json.writeBooleanField("is_toggleable", false);
        }
        json.writeStringField("color", "default");
        json.writeEndObject();
    }
}
