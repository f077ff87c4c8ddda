/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.property;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.synchub.connect.common.json.Instants;
import io.synchub.connect.common.json.JsonText;
import io.synchub.connect.common.schema.Json;
import io.synchub.connect.common.schema.Period;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Readers of property values. Each is called with the parser at the value's first token and leaves it at the last one; keys may
 * come in any order, those that are not known are passed over, and a value of a form that is not known becomes JSON, so that
 * nothing is lost when Notion changes.
 */
final class Values {
    /** Links to files that Notion keeps live for an hour. */
    private static final JsonText.Fleeting FILE_LINKS =
            new JsonText.Fleeting("expiry_time", Set.of("expiry_time", "url"));

    private Values() {}

    /** The plain text; of an empty text the empty string. */
    static Object richText(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return other(parser);
        }
        String text = "";
        StringBuilder longer = null;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String part = member(parser, "plain_text");
            if (part == null) {
                continue;
            }
            if (longer != null) {
                longer.append(part);
            } else if (text.isEmpty()) {
                text = part;
            } else {
                longer = new StringBuilder(text).append(part);
            }
        }
        return longer == null ? text : longer.toString();
    }

    static Object number(JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            return other(parser);
        }
        double number = parser.getDoubleValue();
        return Double.isFinite(number) ? (Object) number : JsonText.read(parser, FILE_LINKS);
    }

    static Object bool(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return token.isBoolean() ? (Object) (token == JsonToken.VALUE_TRUE) : other(parser);
    }

    static Object string(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : other(parser);
    }

    static Object instant(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return other(parser);
        }
        try {
            return Instants.of(parser.getText());
        } catch (DateTimeException e) {
            return JsonText.read(parser, FILE_LINKS);
        }
    }

    /** The option's name. */
    static Object option(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.START_OBJECT ? member(parser, "name") : other(parser);
    }

    static Object options(JsonParser parser) throws IOException {
        return members(parser, "name");
    }

    /** The id of a user. */
    static Object id(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.START_OBJECT ? member(parser, "id") : other(parser);
    }

    static Object ids(JsonParser parser) throws IOException {
        return members(parser, "id");
    }

    static Object date(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return other(parser);
        }
        String start = null;
        String end = null;
        String zone = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            String text = token == JsonToken.VALUE_STRING ? parser.getText() : null;
            switch (key) {
                case "start" -> start = text;
                case "end" -> end = text;
                case "time_zone" -> zone = text;
                default -> {}
            }
            parser.skipChildren();
        }
        if (start == null && end == null) {
            return null;
        }
        try {
            Instant from = start == null ? null : Times.dayOrTime(start, zone);
            Instant until = end == null ? null : Times.dayOrTime(end, zone);
            return new Period(from, until, zone != null ? zone : Times.offset(start == null ? end : start));
        } catch (DateTimeException e) {
            return Json.of(
                    "{\"start\":" + quoted(start) + ",\"end\":" + quoted(end) + ",\"time_zone\":" + quoted(zone) + "}");
        }
    }

    /** {@code PREFIX-7}, or {@code 7}. */
    static Object uniqueId(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return other(parser);
        }
        String prefix = null;
        String number = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            if (key.equals("prefix") && token == JsonToken.VALUE_STRING) {
                prefix = parser.getText();
            } else if (key.equals("number") && token.isNumeric()) {
                number = parser.getText();
            }
            parser.skipChildren();
        }
        return number == null || prefix == null || prefix.isEmpty() ? number : prefix + "-" + number;
    }

    /** The value of a formula or a rollup, whose key is its type as well. */
    static Object computed(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return other(parser);
        }
        TypedValue value = new TypedValue();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "type" -> value.type(parser.getText());
                case "function" -> parser.skipChildren();
                case "string" -> value.candidate(key, string(parser));
                case "number" -> value.candidate(key, number(parser));
                case "boolean" -> value.candidate(key, bool(parser));
                case "date" -> value.candidate(key, date(parser));
                case "unsupported", "incomplete" -> value.candidate(key, nothing(parser));
                default -> value.candidate(key, json(parser));
            }
        }
        return value.get();
    }

    static Object json(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : JsonText.read(parser, FILE_LINKS);
    }

    static Object nothing(JsonParser parser) throws IOException {
        parser.skipChildren();
        return null;
    }

    /** A value of a form that is not expected. */
    private static Object other(JsonParser parser) throws IOException {
        return json(parser);
    }

    private static Object members(JsonParser parser, String key) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return other(parser);
        }
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        do {
            String text = member(parser, key);
            if (text != null) {
                texts.add(text);
            }
        } while (parser.nextToken() != JsonToken.END_ARRAY);
        return Collections.unmodifiableList(texts);
    }

    /** The text with this key of the object that the parser stands at; null when there is none. */
    private static String member(JsonParser parser, String wanted) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        String found = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                if (key.equals(wanted)) {
                    found = parser.getText();
                }
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private static String quoted(String text) {
        return text == null
                ? "null"
                : "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
