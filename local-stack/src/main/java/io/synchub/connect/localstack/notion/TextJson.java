/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Rich text as JSON. */
final class TextJson {
    private static final List<String> ANNOTATIONS = List.of("italic", "strikethrough", "underline", "code");

    private TextJson() {}

    /** A list with the text as its only run; empty for no text. */
    static void plain(JsonGenerator json, String field, String text) throws IOException {
        json.writeArrayFieldStart(field);
        if (text != null && !text.isEmpty()) {
            run(json, RichText.text(text));
        }
        json.writeEndArray();
    }

    static void run(JsonGenerator json, RichText run) throws IOException {
        json.writeStartObject();
        switch (run.kind()) {
            case "text" -> text(json, run);
            case "equation" -> {
                json.writeStringField("type", "equation");
                json.writeObjectFieldStart("equation");
                json.writeStringField("expression", run.text());
                json.writeEndObject();
            }
            default -> mention(json, run);
        }
        annotations(json, run.bold());
        json.writeStringField("plain_text", run.text());
        json.writeStringField("href", href(run));
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, RichText run) throws IOException {
        json.writeStringField("type", "text");
        json.writeObjectFieldStart("text");
        json.writeStringField("content", run.text());
        if (run.link() == null) {
            json.writeNullField("link");
        } else {
            json.writeObjectFieldStart("link");
            json.writeStringField("url", run.link());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void mention(JsonGenerator json, RichText run) throws IOException {
        json.writeStringField("type", "mention");
        json.writeObjectFieldStart("mention");
        json.writeStringField("type", run.kind());
        if (run.kind().equals("date")) {
            ValueJson.date(json, "date", run.date());
        } else {
            json.writeObjectFieldStart(run.kind());
            if (run.kind().equals("user")) {
                json.writeStringField("object", "user");
            }
            json.writeStringField("id", run.mentioned().toString());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void annotations(JsonGenerator json, boolean bold) throws IOException {
        json.writeObjectFieldStart("annotations");
        json.writeBooleanField("bold", bold);
        for (String annotation : ANNOTATIONS) {
            json.writeBooleanField(annotation, false);
        }
        json.writeStringField("color", "default");
        json.writeEndObject();
    }

    private static String href(RichText run) {
        return run.kind().equals("page") ? "https://www.notion.so/" + Ids.withoutHyphens(run.mentioned()) : run.link();
    }
}
