/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.synchub.connect.common.json.Instants;
import io.synchub.connect.common.json.JsonText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;

/**
 * Readers of cells that are one value. Where a formula failed, a typed cell is null; a value of a form that its type does not
 * have becomes JSON, whole, so that nothing is lost when Airtable changes.
 */
final class Cells {
    /** Links to attachments live for two hours, and each read shows other ones. */
    private static final JsonText.Fleeting LINKS = new JsonText.Fleeting("filename", Set.of("url", "thumbnails"));

    private Cells() {}

    static Object text(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : other(parser);
    }

    static Object number(JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            return other(parser);
        }
        double number = parser.getDoubleValue();
        return Double.isFinite(number) ? (Object) number : json(parser);
    }

    static Object bool(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return token.isBoolean() ? (Object) (token == JsonToken.VALUE_TRUE) : other(parser);
    }

    static Object day(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return other(parser);
        }
        try {
            return LocalDate.parse(parser.getText());
        } catch (DateTimeException e) {
            return json(parser);
        }
    }

    static Object instant(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return other(parser);
        }
        try {
            return Instants.of(parser.getText());
        } catch (DateTimeException e) {
            return json(parser);
        }
    }

    /** Anything that is there, errors too. */
    static Object json(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : JsonText.read(parser, LINKS);
    }

    /** What a formula gives whose type is not told. Lists are JSON: their elements may be of any type. */
    static Object byValue(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> other(parser);
        };
    }

    /** The id of a user or a group. */
    static Object person(JsonParser parser) throws IOException {
        return member(parser, "id", "id");
    }

    /** The text that was generated last; null while there is none. */
    static Object generated(JsonParser parser) throws IOException {
        return member(parser, "state", "value");
    }

    /**
     * A text inside an object.
     *
     * @param mark the objects of this form have this member
     * @param wanted the text's key
     */
    private static Object member(JsonParser parser, String mark, String wanted) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return other(parser);
        }
        Kept object = Kept.of(parser);
        String text = null;
        boolean marked = false;
        boolean odd = false;
        boolean error = false;
        JsonParser members = object.parser();
        while (members.nextToken() != JsonToken.END_OBJECT) {
            String key = members.currentName();
            JsonToken token = members.nextToken();
            marked |= key.equals(mark);
            error |= isError(key);
            if (key.equals(wanted)) {
                text = token == JsonToken.VALUE_STRING ? members.getText() : null;
                odd = text == null && token != JsonToken.VALUE_NULL;
            }
            members.skipChildren();
        }
        if (marked && !odd) {
            return text;
        }
        return error && !marked ? null : json(object.parser());
    }

    /** A value of a form that is not expected: null for an error. */
    static Object other(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return json(parser);
        }
        Kept object = Kept.of(parser);
        JsonParser members = object.parser();
        while (members.nextToken() != JsonToken.END_OBJECT) {
            if (isError(members.currentName())) {
                return null;
            }
            members.nextToken();
            members.skipChildren();
        }
        return json(object.parser());
    }

    /** Errors are {@code {"error": "#ERROR!"}} and {@code {"specialValue": "NaN"}}. */
    private static boolean isError(String key) {
        return key.equals("error") || key.equals("specialValue");
    }
}
